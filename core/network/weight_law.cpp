#include "core/network/weight_law.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

using Kind = WeightLaw::Kind;

constexpr double inverseSqrt3 = std::numbers::inv_sqrt3;

constexpr std::array initialisations{
    NamedInitialisation{.name = "he", .law = {}, .sigmaW = std::numbers::sqrt2, .sigmaB = 0.0},
    NamedInitialisation{.name = "lecun", .law = {}, .sigmaW = 1.0, .sigmaB = 0.0},
    NamedInitialisation{.name = "glorot",
                        .law = {.kind = Kind::Uniform, .fan = FanRule::Average},
                        .sigmaW = 1.0,
                        .sigmaB = 0.0},
    NamedInitialisation{
        .name = "glorot-normal", .law = {.fan = FanRule::Average}, .sigmaW = 1.0, .sigmaB = 0.0},
    NamedInitialisation{.name = "pytorch",
                        .law = {.kind = Kind::Uniform, .biasByFan = true},
                        .sigmaW = inverseSqrt3,
                        .sigmaB = inverseSqrt3},
};

constexpr std::string_view averageSuffix = "+fan-average";
constexpr std::string_view biasSuffix = "+bias-by-fan";
constexpr std::string_view allowed =
    "gaussian, uniform, orthogonal, sparse:KEEP or sparse-unscaled:KEEP with KEEP above 0 and up to 1, he, "
    "lecun, "
    "glorot, glorot-normal or pytorch";

bool takeSuffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool takePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::span<const NamedInitialisation> namedInitialisations() {
  return initialisations;
}

const NamedInitialisation* namedInitialisation(std::string_view name) {
  const auto* found = std::find_if(initialisations.begin(), initialisations.end(),
                                   [&](const NamedInitialisation& one) { return one.name == name; });
  return found == initialisations.end() ? nullptr : found;
}

std::string toText(const WeightLaw& law) {
  for (const NamedInitialisation& one : initialisations)
    if (one.law == law && one.law != WeightLaw{}) return std::string(one.name);
  std::string text;
  switch (law.kind) {
    case Kind::Gaussian:
      text = "gaussian";
      break;
    case Kind::Uniform:
      text = "uniform";
      break;
    case Kind::Orthogonal:
      text = "orthogonal";
      break;
    case Kind::Sparse:
      text = (law.rescale ? "sparse:" : "sparse-unscaled:") + numberText(law.keep);
      break;
  }
  if (law.fan == FanRule::Average) text += averageSuffix;
  if (law.biasByFan) text += biasSuffix;
  return text;
}

Expected<WeightLaw> weightLawFromText(std::string_view text) {
  if (const NamedInitialisation* named = namedInitialisation(text)) return named->law;
  const Error wrong{"weights is " + inQuotes(text) + "; it must be " + std::string(allowed)};
  WeightLaw law;
  std::string_view rest = text;
  law.biasByFan = takeSuffix(rest, biasSuffix);
  if (takeSuffix(rest, averageSuffix)) law.fan = FanRule::Average;
  if (rest == "gaussian") return law;
  if (rest == "uniform") {
    law.kind = Kind::Uniform;
    return law;
  }
  if (rest == "orthogonal") {
    law.kind = Kind::Orthogonal;
    return law;
  }
  law.kind = Kind::Sparse;
  if (takePrefix(rest, "sparse-unscaled:")) {
    law.rescale = false;
  } else if (!takePrefix(rest, "sparse:")) {
    return wrong;
  }
  const std::optional<double> keep = numberFromText(rest);
  if (!keep || !(*keep > 0.0 && *keep <= 1.0)) return wrong;
  law.keep = *keep;
  return law;
}

}  // namespace arcscope::core
