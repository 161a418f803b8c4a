#include "core/measure/jacobian.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/support/dense_solvers.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

/// z of the next layer at one point, and phi'(h) there.
struct PointStep {
  Eigen::VectorXd z;
  Eigen::VectorXd slopes;
};

PointStep step(const Layer& layer, Activation activation, const Eigen::Ref<const Eigen::VectorXd>& z) {
  const Eigen::VectorXd h = layer.weights * z + layer.bias;
  return {h.unaryExpr([activation](double one) { return evaluate(activation, one); }),
          h.unaryExpr([activation](double one) { return derivative(activation, one); })};
}

/// Neurons that let something through, the strongest first: sorted rows keep the pivoted QR decomposition
/// accurate row by row (Cox and Higham 1998).
std::vector<Eigen::Index> livingRows(const Eigen::MatrixXd& weights, const Eigen::VectorXd& slopes) {
  std::vector<Eigen::Index> rows;
  for (Eigen::Index i = 0; i < slopes.size(); ++i)
    if (slopes[i] != 0.0 && !weights.row(i).isZero(0.0)) rows.push_back(i);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](Eigen::Index a, Eigen::Index b) { return std::abs(slopes[a]) > std::abs(slopes[b]); });
  return rows;
}

}  // namespace

JacobianSweep::JacobianSweep(Eigen::MatrixXd points)
    : m_z(std::move(points)), m_factors(static_cast<std::size_t>(m_z.cols())) {}

void JacobianSweep::multiply(Factors& jacobian, const Eigen::MatrixXd& weights,
                             const Eigen::VectorXd& slopes) {
  const std::vector<Eigen::Index> rows = livingRows(weights, slopes);
  const Eigen::Index units = weights.rows();
  Eigen::MatrixXd product(static_cast<Eigen::Index>(rows.size()), weights.cols());
  for (std::size_t i = 0; i < rows.size(); ++i)
    product.row(static_cast<Eigen::Index>(i)) = slopes[rows[i]] * weights.row(rows[i]);
  const bool first = !std::exchange(jacobian.begun, true);
  if (!first) product = (product * jacobian.left * jacobian.scale.asDiagonal()).eval();

  Eigen::Index rank = 0;
  PivotedQr qr;
  if (product.size() > 0) {
    qr = pivotedQr(product);
    constexpr double rounding = 1e-13;  // of what a column was before the others were taken off
    while (rank < qr.r.rows() && std::abs(qr.r(rank, rank)) > rounding * qr.r.col(rank).norm()) ++rank;
  }
  jacobian.left = Eigen::MatrixXd::Zero(units, rank);
  if (rank == 0) {  // and stays so: q may be empty
    jacobian.scale.resize(0);
    jacobian.right.resize(0, 0);
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    jacobian.left.row(rows[i]) = qr.q.row(static_cast<Eigen::Index>(i)).head(rank);
  jacobian.scale = qr.r.diagonal().head(rank).cwiseAbs();
  Eigen::MatrixXd upper = jacobian.scale.cwiseInverse().asDiagonal() * qr.r.topRows(rank);
  upper = (upper * qr.permutation.transpose()).eval();
  jacobian.right = first ? upper : Eigen::MatrixXd(upper * jacobian.right);
  // An orthogonal factor on the right changes no singular value: only a square one is carried on.
  if (jacobian.right.cols() > rank) jacobian.right = triangleOf(jacobian.right.transpose()).transpose();
  const double largest = jacobian.scale[0];
  jacobian.scale /= largest;
  jacobian.logScale += std::log(largest);
}

LayerSpectrum JacobianSweep::advance(const Layer& layer, Activation activation, const std::stop_token& stop) {
  LayerSpectrum spectrum;
  spectrum.logValues.resize(m_factors.size());
  Eigen::MatrixXd next(layer.weights.rows(), m_z.cols());
  parallelFor(m_factors.size(), [&](std::size_t point) {
    if (stop.stop_requested()) return;
    const auto j = static_cast<Eigen::Index>(point);
    const PointStep to = step(layer, activation, m_z.col(j));
    next.col(j) = to.z;
    Factors& jacobian = m_factors[point];
    multiply(jacobian, layer.weights, to.slopes);
    if (stop.stop_requested()) return;
    const Eigen::MatrixXd scaled = (jacobian.scale.asDiagonal() * jacobian.right).transpose();
    for (const double value : gradedSingularValues(scaled))
      if (value > 0.0) spectrum.logValues[point].push_back(std::log(value) + jacobian.logScale);
  });
  m_z.swap(next);
  return spectrum;
}

StretchSweep::StretchSweep(Eigen::MatrixXd points, Eigen::Index directions) : m_z(std::move(points)) {
  const Eigen::Index dimension = m_z.rows();
  const Eigen::Index count = std::clamp<Eigen::Index>(directions, 1, dimension);
  Eigen::MatrixXd axes = Eigen::MatrixXd::Zero(dimension, count);
  for (Eigen::Index i = 0; i < count; ++i) axes(i * dimension / count, i) = 1.0;
  m_tangents.assign(static_cast<std::size_t>(m_z.cols()), axes);
}

double StretchSweep::advance(const Layer& layer, Activation activation, const std::stop_token& stop) {
  std::vector<double> squares(m_tangents.size());
  Eigen::MatrixXd next(layer.weights.rows(), m_z.cols());
  parallelFor(m_tangents.size(), [&](std::size_t point) {
    if (stop.stop_requested()) return;
    const auto j = static_cast<Eigen::Index>(point);
    const PointStep to = step(layer, activation, m_z.col(j));
    next.col(j) = to.z;
    Eigen::MatrixXd& tangents = m_tangents[point];
    tangents = (to.slopes.asDiagonal() * (layer.weights * tangents)).eval();
    squares[point] = tangents.squaredNorm() / static_cast<double>(tangents.cols());
  });
  m_z.swap(next);
  return std::accumulate(squares.begin(), squares.end(), 0.0) / static_cast<double>(squares.size());
}

}  // namespace arcscope::core
