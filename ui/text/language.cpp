#include "ui/text/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

// Outside of namespaces: a static library would drop the embedded files otherwise.
static void initTranslations() {
  Q_INIT_RESOURCE(translations);
}

namespace arcscope::ui {
namespace {

const QString settingsKey = QStringLiteral("language");

QString& installed() {
  static QString name = languages().front();
  return name;
}

void addTranslator(QCoreApplication& app, const QString& file, const QString& directory) {
  auto* translator = new QTranslator(&app);
  translator->setObjectName(settingsKey);
  if (translator->load(file, directory))
    QCoreApplication::installTranslator(translator);
  else
    delete translator;
}

}  // namespace

const QStringList& languages() {
  static const QStringList all{QStringLiteral("en"), QStringLiteral("de")};
  return all;
}

QString systemLanguage() {
  for (const QString& wanted : QLocale::system().uiLanguages())
    if (const QString name = wanted.section(QLatin1Char('-'), 0, 0); languages().contains(name)) return name;
  return languages().front();
}

void installLanguage(QCoreApplication& app, const QString& choice) {
  initTranslations();
  QLocale::setDefault(QLocale::c());
  qDeleteAll(app.findChildren<QTranslator*>(settingsKey, Qt::FindDirectChildrenOnly));
  installed() = languages().contains(choice) ? choice : systemLanguage();
  if (language() == languages().front()) return;
  addTranslator(app, QStringLiteral("qtbase_") + language(),
                QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  addTranslator(app, QStringLiteral("arcscope_") + language(), QStringLiteral(":/translations"));
}

QString groupedNumber(double value, int decimals) {
  QString text = QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
  if (language() != languages().front()) text.replace(QLatin1Char(','), QChar(QChar::Nbsp));
  return text;
}

const QString& language() {
  return installed();
}

QString chosenLanguage() {
  return QSettings().value(settingsKey).toString();
}

void chooseLanguage(const QString& choice) {
  QSettings().setValue(settingsKey, choice);
}

QString languageFile(const QString& path) {
  const QFileInfo file(path);
  const QString beside =
      QStringLiteral("%1/%2.%3.%4").arg(file.path(), file.completeBaseName(), language(), file.suffix());
  const QString within = QStringLiteral("%1/%2/%3").arg(file.path(), language(), file.fileName());
  for (const QString& each : {beside, within})
    if (QFile::exists(each)) return each;
  return path;
}

}  // namespace arcscope::ui
