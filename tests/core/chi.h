#pragma once
#include <cmath>
#include <numbers>

/// E[chi_B], B ~ Binomial(n, 1/2), term by term.
inline double meanChiOfBinomial(int n) {
  double sum = 0.0;
  for (int j = 1; j <= n; ++j) {
    const double logShare =
        std::lgamma(n + 1.0) - std::lgamma(j + 1.0) - std::lgamma(n - j + 1.0) - n * std::numbers::ln2;
    sum += std::sqrt(2.0) * std::exp(logShare + std::lgamma((j + 1.0) / 2.0) - std::lgamma(j / 2.0));
  }
  return sum;
}
