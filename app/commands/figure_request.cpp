#include "app/commands/figure_request.h"

#include <algorithm>

#include "app/commands/numbers.h"
#include "app/commands/setting_flags.h"
#include "core/explorer/explorer.h"
#include "core/support/text.h"
#include "ui/session/figure_cards.h"
#include "ui/session/session_file.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

MaybeError readProjection(const std::string& text, core::ProjectionChoice& choice) {
  const auto read = core::projectionFromText(text);
  if (!read) {
    if (text.starts_with("neurons:"))
      return notAllowed("--projection", text, "neurons:I,J or neurons:I,J,K with whole numbers from 0");
    return notAllowed("--projection", text, "pca2, pca3, neurons:I,J or plane");
  }
  choice = *read;
  return {};
}

/// Neurons must be there in every layer.
MaybeError checkNeurons(const core::ProjectionChoice& choice, const core::Setting& setting) {
  if (choice.kind != core::ProjectionChoice::Kind::Neurons) return {};
  int narrowest = core::effectiveInputDim(setting);
  for (int layer = 1; layer <= setting.depth; ++layer)
    narrowest = std::min(narrowest, core::widthOf(setting, layer));
  for (int i = 0; i < choice.dimensions; ++i)
    if (const int neuron = choice.neurons[static_cast<std::size_t>(i)]; neuron >= narrowest)
      return notAllowed("--projection", "neurons with " + std::to_string(neuron),
                        "neurons from 0 to " + std::to_string(narrowest - 1) + ", which every layer has");
  return {};
}

MaybeError takePreset(const Flags& flags, FigureRequest& request) {
  std::optional<ui::Preset> preset;
  if (auto error = readPreset(flags, preset)) return error;
  if (!preset) return {};
  request.figure = preset->figure;
  request.view = preset->view;
  request.setting = preset->setting;
  request.draws = preset->draws;
  return {};
}

MaybeError readChoices(const Flags& flags, FigureRequest& request) {
  if (auto error = takePreset(flags, request)) return error;
  if (const std::string* text = flags.find("--view")) {
    const auto kind = ui::figureKindFromName(QString::fromStdString(*text));
    if (!kind)
      return notAllowed("--view", *text,
                        joinedNames(ui::figureViewNames(), [](const QString& each) { return each; }));
    request.figure.kind = *kind;
  }
  if (auto error = readFill(flags, request.figure.fill)) return error;
  if (auto error = readRectangle(flags, request.figure.rectangle)) return error;
  if (auto error = readComparison(flags, request.figure, request.draws)) return error;
  if (auto error = readFamily(flags, request.figure.families)) return error;
  if (auto error = readData(flags, request.figure, request.setting)) return error;
  if (const std::string* text = flags.find("--projection"))
    if (auto error = readProjection(*text, request.view.projection)) return error;
  constexpr std::array<std::string_view, 2> images{"z", "h"};
  constexpr std::array<std::string_view, 2> scales{"own", "common"};
  std::size_t image = request.view.image == core::ImageKind::Z ? 0 : 1;
  std::size_t scale = request.figure.commonScale ? 1 : 0;
  if (auto error = readWord(flags, "--image", images, image)) return error;
  if (auto error = readWord(flags, "--scale", scales, scale)) return error;
  request.view.image = image == 0 ? core::ImageKind::Z : core::ImageKind::H;
  request.figure.commonScale = scale == 1;
  if (flags.has("--total")) request.figure.runningTotal = true;
  return {};
}

/// --inputs and --draws of the dichotomies.
MaybeError readDichotomies(const Flags& flags, const core::Subject& subject, FigureRequest& request) {
  if (request.figure.kind != ui::FigureKind::Dichotomies) return {};
  core::DichotomyRequest wanted{
      .subject = subject, .inputs = request.figure.inputs, .draws = request.figure.dichotomyDraws};
  std::int64_t inputs = wanted.inputs;
  std::int64_t draws = wanted.draws;
  if (auto error =
          readWhole(flags, "--inputs", core::leastDichotomyInputs, core::mostDichotomyInputs, inputs))
    return error;
  if (auto error = readWhole(flags, "--draws", 1, core::mostDichotomyDraws, draws)) return error;
  wanted.inputs = static_cast<int>(inputs);
  wanted.draws = static_cast<int>(draws);
  request.figure.inputs = wanted.inputs;
  request.figure.dichotomyDraws = wanted.draws;
  request.draws = 0;  // of no ensemble
  return core::validate(wanted);
}

