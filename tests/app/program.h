#pragma once
#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QStringList>

/// What one run of the program gave.
struct Run {
  int status = -1;
  bool crashed = true;
  QByteArray out;
  QByteArray err;
};

/// Runs the program with `arguments` in `directory`, without a display. @param shellPrefix runs in the shell before it,
/// such as "ulimit -v 1000000;". @param redirection such as "> /dev/full".
inline Run runProgram(const QStringList& arguments, const QString& directory = QDir::tempPath(),
                      const QString& shellPrefix = {}, const QString& redirection = {}) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    environment.remove(QString::fromLatin1(name));
  process.setProcessEnvironment(environment);
  process.setWorkingDirectory(directory);
  const QString program = QStringLiteral(ARCSCOPE_PROGRAM);
  if (shellPrefix.isEmpty() && redirection.isEmpty())
    process.start(program, arguments);
  else
    process.start(QStringLiteral("/bin/sh"),
                  QStringList{QStringLiteral("-c"), shellPrefix + QStringLiteral(" exec \"$0\" \"$@\" ") + redirection,
                              program} +
                      arguments);
  Run run;
  if (!process.waitForFinished(100000)) return run;
  run.status = process.exitCode();
  run.crashed = process.exitStatus() != QProcess::NormalExit;
  run.out = process.readAllStandardOutput();
  run.err = process.readAllStandardError();
  return run;
}
