#include "app/commands/setting_flags.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include "app/commands/numbers.h"
#include "core/data/data_points.h"
#include "core/setting/parameters.h"
#include "core/support/text.h"
#include "ui/session/session_file.h"

namespace arcscope::app {
namespace {

using core::Error;
using core::Setting;
using MaybeError = std::optional<Error>;

std::string flagOf(const core::Parameter& parameter) {
  std::string flag = "--" + std::string(parameter.key);
  std::ranges::replace(flag, '_', '-');
  return flag;
}

std::string limit(const core::Parameter& parameter, double value) {
  return parameter.integer ? std::to_string(static_cast<std::int64_t>(value)) : core::numberText(value);
}

std::string rangeOf(const core::Parameter& parameter) {
  return limit(parameter, parameter.minimum) + " to " + limit(parameter, parameter.maximum);
}

MaybeError readNumber(const core::Parameter& parameter, const std::string& text, Setting& setting) {
  std::optional<double> value;
  if (parameter.integer) {
    if (const auto whole = wholeNumberFromText(text)) value = static_cast<double>(*whole);
  } else {
    value = finiteNumberFromText(text);
  }
  if (!value || *value < parameter.minimum || *value > parameter.maximum)
    return notAllowed(flagOf(parameter), text,
                      (parameter.integer ? "a whole number from " : "a number from ") + rangeOf(parameter));
  parameter.set(setting, *value);
  return {};
}

MaybeError readWidths(const std::string& text, Setting& setting) {
  const core::Parameter& width = core::parameter("width");
  for (const std::string_view part : split(text, ',')) {
    const auto value = wholeNumberFromText(part);
    if (!value || static_cast<double>(*value) < width.minimum || static_cast<double>(*value) > width.maximum)
      return notAllowed("--widths", text,
                        "whole numbers from " + rangeOf(width) + " separated by commas, one a layer");
    setting.widths.push_back(static_cast<int>(*value));
  }
  return {};
}

MaybeError readPath(const std::string& text, Setting& setting) {
  for (const std::string_view corner : split(text, ':')) {
    const auto parts = split(corner, ',');
    const auto a = finiteNumberFromText(parts.front());
    const auto b = finiteNumberFromText(parts.back());
    if (parts.size() != 2 || !a || !b)
      return notAllowed("--path", text, "corners A,B of the plane joined by colons, such as 1,0:0,1:-1,0");
    setting.path.push_back({*a, *b});
  }
  return {};
}

MaybeError readEndpoints(const std::string& text, Setting& setting) {
  if (const auto law = core::endpointsFromName(text); law && *law != core::Endpoints::Given) {
    setting.endpoints = law;
    return {};
  }
  if (!text.ends_with(".safetensors") && !core::namesDataPair(text))
    return notAllowed(
        "--endpoints", text,
        "random, orthonormal, the name of a .safetensors file or two points of a data set, such "
        "as fashion-mnist-sample#3,17");
  setting.endpoints = core::Endpoints::Given;
  setting.endpointsFile = text;
  return {};
}

MaybeError readWeights(const Flags& flags, const std::string& text, Setting& setting) {
  core::Expected<core::WeightLaw> law = core::weightLawFromText(text);
  if (!law) return Error{"--" + law.error().message};
  setting.weights = law.value();
  if (const core::NamedInitialisation* named = core::namedInitialisation(text)) {
    if (!flags.has("--sigma-w")) setting.sigmaW = named->sigmaW;
    if (!flags.has("--sigma-b")) setting.sigmaB = named->sigmaB;
  }
  return {};
}

/// Flags that describe a drawn network say nothing about a loaded one; those that only repeat what the file
/// holds pass.
MaybeError againstFile(const Flags& flags, const Setting& asked, const Setting& file) {
  const std::string holds = " does not go with --network: the file holds ";
  for (const char* flag : {"--sigma-w", "--sigma-b", "--weights"})
    if (flags.has(flag)) return Error{flag + holds + "the weights and biases themselves"};
  const auto differs = [&](const char* flag, int value, int held) {
    return flags.has(flag) && value != held
               ? MaybeError(
                     Error{std::string(flag) + " is " + std::to_string(value) + holds + std::to_string(held)})
               : MaybeError();
  };
  if (auto error = differs("--depth", asked.depth, file.depth)) return error;
  if (auto error = differs("--input-dim", asked.inputDim, core::effectiveInputDim(file))) return error;
  for (int layer = 1; layer <= file.depth; ++layer)
    if (auto error = differs("--width", asked.width, core::widthOf(file, layer))) return error;
  if (flags.has("--widths")) {
    bool same = static_cast<int>(asked.widths.size()) == file.depth;
    for (int layer = 1; same && layer <= file.depth; ++layer)
      same = asked.widths[static_cast<std::size_t>(layer - 1)] == core::widthOf(file, layer);
    if (!same) return Error{"--widths" + holds + "layers of other widths"};
  }
  return {};
}

MaybeError readSetting(const Flags& flags, Setting& setting) {
  for (const core::Parameter& parameter : core::parameters())
    if (const std::string* text = flags.find(flagOf(parameter)))
      if (auto error = readNumber(parameter, *text, setting)) return error;
  if (const std::string* text = flags.find("--activation")) {
    const auto activation = core::activationFromName(*text);
    if (!activation) return notAllowed("--activation", *text, core::activationNames());
    setting.activation = *activation;
  }
  if (const std::string* text = flags.find("--method")) {
    const auto method = core::methodFromName(*text);
    if (!method) return notAllowed("--method", *text, "exact or sampled");
    setting.method = *method;
  }
  if (const std::string* text = flags.find("--weights"))
    if (auto error = readWeights(flags, *text, setting)) return error;
  if (const std::string* text = flags.find("--widths")) {
    if (auto error = readWidths(*text, setting)) return error;
    if (flags.has("--depth") && setting.depth != static_cast<int>(setting.widths.size()))
      return Error{"--widths names " + std::to_string(setting.widths.size()) + " layers, but --depth is " +
                   std::to_string(setting.depth) + "; it takes one width a layer"};
    if (flags.has("--width")) return Error{"--width and --widths exclude each other; give one of them"};
    setting.depth = static_cast<int>(setting.widths.size());
    setting.width = setting.widths.front();
  }
  if (const std::string* text = flags.find("--seed")) {
    const auto seed = naturalNumberFromText(*text);
    if (!seed) return notAllowed("--seed", *text, "a whole number from 0 to 18446744073709551615");
    setting.seed = *seed;
  }
  if (const std::string* text = flags.find("--network")) {
    if (text->empty()) return notAllowed("--network", *text, "the name of a safetensors file");
    setting.networkFile = *text;
  }
  if (const std::string* text = flags.find("--readout")) {
    if (*text != "last") return notAllowed("--readout", *text, "last");
    if (setting.networkFile.empty())
      return Error{"--readout last goes with --network FILE: a drawn network has no read-out"};
    setting.readoutLast = true;
  }
  if (const std::string* text = flags.find("--path")) {
    if (auto error = readPath(*text, setting)) return error;
    setting.trajectory = core::Trajectory::Polyline;
  }
  if (const std::string* text = flags.find("--trajectory")) {
    const auto trajectory = core::trajectoryFromName(*text);
    if (!trajectory || *trajectory == core::Trajectory::Freehand)
      return notAllowed("--trajectory", *text, "line, arc, circle or polyline");
    if (*trajectory == core::Trajectory::Polyline && setting.path.empty())
      return Error{"--trajectory polyline needs its corners: --path A,B:A,B"};
    if (*trajectory != core::Trajectory::Polyline && !setting.path.empty())
      return Error{"--path goes with --trajectory polyline, not with " + *text};
    setting.trajectory = *trajectory;
  }
  if (const std::string* text = flags.find("--endpoints"))
    if (auto error = readEndpoints(*text, setting)) return error;
  if (flags.has("--points")) {
    if (flags.has("--tolerance"))
      return Error{
          "--points asks for exactly so many points and --tolerance for as many as needed; give one of them"};
    setting.refine = false;
  }
  return {};
}

/// The trajectory that the setting in a network file's metadata has, if arcscope wrote the file.
void takeTrajectory(const core::LoadedNetwork& loaded, Setting& setting) {
  const auto text = loaded.metadata.find("setting");
  if (text == loaded.metadata.end()) return;
  const core::Expected<Setting> written = core::settingFromJson(text->second);
  if (!written) return;
  setting.trajectory = written.value().trajectory;
  setting.path = written.value().path;
}

using Listed = core::ListedValue;
using ListedFlag = std::pair<Flag, Listed>;

Flag flagFor(const core::Parameter& parameter) {
  const bool automatic = parameter.key == "input_dim";
  return {flagOf(parameter), parameter.integer ? "N" : "X",
          std::string(parameter.label) + ", " + rangeOf(parameter) + " (" +
              (automatic ? "as wide as the first layer" : limit(parameter, parameter.defaultValue)) + ")" +
              (parameter.key == "points" ? "; exactly so many equidistant t, no refinement" : "")};
}

std::vector<ListedFlag> listedFlags() {
  std::vector<ListedFlag> all{
      {{"--activation", "NAME", core::activationNames() + " (hard_tanh)"}, Listed::Word}};
  for (const core::Parameter& parameter : core::parameters())
    all.push_back({flagFor(parameter), Listed::Number});
  const std::vector<ListedFlag> others{
      {{"--method", "NAME",
        "how lengths and counts are found: exact, for piecewise linear activations, or sampled (exact "
        "where it applies)"},
       Listed::Word},
      {{"--widths", "N,N,...", "one width for each layer, in place of --depth and --width"}, Listed::List},
      {{"--weights", "LAW",
        "gaussian, uniform, orthogonal, sparse:KEEP, sparse-unscaled:KEEP, or he, lecun, glorot, "
        "glorot-normal, pytorch, which "
        "also choose --sigma-w and --sigma-b where these are not given (gaussian)"},
       Listed::Word},
      {{"--seed", "N", "which draw (" + std::to_string(Setting{}.seed) + ")"}, Listed::Number},
      {{"--trajectory", "NAME", "line, arc, circle or polyline (circle)"}, Listed::Word},
      {{"--path", "A,B:A,B", "the corners of a polyline, in the plane's coordinates"}, Listed::List},
      {{"--endpoints", "LAW",
        "random, orthonormal, FILE.safetensors with trajectory.x0 and trajectory.x1, or DATA#I,J, two "
        "training "
        "points of a data set, counted from 0, such as fashion-mnist-sample#3,17 (orthonormal for the "
        "circle, "
        "random otherwise)"},
       Listed::Word},
      {{"--network", "FILE",
        "a network to load instead of drawing one: a safetensors file of Linear layers; its end points and "
        "activation hold where no flag says otherwise"},
       Listed::Word},
      {{"--readout", "last", "the loaded network's last layer is a linear read-out, no layer of the images"},
       Listed::Word},
  };
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

}  // namespace

void addSettingFlags(Flags& flags) {
  flags.addHeading("The setting (defaults are the start-up state of the window)");
  for (const auto& [flag, kind] : listedFlags()) flags.add(flag);
  flags.add({"--link", "TEXT", "a link as the window copies it: its setting in place of the start-up state"});
}

std::vector<SettingFlag> settingFlags() {
  std::vector<SettingFlag> all;
  for (const auto& [flag, kind] : listedFlags()) all.push_back({flag.name, kind});
  return all;
}

core::Expected<core::Subject> subjectFromFlags(const Flags& flags, Setting defaults) {
  Setting setting = std::move(defaults);
  if (const std::string* link = flags.find("--link")) {
    const core::Expected<ui::ReadSession> read = ui::sessionFromLink(QString::fromStdString(*link));
    if (!read) return read.error();
    if (!read.value().remarks.isEmpty())
      return Error{"--link: " + read.value().remarks.front().toStdString()};
    setting = read.value().content.subject.setting;
  }
  if (auto error = readSetting(flags, setting)) return *error;
  core::Expected<core::Subject> subject = core::makeSubject(setting, flags.has("--activation"));
  if (!subject) return subject;
  const core::Subject& read = subject.value();
  const bool exact = flags.has("--method") && read.setting.method == core::Method::Exact;
  if (exact && core::isConvolutional(read))
    return Error{"--method is exact; the network of the file is convolutional: its figures are sampled"};
  if (exact && !core::isPiecewiseLinear(read.setting.activation))
    return Error{"--method is exact; " + std::string(core::name(read.setting.activation)) +
                 " is smooth: exact methods need relu, hard_tanh, leaky_relu, linear or abs"};
  if (read.loaded == nullptr) return subject;
  if (auto error = againstFile(flags, setting, read.setting)) return *error;
  if (flags.has("--trajectory") || flags.has("--path")) return subject;
  core::Subject moved = read;
  takeTrajectory(*read.loaded, moved.setting);
  if (auto error = core::validate(moved.setting)) return *error;
  return moved;
}

}  // namespace arcscope::app
