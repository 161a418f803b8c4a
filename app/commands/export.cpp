#include <cmath>
#include <filesystem>

#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/figure_request.h"
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

MaybeError readKind(const Flags& flags, const std::string& output, ui::FileKind& kind) {
  const std::string* format = flags.find("--format");
  const std::string suffix = format != nullptr ? *format : std::filesystem::path(output).extension().string();
  const auto known = ui::fileKindFromName(
      QString::fromStdString(format == nullptr && !suffix.empty() ? suffix.substr(1) : suffix));
  if (known) {
    kind = *known;
    return {};
  }
  const std::string allowed = joinedNames(ui::allFileKinds, [](ui::FileKind each) { return ui::name(each); });
  return format != nullptr ? notAllowed("--format", *format, allowed)
                           : notAllowed("--output", output,
                                        "a name that ends in ." + allowed + ", or --format must say it");
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
  addStyleFlags(flags);
  addFigureFlags(flags);
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
  FigureRequest request;
  ui::FigureStyle style;
  ui::FileKind kind = ui::FileKind::Svg;
  if (const auto error = readKind(flags, *output, kind)) return fail(Mistake, *error);
  if (const auto error = readStyle(flags, style)) return fail(Mistake, *error);
  if (const auto error = ui::validate(style, kind)) return fail(Mistake, *error);
  if (const auto error = readFigureRequest(flags, request)) return fail(Mistake, *error);
  core::Expected<core::Subject> subject = request.subject;

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

  const ui::SnapshotPtr snapshot = [&] {
    const Progress progress("computing");
    core::ExplorerCache cache;
    return core::explore(subject.value(), request.view, core::Quality::Full, cache, {}, layerKept(request));
  }();
  request.figure.pins = computedPins(request.pins, request.view);
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
  const auto error = ui::writeFigureFile(source, style, kind, *output);
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
