#include "ui/lecture/tour.h"

#include <QFile>
#include <array>
#include <nlohmann/json.hpp>

#include "core/support/json_reader.h"
#include "core/support/json_text.h"
#include "core/support/output_file.h"
#include "core/support/text.h"
#include "ui/figures/presets.h"
#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

using core::Error;
using core::Expected;
using Json = nlohmann::ordered_json;

constexpr int tourDepth = 12;
constexpr const char* tourKey = "arcscope_tour";
constexpr std::array<const char*, 6> shippedNames{"trajectory",       "order-and-chaos",
                                                  "counting-regions", "he-initialisation",
                                                  "early-layers",     "trajectory-regularisation"};
constexpr qint64 largestTour = qint64{64} << 20;  // bytes

/// A state as a tour holds it: a link without its beginning, or the object of a session.
Expected<ReadSession> stateFrom(const Json& value) {
  if (value.is_string())
    return sessionFromLink(QLatin1String(linkPrefix) + QLatin1Char('?') +
                           QString::fromStdString(value.get<std::string>()));
  if (!value.is_object()) return Error{"it is neither a text nor an object"};
  Json session = value;
  session["arcscope_session"] = sessionFormat;
  return sessionFromText(QByteArray::fromStdString(session.dump()));
}

Expected<Json> stateJson(const SessionContent& content) {
  const Expected<QByteArray> text = sessionDifferences(content);
  if (!text) return text.error();
  return core::parsedJson(text.value().toStdString());
}

/// Reads one tour, keeping what can be kept.
class TourReader {
 public:
  Expected<ReadTour> read(const Json& object) {
    const auto numbered = object.find(tourKey);
    if (numbered == object.end() || !numbered->is_number_integer() || numbered->get<std::int64_t>() < 1)
      return Error{std::string("it has no number ") + tourKey + ": it is no tour of Arcscope"};
    if (numbered->get<std::int64_t>() > tourFormat)
      remark("It was written by a newer version of Arcscope (format " +
             std::to_string(numbered->get<std::int64_t>()) + "): what this one does not know is left out");
    m_where.clear();
    Tour& tour = m_read.tour;
    text(object, "title", tour.title);
    text(object, "summary", tour.summary);
    text(object, "author", tour.author);
    texts(object, "sources", tour.sources);
    unknown(object, {tourKey, "title", "summary", "author", "sources", "steps"});
    const auto steps = object.find("steps");
    if (steps == object.end() || !steps->is_array() || steps->empty()) return Error{"it has no steps"};
    if (steps->size() > mostSteps)
      return Error{"it has " + std::to_string(steps->size()) + " steps; at most " +
                   std::to_string(mostSteps) + " are allowed"};
    for (const Json& step : *steps) {
      m_where = "Step " + std::to_string(tour.steps.size() + 1) + ": ";
      tour.steps.push_back(readStep(step));
    }
    return std::move(m_read);
  }

 private:
  void remark(const std::string& sentence) {
    m_read.remarks << QString::fromStdString(m_where + sentence + '.');
  }

  void text(const Json& object, const char* key, QString& value) {
    const auto found = object.find(key);
    if (found == object.end()) return;
    if (found->is_string())
      value = QString::fromStdString(found->get<std::string>());
    else
      remark(std::string(key) + " must be a text");
  }

  void texts(const Json& object, const char* key, QStringList& values) {
    const auto found = object.find(key);
    if (found == object.end()) return;
    if (!found->is_array()) return remark(std::string(key) + " must be a list of texts");
    for (const Json& one : *found)
      if (one.is_string())
        values << QString::fromStdString(one.get<std::string>());
      else
        remark(std::string(key) + " must be a list of texts");
  }

  void unknown(const Json& object, const std::set<std::string, std::less<>>& known) {
    for (const auto& [key, value] : object.items())
      if (!known.contains(key)) remark("the key " + core::inQuotes(key) + " is unknown here");
  }

