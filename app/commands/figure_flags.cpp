#include "app/commands/figure_flags.h"

#include <array>
#include <cmath>
#include <filesystem>

#include "app/commands/numbers.h"
#include "core/data/open_task.h"
#include "core/study/family_lists.h"
#include "core/support/output_file.h"
#include "core/support/text.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

MaybeError readSize(const std::string& text, QSizeF& millimetres) {
  std::string_view numbers = text;
  if (numbers.ends_with("mm")) numbers.remove_suffix(2);
  const auto sides = split(numbers, 'x');
  const auto width = finiteNumberFromText(sides.front());
  const auto height = finiteNumberFromText(sides.back());
  if (sides.size() != 2 || !width || !height)
    return notAllowed("--size", text, "width and height in millimetres, such as 160x90mm");
  millimetres = {*width, *height};
  return {};
}

/// The points of the plane that `text` names.
MaybeError readPoints(const Flags& flags, const std::string& text, ui::FigureChoice& figure,
                      core::Setting& setting) {
  core::Expected<core::LearningTask> task = core::openTask({.name = text});
  if (!task) return core::Error{"--" + task.error().message};
  if (task.value().features() != 2)
    return core::Error{"--data is " + core::printable(text) + ", whose points have " +
                       std::to_string(task.value().features()) + " numbers; the plane shows points of 2"};
  const std::string* dimension = flags.find("--input-dim");
  if (flags.has("--network") || flags.has("--endpoints") || (dimension != nullptr && *dimension != "2"))
    return core::Error{"--data goes with a drawn network of input dimension 2 and the plane as its input"};
  setting.inputDim = 2;
  figure.points = std::make_shared<const core::LearningTask>(std::move(task).value());
  return {};
}

}  // namespace

MaybeError readWord(const Flags& flags, const char* flag, std::span<const std::string_view> words,
                    std::size_t& index) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  std::string allowed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == *text) {
      index = i;
      return {};
    }
    allowed += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  }
  return notAllowed(flag, *text, allowed);
}

