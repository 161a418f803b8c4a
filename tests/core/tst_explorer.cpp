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
    for (const bool refine : {false, true}) {
      ref.subject.setting.refine = refine;
      const auto snapshot = exploreFull(ref.subject);
      const CurveMeasures& m = snapshot->measures;
      const auto exact = ref.json["length"].get<std::vector<double>>();
      for (std::size_t d = 0; d < exact.size(); ++d) {
        const double missing = 1.0 - m.length[d] / exact[d];
        QVERIFY2(missing <= 4.0 * m.lengthError[d] + 1e-12, qPrintable(QString::number(d)));
      }
    }
  }

 private:
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
