#include "core/theory/bounds.h"

#include <algorithm>
#include <cmath>

namespace arcscope::core {

double log10Regions(std::int64_t hyperplanes, std::int64_t dimension) {
  const auto n = static_cast<double>(hyperplanes);
  double largest = 0.0;  // log10 of the term at hand, the largest one so far and the sum in units of it
  double term = 0.0;
  double sum = 1.0;
  for (std::int64_t s = 1; s <= std::min(dimension, hyperplanes); ++s) {
    const auto chosen = static_cast<double>(s);
    term += std::log10((n - chosen + 1.0) / chosen);
    if (term > largest) {
      sum *= std::pow(10.0, largest - term);
      largest = term;
    }
    sum += std::pow(10.0, term - largest);
  }
  return largest + std::log10(sum);
}

double log10PatternCeiling(Activation activation, std::span<const int> widths, std::int64_t dimension) {
  const auto levels = static_cast<std::int64_t>(thresholds(activation).size());
  double sum = 0.0;
  for (const int width : widths) sum += log10Regions(levels * width, dimension);
  return sum;
}

double log10PieceCeiling(Activation activation, std::span<const int> widths) {
  return log10PatternCeiling(activation, widths, 1);
}

}  // namespace arcscope::core
