#pragma once
#include <QString>
#include <QStringList>
#include <map>

class QCoreApplication;

namespace arcscope::ui {

/// The languages that the window has, English first, which is that of the sources, of the command line and of
/// what is written into files.
[[nodiscard]] const QStringList& languages();
/// Of these the first that the system asks for.
[[nodiscard]] QString systemLanguage();

/// Has @p app speak a language: "en", "de", or that of the system where @p choice is none of them. Called
/// before the window is made: texts that were made before keep theirs. Numbers keep their decimal point.
void installLanguage(QCoreApplication& app, const QString& choice);
/// The one that was installed; "en" before.
[[nodiscard]] const QString& language();

/// Its digits in threes as the language has them, "1,024" and in German "1\u00a0024"; a decimal point in
/// both.
[[nodiscard]] QString groupedNumber(double value, int decimals = 0);

/// What a person chose in the window: one of languages(), or nothing for that of the system.
[[nodiscard]] QString chosenLanguage();
void chooseLanguage(const QString& choice);

/// The resource in the language of the window where there is one, otherwise @p path itself: of
/// ":/help/topics.md" it is ":/help/topics.de.md" or ":/help/de/topics.md".
[[nodiscard]] QString languageFile(const QString& path);

/// What @p make returns, kept for each language: for lists with texts in them that are made but once.
template <class Make>
[[nodiscard]] const auto& onceALanguage(Make make) {
  static std::map<QString, decltype(make())> all;
  const auto found = all.find(language());
  return found != all.end() ? found->second : all.emplace(language(), make()).first->second;
}

}  // namespace arcscope::ui
