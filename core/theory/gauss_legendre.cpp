#include "core/theory/gauss_legendre.h"

#include <cmath>
#include <numbers>

namespace arcscope::core {
namespace {

/// The zeros of P_16 by Newton's method from Tricomi's estimate.
GaussLegendre makeRule() {
  constexpr int n = GaussLegendre::size;
  GaussLegendre rule{};
  for (int i = 0; i < n; ++i) {
    double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
    double slope = 1.0;
    for (int round = 0; round < 8; ++round) {
      double before = 1.0;
      double p = x;
      for (int k = 2; k <= n; ++k) {
        const double next = ((2.0 * k - 1.0) * x * p - (k - 1.0) * before) / k;
        before = p;
        p = next;
      }
      slope = n * (x * p - before) / (x * x - 1.0);
      x -= p / slope;
    }
    rule.node[static_cast<std::size_t>(i)] = x;
    rule.weight[static_cast<std::size_t>(i)] = 2.0 / ((1.0 - x * x) * slope * slope);
  }
  return rule;
}

}  // namespace

const GaussLegendre& gaussLegendre() {
  static const GaussLegendre rule = makeRule();
  return rule;
}

}  // namespace arcscope::core