  TourStep readStep(const Json& object) {
    TourStep step;
    if (!object.is_object()) {
      remark("it is no object of keys and values");
      return step;
    }
    unknown(object, {"title", "text", "question", "answer", "notes", "state", "preset", "point", "animate"});
    text(object, "title", step.title);
    text(object, "text", step.text);
    text(object, "question", step.question);
    text(object, "answer", step.answer);
    text(object, "notes", step.notes);
    text(object, "preset", step.preset);
    texts(object, "point", step.points);
    if (!step.preset.isEmpty() && presetFromName(step.preset) == nullptr) {
      remark("there is no figure " + core::inQuotes(step.preset.toStdString()));
      step.preset.clear();
    }
    if (const auto state = object.find("state"); state != object.end()) {
      if (!step.preset.isEmpty())
        remark("a step has a state or a preset, not both: the preset holds");
      else if (std::optional<SessionContent> content = readState(*state, "state"))
        step.state = std::move(content);
    }
    if (const auto animate = object.find("animate"); animate != object.end()) readAnimation(*animate, step);
    return step;
  }

  std::optional<SessionContent> readState(const Json& value, const std::string& key) {
    Expected<ReadSession> read = stateFrom(value);
    if (!read) {
      remark("its " + key + " cannot be read: " + read.error().message);
      return std::nullopt;
    }
    for (const QString& each : read.value().remarks) {
      std::string sentence = each.toStdString();
      if (sentence.ends_with('.')) sentence.pop_back();
      remark(sentence);
    }
    return std::move(read.value().content);
  }

  void readAnimation(const Json& value, TourStep& step) {
    if (!value.is_object()) return remark("animate is no object of keys and values");
    Animation animation;
    core::JsonReader reader(value);
    std::vector<int> layers;
    reader.text("parameter", animation.parameter);
    reader.number("from", -1e9, 1e9, animation.from);
    reader.number("to", -1e9, 1e9, animation.to);
    reader.integers("layers", 0, 64, 2, layers);
    reader.number("seconds", shortestAnimation, longestAnimation, animation.seconds);
    reader.choice("mode", playerModeNames, animation.mode);
    const Json* const state = reader.find("state");
    if (const auto wrong = reader.finish()) return remark("its animation: " + wrong->message);
    const int kinds =
        (state != nullptr ? 1 : 0) + (layers.empty() ? 0 : 1) + (value.contains("parameter") ? 1 : 0);
    if (kinds != 1) return remark("an animation has one of parameter, layers and state");
    if (state != nullptr) {
      std::optional<SessionContent> target = readState(*state, "animation's state");
      if (!target) return;
      animation.kind = Animation::Kind::State;
      animation.target =
          std::make_shared<const Scene>(Scene{target->subject, target->view, target->display, target->pins});
    } else if (!layers.empty()) {
      if (layers.size() != 2) return remark("the layers of an animation are two");
      animation.kind = Animation::Kind::Layers;
      animation.from = layers[0];
      animation.to = layers[1];
    } else if (!value.contains("from") || !value.contains("to")) {
      return remark("an animation of a parameter says from and to");
    }
    if (step.state) {
      const Scene start{step.state->subject, step.state->view, step.state->display, step.state->pins};
      if (const auto wrong = validate(animation, start)) return remark("its animation: " + wrong->message);
    }
    step.animation = std::move(animation);
  }

  ReadTour m_read;
  std::string m_where;
};

Expected<Json> animationJson(const Animation& animation) {
  Json object = Json::object();
  switch (animation.kind) {
    case Animation::Kind::Parameter:
      object["parameter"] = animation.parameter;
      object["from"] = animation.from;
      object["to"] = animation.to;
      break;
    case Animation::Kind::Layers:
      object["layers"] = {static_cast<int>(animation.from), static_cast<int>(animation.to)};
      break;
    case Animation::Kind::State: {
      const Scene& target = *animation.target;
      SessionContent content;
      content.subject = target.subject;
      content.view = target.view;
      content.display = target.display;
      Expected<Json> state = stateJson(content);
      if (!state) return state.error();
      object["state"] = std::move(state).value();
      break;
    }
  }
  object["seconds"] = animation.seconds;
  object["mode"] = playerModeNames[static_cast<std::size_t>(animation.mode)];
  return object;
}

