#include "app/commands/application.h"

#include <QDir>
#include <QFile>
#include <QHashFunctions>
#include <QHashSeed>
#include <clocale>

#include "core/version.h"
#include "ui/model/theme.h"
#include "ui/window/run_window.h"

namespace arcscope::app {
namespace {

/// Qt warns where XDG_RUNTIME_DIR is missing, as it is for root and in containers.
void provideRuntimeDirectory() {
  if (qEnvironmentVariableIsSet("XDG_RUNTIME_DIR")) return;
  const QString directory = QDir::tempPath() + QStringLiteral("/runtime-") +
                            qEnvironmentVariable("USER", QStringLiteral("arcscope"));
  constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
  QDir().mkpath(directory);
  QFile::setPermissions(directory, ownerOnly);
  qputenv("XDG_RUNTIME_DIR", QFile::encodeName(directory));
}

}  // namespace

bool hasDisplay() {
  const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
  if (platform.startsWith("offscreen") || platform.startsWith("minimal")) return false;
  return !platform.isEmpty() || !qEnvironmentVariableIsEmpty("DISPLAY") ||
         !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

std::unique_ptr<QApplication> makeApplication(bool onScreen) {
  if (!onScreen) qputenv("QT_QPA_PLATFORM", "offscreen");
  provideRuntimeDirectory();
  QHashSeed::setDeterministicGlobalSeed();  // a PDF writes its fonts in the order of a hash
  ui::prepareApplication();
  static int count = 1;
  static char name[] = "arcscope";
  static char* arguments[] = {name, nullptr};
  auto application = std::make_unique<QApplication>(count, arguments);
  std::setlocale(LC_NUMERIC, "C");  // Qt took the system's: numbers have a decimal point everywhere
  QApplication::setApplicationName(QStringLiteral("arcscope"));
  QApplication::setApplicationDisplayName(QStringLiteral("Arcscope"));
  QApplication::setApplicationVersion(QString::fromLatin1(core::version));
  ui::loadEmbeddedFonts();
  return application;
}

}  // namespace arcscope::app
