#include "core/trajectory/principal_components.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/support/aligned_array.h"
#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core {
namespace {

using kernel::subspace;
using Small = Eigen::Matrix<double, subspace, subspace>;
using Tall = Eigen::Matrix<double, Eigen::Dynamic, subspace, Eigen::RowMajor>;

/// Orthonormal columns that span the same space; columns that depend on earlier ones become zero.
void orthonormalise(Tall& v) {
  for (int c = 0; c < subspace; ++c) {
    const double before = v.col(c).norm();
    for (int pass = 0; pass < 2; ++pass)
      for (int b = 0; b < c; ++b) v.col(c) -= v.col(b).dot(v.col(c)) * v.col(b);
    const double norm = v.col(c).norm();
    if (norm > 1e-9 * before && norm > 0.0 && std::isfinite(norm))
      v.col(c) /= norm;
    else
      v.col(c).setZero();
  }
}

/// A centred image in the kernels' layout.
template <class T>
class Centred {
 public:
  Centred(const ImageMatrix& image, const Eigen::VectorXd& mean)
      : m_routines(kernel::routines<T>(kernel::bestInstructionSet())),
        m_rows(static_cast<int>(image.rows())),
        m_points(static_cast<int>(image.cols())),
        m_blocks((m_points + m_routines.blockPoints - 1) / m_routines.blockPoints),
        m_x(static_cast<std::size_t>(m_blocks) * static_cast<std::size_t>(m_rows * m_routines.blockPoints)),
        m_y(static_cast<std::size_t>(m_blocks * subspace * m_routines.blockPoints)),
        m_v(static_cast<std::size_t>(m_rows * subspace)) {
    const int width = m_routines.blockPoints;
    for (int p = 0; p < m_rows; ++p) {
      const float* const in = image.data() + static_cast<std::ptrdiff_t>(p) * m_points;
      const T middle = static_cast<T>(mean[p]);
      T square = 0;
      for (int block = 0; block < m_blocks; ++block) {
        T* const out = m_x.data() + (static_cast<std::ptrdiff_t>(block) * m_rows + p) * width;
        const int count = std::min(width, m_points - block * width);
        for (int i = 0; i < count; ++i) {
          out[i] = static_cast<T>(in[block * width + i]) - middle;
          square += out[i] * out[i];
        }
        for (int i = count; i < width; ++i) out[i] = T(0);
      }
      m_trace += static_cast<double>(square);
    }
  }
  [[nodiscard]] double trace() const { return m_trace; }

  /// y = v^T x, kept inside.
  void compress(const Tall& v) {
    for (Eigen::Index i = 0; i < v.size(); ++i)
      m_v[static_cast<std::size_t>(i)] = static_cast<T>(v.data()[i]);
    m_routines.compress(m_x.data(), m_rows, m_blocks, m_v.data(), m_y.data());
  }
  /// x y^T of the y inside.
  [[nodiscard]] Tall correlate() {
    m_routines.correlate(m_x.data(), m_rows, m_blocks, m_y.data(), m_v.data());
    Tall w(m_rows, subspace);
    for (Eigen::Index i = 0; i < w.size(); ++i)
      w.data()[i] = static_cast<double>(m_v[static_cast<std::size_t>(i)]);
    return w;
  }
  /// The six lowest harmonics of the point number as y: images of curves lie mostly along them.
  void setHarmonics() {
    m_y.fill(T(0));
    for (int j = 0; j < m_points; ++j) {
      const double angle = std::numbers::pi * (j + 0.5) / m_points;
      for (int c = 0; c < subspace; ++c) at(c, j) = static_cast<T>(std::cos(angle * (c + 1)));
    }
  }
  [[nodiscard]] T& at(int c, int j) {
    const int width = m_routines.blockPoints;
    return m_y[static_cast<std::size_t>((j / width * subspace + c) * width + j % width)];
  }
  [[nodiscard]] int rows() const { return m_rows; }
  [[nodiscard]] int points() const { return m_points; }

 private:
  const kernel::Routines<T>& m_routines;
  int m_rows;
  int m_points;
  int m_blocks;
  AlignedArray<T> m_x;
  AlignedArray<T> m_y;
  AlignedArray<T> m_v;
  double m_trace = 0.0;
};

template <class T>
void search(const ImageMatrix& image, int dimensions, const PrincipalSearch& how, ProjectedImage& result) {
  Centred<T> x(image, result.origin);
  if (!(x.trace() > 0.0) || !std::isfinite(x.trace())) return;
  x.setHarmonics();
  Tall v = x.correlate();
  if (how.start && how.start->rows() == image.rows()) {
    const Eigen::Index given = std::min<Eigen::Index>(how.start->cols(), subspace);
    const Tall harmonics = v;
    v.leftCols(given) = how.start->leftCols(given);
    v.rightCols(subspace - given) = harmonics.leftCols(subspace - given);
  }
  Eigen::VectorXd values = Eigen::VectorXd::Zero(subspace);
  for (int iteration = 1;; ++iteration) {
    orthonormalise(v);
    // Where directions are missing (symmetric images, few dimensions), any others will do.
    for (int c = 0; c < subspace; ++c) {
      if (!v.col(c).isZero(0.0) || c >= x.rows()) continue;
      for (int p = 0; p < x.rows(); ++p) v(p, c) = std::sin(1.0 + 12.9898 * p + 78.233 * c);
      orthonormalise(v);
    }
    x.compress(v);
    const Tall w = x.correlate();
    const Small inside = v.transpose() * w;
    const Eigen::SelfAdjointEigenSolver<Small> solver(0.5 * (inside + inside.transpose()));
    const Small turn = solver.eigenvectors().rowwise().reverse();
    values = solver.eigenvalues().reverse();
    v = (v * turn).eval();
    const Tall next = w * turn;
    double residual = 0.0;
    for (int c = 0; c < std::min(dimensions, x.rows()); ++c)
      residual = std::max(residual, (next.col(c) - values[c] * v.col(c)).norm());
    if (residual <= how.tolerance * values[0] || iteration >= how.iterations) break;
    v = next;
  }
  x.compress(v);
  result.explainedTotal = 0.0;
  const int held = std::min(dimensions, x.rows());
  for (int c = 0; c < held; ++c) {
    const double share = std::clamp(values[c] / x.trace(), 0.0, 1.0);
    result.explained[static_cast<std::size_t>(c)] = share;
    result.explainedTotal += share;
    result.basis.col(c) = v.col(c);
    for (int j = 0; j < x.points(); ++j) result.points(c, j) = static_cast<float>(x.at(c, j));
  }
  result.explainedTotal = std::min(1.0, result.explainedTotal);
}

}  // namespace

ProjectedImage principalComponents(const ImageMatrix& image, int dimensions, const PrincipalSearch& how) {
  ProjectedImage result;
  result.origin.resize(image.rows());
  for (Eigen::Index p = 0; p < image.rows(); ++p) {
    double sum = 0.0;
    for (Eigen::Index j = 0; j < image.cols(); ++j) sum += static_cast<double>(image(p, j));
    result.origin[p] = sum / static_cast<double>(image.cols());
  }
  result.basis = Eigen::MatrixXd::Zero(image.rows(), dimensions);
  result.points = Eigen::MatrixXf::Zero(dimensions, image.cols());
  result.explainedTotal = 1.0;
  if (!result.origin.allFinite()) return result;
  if (how.inDouble)
    search<double>(image, dimensions, how, result);
  else
    search<float>(image, dimensions, how, result);
  return result;
}

}  // namespace arcscope::core
