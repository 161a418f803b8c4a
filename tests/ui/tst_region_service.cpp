#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

#include "ui/model/region_service.h"

using namespace arcscope;
using namespace std::chrono_literals;
using ui::RegionLimits;
using ui::RegionMapRequest;
using ui::RegionService;

namespace {

RegionMapRequest requestOfSeed(std::uint64_t seed) {
  RegionMapRequest request;
  request.subject.setting.activation = core::Activation::Relu;
  request.subject.setting.width = 8;
  request.subject.setting.depth = 3;
  request.subject.setting.seed = seed;
  return request;
}

ui::RegionMapPtr mapOf(const RegionMapRequest& request, const QString& limit = {}) {
  auto map = std::make_shared<ui::RegionMap>();
  map->request = request;
  core::RegionFinder().find(core::networkOf(request.subject), core::planeOf(request.subject), {.layers = 1},
                            map->regions);
  map->limit = limit;
  return map;
}

std::uint64_t seedOf(const ui::RegionMapPtr& map) {
  return map->request.subject.setting.seed;
}

const RegionService::Timing quick{.patience = 30ms, .beforeRested = 5ms};

}  // namespace

class RegionServiceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void computeRegionMap_smallNetwork_hasTheFindersRegionsAndTheTracesCrossings() {
    const RegionMapRequest request = requestOfSeed(5);
    core::RegionFinder finder;
    const ui::RegionMapPtr map = ui::computeRegionMap(request, {}, finder);
    QVERIFY(map && map->complete() && map->exact());
    QCOMPARE(map->layers(), 3);
    const core::Network network = core::networkOf(request.subject);
    const core::Plane plane = core::planeOf(request.subject);
    const core::PlaneRegions found = core::findRegions(network, plane, {.rectangle = request.rectangle});
    QCOMPARE(map->regions.count(3), found.count(3));
    const core::CurveTrace trace = core::traceCurve(network, plane, core::curveOf(request.subject.setting));
    QVERIFY(map->crossingsKnown);
    QCOMPARE(map->crossings.size(), trace.crossings.size());
  }

  void computeRegionMap_fewerLayers_areThoseOfTheWholeNetwork() {
    RegionMapRequest request = requestOfSeed(5);
    core::RegionFinder finder;
    const ui::RegionMapPtr whole = ui::computeRegionMap(request, {}, finder);
    request.layers = 2;
    request.readout = true;
    const ui::RegionMapPtr two = ui::computeRegionMap(request, {}, finder);
    QCOMPARE(two->layers(), 2);
    QVERIFY(two->complete());
    QCOMPARE(two->regions.count(2), whole->regions.count(2));
    QCOMPARE(two->regions.readout().size(), static_cast<std::size_t>(two->regions.vertices()));
  }

  void computeRegionMap_moreRegionsThanAllowed_hasFewerLayersAndSaysSo() {
    const RegionMapRequest request = requestOfSeed(5);
    core::RegionFinder finder;
    const ui::RegionMapPtr whole = ui::computeRegionMap(request, {}, finder);
    RegionMapRequest sloped = request;
    sloped.readout = true;
    const ui::RegionMapPtr fewer = ui::computeRegionMap(sloped, {.regions = whole->regions.count(2)}, finder);
    QVERIFY(whole->regions.count(3) > whole->regions.count(2));
    QCOMPARE(fewer->layers(), 2);
    QVERIFY(!fewer->complete());
    QVERIFY(fewer->limit.contains(QStringLiteral("layer 3")));
    QVERIFY(!fewer->regions.readout().empty());  // of the layers that are there
  }

  void computeRegionMap_smoothActivation_hasLevelSets() {
    RegionMapRequest request = requestOfSeed(5);
    request.subject.setting.activation = core::Activation::Tanh;
    request.layers = 2;
    core::RegionFinder finder;
    const ui::RegionMapPtr map = ui::computeRegionMap(request, {.cells = 32}, finder);
    QVERIFY(map && !map->exact());
    QCOMPARE(map->layers(), 2);
    QVERIFY(!map->levelSets.lines.empty());
  }

  void computeRegionMap_stopped_isNull() {
    std::stop_source stop;
    stop.request_stop();
    core::RegionFinder finder;
    QVERIFY(!ui::computeRegionMap(requestOfSeed(1), {}, finder, stop.get_token()));
  }

  void sameMap_samplingAndStretch_makeNoDifference() {
    const RegionMapRequest first = requestOfSeed(1);
    RegionMapRequest second = first;
    second.subject.setting.points = 77;
    second.subject.setting.tBegin = 0.25;
    QVERIFY(ui::sameMap(first, second));
    second.subject.setting.sigmaW += 0.1;
    QVERIFY(!ui::sameMap(first, second));
    second = first;
    second.rectangle.a1 = 1.5;
    QVERIFY(!ui::sameMap(first, second));
  }

  void burstOfRequests_isCoalesced_andLastOneWins() {
    std::atomic<int> calls = 0;
    RegionService service(
        [&](const auto& request, const auto&, const auto&) {
          ++calls;
          std::this_thread::sleep_for(10ms);
          return mapOf(request);
        },
        quick);
    ui::RegionMapPtr last;
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { last = map; });
    for (std::uint64_t seed = 0; seed < 300; ++seed) service.request(requestOfSeed(seed));
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(last);
    QCOMPARE(seedOf(last), 299u);
    QVERIFY2(calls.load() <= 3, qPrintable(QString::number(calls.load())));
  }

  void slowMap_isStoppedAfterPatience_whenANewerRequestWaits() {
    std::atomic<int> stopped = 0;
    std::atomic<bool> running = false;
    RegionService service(
        [&](const auto& request, const auto&, const std::stop_token& stop) -> ui::RegionMapPtr {
          if (request.subject.setting.seed != 1) return mapOf(request);
          running = true;
          while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
          ++stopped;
          return nullptr;
        },
        quick);
    ui::RegionMapPtr last;
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { last = map; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(running);
    service.request(requestOfSeed(2));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(stopped.load(), 1);
    QCOMPARE(seedOf(last), 2u);
  }

  void incompleteMap_isFollowedByOneWithinWiderLimits() {
    QVector<double> seconds;
    RegionService service(
        [](const auto& request, const RegionLimits& limits, const auto&) {
          auto map = std::make_shared<ui::RegionMap>(*mapOf(request));
          map->seconds = limits.seconds;
          if (limits.seconds < 1.0) map->limit = QStringLiteral("more");
          return map;
        },
        quick);
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { seconds << map->seconds; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(seconds, (QVector<double>{quick.live.seconds, quick.rested.seconds}));
  }

  /// Nothing to show while a slider moves: no live map is tried again until a rested one was quick.
  void notOneLayerFits_oldMapGoesAndTheNextComesAtRest() {
    std::atomic<int> live = 0;
    std::atomic<bool> heavy = true;
    RegionService service(
        [&](const auto& request, const RegionLimits& limits, const auto&) -> ui::RegionMapPtr {
          const bool rested = limits.seconds >= 1.0;
          if (!rested) ++live;
          if (!heavy || rested) {
            auto map = std::make_shared<ui::RegionMap>(*mapOf(request));
            map->seconds = heavy ? 0.3 : 1e-4;
            return map;
          }
          auto map = std::make_shared<ui::RegionMap>();
          core::RegionFinder().find(core::networkOf(request.subject), core::planeOf(request.subject),
                                    {.layers = 1, .regionLimit = 2}, map->regions);
          map->request = request;
          map->limit = QStringLiteral("too many");
          return map;
        },
        {.patience = 30ms, .beforeRested = 5ms, .again = 1h});
    QVector<ui::RegionMapPtr> maps;
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { maps << map; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(maps.size(), 2);
    QVERIFY(!maps[0] && maps[1] && maps[1]->layers() == 1);
    service.request(requestOfSeed(2));
    QVERIFY(!maps.last());  // at once
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(seedOf(maps.last()), 2u);
    QCOMPARE(live.load(), 1);
    heavy = false;
    service.request(requestOfSeed(3));
    QTRY_VERIFY(!service.isBusy());
    service.request(requestOfSeed(4));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(live.load(), 2);
    QCOMPARE(seedOf(maps.last()), 4u);
  }

  /// A network in training never rests.
  void notOneLayerFits_inAStreamWithoutRest_isTriedAgain_andAnotherShapeAtOnce() {
    std::atomic<bool> heavy = true;
    const auto engine = [&](const RegionMapRequest& request, const RegionLimits&,
                            const auto&) -> ui::RegionMapPtr {
      if (!heavy || request.subject.setting.depth == 2) return mapOf(request);
      auto map = std::make_shared<ui::RegionMap>();
      map->request = request;
      map->limit = QStringLiteral("too many");
      return map;
    };
    RegionService service(engine, {.patience = 30ms, .beforeRested = 10min, .again = 50ms});
    ui::RegionMapPtr last;
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { last = map; });
    service.request(requestOfSeed(1));
    QTest::qWait(20);
    QVERIFY(!last);
    RegionMapRequest other = requestOfSeed(2);
    other.subject.setting.depth = 2;
    service.request(other);
    QTRY_VERIFY(last && seedOf(last) == 2);
    service.request(requestOfSeed(3));
    QTRY_VERIFY(!last);
    heavy = false;
    std::uint64_t seed = 4;
    QTRY_VERIFY((service.request(requestOfSeed(seed++)), last != nullptr));
  }

  void widerLimits_areStoppedAtOnce_byANewerRequest() {
    std::atomic<bool> more = false;
    std::atomic<bool> stopped = false;
    RegionService service(
        [&](const auto& request, const RegionLimits& limits,
            const std::stop_token& stop) -> ui::RegionMapPtr {
          if (limits.seconds < 1.0)
            return mapOf(request, request.subject.setting.seed == 1 ? QStringLiteral("more") : QString());
          more = true;
          while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
          stopped = true;
          return nullptr;
        },
        {.patience = 1h, .beforeRested = 1ms});
    ui::RegionMapPtr last;
    connect(&service, &RegionService::mapReady, this, [&](const auto& map) { last = map; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(more);
    service.request(requestOfSeed(2));
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(stopped);
    QCOMPARE(seedOf(last), 2u);
  }

  void exception_becomesFailed_andTheServiceGoesOn() {
    RegionService service(
        [](const auto& request, const auto&, const auto&) -> ui::RegionMapPtr {
          if (request.subject.setting.seed == 1) throw std::invalid_argument("no such layer");
          return mapOf(request);
        },
        quick);
    QSignalSpy failed(&service, &RegionService::failed);
    QSignalSpy ready(&service, &RegionService::mapReady);
    service.request(requestOfSeed(1));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!service.isBusy());
    service.request(requestOfSeed(2));
    QTRY_COMPARE(ready.size(), 1);
  }

  void destroyedWhileRunning_doesNotHang() {
    std::atomic<bool> running = false;
    RegionService service(
        [&](const auto&, const auto&, const std::stop_token& stop) -> ui::RegionMapPtr {
          running = true;
          while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
          return nullptr;
        },
        quick);
    service.request(requestOfSeed(1));
    while (!running) std::this_thread::sleep_for(1ms);
  }
};

QTEST_GUILESS_MAIN(RegionServiceTest)
#include "tst_region_service.moc"
