#include <QtTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/explorer/explorer.h"
#include "core/support/parallel.h"

using namespace arcscope::core;

namespace {

const std::filesystem::path data{ARCSCOPE_TEST_DATA};

struct Reference {
  Subject subject;
  nlohmann::json json;
};

Reference reference(const std::string& name) {
  Reference result;
  std::ifstream(data / (name + ".json")) >> result.json;
  Setting setting;
  setting.networkFile = (data / (name + ".safetensors")).string();
  setting.trajectory = result.json["trajectory"] == "arc" ? Trajectory::Arc : Trajectory::Line;
  Expected<Subject> subject = makeSubject(setting, false);
  if (!subject) qFatal("%s", subject.error().message.c_str());
  result.subject = std::move(subject).value();
  return result;
}

std::shared_ptr<const Snapshot> exploreFull(const Subject& subject) {
  ExplorerCache cache;
  return explore(subject, {}, Quality::Full, cache);
}

}  // namespace

class ExplorerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void explore_referenceNetworkSampled_equalsReference_data() { cases(); }
  void explore_referenceNetworkSampled_equalsReference() {
    QFETCH(QString, name);
    Reference ref = reference(name.toStdString());
    ref.subject.setting.method = Method::Sampled;
    ref.subject.setting.points = 1001;
    ref.subject.setting.refine = false;
    const auto snapshot = exploreFull(ref.subject);
    const auto lengths = ref.json["sampled_1001"]["length"].get<std::vector<double>>();
    QCOMPARE(snapshot->measures.length.size(), lengths.size());
    for (std::size_t d = 0; d < lengths.size(); ++d)
      QVERIFY2(std::abs(snapshot->measures.length[d] / lengths[d] - 1.0) < 1e-9,
               qPrintable(QStringLiteral("layer %1: %2 instead of %3")
                              .arg(d)
                              .arg(snapshot->measures.length[d], 0, 'g', 15)
                              .arg(lengths[d], 0, 'g', 15)));
    QCOMPARE(snapshot->measures.transitions,
             ref.json["sampled_1001"]["transitions"].get<std::vector<std::int64_t>>());
  }

  void explore_referenceNetworkRefined_agreesWithExactWithinStatedError_data() { cases(); }
  void explore_referenceNetworkRefined_agreesWithExactWithinStatedError() {
    QFETCH(QString, name);
    Reference ref = reference(name.toStdString());
    ref.subject.setting.method = Method::Sampled;
    for (const auto& [points, refine] :
         {std::pair(101, false), std::pair(1001, false), std::pair(101, true), std::pair(1001, true)}) {
      ref.subject.setting.points = points;
      ref.subject.setting.refine = refine;
      const auto snapshot = exploreFull(ref.subject);
      const CurveMeasures& m = snapshot->measures;
      const auto exact = ref.json["length"].get<std::vector<double>>();
      for (std::size_t d = 0; d < exact.size(); ++d) {
        const double missing = 1.0 - m.length[d] / exact[d];
        QVERIFY2(missing <= 1.5 * m.lengthError[d] + 1e-12, qPrintable(QString::number(d)));
      }
    }
  }

  void explore_referenceNetwork_comesOutExactly_data() { cases(); }
  void explore_referenceNetwork_comesOutExactly() {
    QFETCH(QString, name);
    const Reference ref = reference(name.toStdString());
    const auto snapshot = exploreFull(ref.subject);
    const CurveMeasures& m = snapshot->measures;
    QCOMPARE(m.exact, isPiecewiseLinear(ref.subject.setting.activation));
    if (!m.exact) return;
    const auto lengths = ref.json["length"].get<std::vector<double>>();
    QCOMPARE(m.length.size(), lengths.size());
    for (std::size_t d = 0; d < lengths.size(); ++d) {
      QVERIFY2(std::abs(m.length[d] / lengths[d] - 1.0) < 1e-9, qPrintable(QString::number(d)));
      if (d > 0) QCOMPARE(m.growth[d - 1], m.length[d] / m.length[d - 1]);
    }
    for (const auto& [key, counts] : {std::pair("transitions", &m.transitions),
                                      std::pair("pieces", &m.pieces), std::pair("patterns", &m.patterns)})
      QCOMPARE(*counts, ref.json[key].get<std::vector<std::int64_t>>());
    QCOMPARE(m.samplingError, 0.0);
    for (const Notice& notice : snapshot->notices) QVERIFY(notice.kind != Notice::Kind::Sampled);
  }

  /// Beyond its limit of pieces the exact method gives way, and says so.
  void explore_pieceLimitMet_samplesAndSaysSo() {
    Reference ref = reference("relu-arc-he");
    ref.subject.setting.pieceLimit = 20;
    const auto limited = exploreFull(ref.subject);
    QVERIFY(!limited->measures.exact && limited->measures.pieces.empty());
    ref.subject.setting.method = Method::Sampled;
    const auto sampled = exploreFull(ref.subject);
    QCOMPARE(limited->measures.length, sampled->measures.length);
    QCOMPARE(limited->measures.transitions, sampled->measures.transitions);
    const auto said = std::find_if(limited->notices.begin(), limited->notices.end(),
                                   [](const Notice& n) { return n.kind == Notice::Kind::PieceLimit; });
    QVERIFY(said != limited->notices.end());
    QVERIFY(said->layer >= 1);
    QVERIFY2(said->text.find("20 pieces") != std::string::npos, said->text.c_str());
  }

  /// Few enough breakpoints are among the points of the images: neighbouring columns are of one piece or of
  /// two.
  void explore_referenceLine_patternsChangeOncePerPiece_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"relu-line-small", "leaky_relu-line-deep", "hard_tanh-line-order"})
      QTest::newRow(name) << QString::fromLatin1(name);
  }
  void explore_referenceLine_patternsChangeOncePerPiece() {
    QFETCH(const QString, name);
    const auto snapshot = exploreFull(reference(name.toStdString()).subject);
    QVERIFY(snapshot->exactImages);
    for (int depth = 1; depth <= snapshot->depth(); ++depth) {
      std::int64_t pieces = 1;
      for (Eigen::Index j = 1; j < snapshot->t.size(); ++j) {
        bool changes = false;
        for (int d = 1; d <= depth; ++d) {
          const RegionMatrix& regions = *snapshot->layers[static_cast<std::size_t>(d)].regions;
          changes = changes || regions.col(j) != regions.col(j - 1);
        }
        pieces += changes ? 1 : 0;
      }
      QCOMPARE(pieces, snapshot->measures.pieces[static_cast<std::size_t>(depth - 1)]);
    }
  }

  /// On the screen: exact where it fits a frame, and the same figures as at full quality.
  void explore_smallNetworkLive_isExactToo() {
    Setting setting;
    setting.activation = Activation::Relu;
    setting.width = 16;
    setting.depth = 3;
    ExplorerCache cache;
    const Subject subject{setting, nullptr, nullptr};
    const auto live = explore(subject, {}, Quality::Live, cache);
    const auto full = explore(subject, {}, Quality::Full, cache);
    QVERIFY(live->measures.exact && full->measures.exact);
    QCOMPARE(live->measures.pieces, full->measures.pieces);
    for (std::size_t d = 0; d < full->measures.length.size(); ++d)
      QVERIFY(std::abs(live->measures.length[d] / full->measures.length[d] - 1.0) < 1e-12);
  }

  void explore_drawnNetworkAndTheSameFromItsFile_sameBits() {
    Setting setting;
    setting.width = 37;
    setting.depth = 4;
    setting.points = 300;
    setting.sigmaW = 1.37;
    setting.sigmaB = 0.41;
    const Subject drawn{setting, nullptr, nullptr};
    const std::filesystem::path file =
        std::filesystem::path(m_directory.path().toStdString()) / "drawn.safetensors";
    const Expected<TensorFile> tensors = tensorFileOf(drawn);
    QVERIFY(bool(tensors));
    QVERIFY(!writeSafetensors(file, tensors.value()));
    setting.networkFile = file.string();
    const Expected<Subject> read = makeSubject(setting, true);
    QVERIFY(bool(read));
    QVERIFY(read.value().loaded != nullptr);
    ExplorerCache cache;
    QVERIFY(explore(drawn, {}, Quality::Live, cache));  // keeps the weights unscaled
    const auto a = explore(drawn, {}, Quality::Full, cache);
    const auto b = exploreFull(read.value());
    QVERIFY(a->t == b->t);
    QCOMPARE(a->measures.length, b->measures.length);
    QCOMPARE(a->measures.q, b->measures.q);
    QCOMPARE(a->measures.correlation, b->measures.correlation);
    for (std::size_t d = 0; d < a->layers.size(); ++d) {
      QVERIFY(*a->layers[d].image == *b->layers[d].image);
      QVERIFY(a->layers[d].projected.points == b->layers[d].projected.points);
    }
    setting.networkFile.clear();
    setting.sigmaW = 1.9;  // the kept scaled weights are of no use any more
    const auto c = explore(Subject{setting, nullptr, nullptr}, {}, Quality::Full, cache);
    const auto d = exploreFull(Subject{setting, nullptr, nullptr});
    QCOMPARE(c->measures.length, d->measures.length);
  }

  /// Against twenty times as many points: what these still miss is 1/400 of it.
  void explore_smoothActivation_missingLengthIsTheStatedError_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : allActivations)
      if (!isPiecewiseLinear(activation))
        QTest::newRow(std::string(name(activation)).c_str()) << int(activation);
  }
  void explore_smoothActivation_missingLengthIsTheStatedError() {
    QFETCH(const int, activation);
    Setting setting;
    setting.activation = Activation(activation);
    setting.width = 40;
    setting.depth = 5;
    setting.refine = false;
    setting.points = 10001;
    const CurveMeasures dense = exploreFull({setting, nullptr, nullptr})->measures;
    setting.points = 501;
    const CurveMeasures m = exploreFull({setting, nullptr, nullptr})->measures;
    for (std::size_t d = 0; d < dense.length.size(); ++d) {
      const double missing = 1.0 - m.length[d] / dense.length[d];
      const double ratio = missing / m.lengthError[d];
      QVERIFY2(ratio > 0.9 && ratio < 1.1, qPrintable(QStringLiteral("layer %1: %2").arg(d).arg(ratio)));
    }
  }

 private:
  QTemporaryDir m_directory;

  static void cases() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"relu-line-small", "relu-arc-he", "relu-arc-wide", "hard_tanh-arc-small", "hard_tanh-arc-chaos",
          "hard_tanh-line-order", "leaky_relu-line-deep", "tanh-arc-chaos", "tanh-line-order"})
      QTest::newRow(name) << QString::fromLatin1(name);
  }
};

QTEST_APPLESS_MAIN(ExplorerTest)
#include "tst_explorer.moc"
