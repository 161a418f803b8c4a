#include "ui/help/help_topics.h"

#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <utility>

#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

QString fileText(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sourcesIn(const QString& line) {
  static const QRegularExpression name(QStringLiteral("\\[([A-Za-z0-9]+)\\]"));
  QStringList names;
  for (auto match = name.globalMatch(line); match.hasNext();) names << match.next().captured(1);
  return names;
}

/// In each language that the topics are written in.
bool isSources(const QString& line) {
  return line.startsWith(QStringLiteral("Source:")) || line.startsWith(QStringLiteral("Quelle"));
}

HelpTopic topicFrom(const QString& part) {
  const qsizetype end = part.indexOf(QLatin1Char('\n'));
  const QString head = part.left(end);
  HelpTopic topic;
  topic.id = head.section(QLatin1Char('|'), 0, 0).trimmed();
  topic.title = head.section(QLatin1Char('|'), 1).trimmed();
  topic.text = part.mid(end + 1).trimmed();
  topic.summary = topic.text.section(QStringLiteral("\n\n"), 0, 0).simplified();
  for (const QString& line : topic.text.split(QLatin1Char('\n')))
    if (isSources(line)) topic.sources = sourcesIn(line);
  return topic;
}

/// Each entry with its name, in the order of the file.
const std::vector<std::pair<QString, QString>>& entries() {
  static const std::vector<std::pair<QString, QString>> all = [] {
    std::vector<std::pair<QString, QString>> read;
    const QString text = QLatin1Char('\n') + fileText(QStringLiteral(":/help/references.bib"));
    const QStringList parts = text.split(QStringLiteral("\n@"), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
      const qsizetype open = part.indexOf(QLatin1Char('{'));
      const qsizetype comma = part.indexOf(QLatin1Char(','));
      if (open < 0 || comma < open) continue;
      read.emplace_back(part.mid(open + 1, comma - open - 1).trimmed(), QLatin1Char('@') + part.trimmed());
    }
    return read;
  }();
  return all;
}

/// What a BibTeX entry says under `key`, without its braces and accents' commands.
QString fieldOf(const QString& entry, const QString& key) {
  const QRegularExpression field(QStringLiteral("\\b%1\\s*=\\s*\\{((?:[^{}]|\\{[^{}]*\\})*)\\}").arg(key));
  QString value = field.match(entry).captured(1).simplified();
  for (const auto& [command, letter] : {std::pair{"\\'e", "\u00e9"}, std::pair{"\\\"u", "\u00fc"}})
    value.replace(QLatin1String(command), QString::fromUtf8(letter));
  return value.remove(QLatin1Char('{'))
      .remove(QLatin1Char('}'))
      .replace(QStringLiteral("--"), QStringLiteral("\u2013"));
}

/// "Raghu et al.", "Antognini, Sohl-Dickstein"
QString authorsOf(const QString& entry) {
  QStringList names;
  for (const QString& author : fieldOf(entry, QStringLiteral("author")).split(QStringLiteral(" and ")))
    names << author.section(QLatin1Char(','), 0, 0);
  return names.size() > 2 ? names.front() + QStringLiteral(" et al.") : names.join(QStringLiteral(", "));
}

}  // namespace

const std::vector<HelpTopic>& helpTopics() {
  return onceALanguage([] {
    std::vector<HelpTopic> topics;
    const QString text = QLatin1Char('\n') + fileText(languageFile(QStringLiteral(":/help/topics.md")));
    for (const QString& part : text.split(QStringLiteral("\n# "), Qt::SkipEmptyParts))
      if (part.contains(QLatin1Char('|'))) topics.push_back(topicFrom(part));
    return topics;
  });
}

const HelpTopic* helpTopic(const QString& id) {
  const auto& all = helpTopics();
  const auto found = std::ranges::find(all, id, &HelpTopic::id);
  return found == all.end() ? nullptr : &*found;
}

QString bibtex(const QStringList& names) {
  QString text;
  for (const auto& [name, entry] : entries())
    if (names.contains(name)) text += entry + QStringLiteral("\n\n");
  return text.trimmed();
}

QString citation(const QString& name) {
  for (const auto& [known, entry] : entries()) {
    if (known != name) continue;
    const QString preprint = fieldOf(entry, QStringLiteral("eprint"));
    return QStringLiteral("%1 (%2): %3")
               .arg(authorsOf(entry), fieldOf(entry, QStringLiteral("year")),
                    fieldOf(entry, QStringLiteral("title"))) +
           (preprint.isEmpty() ? QString() : QStringLiteral(", arXiv ") + preprint);
  }
  return {};
}

QStringList bibliography() {
  QStringList names;
  for (const auto& [name, entry] : entries()) names << name;
  return names;
}

}  // namespace arcscope::ui
