#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

#include "ui/model/explorer_service.h"

using namespace arcscope;
using namespace std::chrono_literals;
using core::Quality;
using ui::ExploreRequest;
using ui::ExplorerService;

namespace {

ui::SnapshotPtr snapshotOf(const ExploreRequest& request, Quality quality) {
  auto snapshot = std::make_shared<core::Snapshot>();
  snapshot->subject = request.subject;
  snapshot->quality = quality;
  return snapshot;
}

/// Works for `length` in steps of a millisecond, like core: null when stopped.
ui::SnapshotPtr workFor(std::chrono::milliseconds length, const ExploreRequest& request, Quality quality,
                        const std::stop_token& stop) {
  for (auto spent = 0ms; spent < length; ++spent) {
    if (stop.stop_requested()) return nullptr;
    std::this_thread::sleep_for(1ms);
  }
  return snapshotOf(request, quality);
}

ExploreRequest requestOfSeed(std::uint64_t seed) {
  ExploreRequest request;
  request.subject.setting.seed = seed;
  return request;
}

const ExplorerService::Timing quick{
    .patience = 30ms, .beforeLive = 5ms, .beforeFull = 5ms, .frameBudget = 0.012};

}  // namespace

class ExplorerServiceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void request_thatFitsAFrame_isShownLiveThenFull() {
    QVector<Quality> seen;
    ExplorerService service({[](const auto& r, Quality q, const auto&) { return snapshotOf(r, q); },
                             [](const auto&, Quality) { return 0.001; }},
                            quick);
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto& s) { seen << s->quality; });
    service.request(requestOfSeed(1));
    QVERIFY(service.isBusy());
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(seen, (QVector<Quality>{Quality::Live, Quality::Full}));
  }

  void request_tooSlowForAFrame_isShownAsPreviewLiveFull() {
    QVector<Quality> seen;
    ExplorerService service({[](const auto& r, Quality q, const auto&) { return snapshotOf(r, q); },
                             [](const auto&, Quality) { return 0.5; }},
                            quick);
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto& s) { seen << s->quality; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(seen, (QVector<Quality>{Quality::Preview, Quality::Live, Quality::Full}));
  }

  void burstOfRequests_isCoalesced_andLastOneWins() {
    std::atomic<int> calls = 0;
    ExplorerService service({[&](const auto& r, Quality q, const auto& stop) {
                               ++calls;
                               return workFor(10ms, r, q, stop);
                             },
                             [](const auto&, Quality) { return 0.001; }},
                            quick);
    ui::SnapshotPtr last;
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto& s) { last = s; });
    for (std::uint64_t seed = 0; seed < 500; ++seed) service.request(requestOfSeed(seed));
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(last);
    QCOMPARE(last->subject.setting.seed, 499u);
    QCOMPARE(last->quality, Quality::Full);
    QVERIFY2(calls.load() <= 4, qPrintable(QString::number(calls.load())));  // first, newest, its refinement
  }

  void slowFirstStage_isStoppedAfterPatience_whenANewerRequestWaits() {
    std::atomic<int> stopped = 0;
    ExplorerService service({[&](const auto& r, Quality q, const std::stop_token& stop) -> ui::SnapshotPtr {
                               if (r.subject.setting.seed != 1) return snapshotOf(r, q);
                               while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
                               ++stopped;
                               return nullptr;
                             },
                             [](const auto&, Quality) { return 0.001; }},
                            quick);
    ui::SnapshotPtr last;
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto& s) { last = s; });
    service.request(requestOfSeed(1));
    QTest::qWait(5);
    service.request(requestOfSeed(2));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(stopped.load(), 1);
    QCOMPARE(last->subject.setting.seed, 2u);
  }

  void firstStages_shorterThanPatience_areShownDuringADrag() {
    std::atomic<int> shown = 0;
    ExplorerService service(
        {[](const auto& r, Quality q, const auto& stop) { return workFor(8ms, r, q, stop); },
         [](const auto&, Quality) { return 0.001; }},
        {.patience = 1000ms, .beforeLive = 5ms, .beforeFull = 1000ms, .frameBudget = 0.012});
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto&) { ++shown; });
    std::uint64_t seed = 0;
    while (shown < 3 && seed < 2000) {  // requests never pause, and still the picture moves
      service.request(requestOfSeed(++seed));
      QTest::qWait(1);
    }
    QVERIFY(shown >= 3);
  }

  void refinement_isStoppedAtOnce_byANewerRequest() {
    std::atomic<bool> refining = false;
    std::atomic<bool> stopped = false;
    ExplorerService service({[&](const auto& r, Quality q, const std::stop_token& stop) -> ui::SnapshotPtr {
                               if (q != Quality::Full || r.subject.setting.seed != 1) return snapshotOf(r, q);
                               refining = true;
                               while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
                               stopped = true;
                               return nullptr;
                             },
                             [](const auto&, Quality) { return 0.001; }},
                            {.patience = 1h, .beforeLive = 1ms, .beforeFull = 1ms, .frameBudget = 0.012});
    ui::SnapshotPtr last;
    connect(&service, &ExplorerService::snapshotReady, this, [&](const auto& s) { last = s; });
    service.request(requestOfSeed(1));
    QTRY_VERIFY(refining);
    service.request(requestOfSeed(2));
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(stopped);
    QCOMPARE(last->subject.setting.seed, 2u);
  }

  void exception_becomesFailed_andTheServiceGoesOn() {
    ExplorerService service({[](const auto& r, Quality q, const auto&) -> ui::SnapshotPtr {
                               if (r.subject.setting.seed == 1)
                                 throw std::invalid_argument("width must be 1 or more");
                               return snapshotOf(r, q);
                             },
                             [](const auto&, Quality) { return 0.001; }},
                            quick);
    QSignalSpy failed(&service, &ExplorerService::failed);
    QSignalSpy ready(&service, &ExplorerService::snapshotReady);
    service.request(requestOfSeed(1));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("width")));
    QVERIFY(!service.isBusy());
    service.request(requestOfSeed(2));
    QTRY_COMPARE(ready.size(), 2);
  }

  void destroyedWhileRunning_doesNotHang() {
    std::atomic<bool> running = false;
    ExplorerService service({[&](const auto&, Quality, const std::stop_token& stop) -> ui::SnapshotPtr {
                               running = true;
                               while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
                               return nullptr;
                             },
                             [](const auto&, Quality) { return 0.001; }},
                            quick);
    service.request(requestOfSeed(1));
    while (!running) std::this_thread::sleep_for(1ms);
  }
};

QTEST_GUILESS_MAIN(ExplorerServiceTest)
#include "tst_explorer_service.moc"
