// Settings that exported figures carry inside.
#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QXmlStreamReader>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/support/input_file.h"
#include "core/support/json_reader.h"
#include "core/support/json_text.h"
#include "core/support/text.h"
#include "core/training/trained_subject.h"
#include "ui/session/figure_cards.h"
#include "ui/session/session_file.h"

namespace arcscope::ui {
namespace {

using core::Error;
using core::Expected;
using Json = nlohmann::ordered_json;

constexpr qint64 largestFile = qint64{1} << 30;  // bytes
constexpr int figureDepth = 8;
constexpr qsizetype headBytes = 1024;

/// Whether all that stands before the pixels is there: libpng speaks to the terminal where it is not.
bool reachesPixels(const QByteArray& png) {
  constexpr qsizetype signature = 8, frame = 12;  // length, type and checksum of a chunk
  for (qsizetype at = signature; at + frame <= png.size();) {
    if (png.mid(at + 4, 4) == "IDAT") return true;
    at += frame + static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
  }
  return false;
}

QString textOfPng(const QByteArray& bytes) {
  if (!reachesPixels(bytes)) return {};
  QByteArray copy = bytes;
  QBuffer buffer(&copy);
  buffer.open(QIODevice::ReadOnly);
  return QImageReader(&buffer, "png").text(QStringLiteral("Arcscope"));
}

QString textOfSvg(const QByteArray& bytes) {
  QXmlStreamReader xml(bytes);
  while (!xml.atEnd() && !xml.hasError())
    if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("metadata") &&
        xml.attributes().value(QLatin1String("id")) == QLatin1String("arcscope"))
      return xml.readElementText();
  return {};
}

/// The last /Subject of the document's information, as pdf_figure.cpp writes it.
QString textOfPdf(const QByteArray& bytes) {
  constexpr QByteArrayView key("/Subject <FEFF");
  const qsizetype at = bytes.lastIndexOf(key);
  if (at < 0) return {};
  const qsizetype begin = at + key.size();
  const qsizetype end = bytes.indexOf('>', begin);
  if (end < begin || (end - begin) % 4 != 0) return {};
  const QByteArray units = QByteArray::fromHex(bytes.mid(begin, end - begin));
  QString text;
  for (qsizetype i = 0; i + 1 < units.size(); i += 2)
    text += QChar((static_cast<unsigned char>(units[i]) << 8) | static_cast<unsigned char>(units[i + 1]));
  return text;
}

bool isPng(const QByteArray& bytes) {
  return bytes.startsWith("\x89PNG\r\n");
}
bool isPdf(const QByteArray& bytes) {
  return bytes.startsWith("%PDF-");
}
bool isSvg(const QByteArray& bytes) {
  const QByteArray head = bytes.left(headBytes).trimmed();
  return head.startsWith("<?xml") || head.startsWith("<svg");
}
/// Numbers in JSON: what the other files carry, with columns and rows.
bool isJson(const QByteArray& bytes) {
  return bytes.startsWith(R"({"program":"arcscope",)");
}
/// Numbers in CSV: the title and this as remarks before the columns.
constexpr QByteArrayView csvRemark("\n# {\"program\":\"arcscope\",");
bool isCsv(const QByteArray& bytes) {
  return bytes.startsWith("# ") && bytes.left(headBytes).contains(csvRemark);
}
QString textOfCsv(const QByteArray& bytes) {
  const qsizetype begin = bytes.indexOf(csvRemark) + 3;
  return QString::fromUtf8(bytes.mid(begin, bytes.indexOf('\n', begin) - begin));
}

struct FigureFile {
  bool (*is)(const QByteArray&);
  QString (*text)(const QByteArray&);  ///< what it carries, as JSON
};
constexpr std::array figureFiles{
    FigureFile{isPng, textOfPng}, FigureFile{isPdf, textOfPdf}, FigureFile{isSvg, textOfSvg},
    FigureFile{isCsv, textOfCsv},
    FigureFile{isJson, [](const QByteArray& bytes) { return QString::fromUtf8(bytes); }}};

const FigureFile* figureFileOf(const QByteArray& bytes) {
  const auto found = std::find_if(figureFiles.begin(), figureFiles.end(),
                                  [&](const FigureFile& file) { return file.is(bytes); });
  return found == figureFiles.end() ? nullptr : &*found;
}
bool isFigure(const QByteArray& bytes) {
  return figureFileOf(bytes) != nullptr;
}
bool isObject(const QByteArray& bytes) {
  const QByteArray head = bytes.left(headBytes);
  return withoutByteOrderMark(head).trimmed().startsWith('{') &&
         !head.contains('\0');  // a safetensors file may begin with such a byte
}

/// What a figure's description says in the words of a session.
Json sessionOf(const Json& figure) {
  Json session = {{"arcscope_session", sessionFormat}, {"display", Json::object()}, {"view", Json::object()}};
  if (const auto setting = figure.find("setting"); setting != figure.end()) session["setting"] = *setting;
  Json& display = session["display"];
  if (const auto view = figure.find("view"); view != figure.end() && view->is_string())
    if (const auto kind = figureKindFromName(QString::fromStdString(view->get<std::string>())))
      display["enlarged"] = cardOf(*kind).toStdString();
  const auto found = figure.find("choices");
  if (found == figure.end() || !found->is_object()) return session;
  const Json& choices = *found;
  const auto move = [&](const char* from, Json& to, const char* key) {
    if (const auto value = choices.find(from); value != choices.end()) to[key] = *value;
  };
  for (const char* key :
       {"region_layers", "fill", "quantity", "common_scale", "side_by_side", "running_total"})
    move(key, display, key);
  move("theory", display, "compare");
  for (const char* key : {"image", "projection"}) move(key, session["view"], key);
  if (choices.contains("inputs")) {
    for (const char* key : {"inputs", "draws"}) move(key, display["labelings"], key);
  } else if (choices.contains("compare")) {
    for (const char* key : {"compare", "widths", "sigma_ws", "draws"}) move(key, display["families"], key);
  } else if (choices.contains("draws") && display["compare"].is_object()) {
    display["compare"]["draws"] = true;
  }
  move("pins", session, "pins");
  if (const auto data = choices.find("data"); data != choices.end() && data->is_array())
    display["prior"] = *data;
  return session;
}

}  // namespace

