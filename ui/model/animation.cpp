#include "ui/model/animation.h"

#include <algorithm>
#include <cmath>

#include "core/setting/parameters.h"
#include "core/support/text.h"

namespace arcscope::ui {
namespace {

constexpr std::string_view sharedT = "t";

const core::Parameter* parameterNamed(std::string_view key) {
  const auto all = core::parameters();
  const auto found = std::ranges::find(all, key, &core::Parameter::key);
  return found == all.end() ? nullptr : &*found;
}

/// Between two values of a parameter, as its slider spreads them; of five digits, so that it can be read and
/// written down wherever one stops.
double between(const core::Parameter& parameter, double from, double to, double u) {
  if (u <= 0.0) return from;
  if (u >= 1.0) return to;
  const bool logarithmic = parameter.scale == core::SliderScale::Logarithmic && from > 0.0 && to > 0.0;
  const double value = logarithmic ? from * std::pow(to / from, u) : from + u * (to - from);
  return QString::number(value, 'g', 5).toDouble();
}

/// Slow at both ends.
double eased(double u) {
  return u * u * (3.0 - 2.0 * u);
}

core::Setting between(const core::Setting& from, const core::Setting& to, double u) {
  core::Setting setting = u < 0.5 ? from : to;
  const bool drawn = from.networkFile.empty() && to.networkFile.empty();
  if (!drawn || !from.widths.empty() || !to.widths.empty()) return setting;
  // Given end points have as many numbers as the input: that changes with them.
  const bool given = from.endpoints == core::Endpoints::Given || to.endpoints == core::Endpoints::Given;
  for (const core::Parameter& parameter : core::parameters())
    if (given && parameter.key == "input_dim")
      continue;
    else if (const double begin = parameter.get(from), end = parameter.get(to); begin != end)
      parameter.set(setting, between(parameter, begin, end, u));
  setting.tBegin = from.tBegin + u * (to.tBegin - from.tBegin);
  setting.tEnd = from.tEnd + u * (to.tEnd - from.tEnd);
  return setting;
}

/// From image to image, with a rest at each.
double layerAt(double from, double to, double u) {
  const double position = from + u * (to - from);
  const double whole = std::floor(position);
  return whole + eased(position - whole);
}

}  // namespace

std::optional<core::Error> validate(const Animation& animation, const Scene& start) {
  using core::Error;
  using core::numberText;
  if (!(animation.seconds >= shortestAnimation && animation.seconds <= longestAnimation))
    return Error{"an animation takes " + numberText(shortestAnimation) + " to " +
                 numberText(longestAnimation) + " seconds, not " + numberText(animation.seconds)};
  const auto ends = [&](double least, double most, const std::string& what) -> std::optional<Error> {
    for (const double end : {animation.from, animation.to})
      if (!(end >= least && end <= most))
        return Error{what + " moves from " + numberText(least) + " to " + numberText(most) + " at most; " +
                     numberText(end) + " is outside of that"};
    return std::nullopt;
  };
  switch (animation.kind) {
    case Animation::Kind::Layers:
      for (const double end : {animation.from, animation.to})
        if (end != std::floor(end)) return Error{"layers are whole numbers, not " + numberText(end)};
      return ends(0.0, start.subject.setting.depth, "the layer");
    case Animation::Kind::State:
      if (!animation.target) return Error{"there is no state to go to"};
      return core::validate(animation.target->subject);
    case Animation::Kind::Parameter:
      break;
  }
  if (animation.parameter == sharedT) return ends(0.0, 1.0, "t");
  const core::Parameter* const parameter = parameterNamed(animation.parameter);
  if (parameter == nullptr) {
    std::string keys{sharedT};
    for (const core::Parameter& each : core::parameters()) keys.append(", ").append(each.key);
    return Error{core::inQuotes(animation.parameter) + " is no number that moves: these are " + keys};
  }
  if (!start.subject.setting.networkFile.empty())
    return Error{"the network is loaded: its numbers do not move, but t and the layers do"};
  if (auto wrong = ends(parameter->minimum, parameter->maximum, std::string(parameter->label))) return wrong;
  for (const double u : {0.0, 1.0})
    if (auto wrong = core::validate(momentOf(animation, {start}, u).scene.subject)) return wrong;
  return std::nullopt;
}

Moment momentOf(const Animation& animation, const Moment& start, double u) {
  u = std::clamp(u, 0.0, 1.0);
  Moment moment = start;
  switch (animation.kind) {
    case Animation::Kind::Layers:
      moment.layer = layerAt(animation.from, animation.to, u);
      moment.scene.display.openLayer = static_cast<int>(std::floor(moment.layer));
      return moment;
    case Animation::Kind::State: {
      const Scene& target = *animation.target;
      const std::vector<Pin> pins = start.scene.pins;
      if (u >= 0.5) moment.scene = target;
      moment.scene.pins = pins;
      moment.scene.subject = rebound(
          moment.scene.subject,
          between(start.scene.subject.setting, target.subject.setting, u <= 0.0 || u >= 1.0 ? u : eased(u)));
      return moment;
    }
    case Animation::Kind::Parameter:
      break;
  }
  if (animation.parameter == sharedT) {
    moment.t = animation.from + u * (animation.to - animation.from);
    return moment;
  }
  const core::Parameter& parameter = core::parameter(animation.parameter);
  core::Setting setting = start.scene.subject.setting;
  if (parameter.key == "depth" || parameter.key == "width") setting.widths.clear();
  parameter.set(setting, between(parameter, animation.from, animation.to, u));
  moment.scene.subject = rebound(start.scene.subject, std::move(setting));
  return moment;
}

int frameCount(const Animation& animation, int framesPerSecond) {
  const double ways = animation.mode == Player::Mode::BackAndForth ? 2.0 : 1.0;
  return std::max(2, static_cast<int>(std::lround(animation.seconds * ways * framesPerSecond)));
}

double framePosition(const Animation& animation, int index, int count) {
  switch (animation.mode) {
    case Player::Mode::Once:
      return static_cast<double>(index) / (count - 1);
    case Player::Mode::Loop:  // the first frame follows the last one
      return static_cast<double>(index) / count;
    case Player::Mode::BackAndForth:
      break;
  }
  const double turn = 2.0 * index / count;
  return turn <= 1.0 ? turn : 2.0 - turn;
}

}  // namespace arcscope::ui
