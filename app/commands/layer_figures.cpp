#include "app/commands/layer_figures.h"

#include <cmath>

#include "app/commands/numbers.h"

namespace arcscope::app {
namespace {

Json exponentials(const std::vector<double>& logs) {
  Json values = Json::array();
  for (const double one : logs) values.push_back(std::exp(one));
  return values;
}

Json asJson(const core::AutocorrelationStudy& study) {
  Json object;
  object["step"] = study.step;
  object["layers"] = study.layers;
  object["mean_field_step"] = study.law.empty() ? Json() : Json(study.lawStep);
  object["mean_field"] = study.law.empty() ? Json() : Json(study.law);
  return object;
}

Json asJson(const core::SimilarityStudy& study) {
  Json matrix = Json::array();
  for (Eigen::Index i = 0; i < study.similarity.rows(); ++i) {
    const Eigen::RowVectorXd row = study.similarity.row(i);
    matrix.push_back(std::vector<double>(row.begin(), row.end()));
  }
  Json object;
  object["points"] = study.points;
  object["directions"] = study.directions;
  object["similarity"] = matrix;
  return object;
}

Json asJson(const core::JacobianStudy& study) {
  Json object;
  object["points"] = study.stretchPoints;
  object["directions"] = study.directions;
  object["mean_square"] = study.meanSquare;
  object["mean_field_mean_square"] = study.meanSquareLaw ? Json(study.meanSquareLaw.values) : Json();
  object["singular_value_points"] = study.spectrumPoints;
  if (study.spectrumPoints == 0) return object;
  object["largest"] = exponentials(study.logLargest);
  object["upper_tenth"] = exponentials(study.logUpper);
  object["median"] = exponentials(study.logMedian);
  object["lower_tenth"] = exponentials(study.logLower);
  object["smallest"] = exponentials(study.logSmallest);
  object["rank"] = study.rank;
  return object;
}

}  // namespace

void addAlsoFlag(Flags& flags) {
  flags.add({"--also", "LIST", "autocorrelation, svcca or jacobian of the layers too, several with commas"});
}

std::optional<core::Error> readAlso(const Flags& flags, core::LayerStudyParts& parts) {
  const std::string* text = flags.find("--also");
  if (text == nullptr) return {};
  for (const std::string_view word : split(*text, ',')) {
    if (word == "autocorrelation")
      parts.autocorrelation = true;
    else if (word == "svcca")
      parts.similarity = true;
    else if (word == "jacobian")
      parts.jacobian = true;
    else
      return notAllowed("--also", *text,
                        "autocorrelation, svcca or jacobian, or several of them with commas");
  }
  return {};
}

void addLayerFigures(Json& object, const core::LayerStudy& study) {
  if (study.autocorrelation) object["autocorrelation"] = asJson(*study.autocorrelation);
  if (study.similarity) object["svcca"] = asJson(*study.similarity);
  if (study.jacobian) object["jacobian"] = asJson(*study.jacobian);
}

}  // namespace arcscope::app
