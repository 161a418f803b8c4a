#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "app/commands/commands.h"
#include "app/commands/numbers.h"
#include "app/commands/regions_file.h"
#include "app/commands/setting_flags.h"
#include "core/exact/region_finder.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

constexpr std::array<std::pair<std::string_view, RegionsFormat>, 2> formats{
    {{".json", RegionsFormat::Json}, {".csv", RegionsFormat::Csv}}};
constexpr int defaultLayers = 3;
constexpr std::int64_t largestLimit = 10'000'000;

MaybeError readFormat(const std::string& output, RegionsFormat& format) {
  const std::string suffix = std::filesystem::path(output).extension().string();
  const auto* found = std::ranges::find(formats, suffix, [](const auto& each) { return each.first; });
  if (found == formats.end()) return notAllowed("--output", output, "a name that ends in .json or .csv");
  format = found->second;
  return {};
}

/// "1-3".
MaybeError readLayers(const Flags& flags, int depth, int& layers) {
  layers = std::min(depth, defaultLayers);
  const std::string* text = flags.find("--layers");
  if (text == nullptr) return {};
  const auto parts = split(*text, '-');
  const auto last = wholeNumberFromText(parts.back());
  if (parts.size() != 2 || parts.front() != "1" || !last || *last < 1 || *last > depth)
    return notAllowed("--layers", *text,
                      "1-L, the first L layers, with L from 1 to " + std::to_string(depth));
  layers = static_cast<int>(*last);
  return {};
}

MaybeError readRectangle(const Flags& flags, core::PlaneRectangle& rectangle) {
  const std::string* text = flags.find("--rectangle");
  if (text == nullptr) return {};
  const auto parts = split(*text, ',');
  std::array<double, 4> sides{};
  bool good = parts.size() == sides.size();
  for (std::size_t i = 0; good && i < sides.size(); ++i) {
    const auto side = finiteNumberFromText(parts[i]);
    good = side.has_value();
    if (good) sides[i] = *side;
  }
  good = good && sides[0] < sides[2] && sides[1] < sides[3] && std::isfinite(sides[2] - sides[0]) &&
         std::isfinite(sides[3] - sides[1]);
  if (!good)
    return notAllowed("--rectangle", *text,
                      "A0,B0,A1,B1 with A0 below A1 and B0 below B1, such as -3,-3,3,3");
  rectangle = {sides[0], sides[1], sides[2], sides[3]};
  return {};
}

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
              "A point (A, B) of the plane is A times the first end point plus B times the second.\n"
              "A target that cannot be written ends with exit status 1.");
  flags.addHeading("The regions");
  flags.add({"--output", "FILE", "where to; needed"});
  flags.add({"--layers", "1-L", "of layers 1 to L together (1-3, or all of fewer)"});
  flags.add({"--rectangle", "A0,B0,A1,B1", "its corners (-1.5,-1.5,1.5,1.5)"});
  flags.add(
      {"--region-limit", "N", "layers that make more regions are left out, and the file says so (1000000)"});
  addSettingFlags(flags);
  return flags;
}

std::string whyIncomplete(core::RegionsEnd end, int layer, const core::RegionRequest& request) {
  const std::string at = "the regions end before layer " + std::to_string(layer) + ": ";
  if (end == core::RegionsEnd::RegionLimit)
    return at + "it makes more than " + std::to_string(request.regionLimit) + ", see --region-limit";
  if (end == core::RegionsEnd::ByteLimit) return at + "they would take too much memory";
  return at + "its numbers are beyond the range of double";
}

}  // namespace

int regions(std::span<const std::string> arguments) {
  Flags flags = regionsFlags();
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty()) return fail(Mistake, {"regions needs --output FILE"});
  RegionsFormat format = RegionsFormat::Json;
  core::RegionRequest request{.rectangle = {-1.5, -1.5, 1.5, 1.5}, .byteLimit = core::memoryLimit};
  if (const auto error = readFormat(*output, format)) return fail(Mistake, *error);
  if (const auto error = readRectangle(flags, request.rectangle)) return fail(Mistake, *error);
  if (const auto error = readLimit(flags, request.regionLimit)) return fail(Mistake, *error);
  const core::Expected<core::Subject> subject = subjectFromFlags(flags);
  if (!subject) return fail(Mistake, subject.error());
  const core::Setting& setting = subject.value().setting;
  if (!core::isPiecewiseLinear(setting.activation))
    return fail(Mistake,
                notAllowed("--activation", core::name(setting.activation),
                           "relu, hard_tanh, leaky_relu, linear or abs: others have no linear regions"));
  if (const auto error = readLayers(flags, setting.depth, request.layers)) return fail(Mistake, *error);

  const core::PlaneRegions found =
      core::findRegions(core::networkOf(subject.value()), core::planeOf(subject.value()), request);
  if (found.end() != core::RegionsEnd::Complete)
    std::fprintf(stderr, "arcscope: %s\n", whyIncomplete(found.end(), found.depth() + 1, request).c_str());
  const auto error = writeRegions({.subject = subject.value(), .regions = found}, format, *output);
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
