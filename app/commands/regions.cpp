#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/numbers.h"
#include "app/commands/progress.h"
#include "app/commands/regions_file.h"
#include "app/commands/setting_flags.h"
#include "core/exact/region_finder.h"
#include "core/explorer/explorer.h"
#include "ui/figures/figure_file.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

constexpr std::int64_t largestLimit = 10'000'000;

/// What the flags choose, beside the setting.
struct Request {
  ui::FileKind kind = ui::FileKind::Json;
  ui::FigureStyle style;
  ui::FigureChoice figure{.kind = ui::FigureKind::Regions,
                          .rectangle = core::PlaneRectangle{-1.5, -1.5, 1.5, 1.5}};
  std::int64_t limit = 1'000'000;
};

MaybeError readLimit(const Flags& flags, std::int64_t& limit) {
  const std::string* text = flags.find("--region-limit");
  if (text == nullptr) return {};
  const auto value = wholeNumberFromText(*text);
  if (!value || *value < 1 || *value > largestLimit)
    return notAllowed("--region-limit", *text, "a whole number from 1 to " + std::to_string(largestLimit));
  limit = *value;
  return {};
}

Flags regionsFlags() {
  Flags flags("regions --output FILE [flags]",
              "Writes the linear regions of the first layers in a rectangle of the trajectory's plane, "
              "exactly, by the "
              "ending of FILE:\n"
              "  .json   polygons, areas, patterns, edges with the neuron that made them\n"
              "  .csv    one line a region\n"
              "  .svg .pdf .png   the picture, with the complete setting inside; a smooth activation has "
              "lines h = 0\n"
              "A point (A, B) of the plane is A times the first end point plus B times the second.\n"
              "A target that cannot be written ends with exit status 1.");
  flags.addHeading("The regions");
  flags.add({"--output", "FILE", "where to; needed"});
  flags.add({"--layers", "1-L", "of layers 1 to L together (1-3, or all of fewer)"});
  flags.add({"--rectangle", "A0,B0,A1,B1", "its corners (-1.5,-1.5,1.5,1.5)"});
  flags.add(
      {"--region-limit", "N", "layers that make more regions are left out, and the file says so (1000000)"});
  flags.addHeading("The picture");
  addFillFlag(flags);
  addStyleFlags(flags);
  addSettingFlags(flags);
  return flags;
}

std::string whyIncomplete(core::RegionsEnd end, int layer, std::int64_t limit) {
  const std::string at = "the regions end before layer " + std::to_string(layer) + ": ";
  if (end == core::RegionsEnd::RegionLimit)
    return at + "it makes more than " + std::to_string(limit) + ", see --region-limit";
  if (end == core::RegionsEnd::ByteLimit) return at + "they would take too much memory";
  return at + "its numbers are beyond the range of double";
}

void sayWhatIsMissing(const core::PlaneRegions& found, std::int64_t limit) {
  if (found.end() != core::RegionsEnd::Complete)
    std::fprintf(stderr, "arcscope: %s\n", whyIncomplete(found.end(), found.depth() + 1, limit).c_str());
}

MaybeError readRequest(const Flags& flags, const std::string& output, Request& request) {
  if (auto error = readFigureKind("--output", output, request.kind)) return error;
  if (auto error = readRectangle(flags, request.figure.rectangle)) return error;
  if (auto error = readLimit(flags, request.limit)) return error;
  if (auto error = readFill(flags, request.figure.fill)) return error;
  if (auto error = readStyle(flags, request.style)) return error;
  return ui::validate(request.style, request.kind);
}

MaybeError writePicture(const core::Subject& subject, const Request& request, const std::string& output) {
  core::ExplorerCache cache;
  const ui::SnapshotPtr snapshot = core::explore(subject, {}, core::Quality::Full, cache);
  core::RegionFinder finder;
  const ui::RegionMapPtr map = ui::computeRegionMap({.subject = subject,
                                                     .rectangle = *request.figure.rectangle,
                                                     .layers = request.figure.regionLayers,
                                                     .readout = request.figure.fill == ui::RegionFill::Slope,
                                                     .classes = request.figure.fill == ui::RegionFill::Class},
                                                    {.regions = request.limit}, finder);
  if (map->exact()) sayWhatIsMissing(map->regions, request.limit);
  return ui::writeFigureFile(ui::FigureSource(snapshot, request.figure, map), request.style, request.kind,
                             output);
}

MaybeError writeNumbers(const core::Subject& subject, const Request& request, const std::string& output) {
  const core::RegionRequest wanted{.rectangle = *request.figure.rectangle,
                                   .layers = request.figure.regionLayers,
                                   .regionLimit = request.limit,
                                   .byteLimit = core::memoryLimit};
  const core::PlaneRegions found =
      core::findRegions(core::networkOf(subject), core::planeOf(subject), wanted);
  sayWhatIsMissing(found, request.limit);
  return writeRegions({.subject = subject, .regions = found},
                      request.kind == ui::FileKind::Json ? RegionsFormat::Json : RegionsFormat::Csv, output);
}

}  // namespace

int regions(std::span<const std::string> arguments) {
  Flags flags = regionsFlags();
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty()) return fail(Mistake, {"regions needs --output FILE"});
  Request request;
  if (const auto error = readFigureKind("--output", *output, request.kind)) return fail(Mistake, *error);
  const bool picture = ui::isPicture(request.kind);
  const auto application = picture ? makeApplication(false) : nullptr;
  if (const auto error = readRequest(flags, *output, request)) return fail(Mistake, *error);
  const core::Expected<core::Subject> subject = subjectFromFlags(flags);
  if (!subject) return fail(Mistake, subject.error());
  const core::Setting& setting = subject.value().setting;
  if (core::isConvolutional(subject.value()))
    return fail(Mistake, {"--network is convolutional: regions of the plane are " +
                          std::string(core::convolutionalReason)});
  if (!picture && !core::isPiecewiseLinear(setting.activation))
    return fail(Mistake,
                notAllowed("--activation", core::name(setting.activation),
                           "relu, hard_tanh, leaky_relu, linear or abs: others have no linear regions"));
  if (const auto error = readRegionLayers(flags, setting.depth, request.figure.regionLayers))
    return fail(Mistake, *error);
  const auto error = [&] {
    const Progress progress("finding regions");
    return picture ? writePicture(subject.value(), request, *output)
                   : writeNumbers(subject.value(), request, *output);
  }();
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
