// Settings as a short text.
#include <QUrl>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/data/data_points.h"
#include "core/support/json_reader.h"
#include "core/support/json_text.h"
#include "core/support/text.h"
#include "ui/session/session_file.h"

namespace arcscope::ui {
namespace {

using core::Error;
using core::Expected;
using Json = nlohmann::ordered_json;

constexpr qsizetype longestLink = 1 << 20;
constexpr int linkDepth = 4;

/// "display.fill" -> {"display": {"fill": ...}}; keys of the setting stand without "setting.".
void flatten(const Json& object, const QString& prefix, QStringList& words) {
  for (const auto& [key, value] : object.items()) {
    const QString name = prefix + QString::fromStdString(key);
    if (value.is_object())
      flatten(value, name + QLatin1Char('.'), words);
    else
      words << name + QLatin1Char('=') +
                   QString::fromLatin1(QUrl::toPercentEncoding(
                       QString::fromStdString(value.is_string() ? value.get<std::string>()
                                                                : core::jsonText(value)),
                       "[],:;@-"));
  }
}

}  // namespace

Expected<QString> linkText(const SessionContent& content) {
  if (content.subject.loaded)
    return Error{"a link cannot hold a network from a file: save a session instead"};
  if (content.subject.setting.endpoints == core::Endpoints::Given &&
      !core::namesDataPair(content.subject.setting.endpointsFile))
    return Error{"a link cannot hold end points from a file: save a session instead"};
  SessionContent shared = content;
  shared.t = std::round(1000.0 * content.t) / 1000.0;  // as exactly as one points
  shared.pins.clear();
  const Expected<QByteArray> text = sessionDifferences(shared);
  if (!text) return text.error();
  Json other = core::parsedJson(text.value().toStdString());
  other.erase("endpoints");  // of a pair of data, which the setting names
  const Json setting = other.contains("setting") ? other["setting"] : Json::object();
  other.erase("setting");
  if (other.contains("display")) other["display"].erase("cards");  // long, and of this window
  QStringList words;
  flatten(setting, {}, words);
  flatten(other, {}, words);
  const QString link = QLatin1String(linkPrefix) + QLatin1Char('?') + words.join(QLatin1Char('&'));
  if (link.size() > longestLink) return Error{"this setting is too long for a link: save a session instead"};
  return link;
}

Expected<ReadSession> sessionFromLink(const QString& link) {
  QString rest = link.trimmed();
  if (!rest.startsWith(QLatin1String(linkPrefix)))
    return Error{"a link begins with " + std::string(linkPrefix) + "?"};
  if (rest.size() > longestLink) return Error{"the link is too long"};
  rest = rest.mid(static_cast<qsizetype>(qstrlen(linkPrefix)));
  if (rest.startsWith(QLatin1Char('?'))) rest = rest.mid(1);
  Json object = {{sessionFormatKey, sessionFormat}};
  for (const QString& word : rest.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    if (equals < 1)
      return Error{"the link holds " + core::inQuotes(word.toStdString()) + "; it must be made of KEY=VALUE"};
    QStringList path = word.left(equals).split(QLatin1Char('.'));
    const bool ofFocus = path.front() == QStringLiteral("t") || path.front() == QStringLiteral("layer");
    if (path.size() == 1 && !ofFocus) path.prepend(QStringLiteral("setting"));
    if (path.size() > 3)
      return Error{"the link's key " + core::inQuotes(word.left(equals).toStdString()) + " is unknown"};
    const std::string text =
        QString::fromUtf8(QByteArray::fromPercentEncoding(word.mid(equals + 1).toLatin1())).toStdString();
    Json* place = &object;
    for (const QString& key : path) {
      if (!place->is_object()) *place = Json::object();
      place = &(*place)[key.toStdString()];
    }
    // Numbers, lists, true and false are JSON; all else is a text.
    const bool json =
        !text.empty() && (text[0] == '[' || text[0] == '-' || (text[0] >= '0' && text[0] <= '9') ||
                          text == "true" || text == "false");
    const Expected<Json> value = core::objectFromText(R"({"is": )" + (json ? text : "0") + '}', linkDepth);
    *place = json && value ? value.value().at("is") : Json(text);
  }
  const std::string text = core::jsonText(object);
  return sessionFromText(QByteArray::fromStdString(text));
}

}  // namespace arcscope::ui