Expected<ReadSession> sessionFromFigure(const QByteArray& bytes) {
  const FigureFile* const file = figureFileOf(bytes);
  const QString text = file == nullptr ? QString() : file->text(bytes);
  if (text.isEmpty()) return Error{"it holds no setting of Arcscope"};
  const Expected<Json> figure = core::objectFromText(text.toStdString(), figureDepth);
  if (!figure) return Error{"the setting in it cannot be read: " + figure.error().message};
  const Json session = sessionOf(figure.value());
  if (const auto setting = session.find("setting");
      setting != session.end() && setting->is_object() &&
      setting->value("network", Json()) == core::networkInTraining)
    return Error{"it shows a network that was in training, which a figure cannot hold"};
  return sessionFromText(QByteArray::fromStdString(core::jsonText(session)));
}

bool isNamedAsSession(const QString& file) {
  return file.endsWith(QLatin1Char('.') + QLatin1String(sessionSuffix));
}

bool isSessionOrFigure(const QString& file) {
  if (isNamedAsSession(file)) return true;
  QFile opened(file);
  if (!QFileInfo(file).isFile() || !opened.open(QIODevice::ReadOnly)) return false;
  const QByteArray head = opened.peek(headBytes);
  return isFigure(head) || isObject(head);
}

Expected<ReadSession> readSession(const QString& file) {
  const std::filesystem::path path = file.toStdString();
  if (const auto wrong = core::refuseUnlessRegular(path, "a session file")) return *wrong;
  QFile opened(file);
  if (!opened.open(QIODevice::ReadOnly)) return core::aboutFile(path, "the file cannot be read");
  if (opened.size() > largestFile)
    return core::aboutFile(path, "the file has " + std::to_string(opened.size()) + " bytes; at most " +
                                     std::to_string(largestFile) + " are read");
  const QByteArray bytes = opened.readAll();
  Expected<ReadSession> read = isFigure(bytes) ? sessionFromFigure(bytes) : sessionFromText(bytes);
  if (!read) return core::aboutFile(path, read.error().message);
  return read;
}

}  // namespace arcscope::ui
