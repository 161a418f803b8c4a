#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/support/expected.h"

namespace arcscope::core {

/// What the standard deviation of a weight is divided by the root of.
enum class FanRule : std::uint8_t { In, Average };  ///< fan_in, or (fan_in + fan_out) / 2 (Glorot)

/// The distribution of the weights; sigma_w stays a parameter of its own.
/// Every law is addressed like the Gaussian one: what lies behind W_d[i,j] depends on (seed, d, i, j) alone.
/// The orthogonal law (a Gaussian draw made orthogonal by a QR decomposition) nests in depth but not in
/// width.
struct WeightLaw {
  enum class Kind : std::uint8_t { Gaussian, Uniform, Orthogonal, Sparse };
  Kind kind = Kind::Gaussian;
  double keep = 1.0;    ///< Sparse: probability alpha in (0, 1] that a weight is kept
  bool rescale = true;  ///< Sparse: variance of the kept ones times 1/alpha
  FanRule fan = FanRule::In;
  bool biasByFan = false;  ///< bias sigma_b / sqrt(fan_in) and uniform, as PyTorch's Linear draws it

  friend bool operator==(const WeightLaw&, const WeightLaw&) = default;
};

/// A named initialisation: a weight law together with sigma_w and sigma_b.
struct NamedInitialisation {
  std::string_view
      name;  ///< "he", "lecun", "glorot" (uniform), "glorot-normal", "pytorch" (its Linear default)
  WeightLaw law;
  double sigmaW;
  double sigmaB;
};
[[nodiscard]] std::span<const NamedInitialisation> namedInitialisations();
/// Null when there is none of that name.
[[nodiscard]] const NamedInitialisation* namedInitialisation(std::string_view name);

/// Text of a law as flags and files spell it: "gaussian", "uniform", "orthogonal", "sparse:0.1",
/// "sparse-unscaled:0.1", followed by "+fan-average" and "+bias-by-fan" where they apply; a law that a named
/// initialisation alone has is spelled by its name.
[[nodiscard]] std::string toText(const WeightLaw& law);
/// Reads what toText writes, and the names of the named initialisations (their law).
[[nodiscard]] Expected<WeightLaw> weightLawFromText(std::string_view text);

}  // namespace arcscope::core
