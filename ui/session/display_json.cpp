#include "ui/session/display_json.h"

#include <nlohmann/json.hpp>

#include "core/study/dichotomies.h"
#include "core/support/json_reader.h"

namespace arcscope::ui {
namespace {

using core::JsonReader;
using Json = nlohmann::ordered_json;

constexpr int displayDepth = 4;
constexpr std::array<std::string_view, 2> imageNames{"z", "h"};
constexpr std::size_t longestFamily = 16;
constexpr std::size_t longestName = 2000;

template <class Names, class Enum>
std::string_view nameIn(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

QString shortText(const std::string& text) {
  return QString::fromStdString(text.substr(0, longestName));
}

void readPrior(JsonReader& reader, std::vector<core::OutputPoint>& data) {
  const Json* const found = reader.find("prior");
  if (found == nullptr) return;
  std::vector<core::OutputPoint> read;
  bool right = found->is_array() && found->size() <= core::mostOutputPoints;
  for (std::size_t i = 0; right && i < found->size(); ++i) {
    const Json& one = (*found)[i];
    right = one.is_array() && one.size() == 2 && one[0].is_number() && one[1].is_number();
    if (right) read.push_back({one[0].get<double>(), one[1].get<double>()});
    right = right && read.back().t >= 0.0 && read.back().t <= 1.0 && std::abs(read.back().y) < 1e100;
  }
  if (!right)
    return reader.refuse("prior", "a list of at most " + std::to_string(core::mostOutputPoints) +
                                      " points [t, y], t from 0 to 1");
  data = std::move(read);
}

}  // namespace

Json toJson(const core::ViewChoice& view) {
  return {{"image", nameIn(imageNames, view.image)}, {"projection", core::toText(view.projection)}};
}

core::Expected<core::ViewChoice> viewFromJson(const std::string& text) {
  const core::Expected<Json> object = core::objectFromText(text, displayDepth);
  if (!object) return object.error();
  core::ViewChoice view;
  JsonReader reader(object.value());
  reader.choice("image", imageNames, view.image);
  reader.word("projection", core::projectionFromText, core::projectionNames, view.projection);
  if (auto wrong = reader.finish()) return *wrong;
  return view;
}

Json toJson(const DisplayChoice& display) {
  const FamilyChoice& families = display.families;
  Json prior = Json::array();
  for (const core::OutputPoint& point : display.priorData) prior.push_back({point.t, point.y});
  return {{"common_scale", display.commonScale},
          {"side_by_side", display.sideBySide},
          {"open_layer", display.openLayer},
          {"running_total", display.runningTotal},
          {"compare",
           {{"finite_width", display.comparison.finiteWidth},
            {"mean_field", display.comparison.meanField},
            {"r17_scaling", display.comparison.scaling},
            {"draws", display.comparison.ensemble}}},
          {"region_layers", display.regionLayers},
          {"fill", nameIn(regionFillNames, display.fill)},
          {"quantity", nameIn(phaseQuantityNames, display.quantity)},
          {"families",
           {{"compare", nameIn(familyFigureNames, families.figure)},
            {"widths", families.widths},
            {"sigma_ws", families.sigmaWs},
            {"draws", families.draws}}},
          {"labelings", {{"inputs", display.dichotomyInputs}, {"draws", display.dichotomyDraws}}},
          {"prior", prior},
          {"course",
           {{"of", nameIn(courseNames, display.course.quantity)}, {"by_layer", display.course.byLayer}}},
          {"cards", display.cards.toStdString()},
          {"enlarged", display.enlarged.toStdString()},
          {"hidden_controls", display.hiddenControls.join(QLatin1Char(' ')).toStdString()}};
}

core::Expected<DisplayChoice> displayFromJson(const std::string& text) {
  const core::Expected<Json> object = core::objectFromText(text, displayDepth);
  if (!object) return object.error();
  DisplayChoice display;
  JsonReader reader(object.value());
  reader.boolean("common_scale", display.commonScale);
  reader.boolean("side_by_side", display.sideBySide);
  reader.integer("open_layer", -1, 10'000, display.openLayer);
  reader.boolean("running_total", display.runningTotal);
  reader.object("compare", [&](JsonReader& inner) {
    inner.boolean("finite_width", display.comparison.finiteWidth);
    inner.boolean("mean_field", display.comparison.meanField);
    inner.boolean("r17_scaling", display.comparison.scaling);
    inner.boolean("draws", display.comparison.ensemble);
  });
  reader.integer("region_layers", 0, 10'000, display.regionLayers);
  reader.choice("fill", regionFillNames, display.fill);
  reader.choice("quantity", phaseQuantityNames, display.quantity);
  reader.object("families", [&](JsonReader& inner) {
    inner.choice("compare", familyFigureNames, display.families.figure);
    inner.integers("widths", 1, 4096, longestFamily, display.families.widths);
    inner.numbers("sigma_ws", 0.0, 8.0, longestFamily, display.families.sigmaWs);
    inner.integer("draws", 1, 1'000'000, display.families.draws);
  });
  reader.object("labelings", [&](JsonReader& inner) {
    inner.integer("inputs", core::leastDichotomyInputs, core::mostDichotomyInputs, display.dichotomyInputs);
    inner.integer("draws", 1, core::mostDichotomyDraws, display.dichotomyDraws);
  });
  readPrior(reader, display.priorData);
  reader.object("course", [&](JsonReader& inner) {
    inner.choice("of", courseNames, display.course.quantity);
    inner.boolean("by_layer", display.course.byLayer);
  });
  std::string cards, enlarged, hidden;
  reader.text("cards", cards);
  reader.text("enlarged", enlarged);
  reader.text("hidden_controls", hidden);
  display.hiddenControls = shortText(hidden).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  display.cards = shortText(cards);
  display.enlarged = shortText(enlarged);
  if (auto wrong = reader.finish()) return *wrong;
  return display;
}

}  // namespace arcscope::ui
