// Drives the real window: moves the sigma_w slider by mouse events through 120 values and prints, as one JSON
// object, the milliseconds from each event to the finished paint of that value. Run with a display: xvfb-run,
// platform xcb, 1600x900. The case `training` moves nothing: the default network learns as fast as it can,
// and every frame shows it a little later. Its milliseconds run from a network's arrival to the finished
// paint, its interval from frame to frame.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "ui/panels/control_panel.h"
#include "ui/window/card_column.h"
#include "ui/window/main_window.h"
#include "ui/window/run_window.h"

using namespace arcscope;

namespace {

struct Case {
  const char* name;
  int width = 0;  ///< 0: as at the start
  int depth = 0;
  bool relu = false;           ///< else hard_tanh
  const char* card = nullptr;  ///< that fills the middle of the window; null: none
};
constexpr Case cases[] = {{"default"},
                          {"k256_d16", 256, 16},
                          {"k1000_d32", 1000, 32},
                          {"exact_relu_k32_d8", 32, 8, true},
                          {"regions_relu_k16_d4", 16, 4, true, "plane"},
                          {"regions_default", 0, 0, false, "plane"},
                          {"prior_default", 0, 0, false, "prior"}};
constexpr int moves = 120;

void settle(ui::MainWindow& window) {
  QElapsedTimer since;
  since.start();
  while ((window.service().isBusy() || since.elapsed() < 500) && since.elapsed() < 60000)
    QApplication::processEvents(QEventLoop::AllEvents, 20);
}

/// Sends a mouse event to the slider as the window system would: through the event queue of the application.
void send(QWidget* target, QEvent::Type type, QPointF at) {
  const bool move = type == QEvent::MouseMove;
  const Qt::MouseButton button = move ? Qt::NoButton : Qt::LeftButton;
  const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
  QMouseEvent event(type, at, target->mapToGlobal(at), button, held, Qt::NoModifier);
  QApplication::sendEvent(target, &event);
}

double quantile(std::vector<double> sorted, double share) {
  std::sort(sorted.begin(), sorted.end());
  const auto index = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size()))) - 1;
  return sorted[std::min(index, sorted.size() - 1)];
}

nlohmann::json summary(const char* name, const std::vector<double>& frames,
                       const std::vector<double>& computed) {
  const auto rounded = [](double ms) { return std::round(ms * 100.0) / 100.0; };
  if (frames.empty()) return {{"name", name}, {"frames", 0}};
  return {{"name", name},
          {"median_ms", rounded(quantile(frames, 0.5))},
          {"p95_ms", rounded(quantile(frames, 0.95))},
          {"p99_ms", rounded(quantile(frames, 0.99))},
          {"max_ms", rounded(quantile(frames, 1.0))},
          {"compute_median_ms", rounded(quantile(computed, 0.5))},
          {"frames", frames.size()}};
}

