#include "core/learning/training_choice_json.h"

#include <nlohmann/json.hpp>

#include "core/support/json_reader.h"
#include "core/support/json_text.h"

namespace arcscope::core {

std::string toJson(const TrainingChoice& choice) {
  nlohmann::ordered_json json;
  json["architecture"] = name(choice.architecture);
  if (choice.architecture == Architecture::Convolutional) json["channels"] = choice.channels;
  json["normalisation"] = name(choice.normalisation);
  if (choice.normalisation != Normalisation::None) json["placement"] = name(choice.placement);
  if (choice.normalisation == Normalisation::Trajectory) {
    json["regularisation"] = choice.regularisation;
    json["original"] = name(choice.original);
  }
  json["loss"] = name(choice.loss);
  json["optimizer"] = name(choice.optimizer.kind);
  json["learning_rate"] = choice.optimizer.learningRate;
  json["weight_decay"] = choice.optimizer.weightDecay;
  json["batch"] = choice.batch;
  json["epochs"] = choice.epochs;
  json["freeze"] = choice.frozen;
  return jsonText(json);
}

Expected<TrainingChoice> trainingChoiceFromJson(std::string_view text) {
  constexpr int deepest = 2;
  const Expected<nlohmann::ordered_json> object = objectFromText(text, deepest);
  if (!object) return object.error();
  TrainingChoice choice;
  JsonReader reader(object.value());
  reader.word("architecture", architectureFromName, "dense or convolutional", choice.architecture);
  reader.integers("channels", 1, 128, 4, choice.channels);
  reader.word("normalisation", normalisationFromName, "none, batch or trajectory", choice.normalisation);
  reader.word("placement", placementFromName, "before or after", choice.placement);
  reader.number("regularisation", 0.0, 100.0, choice.regularisation);
  reader.word("original", originalLengthFromName, "input or start", choice.original);
  reader.word("loss", lossFromName, "cross-entropy or squared", choice.loss);
  reader.word("optimizer", optimizerFromName, "sgd, momentum or adam", choice.optimizer.kind);
  reader.number("learning_rate", 0.0, 100.0, choice.optimizer.learningRate);
  reader.number("weight_decay", 0.0, 1.0, choice.optimizer.weightDecay);
  reader.integer("batch", 2, 4096, choice.batch);
  reader.integer("epochs", 1, 10'000, choice.epochs);
  reader.integers("freeze", 1, 65, 65, choice.frozen);
  if (auto wrong = reader.finish()) return *wrong;
  if (choice.channels.empty()) return Error{"channels is []; it must have one to four numbers"};
  if (auto wrong = validate(choice)) return *wrong;
  return choice;
}

}  // namespace arcscope::core
