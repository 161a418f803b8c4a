#include "ui/window/run_window.h"

#include <fcntl.h>
#include <unistd.h>

#include <QApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QIcon>
#include <QPixmap>
#include <QScreen>
#include <QSocketNotifier>
#include <QThread>
#include <array>
#include <csignal>
#include <cstdio>

#include "ui/plots/plane_view.h"
#include "ui/session/session_file.h"
#include "ui/text/language.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {

void prepareApplication() {
  // Qt waits 5 ms after an update() before it paints: a third of a frame.
  if (!qEnvironmentVariableIsSet("QT_QPA_UPDATE_IDLE_TIME")) qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
}

namespace {

void openWhatIsNamed(MainWindow& window, const WindowOptions& options) {
  if (!options.tour.isEmpty()) return window.openTourFile(languageFile(options.tour));
  if (options.preset) return window.openPreset(*options.preset);
  if (options.session.startsWith(QLatin1String(linkPrefix))) return window.openLink(options.session);
  if (!options.session.isEmpty()) return window.openFile(options.session);
  if (options.restores) window.restoreLastSession();
}

std::array<int, 2> signalPipe{-1, -1};

/// SIGTERM, SIGINT and SIGHUP close the window as a person does, so that it comes back as it was left. The
/// second one ends the program at once.
void closeOnSignals(MainWindow& window) {
  if (pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  auto* notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &window);
  QObject::connect(notifier, &QSocketNotifier::activated, &window, [&window, notifier] {
    notifier->setEnabled(false);
    window.close();
  });
  struct sigaction action = {};
  action.sa_handler = [](int) { static_cast<void>(!write(signalPipe[1], "", 1)); };
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaction(signal, &action, nullptr);
}

}  // namespace

bool renderStartPage(const WindowOptions& options) {
  installLanguage(*qApp, options.language.isEmpty() ? languages().front() : options.language);
  MainWindow window({.subject = options.subject});
  if (options.dark) window.setTheme(Theme::dark());
  openWhatIsNamed(window, options);
  window.resize(options.screenshotSize);
  window.setAttribute(Qt::WA_DontShowOnScreen);
  window.show();
  if (window.service().isBusy()) {
    QEventLoop loop;
    QObject::connect(&window.service(), &ExplorerService::busyChanged, &loop, &QEventLoop::quit);
    loop.exec();
  }
  const QDeadlineTimer limit(5000);
  const auto waitWhile = [&limit](const auto& busy) {
    do {
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
      QThread::msleep(2);
    } while (busy() && !limit.hasExpired());
  };
  window.grab();  // the regions of the plane are asked for behind the first frame of the curve
  waitWhile([&window] { return window.regionService().isBusy(); });
  window.grab();  // and their picture behind the first frame with them
  const auto* plane = window.findChild<const PlaneView*>();
  waitWhile([plane] { return plane != nullptr && plane->isPicturePending(); });
  return window.grab().save(options.screenshotFile, "PNG");
}

int runWindow(const WindowOptions& options) {
  loadEmbeddedFonts();
  if (!options.screenshotFile.isEmpty()) {
    if (renderStartPage(options)) return 0;
    std::fprintf(stderr, "arcscope: %s cannot be written.\n", qPrintable(options.screenshotFile));
    return 1;
  }
  QApplication::setOrganizationName(QStringLiteral("Arcscope"));
  QApplication::setApplicationName(QStringLiteral("arcscope"));
  QGuiApplication::setDesktopFileName(QStringLiteral("arcscope"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/arcscope.svg")));
  installLanguage(*qApp, options.language.isEmpty() ? chosenLanguage() : options.language);
  MainWindow window({.subject = options.subject, .remember = true});
  const QSize room = QGuiApplication::primaryScreen()->availableSize();
  if (window.size().boundedTo(room) != window.size()) window.resize(window.size().boundedTo(room));
  window.show();
  openWhatIsNamed(window, options);
  closeOnSignals(window);
  return QApplication::exec();
}

}  // namespace arcscope::ui