/// The default network learns the sample of Fashion-MNIST.
nlohmann::json runTraining(ui::MainWindow& window) {
  for (ui::Card* card : window.cardColumn()->cards())
    if (card->isEnlarged()) Q_EMIT card->enlargeRequested(false);
  window.session().restart({.setting = {}, .loaded = nullptr, .plane = nullptr});
  window.findChild<ui::Button*>(QStringLiteral("train"))->click();
  core::TrainingChoice choice;
  choice.epochs = 10'000;
  window.trainingService().setChoice(choice);
  window.learningData().need();
  settle(window);
  std::vector<double> frames;
  std::vector<double> computed;
  std::vector<double> intervals;
  QElapsedTimer sinceFrame;
  const auto connection =
      QObject::connect(&window, &ui::MainWindow::framePainted, &window,
                       [&](const ui::SnapshotPtr& snapshot, double milliseconds) {
                         if (!snapshot->subject.loaded) return;
                         frames.push_back(milliseconds);
                         computed.push_back(snapshot->seconds * 1e3);
                         if (sinceFrame.isValid())
                           intervals.push_back(static_cast<double>(sinceFrame.nsecsElapsed()) * 1e-6);
                         sinceFrame.start();
                       });
  window.findChild<ui::Button*>(QStringLiteral("trainingPlay"))->click();
  QElapsedTimer clock;
  clock.start();
  while (frames.size() < moves && clock.elapsed() < 30'000)
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  QObject::disconnect(connection);
  nlohmann::json result = summary("training", frames, computed);
  if (!intervals.empty()) result["interval_median_ms"] = std::round(quantile(intervals, 0.5) * 100.0) / 100.0;
  if (window.trainingService().state()) result["steps"] = window.trainingService().state()->step;
  window.trainingService().forget();
  return result;
}

nlohmann::json run(ui::MainWindow& window, const Case& what) {
  core::Setting setting;
  if (what.width > 0) setting.width = what.width;
  if (what.depth > 0) setting.depth = what.depth;
  if (what.relu) setting.activation = core::Activation::Relu;
  for (ui::Card* card : window.cardColumn()->cards()) {
    const bool wanted = what.card && card->objectName() == QLatin1String(what.card);
    if (card->isEnlarged() != wanted) Q_EMIT card->enlargeRequested(wanted);
  }
  window.session().restart({.setting = setting, .loaded = nullptr, .plane = nullptr});
  settle(window);
  ui::Slider* slider = window.controls()->control("sigma_w")->slider();

  std::vector<double> frames;
  std::vector<double> computed;
  int previews = 0;
  int exact = 0;
  int maps = 0;
  const auto mapped = QObject::connect(&window.regionService(), &ui::RegionService::mapReady, &window,
                                       [&](const ui::RegionMapPtr& map) { maps += map ? 1 : 0; });
  QElapsedTimer clock;
  bool painted = false;
  const auto connection = QObject::connect(
      &window, &ui::MainWindow::framePainted, &window, [&](const ui::SnapshotPtr& snapshot, double) {
        if (painted || snapshot->subject.setting != window.session().setting()) return;
        frames.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        computed.push_back(snapshot->seconds * 1e3);
        if (snapshot->quality == core::Quality::Preview) ++previews;
        if (snapshot->measures.exact) ++exact;
        painted = true;
      });
  QTimer awake;  // ends the wait for events when a frame never comes
  awake.start(1000);
  const QPointF from = slider->handleCenter();
  send(slider, QEvent::MouseButtonPress, from);
  const double left = 0.12 * slider->width();
  for (int i = 0; i < moves; ++i) {
    // There and back over the chaotic and the ordered side, a new value with every event.
    const double phase = std::abs(1.0 - 2.0 * i / moves);
    const QPointF at(left + (1.0 - phase) * 0.75 * slider->width(), from.y());
    const core::Setting before = window.session().setting();
    painted = false;
    clock.start();
    send(slider, QEvent::MouseMove, at);
    if (window.session().setting() == before) continue;  // the same value again
    while (!painted && clock.elapsed() < 5000) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  send(slider, QEvent::MouseButtonRelease, from);
  QObject::disconnect(connection);
  QObject::disconnect(mapped);
  nlohmann::json result = summary(what.name, frames, computed);
  result["previews"] = previews;
  result["exact_frames"] = exact;
  result["region_maps"] = maps;
  return result;
}

}  // namespace

int main(int argc, char* argv[]) {
  ui::prepareApplication();
  QApplication application(argc, argv);
  ui::loadEmbeddedFonts();
  ui::MainWindow window({.subject = {}});
  window.resize(1600, 900);
  window.show();
  settle(window);
  nlohmann::json results = nlohmann::json::array();
  for (const Case& what : cases) {
    if (argc > 1 && std::string_view(argv[1]) != what.name) continue;
    results.push_back(run(window, what));
  }
  if (argc <= 1 || std::string_view(argv[1]) == "training") results.push_back(runTraining(window));
  std::printf("%s\n",
              nlohmann::json{{"platform", QApplication::platformName().toStdString()}, {"cases", results}}
                  .dump(1)
                  .c_str());
  return 0;
}