Expected<Json> stepJson(const TourStep& step) {
  Json object = {{"title", step.title.toStdString()}, {"text", step.text.toStdString()}};
  const auto put = [&object](const char* key, const QString& value) {
    if (!value.isEmpty()) object[key] = value.toStdString();
  };
  put("question", step.question);
  put("answer", step.answer);
  put("notes", step.notes);
  put("preset", step.preset);
  if (step.state) {
    Expected<Json> state = stateJson(*step.state);
    if (!state) return state.error();
    object["state"] = std::move(state).value();
  }
  for (const QString& point : step.points) object["point"].push_back(point.toStdString());
  if (step.animation) {
    Expected<Json> animation = animationJson(*step.animation);
    if (!animation) return animation.error();
    object["animate"] = std::move(animation).value();
  }
  return object;
}

}  // namespace

Expected<QByteArray> tourText(const Tour& tour) {
  Json object = {
      {tourKey, tourFormat}, {"title", tour.title.toStdString()}, {"summary", tour.summary.toStdString()}};
  if (!tour.author.isEmpty()) object["author"] = tour.author.toStdString();
  for (const QString& source : tour.sources) object["sources"].push_back(source.toStdString());
  object["steps"] = Json::array();
  for (const TourStep& step : tour.steps) {
    Expected<Json> one = stepJson(step);
    if (!one) return one.error();
    object["steps"].push_back(std::move(one).value());
  }
  return QByteArray::fromStdString(object.dump(1, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Expected<ReadTour> tourFromText(const QByteArray& text) {
  const Expected<Json> object =
      core::objectFromText({text.constData(), static_cast<std::size_t>(text.size())}, tourDepth);
  if (!object) return object.error();
  return TourReader().read(object.value());
}

bool isTour(const QString& file) {
  return file.endsWith(QLatin1Char('.') + QLatin1String(tourSuffix));
}

Expected<ReadTour> readTour(const QString& file) {
  const std::string name = file.toStdString();
  QFile input(file);
  if (!input.open(QIODevice::ReadOnly))
    return Error{name + " cannot be opened: " + input.errorString().toStdString()};
  if (input.size() > largestTour) return Error{name + " is too large for a tour"};
  Expected<ReadTour> read = tourFromText(input.readAll());
  if (!read) return Error{name + " cannot be opened as a tour: " + read.error().message};
  return read;
}

std::optional<Error> writeTour(const QString& file, const Tour& tour) {
  const Expected<QByteArray> text = tourText(tour);
  if (!text) return text.error();
  return core::writeFile(file.toStdString(),
                         {text.value().constData(), static_cast<std::size_t>(text.value().size())});
}

const std::vector<ShippedTour>& shippedTours() {
  return onceALanguage([] {
    std::vector<ShippedTour> tours;
    for (const char* name : shippedNames) {
      const QString file = languageFile(QStringLiteral(":/tours/%1.arctour").arg(QLatin1String(name)));
      QFile input(file);
      if (!input.open(QIODevice::ReadOnly)) continue;
      const QByteArray text = input.readAll();
      const Expected<Json> object =
          core::objectFromText({text.constData(), static_cast<std::size_t>(text.size())}, tourDepth);
      if (!object) continue;
      tours.push_back({QLatin1String(name), file,
                       QString::fromStdString(object.value().value("title", std::string(name))),
                       QString::fromStdString(object.value().value("summary", std::string()))});
    }
    return tours;
  });
}

}  // namespace arcscope::ui