MaybeError readWhole(const Flags& flags, const char* flag, std::int64_t least, std::int64_t most,
                     std::int64_t& value) {
  const std::string* text = flags.find(flag);
  if (text == nullptr) return {};
  const auto number = wholeNumberFromText(*text);
  if (!number || *number < least || *number > most)
    return notAllowed(flag, *text,
                      "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  value = *number;
  return {};
}

MaybeError readFigureKind(const char* flag, const std::string& file, ui::FileKind& kind) {
  const std::string suffix = std::filesystem::path(file).extension().string();
  const auto known = ui::fileKindFromName(QString::fromStdString(suffix.empty() ? suffix : suffix.substr(1)));
  if (!known || !(ui::isPicture(*known) || known == ui::FileKind::Json || known == ui::FileKind::Csv))
    return notAllowed(flag, file, "a name that ends in .json, .csv, .svg, .pdf or .png");
  kind = *known;
  return {};
}

MaybeError checkWritable(const std::string& file) {
  std::error_code unknown;
  if (std::filesystem::exists(file, unknown) && !std::filesystem::is_regular_file(file, unknown) &&
      !std::filesystem::is_directory(file, unknown))
    return {};  // a pipe would see its end
  const core::Expected<core::OutputFile> opened = core::OutputFile::open(file);
  return opened ? MaybeError() : opened.error();
}

void addStyleFlags(Flags& flags) {
  flags.add({"--size", "WxHmm", "width and height in millimetres (160x90mm)"});
  flags.add({"--dpi", "N", "pixels to the inch of a PNG (300)"});
  flags.add({"--theme", "NAME", "print, light or dark (print)"});
  flags.add({"--outlines", "", "SVG: text as outlines, which look the same whatever fonts there are"});
}

MaybeError readStyle(const Flags& flags, ui::FigureStyle& style) {
  if (const std::string* text = flags.find("--size"))
    if (auto error = readSize(*text, style.millimetres)) return error;
  if (const std::string* text = flags.find("--dpi")) {
    const auto dpi = wholeNumberFromText(*text);
    if (!dpi || *dpi < ui::smallestDpi || *dpi > ui::largestDpi)
      return notAllowed(
          "--dpi", *text,
          "a whole number from " + std::to_string(ui::smallestDpi) + " to " + std::to_string(ui::largestDpi));
    style.dpi = static_cast<int>(*dpi);
  }
  constexpr std::array<std::string_view, 3> themes{"print", "light", "dark"};
  constexpr std::array kinds{ui::Theme::Kind::Print, ui::Theme::Kind::Light, ui::Theme::Kind::Dark};
  std::size_t theme = 0;
  if (auto error = readWord(flags, "--theme", themes, theme)) return error;
  style.theme = ui::figureTheme(kinds[theme]);
  style.outlines = flags.has("--outlines");
  return {};
}

void addFillFlag(Flags& flags) {
  flags.add({"--fill", "KIND",
             "what colours the regions: none, pattern (of the layer), slope (of the read-out), area or class "
             "(that a loaded network answers) (none)"});
}

MaybeError readFill(const Flags& flags, ui::RegionFill& fill) {
  auto index = static_cast<std::size_t>(fill);
  if (auto error = readWord(flags, "--fill", ui::regionFillNames, index)) return error;
  fill = static_cast<ui::RegionFill>(index);
  return {};
}

void addComparisonFlags(Flags& flags) {
  flags.add({"--theory", "KIND",
             "beside the measured curves: none, laws (of finite and infinite width) or all (also the printed "
             "scaling of Raghu et al.) (laws)"});
  flags.add({"--draws", "N", "also the spread over N draws of the setting (0)"});
  flags.add(
      {"--quantity", "NAME",
       "what colours the phase diagram: chi1, q-star, c-star, xi-c or growth, which is measured (chi1)"});
}

MaybeError readComparison(const Flags& flags, ui::FigureChoice& figure, std::int64_t& draws) {
  constexpr std::array<std::string_view, 3> theories{"none", "laws", "all"};
  const ui::ComparisonChoice& before = figure.comparison;
  std::size_t theory = before.scaling ? 2 : before.finiteWidth || before.meanField ? 1 : 0;
  if (auto error = readWord(flags, "--theory", theories, theory)) return error;
  figure.comparison.finiteWidth = figure.comparison.meanField = theory > 0;
  figure.comparison.scaling = theory == 2;
  auto quantity = static_cast<std::size_t>(figure.quantity);
  if (auto error = readWord(flags, "--quantity", ui::phaseQuantityNames, quantity)) return error;
  figure.quantity = static_cast<ui::PhaseQuantity>(quantity);
  if (auto error = readWhole(flags, "--draws", 0, 1'000'000, draws)) return error;
  figure.comparison.ensemble = draws > 0;
  return {};
}

void addFamilyFlags(Flags& flags) {
  flags.add({"--compare", "FIGURE",
             "families: length, growth-sigma, growth-width, transitions or pieces (length)"});
  flags.add({"--family-widths", "LIST", "families: a line for each width, 16,64 or 16:64:16 (16,64,256)"});
  flags.add({"--family-sigma-ws", "LIST", "families: and for each sigma_w, 1,2 or 0.5:4:0.5 (1,2,4)"});
  flags.add({"--family-draws", "N", "families: draws of each (8)"});
}

MaybeError readFamily(const Flags& flags, ui::FamilyChoice& choice) {
  std::vector<std::string> names;
  for (int i = 0; i < ui::familyFigures; ++i)
    names.push_back(ui::name(static_cast<ui::FamilyFigure>(i)).toStdString());
  const std::vector<std::string_view> words(names.begin(), names.end());
  auto figure = static_cast<std::size_t>(choice.figure);
  if (auto error = readWord(flags, "--compare", words, figure)) return error;
  choice.figure = static_cast<ui::FamilyFigure>(figure);
  const auto take = [&](const char* flag, const auto& read, auto& values) -> MaybeError {
    const std::string* text = flags.find(flag);
    if (text == nullptr) return {};
    const auto listed = read(*text);
    if (!listed) return core::Error{flag + std::string(" is ") + listed.error().message};
    values = listed.value();
    return {};
  };
  if (auto error = take("--family-widths", core::familyWidths, choice.widths)) return error;
  if (auto error = take("--family-sigma-ws", core::familySigmaWs, choice.sigmaWs)) return error;
  return readWhole(flags, "--family-draws", 1, 100'000, choice.draws);
}

MaybeError readData(const Flags& flags, ui::FigureChoice& figure, core::Setting& setting) {
  const std::string* text = flags.find("--data");
  if (text == nullptr) return {};
  if (figure.kind == ui::FigureKind::Plane || figure.kind == ui::FigureKind::Regions)
    return readPoints(flags, *text, figure, setting);
  std::vector<core::OutputPoint>& data = figure.data;
  for (const std::string_view pair : split(*text, ',')) {
    const auto numbers = split(pair, ':');
    const auto t = finiteNumberFromText(numbers.front());
    const auto y = finiteNumberFromText(numbers.back());
    const bool good = numbers.size() == 2 && t && y && *t >= 0.0 && *t <= 1.0;
    if (!good || data.size() == static_cast<std::size_t>(core::mostOutputPoints))
      return notAllowed("--data", *text,
                        "at most " + std::to_string(core::mostOutputPoints) +
                            " pairs T:Y separated by commas with T from 0 to 1, such as 0.2:1,0.7:-0.5");
    data.push_back({*t, *y});
  }
  return {};
}

std::string presetNames() {
  std::string names;
  for (const ui::Preset& preset : ui::presets())
    names += (names.empty() ? "" : ", ") + preset.name.toStdString();
  return names;
}

MaybeError readPreset(const Flags& flags, std::optional<ui::Preset>& preset) {
  const std::string* text = flags.find("--preset");
  if (text == nullptr) return {};
  const ui::Preset* found = ui::presetFromName(QString::fromStdString(*text));
  if (found == nullptr) return notAllowed("--preset", *text, "one of " + presetNames());
  preset = *found;
  return {};
}

MaybeError readRegionLayers(const Flags& flags, int depth, int& layers) {
  layers = std::min(depth, layers);
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

MaybeError readRectangle(const Flags& flags, std::optional<core::PlaneRectangle>& rectangle) {
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
  rectangle = core::PlaneRectangle{sides[0], sides[1], sides[2], sides[3]};
  return {};
}

}  // namespace arcscope::app
