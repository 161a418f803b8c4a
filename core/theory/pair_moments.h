#pragma once
#include <span>
#include <vector>

#include "core/theory/hermite_series.h"

namespace arcscope::core {

/// E[phi(u) phi(v)] and E[phi'(u) phi'(v)] for pairs among centred normal numbers of given variances. By
/// Price's theorem the second is the derivative of the first with respect to the covariance.
/// Closed forms for relu, leaky_relu, linear, abs, erf, gelu and sin (0.1 us a pair); a single integral of a
/// closed form for hard_tanh (1 us); Hermite series, made once for each variance, for tanh, sigmoid and silu
/// (0.2 us and more, as q). Good to 1e-10 for variances up to 100.
class PairMoments {
 public:
  /// @param variances >= 0 and finite.
  PairMoments(Activation activation, std::span<const double> variances);
  PairMoments(Activation activation, double variance) : PairMoments(activation, {&variance, 1}) {}

  /// Of variances i and j and correlation c in [-1, 1]. Callable from several threads at once.
  [[nodiscard]] PairMean operator()(std::size_t i, std::size_t j, double c) const;
  /// Of the first variance with itself.
  [[nodiscard]] PairMean operator()(double c) const { return (*this)(0, 0, c); }

 private:
  Activation m_activation;
  std::vector<double> m_variances;
  std::vector<HermiteSeries> m_series;  ///< of different variances
  std::vector<std::size_t> m_seriesOf;  ///< by index of the variance
};

}  // namespace arcscope::core
