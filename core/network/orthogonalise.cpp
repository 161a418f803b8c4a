#include "core/network/orthogonalise.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/support/parallel.h"

// Compiled with -ffp-contract=off (see CMakeLists.txt): every operation below is rounded by itself.

namespace arcscope::core {
namespace {

using Eigen::Index;

constexpr Index lanes = 8;  // partial sums of an inner product
constexpr Index panel = 8;  // columns that a later one meets while it is in the first cache

double innerProduct(const double* x, const double* y, Index size) {
  std::array<double, lanes> sum{};
  Index i = 0;
  for (; i + lanes <= size; i += lanes)
    for (Index lane = 0; lane < lanes; ++lane)
      sum[static_cast<std::size_t>(lane)] += x[i + lane] * y[i + lane];
  for (Index lane = 0; i < size; ++i, ++lane) sum[static_cast<std::size_t>(lane)] += x[i] * y[i];
  return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

/// Takes the part along `unit` out of `x`.
void project(const double* unit, double* x, Index size) {
  const double along = innerProduct(unit, x, size);
  for (Index i = 0; i < size; ++i) x[i] -= along * unit[i];
}

void normalise(double* x, Index size) {
  const double norm = std::sqrt(innerProduct(x, x, size));
  for (Index i = 0; i < size; ++i) x[i] /= norm;
}

/// Modified Gram-Schmidt, a panel of columns at a time.
void gramSchmidt(Eigen::MatrixXd& matrix, const std::stop_token& stop) {
  const Index rows = matrix.rows();
  const auto column = [&](Index j) { return matrix.data() + j * rows; };
  for (Index first = 0; first < matrix.cols(); first += panel) {
    if (stop.stop_requested()) return;
    const Index end = std::min(first + panel, matrix.cols());
    for (Index j = first; j < end; ++j) {
      for (Index before = first; before < j; ++before) project(column(before), column(j), rows);
      normalise(column(j), rows);
    }
    parallelFor(static_cast<std::size_t>(matrix.cols() - end), [&](std::size_t later) {
      for (Index j = first; j < end; ++j) project(column(j), column(end + static_cast<Index>(later)), rows);
    });
  }
}

}  // namespace

void orthonormaliseColumns(Eigen::MatrixXd& matrix, const std::stop_token& stop) {
  gramSchmidt(matrix, stop);
  gramSchmidt(matrix,
              stop);  // the first pass leaves errors as large as the condition number; twice is enough
}

}  // namespace arcscope::core
