#pragma once
#include <array>

namespace arcscope::core {

/// Nodes on (-1, 1) and weights of the 16-point Gauss-Legendre rule (exact for polynomials of degree 31).
struct GaussLegendre {
  static constexpr int size = 16;
  std::array<double, size> node;
  std::array<double, size> weight;
};
[[nodiscard]] const GaussLegendre& gaussLegendre();

/// Integral of f over [begin, end] by that rule.
template <class F>
[[nodiscard]] double integrate(F&& f, double begin, double end) {
  const GaussLegendre& rule = gaussLegendre();
  const double middle = 0.5 * (begin + end);
  const double half = 0.5 * (end - begin);
  double sum = 0.0;
  for (std::size_t i = 0; i < GaussLegendre::size; ++i)
    sum += rule.weight[i] * f(middle + half * rule.node[i]);
  return half * sum;
}

}  // namespace arcscope::core
