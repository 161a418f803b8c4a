#include "ui/session/session_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/data/data_points.h"
#include "core/learning/training_choice_json.h"
#include "core/network/safetensors.h"
#include "core/support/json_reader.h"
#include "core/support/json_text.h"
#include "core/support/output_file.h"
#include "core/support/text.h"
#include "core/training/trained_subject.h"
#include "core/version.h"
#include "ui/session/display_json.h"

namespace arcscope::ui {
namespace {

using core::Error;
using core::Expected;
using Json = nlohmann::ordered_json;

constexpr int sessionDepth = 8;
constexpr std::size_t longestPinName = 400;

/// The keys of `all` whose values differ from those of `usual`; objects are compared key by key.
Json differences(const Json& all, const Json& usual) {
  Json result = Json::object();
  for (const auto& [key, value] : all.items()) {
    const auto other = usual.find(key);
    if (other != usual.end() && *other == value) continue;
    result[key] = value.is_object() && other != usual.end() ? differences(value, *other) : value;
  }
  return result;
}

Json settingJson(const core::Setting& setting) {
  return core::parsedJson(core::toJson(setting));
}

Json dataJson(const core::DataChoice& data) {
  return {{"name", data.name}, {"noise", data.noise}, {"size", data.size}, {"seed", data.seed}};
}

Expected<core::DataChoice> dataFromJson(const std::string& text) {
  const Expected<Json> object = core::objectFromText(text, sessionDepth);
  if (!object) return object.error();
  core::DataChoice data = SessionContent{}.data;
  core::JsonReader reader(object.value());
  reader.text("name", data.name);
  reader.number("noise", 0.0, 2.0, data.noise);
  reader.integer("size", 10, 100'000, data.size);
  reader.integer("seed", 0, 9007199254740992.0, data.seed);
  if (auto wrong = reader.finish()) return *wrong;
  if (auto wrong = core::validate(data)) return *wrong;
  return data;
}

/// Everything but what is in files.
Json plainJson(const SessionContent& content) {
  return {{"setting", settingJson(content.subject.setting)},
          {"view", toJson(content.view)},
          {"display", toJson(content.display)},
          {"t", content.t},
          {"layer", content.layer},
          {"training", core::parsedJson(core::toJson(content.training))},
          {"data", dataJson(content.data)}};
}

std::string base64(const core::TensorFile& tensors) {
  const std::string bytes = core::safetensorsText(tensors);
  return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

core::TensorFile endpointTensors(const core::Plane& plane) {
  return core::toTensorFile(core::Network{}, plane.x0, plane.x1, {});
}

/// The loaded network of `subject` as it stood in its file, with the end points that are on view.
core::TensorFile networkTensors(const core::Subject& subject) {
  const core::LoadedNetwork& loaded = *subject.loaded;
  const core::Plane plane = core::planeOf(subject);
  if (loaded.convolutional)
    return core::toTensorFile(*loaded.convolutional, plane.x0, plane.x1, loaded.metadata);
  if (loaded.normalised) return core::toTensorFile(*loaded.normalised, plane.x0, plane.x1, loaded.metadata);
  return core::toTensorFile(loaded.network, plane.x0, plane.x1, loaded.metadata);
}

/// What `subject` has from files.
void addFiles(const core::Subject& subject, Json& object) {
  if (subject.loaded)
    object["network"] = base64(networkTensors(subject));
  else if (subject.plane)
    object["endpoints"] = base64(endpointTensors(*subject.plane));
}

/// Reads one session, keeping what can be kept.
class SessionReader {
 public:
  explicit SessionReader(const Json& object) : m_object(object) {}

  Expected<ReadSession> read() {
    const auto numbered = m_object.find(sessionFormatKey);
    if (numbered == m_object.end() || !numbered->is_number_integer() || numbered->get<std::int64_t>() < 1)
      return Error{std::string("it has no number ") + sessionFormatKey + ": it is no session of Arcscope"};
    const auto format = numbered->get<std::int64_t>();
    if (format > sessionFormat)
      remark("It was written by a newer version of Arcscope (format " + std::to_string(format) +
             "): " + "what this one does not know is left out.");
    SessionContent& content = m_read.content;
    core::Setting setting;
    part("setting", core::settingFromJson, setting);
    part("view", viewFromJson, content.view);
    part("display", displayFromJson, content.display);
    part("training", core::trainingChoiceFromJson, content.training);
    part("data", dataFromJson, content.data);
    readFocus();
    if (auto wrong = readSubject(std::move(setting))) return *wrong;
    readPins();
    for (const auto& [key, value] : m_object.items())
      if (!m_known.contains(key) && key != sessionFormatKey && key != "version")
        remark("The session's key " + core::inQuotes(key) + " is unknown here.");
    return std::move(m_read);
  }

 private:
  void remark(const std::string& sentence) { m_read.remarks << QString::fromStdString(sentence); }

  const Json* find(const char* key) {
    m_known.insert(key);
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
  }

  template <class T>
  void part(const char* key, Expected<T> (*parse)(std::string_view), T& value) {
    part(
        key, [parse](const std::string& text) { return parse(text); }, value);
  }
  template <class Parse, class T>
  void part(const char* key, Parse parse, T& value) {
    const Json* const found = find(key);
    if (found == nullptr) return;
    if (!found->is_object())
      return remark("The session's " + std::string(key) + " is no object of keys and values.");
    std::vector<std::string> wrong;
    const std::string text = core::readableKeys(
        *found,
        [&](const std::string& keys) -> std::optional<Error> {
          const auto parsed = parse(keys);
          return parsed ? std::nullopt : std::optional(parsed.error());
        },
        wrong);
    for (const std::string& each : wrong) remark("In the session's " + std::string(key) + " " + each + '.');
    if (auto parsed = parse(text)) value = std::move(parsed).value();
  }

  void readFocus() {
    const Json* const t = find("t");
    const Json* const layer = find("layer");
    if (t != nullptr) {
      if (t->is_number() && t->get<double>() >= 0.0 && t->get<double>() <= 1.0)
        m_read.content.t = t->get<double>();
      else
        remark("The session's t must be a number from 0 to 1.");
    }
    if (layer != nullptr) {
      if (layer->is_number_unsigned() && layer->get<std::uint64_t>() <= 10'000)
        m_read.content.layer = layer->get<int>();
      else
        remark("The session's layer must be a whole number from 0.");
    }
  }

  void readPins() {
    const Json* const pins = find("pins");
    if (pins == nullptr) return;
    if (!pins->is_array()) return remark("The session's pins are no list.");
    for (const Json& one : *pins) {
      if (m_read.content.pins.size() == mostPins)
        return remark("More than " + std::to_string(mostPins) + " pins cannot be kept.");
      if (Expected<Pin> pin = pinFrom(one))
        m_read.content.pins.push_back(std::move(pin).value());
      else
        remark("A pin of the session is left out: " + pin.error().message + '.');
    }
    keepSlotsApart(m_read.content.pins);
    showIn(m_read.content.view, m_read.content.pins);
  }

  /// A pin is a session of few keys.
  Expected<Pin> pinFrom(const Json& object) const {
    if (!object.is_object()) return Error{"it is no object of keys and values"};
    Json session = object;
    std::string name;
    if (const auto named = session.find("name"); named != session.end() && named->is_string())
      name = named->get<std::string>().substr(0, longestPinName);
    Pin pin;
    if (const auto slot = session.find("colour"); slot != session.end() && slot->is_number_integer())
      pin.slot = static_cast<int>(std::clamp<std::int64_t>(slot->get<std::int64_t>(), -1, mostPins));
    else
      pin.slot = -1;  // keepSlotsApart() gives it one
    if (const auto shown = session.find("shown"); shown != session.end() && shown->is_boolean())
      pin.shown = shown->get<bool>();
    for (const char* key : {"name", "colour", "shown"}) session.erase(key);
    session.erase("pins");
    session[sessionFormatKey] = sessionFormat;
    Expected<ReadSession> read = SessionReader(session).read();
    if (!read) return read.error();
    if (!read.value().remarks.isEmpty()) return Error{read.value().remarks.front().toStdString()};
    pin.name = QString::fromStdString(name);
    pin.subject = read.value().content.subject;
    return pin;
  }

  Expected<core::TensorFile> tensors(const Json& value) const {
    if (!value.is_string()) return Error{"it is no text in base 64"};
    const auto& text = value.get_ref<const std::string&>();
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) return Error{"it is no text in base 64"};
    return core::safetensorsFromText(
        {decoded.decoded.constData(), static_cast<std::size_t>(decoded.decoded.size())});
  }

  std::optional<Error> readSubject(core::Setting setting) {
    core::Subject& subject = m_read.content.subject;
    const Json* const network = find("network");
    const Json* const endpoints = find("endpoints");
    if (network != nullptr) {
      Expected<core::TensorFile> content = tensors(*network);
      if (!content) return Error{"its network: " + content.error().message};
      Expected<core::LoadedNetwork> loaded =
          core::networkFrom(std::move(content).value(), setting.readoutLast);
      if (!loaded) return Error{"its network: " + loaded.error().message};
      if (setting.networkFile.empty() || setting.networkFile == core::networkInTraining)
        setting.networkFile = networkOfSession;
      Expected<core::Subject> made = core::makeSubject(std::move(setting), std::move(loaded).value());
      if (!made) return made.error();
      subject = std::move(made).value();
      readPictures();
      return std::nullopt;
    }
    if (endpoints == nullptr) {
      Expected<core::Subject> made = core::makeSubject(std::move(setting));
      if (!made) return made.error();
      subject = std::move(made).value();
      return std::nullopt;
    }
    Expected<core::TensorFile> content = tensors(*endpoints);
    if (!content) return Error{"its end points: " + content.error().message};
    const auto points = core::endpointsFrom(content.value());
    if (!points) return Error{"its end points: " + points.error().message};
    subject.setting = std::move(setting);
    const auto& [x0, x1] = points.value();
    subject.plane = std::make_shared<const core::Plane>(
        core::Plane{.origin = Eigen::VectorXd::Zero(x0.size()), .x0 = x0, .x1 = x1});
    if (auto wrong = core::validate(subject)) return wrong;
    readPictures();
    return std::nullopt;
  }

  /// Of end points that come from a data set: where it is there and holds the same points.
  void readPictures() {
    core::Subject& subject = m_read.content.subject;
    const std::string& text = subject.setting.endpointsFile;
    if (subject.setting.endpoints != core::Endpoints::Given || !subject.plane || !core::namesDataPair(text))
      return;
    const Expected<core::DataEndpoints> ends = core::loadDataPair(text);
    if (ends && ends.value().first.x == subject.plane->x0 && ends.value().second.x == subject.plane->x1)
      subject.dataEnds = std::make_shared<const core::DataEndpoints>(ends.value());
  }

  const Json& m_object;
  std::set<std::string, std::less<>> m_known;
  ReadSession m_read;
};

Expected<ReadSession> sessionFrom(const Json& object) {
  return SessionReader(object).read();
}

/// What `content` has from files and of pins goes to `object`. The error: more than memory holds.
std::optional<Error> addHeld(const SessionContent& content, Json& object) {
  double numbers = numbersHeld(content.subject);
  for (const Pin& pin : content.pins) numbers += numbersHeld(pin.subject);
  constexpr double bytesANumber = 8.0 * (4.0 / 3.0) * 4.0;  // the tensors, their bytes, the text twice
  if (numbers * bytesANumber > core::memoryLimit)
    return Error{"a session with these networks would take more than " +
                 core::numberText(core::memoryLimit / 1e9) + " GB of memory"};
  addFiles(content.subject, object);
  for (const Pin& pin : content.pins) {
    Json one = {{"name", pin.name.toStdString()},
                {"colour", pin.slot},
                {"shown", pin.shown},
                {"setting", settingJson(pin.subject.setting)}};
    addFiles(pin.subject, one);
    object["pins"].push_back(std::move(one));
  }
  return std::nullopt;
}

}  // namespace

double numbersHeld(const core::Subject& subject) {
  if (!subject.loaded) return 0.0;
  double numbers = 0.0;
  const core::LoadedNetwork& loaded = *subject.loaded;
  const core::Network& network = loaded.convolutional ? loaded.convolutional->chain.network : loaded.network;
  for (const core::Layer& layer : network.layers) numbers += static_cast<double>(layer.weights.size());
  return numbers;
}

Expected<QByteArray> sessionText(const SessionContent& content) {
  Json object = {{sessionFormatKey, sessionFormat}, {"version", std::string(core::version)}};
  object.update(plainJson(content));
  if (auto wrong = addHeld(content, object)) return *wrong;
  return QByteArray::fromStdString(object.dump(1, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Expected<QByteArray> sessionDifferences(const SessionContent& content) {
  Json object = differences(plainJson(content), plainJson({}));
  if (auto wrong = addHeld(content, object)) return *wrong;
  return QByteArray::fromStdString(object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Expected<ReadSession> sessionFromText(const QByteArray& text) {
  const QByteArray json = withoutByteOrderMark(text);
  const Expected<Json> object =
      core::objectFromText({json.constData(), static_cast<std::size_t>(json.size())}, sessionDepth);
  if (!object) return object.error();
  return sessionFrom(object.value());
}

Expected<ReadSession> sessionNamed(const QString& linkOrFile) {
  return linkOrFile.startsWith(QLatin1String(linkPrefix)) ? sessionFromLink(linkOrFile)
                                                          : readSession(linkOrFile);
}

std::optional<Error> writeSession(const QString& file, const SessionContent& content) {
  const Expected<QByteArray> text = sessionText(content);
  if (!text) return text.error();
  return core::writeFile(file.toStdString(),
                         {text.value().constData(), static_cast<std::size_t>(text.value().size())});
}

}  // namespace arcscope::ui
