#include <QRegularExpression>
#include <QtTest>
#include <atomic>
#include <cmath>
#include <functional>
#include <set>
#include <thread>

#include "core/explorer/explorer.h"
#include "core/setting/parameters.h"
#include "core/support/parallel.h"
#include "core/trajectory/sweep.h"
#include "tests/core/sampled_setting.h"

using namespace arcscope::core;

namespace {

std::shared_ptr<const Snapshot> explored(const Setting& setting, Quality quality = Quality::Full,
                                         const ViewChoice& view = {}, double keepBytes = keepLimit,
                                         int selectedLayer = 1) {
  ExplorerCache cache;
  return explore(Subject{setting, nullptr, nullptr}, view, quality, cache, {}, selectedLayer, keepBytes);
}

bool areSame(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}
bool areSame(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return areSame(x, y); });
}

void compareMeasures(const CurveMeasures& got, const CurveMeasures& expected) {
  for (const auto member : {&CurveMeasures::length, &CurveMeasures::lengthError, &CurveMeasures::growth,
                            &CurveMeasures::q, &CurveMeasures::correlation, &CurveMeasures::saturated,
                            &CurveMeasures::curvature, &CurveMeasures::gaussMapLength})
    QVERIFY(areSame(got.*member, expected.*member));
  QCOMPARE(got.transitions, expected.transitions);
  QCOMPARE(got.signTransitions, expected.signTransitions);
  QCOMPARE(got.patterns, expected.patterns);
  QCOMPARE(got.dead, expected.dead);
  QCOMPARE(got.samples, expected.samples);
  QCOMPARE(got.limitMet, expected.limitMet);
}

void compareProjections(const Snapshot& got, const Snapshot& expected) {
  QCOMPARE(got.layers.size(), expected.layers.size());
  for (std::size_t d = 0; d < got.layers.size(); ++d) {
    const ProjectedImage& a = got.layers[d].projected;
    const ProjectedImage& b = expected.layers[d].projected;
    QCOMPARE(got.layers[d].width, expected.layers[d].width);
    QVERIFY(a.points == b.points);
    QVERIFY(a.basis == b.basis);
    QVERIFY(a.origin == b.origin);
    QCOMPARE(a.explained, b.explained);
    QCOMPARE(a.explainedTotal, b.explainedTotal);
  }
}

std::set<Notice::Kind> kindsOf(const Snapshot& snapshot) {
  std::set<Notice::Kind> kinds;
  for (const Notice& notice : snapshot.notices) kinds.insert(notice.kind);
  return kinds;
}

Notice noticeOf(const Snapshot& snapshot, Notice::Kind kind) {
  for (const Notice& notice : snapshot.notices)
    if (notice.kind == kind) return notice;
  return {kind, -2, {}};
}

/// Requests a stop as soon as some work was counted.
class Stopper {
 public:
  explicit Stopper(std::function<std::int64_t()> work)
      : m_work(std::move(work)), m_thread([this](const std::stop_token& over) {
          while (m_work() == 0 && !over.stop_requested()) std::this_thread::yield();
          m_source.request_stop();
          m_atRequest = m_work();
        }) {}
  [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
  /// Counted after the request; to be asked when the work has ended.
  [[nodiscard]] double sinceRequest() {
    m_thread.request_stop();
    m_thread.join();
    return static_cast<double>(m_work() - m_atRequest);
  }

 private:
  std::function<std::int64_t()> m_work;
  std::stop_source m_source;
  std::int64_t m_atRequest = 0;
  std::jthread m_thread;
};

}  // namespace

