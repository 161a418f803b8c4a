#include <cmath>
#include <filesystem>

#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/numbers.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "core/explorer/explorer.h"
#include "core/support/output_file.h"
#include "core/support/text.h"
#include "ui/figures/figure_file.h"
#include "ui/plots/phase_view.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

/// What the flags of export choose, beside the setting.
struct Request {
  ui::FigureChoice figure;
  ui::FigureStyle style;
  ui::FileKind kind = ui::FileKind::Svg;
  core::ViewChoice view;
  core::Setting setting;  ///< what flags of the setting vary
  std::optional<int> layer;
  std::int64_t draws = 0;
};

template <class Values, class NameOf>
std::string joined(const Values& values, NameOf nameOf) {
  std::string names;
  for (std::size_t i = 0; i < values.size(); ++i)
    names += (i == 0 ? "" : i + 1 == values.size() ? " or " : ", ") + nameOf(values[i]).toStdString();
  return names;
}

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

MaybeError readKind(const Flags& flags, const std::string& output, ui::FileKind& kind) {
  const std::string* format = flags.find("--format");
  const std::string suffix = format != nullptr ? *format : std::filesystem::path(output).extension().string();
  const auto known = ui::fileKindFromName(
      QString::fromStdString(format == nullptr && !suffix.empty() ? suffix.substr(1) : suffix));
  if (known) {
    kind = *known;
    return {};
  }
  const std::string allowed = joined(ui::allFileKinds, [](ui::FileKind each) { return ui::name(each); });
  return format != nullptr ? notAllowed("--format", *format, allowed)
                           : notAllowed("--output", output,
                                        "a name that ends in ." + allowed + ", or --format must say it");
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

MaybeError takePreset(const Flags& flags, Request& request) {
  std::optional<ui::Preset> preset;
  if (auto error = readPreset(flags, preset)) return error;
  if (!preset) return {};
  request.figure = preset->figure;
  request.view = preset->view;
  request.setting = preset->setting;
  request.draws = preset->draws;
  return {};
}

MaybeError readRequest(const Flags& flags, const std::string& output, Request& request) {
  if (auto error = readKind(flags, output, request.kind)) return error;
  if (auto error = takePreset(flags, request)) return error;
  if (const std::string* text = flags.find("--view")) {
    const auto kind = ui::figureKindFromName(QString::fromStdString(*text));
    if (!kind)
      return notAllowed("--view", *text,
                        joined(ui::allFigureKinds, [](ui::FigureKind each) { return ui::name(each); }));
    request.figure.kind = *kind;
  }
  if (auto error = readStyle(flags, request.style)) return error;
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
  request.figure.runningTotal = flags.has("--total");
  return ui::validate(request.style, request.kind);
}

/// --inputs and --draws of the dichotomies.
MaybeError readDichotomies(const Flags& flags, const core::Subject& subject, Request& request) {
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

MaybeError readLayer(const Flags& flags, const core::Setting& setting, Request& request) {
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

Flags exportFlags() {
  Flags flags(
      "export --output FILE [flags]",
      "Writes a figure, its numbers, the images or a script, by the ending of FILE:\n"
      "  .svg .pdf .png   the figure, with the complete setting inside\n"
      "  .csv .json       the numbers of the view\n"
      "  .npy             images in double: [points x width] with --layer, else [depth x points x width]\n"
      "  .py              a NumPy script that recomputes the lengths, and the network beside it\n"
      "A target that cannot be written ends with exit status 1.");
  flags.addHeading("The figure");
  flags.add({"--output", "FILE", "where to; needed"});
  flags.add(
      {"--format", "KIND", "svg, pdf, png, csv, json, npy or py, where the ending of FILE does not say it"});
  flags.add({"--view", "NAME",
             "grid, lengths, transitions, transitions-length, raster, plane, regions, phases, maps, "
             "autocorrelation, curvature, similarity, gradients, families, prior, "
             "dichotomies, training, training-lengths or page (page)"});
  flags.add({"--preset", "NAME", "a figure of the literature, which other flags may vary: " + presetNames()});
  addStyleFlags(flags);
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
  addSettingFlags(flags);
  return flags;
}

ui::EnsemblePtr ensembleOf(const core::Subject& subject, std::int64_t draws) {
  Progress progress("ensemble");
  core::Ensemble ensemble(subject, ui::comparedMeasures);
  core::extend(ensemble, draws, {},
               [&](const core::Ensemble& now) { progress.set(now.draws(), draws, "draws"); });
  return std::make_shared<const core::EnsembleResult>(ensemble.result());
}

ui::FamilyPtr familyOf(const core::Subject& subject, const ui::FamilyChoice& choice) {
  Progress progress("family");
  return std::make_shared<const core::Family>(core::computeFamily(
      ui::familyRequest(choice, subject),
      [&](const core::Family& now) { progress.set(now.drawsDone, now.drawsWanted(), "draws"); }));
}

ui::PhaseDiagramPtr growthOf(const ui::SnapshotPtr& snapshot) {
  const Progress progress("measuring growth over the plane");
  ui::PhaseView view;
  view.setSnapshot(snapshot);
  ui::PhaseDiagramPtr whole;
  core::computeGrowthMap(view.growthRequest(), [&](const core::PhaseDiagram& map) {
    if (map.complete) whole = std::make_shared<const core::PhaseDiagram>(map);
  });
  return whole;
}

}  // namespace

int exportFigure(std::span<const std::string> arguments) {
  Flags flags = exportFlags();
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty()) return fail(Mistake, {"export needs --output FILE"});
  const auto application = makeApplication(false);
  Request request;
  if (const auto error = readRequest(flags, *output, request)) return fail(Mistake, *error);
  core::Expected<core::Subject> subject = subjectFromFlags(flags, request.setting);
  if (!subject) return fail(Mistake, subject.error());
  const core::Setting setting = subject.value().setting;
  if (const auto error = readLayer(flags, setting, request)) return fail(Mistake, *error);
  if (const auto error = checkNeurons(request.view.projection, setting)) return fail(Mistake, *error);
  if (const auto error = readRegionLayers(flags, setting.depth, request.figure.regionLayers))
    return fail(Mistake, *error);

  if (const auto error = readDichotomies(flags, subject.value(), request)) return fail(Mistake, *error);

  if (request.figure.kind == ui::FigureKind::Experiment) {
    if (!flags.has("--preset"))
      return fail(Mistake, {"--view experiment is written by arcscope experiment NAME --output FILE"});
    Progress progress("experiment");
    const auto ran = ui::experimentOfFigure(
        subject.value(), request.figure.learning, request.figure.order,
        [&](std::int64_t done, std::int64_t all) { progress.set(done, all, "steps"); });
    if (!ran) return fail(Mistake, ran.error());
    request.figure.experiment = ran.value();
    subject = request.figure.experiment->request.subject;
  }
  if (ui::showsTraining(request.figure.kind)) {
    Progress progress("training");
    const auto trained =
        ui::trainingOfFigure(subject.value(), request.figure.learning,
                             [&](std::int64_t done, std::int64_t all) { progress.set(done, all, "steps"); });
    if (!trained) return fail(Mistake, trained.error());
    request.figure.training = trained.value();
    subject = request.figure.training->start;
  }

  const int kept = request.layer.value_or((setting.depth + 1) / 2);
  const ui::SnapshotPtr snapshot = [&] {
    const Progress progress("computing");
    core::ExplorerCache cache;
    return core::explore(subject.value(), request.view, core::Quality::Full, cache, {}, std::max(1, kept));
  }();
  if (request.draws > 0) request.figure.ensemble = ensembleOf(subject.value(), request.draws);
  if (request.figure.kind == ui::FigureKind::Families) {
    request.figure.family = familyOf(subject.value(), request.figure.families);
    if (!request.figure.family->error.empty()) return fail(Mistake, {request.figure.family->error});
  }
  if (request.figure.kind == ui::FigureKind::Phases && request.figure.quantity == ui::PhaseQuantity::Growth) {
    if (subject.value().loaded)
      return fail(Mistake, {"--quantity growth does not go with --network: a loaded network has no sigma_w"});
    request.figure.growth = growthOf(snapshot);
  }
  if (request.figure.kind == ui::FigureKind::Dichotomies) {
    Progress progress("counting");
    request.figure.dichotomies = ui::dichotomiesOfFigure(
        *snapshot, request.figure,
        [&](const core::Dichotomies& now) { progress.set(now.done, now.total(), "layers"); });
  }
  const ui::FigureSource source(snapshot, request.figure);
  const auto error = ui::writeFigureFile(source, request.style, request.kind, *output);
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
