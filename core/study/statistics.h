#pragma once
#include <array>
#include <cstdint>

#include "core/study/quantile_sketch.h"

namespace arcscope::core {

/// Shares of the quantiles that are reported.
inline constexpr std::array<double, 5> quantileShares{0.05, 0.25, 0.5, 0.75, 0.95};

/// What is known of one figure over many draws. Without draws all numbers are NaN.
struct Summary {
  std::int64_t count = 0;      ///< draws with a finite figure, of which all else speaks
  std::int64_t undefined = 0;  ///< draws whose figure is NaN or infinite
  std::int64_t missing = 0;    ///< draws that have no such figure: pieces of a curve that had to be sampled
  double mean = 0.0;
  double deviation = 0.0;      ///< standard deviation, with count - 1; NaN for fewer than two
  double standardError = 0.0;  ///< of the mean: deviation / sqrt(count)
  double least = 0.0;
  double largest = 0.0;
  std::array<double, quantileShares.size()> quantiles{};  ///< see QuantileSketch
};

/// Folds figures one after the other (Welford 1962); the same figures in the same order give the same bits.
class RunningStatistics {
 public:
  void add(double figure);
  void addMissing() { ++m_missing; }
  [[nodiscard]] bool exists() const { return m_sketch.count() + m_undefined > 0; }
  [[nodiscard]] Summary summary() const;
  /// Memory held, itself included.
  [[nodiscard]] std::size_t bytes() const { return sizeof *this - sizeof m_sketch + m_sketch.bytes(); }

 private:
  std::int64_t m_undefined = 0;
  std::int64_t m_missing = 0;
  double m_mean = 0.0;
  double m_squares = 0.0;  ///< sum of squared distances from the mean
  QuantileSketch m_sketch;
};

}  // namespace arcscope::core