/// Whatever way explore() takes, it arrives at the same figures.
class ExplorePathsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void explore_streamed_equalsKept_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("refine");
    QTest::newRow("relu") << int(Activation::Relu) << 33 << false;
    QTest::newRow("hard_tanh, refined") << int(Activation::HardTanh) << 20 << true;
    QTest::newRow("tanh, shared out by neurons") << int(Activation::Tanh) << 260 << false;
    QTest::newRow("gelu, refined") << int(Activation::Gelu) << 24 << true;
  }
  void explore_streamed_equalsKept() {
    QFETCH(const int, activation);
    QFETCH(const int, width);
    QFETCH(const bool, refine);
    Setting setting = settingOf(width, 4, 300, Activation(activation));
    setting.refine = refine;
    const auto kept = explored(setting);
    const auto streamed = explored(setting, Quality::Full, {}, 1.0, 3);
    QVERIFY(!kept->streamed && streamed->streamed);
    compareMeasures(streamed->measures, kept->measures);
    compareProjections(*streamed, *kept);
    for (std::size_t d = 0; d <= 4; ++d) {
      QCOMPARE(streamed->layers[d].image != nullptr, d == 3);
      QCOMPARE(streamed->layers[d].regions != nullptr, d == 3);
    }
    QVERIFY(*streamed->layers[3].image == *kept->layers[3].image);
    QVERIFY(*streamed->layers[3].regions == *kept->layers[3].regions);
    auto kinds = kindsOf(*kept);
    kinds.insert(Notice::Kind::Streamed);
    QCOMPARE(kindsOf(*streamed), kinds);
  }

  void explore_keepLimitItself_streamsBeyondOnly() {
    const Setting setting = settingOf(20, 3, 200, Activation::Relu);
    const double bytes = bytesToKeep(setting, 200, sizeof(double));
    QVERIFY(!explored(setting, Quality::Full, {}, bytes)->streamed);
    QVERIFY(explored(setting, Quality::Full, {}, bytes - 1.0)->streamed);
  }

  void explore_onlyTheViewChanged_equalsAFreshComputation() {
    Setting setting = settingOf(30, 4, 200, Activation::Tanh);
    setting.refine = true;
    std::vector<ViewChoice> views(5);
    views[1].projection.dimensions = 3;
    views[2].projection.kind = ProjectionChoice::Kind::Neurons;
    views[3].projection.kind = ProjectionChoice::Kind::RandomPlane;
    views[4].image = ImageKind::H;
    ExplorerCache cache;
    for (const ViewChoice& view : views) {
      const auto again = explore(Subject{setting, nullptr, nullptr}, view, Quality::Full, cache);
      const auto fresh = explored(setting, Quality::Full, view);
      compareMeasures(again->measures, fresh->measures);
      compareProjections(*again, *fresh);
      QCOMPARE(kindsOf(*again), kindsOf(*fresh));
      QVERIFY(*again->layers[2].image == *fresh->layers[2].image);
    }
  }

  /// What the cache holds of other settings changes nothing.
  void explore_cacheOfOtherSettings_equalsAFreshComputation() {
    std::vector<Setting> settings(6, settingOf(24, 3, 200, Activation::HardTanh));
    settings[1].depth = 5;
    settings[2].sigmaW = 0.7;
    settings[3].seed = 77;
    settings[4].width = 31;
    settings[5].inputDim = 2;
    ExplorerCache cache;
    for (int round = 0; round < 2; ++round) {
      for (const Setting& setting : settings) {
        const auto warm = explore(Subject{setting, nullptr, nullptr}, {}, Quality::Full, cache);
        const auto fresh = explored(setting);
        compareMeasures(warm->measures, fresh->measures);
        compareProjections(*warm, *fresh);
      }
    }
  }

  void explore_stretchOfT_equalsTheWholeCurveThere() {
    for (const Trajectory trajectory : {Trajectory::Circle, Trajectory::Line, Trajectory::Arc}) {
      Setting setting = settingOf(40, 3, 1025, Activation::HardTanh);
      setting.trajectory = trajectory;
      const auto whole = explored(setting);
      setting.tBegin = 0.25;
      setting.tEnd = 0.5;
      setting.points = 257;
      const auto part = explored(setting);
      QVERIFY(part->t == whole->t.segment(256, 257));
      for (std::size_t d = 0; d <= 3; ++d)
        QVERIFY(*part->layers[d].image == whole->layers[d].image->middleCols(256, 257));
      for (std::size_t d = 1; d <= 3; ++d)
        QVERIFY(*part->layers[d].regions == whole->layers[d].regions->middleCols(256, 257));
    }
  }

  /// Every share of the work is preceded by a look at the stop token: after the request none is begun.
  void sweep_stopRequestedBeforeALayer_computesNothingMore_data() {
    QTest::addColumn<int>("points");
    QTest::newRow("shared out by neurons") << 200;
    QTest::newRow("shared out by tiles") << 1024;
  }
  void sweep_stopRequestedBeforeALayer_computesNothingMore() {
    QFETCH(const int, points);
    constexpr int width = 4096;
    Layer layer{Eigen::MatrixXd::Constant(width, 3, 0.5), Eigen::VectorXd::Zero(width)};
    const int rows = kernel::routines<float>(kernel::bestInstructionSet()).panelRows;
    const PackedLayer<float> first = pack<float>(layer, rows);
    layer.weights.setZero(width, width);
    const PackedLayer<float> second = pack<float>(layer, rows);
    const Eigen::Matrix2Xd inPlane = Eigen::Matrix2Xd::Random(2, points);
    std::stop_source source;
    std::shared_ptr<ImageMatrix> image;
    const ImageSource images = [&](int d, int) {
      image = std::make_shared<ImageMatrix>(ImageMatrix::Constant(width, points, 7.0F));
      if (d == 1) source.request_stop();
      return image;
    };
    LayerSweep<float> sweep(inPlane, {.activation = Activation::Relu});
    SweptLayer swept;
    QVERIFY(sweep.advance(first, 0, images, swept, source.get_token()));
    QVERIFY((image->array() != 7.0F).any());
    QVERIFY(!sweep.advance(second, 1, images, swept, source.get_token()));
    QVERIFY((image->array() == 7.0F).all());
    for (const double square : swept.squares) QCOMPARE(square, 0.0);
  }

  /// Counts the work that is begun after the request: a share of a tile on each thread was on its way.
  void sweep_stopRequestedMidway_beginsNoFurtherTile_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("points");
    QTest::newRow("shared out by neurons") << 4096 << 256;
    QTest::newRow("shared out by tiles") << 1024 << 8192;
  }
  void sweep_stopRequestedMidway_beginsNoFurtherTile() {
    QFETCH(const int, width);
    QFETCH(const int, points);
    constexpr std::size_t depth = 64;
    Layer layer{Eigen::MatrixXd::Zero(width, 3), Eigen::VectorXd::Zero(width)};
    const int rows = kernel::routines<float>(kernel::bestInstructionSet()).panelRows;
    const PackedLayer<float> first = pack<float>(layer, rows);
    layer.weights.setZero(width, width);
    const PackedLayer<float> other = pack<float>(layer, rows);
    std::vector<const PackedLayer<float>*> layers(depth, &other);
    layers.front() = &first;
    std::atomic<std::int64_t> done{0};
    SweepOptions options;
    options.multiplications = &done;
    const ImageSource none = [](int, int) { return nullptr; };
    std::vector<SweptLayer> swept;
    const Eigen::Matrix2Xd inPlane = Eigen::Matrix2Xd::Random(2, points);
    Stopper stopper([&] { return done.load(); });
    QVERIFY(!sweep<float>(layers, inPlane, options, none, swept, stopper.token()));
    const double tile = 1.0 * width * width * kernel::tilePoints;
    QVERIFY(stopper.sinceRequest() <= tile * double(parallelThreads()));
    QVERIFY(double(done) < 0.5 * width * width * points * double(depth));
  }

  void explore_stopRequestedMidway_beginsNoFurtherTile_data() {
    QTest::addColumn<double>("keepBytes");
    QTest::newRow("kept") << keepLimit;
    QTest::newRow("streamed") << 1.0;
  }
  void explore_stopRequestedMidway_beginsNoFurtherTile() {
    QFETCH(const double, keepBytes);
    const Setting setting = settingOf(512, 64, 4096, Activation::HardTanh);
    ExplorerCache cache;
    Stopper stopper([&] { return cache.multiplications(); });
    QVERIFY(!explore({setting, nullptr, nullptr}, {}, Quality::Full, cache, stopper.token(), 1, keepBytes));
    const double tile = 512.0 * 512.0 * kernel::tilePoints;
    QVERIFY(stopper.sinceRequest() <= tile * double(parallelThreads()));
  }

  /// Hours of work on one processor: it ends only because every part of it looks at the stop token.
  void explore_stopRequestedDuringAWideJob_givesNull_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<double>("keepBytes");
    QTest::addColumn<int>("milliseconds");
    for (const int milliseconds : {1, 60, 300}) {
      QTest::addRow("kept, after %d ms", milliseconds) << int(Activation::Relu) << keepLimit << milliseconds;
      QTest::addRow("streamed, after %d ms", milliseconds) << int(Activation::Tanh) << 1.0 << milliseconds;
    }
  }
  void explore_stopRequestedDuringAWideJob_givesNull() {
    QFETCH(const int, activation);
    QFETCH(const double, keepBytes);
    QFETCH(const int, milliseconds);
    Setting setting = settingOf(4096, 64, 8192, Activation(activation));
    if (keepBytes > 1.0) {
      setting.depth = 4;
      setting.points = 4096;
    }
    const Subject subject{setting, nullptr, nullptr};
    std::stop_source source;
    ExplorerCache cache;
    std::jthread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
      source.request_stop();
    });
    const auto none = explore(subject, {}, Quality::Full, cache, source.get_token(), 1, keepBytes);
    QVERIFY(!none);
    // The cache is as good as before.
    const Setting small = settingOf(20, 2, 100, Activation::Relu);
    const auto after = explore(Subject{small, nullptr, nullptr}, {}, Quality::Full, cache);
    compareProjections(*after, *explored(small));
  }

  void notices_startUpState_sayWhetherFiguresAreSampledAndNothingAlarming() {
    Setting setting;
    setting.method = Method::Sampled;
    QVERIFY(kindsOf(*explored(setting)).contains(Notice::Kind::Sampled));
    const auto kinds = kindsOf(*explored(Setting{}));
    QVERIFY(!kinds.contains(Notice::Kind::Sampled) && !kinds.contains(Notice::Kind::PieceLimit));
    for (const auto kind : {Notice::Kind::SamplingError, Notice::Kind::Overflow, Notice::Kind::Saturated,
                            Notice::Kind::Dead, Notice::Kind::NonPositive, Notice::Kind::Streamed})
      QVERIFY2(!kinds.contains(kind), qPrintable(QString::number(int(kind))));
  }

  void notices_everyKind_namesTheFirstLayer() {
    Setting setting = settingOf(30, 64, 200, Activation::Relu);
    setting.sigmaW = 8.0;
    const auto huge = explored(setting);
    const Notice overflow = noticeOf(*huge, Notice::Kind::Overflow);
    int first = 1;
    while (huge->measures.length[std::size_t(first)] < 1e30 &&
           huge->measures.q[std::size_t(first - 1)] < 1e30)
      ++first;
    QCOMPARE(overflow.layer, first);
    QVERIFY(first > 5 && first < 64);

    setting = settingOf(30, 3, 200, Activation::HardTanh);
    setting.sigmaW = 0.0;
    const auto point = explored(setting);
    QCOMPARE(noticeOf(*point, Notice::Kind::Dead).layer, 1);
    QCOMPARE(noticeOf(*point, Notice::Kind::NonPositive).layer, 1);

    setting = settingOf(100, 10, 64, Activation::HardTanh);
    setting.sigmaW = 4.0;
    const auto coarse = explored(setting);
    const Notice sampling = noticeOf(*coarse, Notice::Kind::SamplingError);
    QVERIFY(sampling.layer >= 0);
    QVERIFY(coarse->measures.lengthError[std::size_t(sampling.layer)] > 0.01);
    for (int d = 0; d < sampling.layer; ++d) QVERIFY(coarse->measures.lengthError[std::size_t(d)] <= 0.01);
    const Notice variance = noticeOf(*coarse, Notice::Kind::LowVariance);
    QVERIFY(variance.layer >= 1);
    QVERIFY(coarse->layers[std::size_t(variance.layer)].projected.explainedTotal < 0.5);
    for (int d = 1; d < variance.layer; ++d)
      QVERIFY(coarse->layers[std::size_t(d)].projected.explainedTotal >= 0.5);
    ViewChoice neurons;
    neurons.projection.kind = ProjectionChoice::Kind::Neurons;
    QVERIFY(!kindsOf(*explored(setting, Quality::Full, neurons)).contains(Notice::Kind::LowVariance));

    setting = settingOf(50, 2, 2000, Activation::HardTanh);
    setting.sigmaW = 8.0;
    setting.q0 = parameter("q0").maximum;
    const auto saturated = explored(setting);
    QCOMPARE(noticeOf(*saturated, Notice::Kind::Saturated).layer, 1);
    QVERIFY(saturated->measures.saturated[0] > 0.99 && saturated->measures.dead[0] < 50);
  }

  void explore_degenerateSettings_projectionsHoldNoNan_data() {
    QTest::addColumn<int>("quality");
    QTest::newRow("preview") << int(Quality::Preview);
    QTest::newRow("live") << int(Quality::Live);
    QTest::newRow("full") << int(Quality::Full);
  }
  void explore_degenerateSettings_projectionsHoldNoNan() {
    QFETCH(const int, quality);
    std::vector<Setting> settings;
    for (const Activation activation : allActivations) {
      for (const double sigmaW : {0.0, 8.0}) {
        Setting setting = settingOf(1, 1, 64, activation);
        setting.inputDim = 1;
        setting.sigmaW = sigmaW;
        settings.push_back(setting);
        setting.depth = 64;
        settings.push_back(setting);
        setting.inputDim = 2;
        setting.trajectory = Trajectory::Line;
        setting.width = 2;
        settings.push_back(setting);
      }
      Setting setting = settingOf(20, 64, 100, activation);
      setting.sigmaW = 8.0;
      settings.push_back(setting);
    }
    for (const Setting& setting : settings) {
      for (const int dimensions : {2, 3}) {
        ViewChoice view;
        view.projection.dimensions = dimensions;
        const auto snapshot = explored(setting, Quality(quality), view);
        for (const LayerSnapshot& layer : snapshot->layers) {
          QVERIFY2(layer.projected.points.allFinite(), std::string(name(setting.activation)).c_str());
          QVERIFY(std::isfinite(layer.projected.explainedTotal));
          QCOMPARE(layer.projected.points.rows(), Eigen::Index(dimensions));
        }
      }
    }
  }
};

QTEST_APPLESS_MAIN(ExplorePathsTest)
#include "tst_explore_paths.moc"