MaybeError readLayer(const Flags& flags, const core::Setting& setting, FigureRequest& request) {
  const std::string* text = flags.find("--layer");
  if (text == nullptr) return {};
  const bool hidden =
      request.figure.kind == ui::FigureKind::Raster || request.figure.kind == ui::FigureKind::Autocorrelation;
  const int first = hidden ? 1 : 0;
  const std::vector<std::string_view> parts = split(*text, ',');
  std::vector<int> layers;
  for (const std::string_view part : parts) {
    const auto layer = wholeNumberFromText(part);
    if (!layer || *layer < first || *layer > setting.depth)
      return notAllowed(
          "--layer", *text,
          "a whole number from " + std::to_string(first) + " to " + std::to_string(setting.depth));
    layers.push_back(static_cast<int>(*layer));
  }
  request.figure.layers.clear();
  if (layers.size() == 1) {
    request.layer = layers.front();
    request.figure.layer = layers.front();
  } else if (request.figure.kind == ui::FigureKind::Grid) {
    request.figure.layers = layers;
  } else {
    return notAllowed("--layer", *text, "one layer; only the grid shows several");
  }
  return {};
}

/// All that a session shows goes into the request; flags may vary the figure, not the setting.
MaybeError takeSession(const Flags& flags, FigureRequest& request) {
  const std::string* name = flags.find("--session");
  if (name == nullptr) return {};
  for (const SettingFlag& flag : settingFlags())
    if (flags.has(flag.name))
      return core::Error{flag.name + " does not go with a session, which holds the whole setting"};
  if (flags.has("--preset")) return core::Error{"--preset does not go with a session"};
  const auto read = ui::sessionNamed(QString::fromStdString(*name));
  if (!read) return read.error();
  for (const QString& remark : read.value().remarks) warn(remark.toStdString());
  const ui::SessionContent& content = read.value().content;
  request.subject = content.subject;
  request.setting = content.subject.setting;
  request.view = content.view;
  request.pins = content.pins;
  request.t = content.t;
  request.figure = ui::figureOf(content.display);
  return {};
}

}  // namespace

void addFigureFlags(Flags& flags) {
  flags.add({"--view", "NAME",
             joinedNames(ui::figureViewNames(), [](const QString& each) { return each; }) + " (page)"});
  flags.add({"--preset", "NAME", "a figure of the literature, which other flags may vary: " + presetNames()});
  flags.add({"--layer", "L",
             "this layer alone in the grid, or L,L,... for several; whose pattern in the raster; the one "
             "in full in the autocorrelation (both the middle one); whose pattern fills "
             "the regions; whose image in .npy"});
  flags.add({"--image", "KIND", "z after the activation, h before it (z)"});
  flags.add({"--projection", "KIND",
             "pca2, pca3, neurons:I,J or neurons:I,J,K counted from 0, or plane, a fixed random one (pca2)"});
  flags.add({"--scale", "KIND", "own scale of each image, or one common scale (own)"});
  flags.add({"--total", "", "running totals of transitions"});
  addComparisonFlags(flags);
  addFamilyFlags(flags);
  flags.add(
      {"--data", "T:Y,T:Y,...",
       "in the prior, what the output is to be at these t (none); in the plane and its regions the name of "
       "points of the plane, two-moons or a table, which stand in it"});
  flags.add(
      {"--inputs", "N",
       "dichotomies: of how many inputs, 3 to 24 (15); --draws is then how many draws are averaged (3)"});
  flags.add({"--layers", "1-L", "the regions of layers 1 to L together (1-3, or all of fewer)"});
  addFillFlag(flags);
  flags.add({"--rectangle", "A0,B0,A1,B1",
             "the part of the plane with the regions (a square round the trajectory)"});
  flags.add(
      {"--session", "FILE",
       "a session, a figure that carries its setting, or a link: all that it shows, its pins too, in place "
       "of the flags of the setting"});
  addSettingFlags(flags);
}

std::vector<ui::Pin> computedPins(std::vector<ui::Pin> pins, const core::ViewChoice& view) {
  ui::showIn(view, pins);
  for (ui::Pin& pin : pins) ui::complete(pin, {});
  return pins;
}

int layerKept(const FigureRequest& request) {
  return std::max(1, request.layer.value_or((request.subject.setting.depth + 1) / 2));
}

MaybeError readFigureRequest(const Flags& flags, FigureRequest& request) {
  if (auto error = takeSession(flags, request)) return error;
  if (auto error = readChoices(flags, request)) return error;
  if (!flags.has("--session")) {
    core::Expected<core::Subject> subject = subjectFromFlags(flags, request.setting);
    if (!subject) return subject.error();
    request.subject = std::move(subject).value();
  }
  const core::Setting& setting = request.subject.setting;
  if (auto error = readLayer(flags, setting, request)) return error;
  if (auto error = checkNeurons(request.view.projection, setting)) return error;
  if (auto error = readRegionLayers(flags, setting.depth, request.figure.regionLayers)) return error;
  return readDichotomies(flags, request.subject, request);
}

}  // namespace arcscope::app
