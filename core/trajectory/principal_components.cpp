#include "core/trajectory/principal_components.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include "core/support/aligned_array.h"
#include "core/support/dense_solvers.h"
#include "core/trajectory/kernel/kernel.h"

namespace arcscope::core {
namespace {

using kernel::subspace;
using Tall = Eigen::Matrix<double, Eigen::Dynamic, subspace>;

constexpr int chunkPoints = 512;     ///< whose products are added to a covariance matrix at a time
constexpr int shownPoints = 1024;    ///< brought to the screen at a time
constexpr int fewPoints = 64;        ///< whose products with each other are formed
constexpr int fewIterations = 20;    ///< that this is worth, whatever is asked for
constexpr int widestMatrix = 400;    ///< neurons whose covariance matrix is formed
constexpr int widestComplete = 160;  ///< neurons whose covariance matrix is diagonalised

/// The lowest harmonics of the point number, for `count` of `total` points: images of curves lie mostly along
/// them.
Tall harmonics(int first, int count, int total) {
  Tall result(count, subspace);
  for (int j = 0; j < count; ++j) {
    const double once = std::cos(std::numbers::pi * (first + j + 0.5) / total);
    double before = 1.0;
    double now = once;
    for (int c = 0; c < subspace; ++c) {
      result(j, c) = now;
      before = std::exchange(now, 2.0 * once * now - before);  // cos((c + 2) x)
    }
  }
  return result;
}

/// Some of an image's points, centred, in the kernels' layout.
template <class T>
class Points {
 public:
  Points(const ImageMatrix& image, const Eigen::VectorXd& mean, int most)
      : m_image(image),
        m_mean(mean),
        m_routines(kernel::routines<T>(kernel::bestInstructionSet())),
        m_rows(static_cast<int>(image.rows())) {
    const auto blocks = static_cast<std::size_t>((most + width() - 1) / width());
    const auto size = static_cast<std::size_t>(width());
    m_x.resize(blocks * static_cast<std::size_t>(m_rows) * size);
    m_y.resize(blocks * subspace * size);
    m_v.resize(static_cast<std::size_t>(m_rows) * subspace);
  }

  /// Takes `count` points from `first` on, every `every`-th. Returns the sum of their squares.
  double take(int first, int count, int every) {
    m_points = count;
    m_blocks = (count + width() - 1) / width();
    double total = 0.0;
    for (int p = 0; p < m_rows; ++p)
      total += m_routines.centre(m_image.data() + static_cast<std::ptrdiff_t>(p) * m_image.cols() + first,
                                 every, count, static_cast<T>(m_mean[p]), m_x.data() + p * width(),
                                 static_cast<std::ptrdiff_t>(m_rows) * width());
    return total;
  }

  /// x x^T v.
  [[nodiscard]] Tall multiply(const Tall& v) {
    for (int p = 0; p < m_rows; ++p)
      for (int c = 0; c < subspace; ++c)
        m_v[static_cast<std::size_t>(p * subspace + c)] = static_cast<T>(v(p, c));
    m_routines.compress(m_x.data(), m_rows, m_blocks, m_v.data(), subspace, m_y.data());
    return correlate();
  }
  /// Adds x x^T to the lower triangle of `matrix`.
  void addProducts(Eigen::MatrixXd& matrix) {
    for (int column = 0; column < m_rows; column += subspace) {
      const int columns = std::min(subspace, m_rows - column);
      for (int block = 0; block < m_blocks; ++block) {
        const T* const x = m_x.data() + (static_cast<std::ptrdiff_t>(block) * m_rows + column) * width();
        T* const y = m_y.data() + static_cast<std::ptrdiff_t>(block) * subspace * width();
        std::copy(x, x + columns * width(), y);
        std::fill(y + columns * width(), y + subspace * width(), T(0));
      }
      m_routines.correlate(m_x.data(), column, m_rows, m_blocks, m_y.data(), m_v.data());
      matrix.block(column, column, m_rows - column, columns) += tall(column).leftCols(columns);
    }
  }
  /// x u for the columns of u [points x subspace].
  [[nodiscard]] Tall combine(const Tall& u) {
    m_y.fill(T(0));
    for (int j = 0; j < m_points; ++j)
      for (int c = 0; c < subspace; ++c) at(c, j) = static_cast<T>(u(j, c));
    return correlate();
  }
  /// Whether pointProducts() can be called: its columns lie within a block.
  [[nodiscard]] bool hasPointProducts() const { return width() >= subspace; }
  /// x^T x.
  [[nodiscard]] Eigen::MatrixXd pointProducts() {
    Eigen::MatrixXd products(m_points, m_points);
    for (int block = 0; block < m_blocks; ++block) {
      for (int i = 0; i < width(); i += subspace) {
        const int begin = std::min(i, width() - subspace);
        const T* const columns = m_x.data() + static_cast<std::ptrdiff_t>(block) * m_rows * width() + begin;
        m_routines.compress(m_x.data(), m_rows, m_blocks, columns, width(), m_y.data());
        const int row = block * width() + begin;
        for (int c = 0; c < subspace && row + c < m_points; ++c)
          for (int j = 0; j < m_points; ++j) products(row + c, j) = static_cast<double>(at(c, j));
      }
    }
    return products;
  }
  [[nodiscard]] int rows() const { return m_rows; }

 private:
  [[nodiscard]] int width() const { return m_routines.blockPoints; }
  [[nodiscard]] T& at(int c, int j) {
    return m_y[static_cast<std::size_t>((j / width() * subspace + c) * width() + j % width())];
  }
  /// x y^T of the y inside.
  [[nodiscard]] Tall correlate() {
    m_routines.correlate(m_x.data(), 0, m_rows, m_blocks, m_y.data(), m_v.data());
    return tall(0);
  }
  [[nodiscard]] Tall tall(int firstRow) const {
    Tall w(m_rows - firstRow, subspace);
    for (int p = firstRow; p < m_rows; ++p)
      for (int c = 0; c < subspace; ++c)
        w(p - firstRow, c) = static_cast<double>(m_v[static_cast<std::size_t>(p * subspace + c)]);
    return w;
  }

  const ImageMatrix& m_image;
  const Eigen::VectorXd& m_mean;
  const kernel::Routines<T>& m_routines;
  int m_rows;
  int m_points = 0;
  int m_blocks = 0;
  AlignedArray<T> m_x;
  AlignedArray<T> m_y;
  AlignedArray<T> m_v;
};

/// An image's covariance matrix, times the number of points.
class Covariance {
 public:
  Covariance(const ImageMatrix& image, const Eigen::VectorXd& mean, const std::stop_token& stop)
      : m_matrix(Eigen::MatrixXd::Zero(image.rows(), image.rows())),
        m_start(Tall::Zero(image.rows(), subspace)) {
    const auto points = static_cast<int>(image.cols());
    Points<double> x(image, mean, chunkPoints);
    for (int first = 0; first < points && !stop.stop_requested(); first += chunkPoints) {
      const int count = std::min(chunkPoints, points - first);
      x.take(first, count, 1);
      m_start += x.combine(harmonics(first, count, points));
      x.addProducts(m_matrix);
    }
    m_matrix.triangularView<Eigen::StrictlyUpper>() = m_matrix.transpose();
  }
  [[nodiscard]] const Eigen::MatrixXd& matrix() const { return m_matrix; }
  [[nodiscard]] Tall multiply(const Tall& v) const { return m_matrix * v; }
  [[nodiscard]] const Tall& start() const { return m_start; }
  [[nodiscard]] int rows() const { return static_cast<int>(m_matrix.rows()); }

 private:
  Eigen::MatrixXd m_matrix;
  Tall m_start;
};

/// Makes the first columns orthonormal, spanning the same space; those that depend on earlier ones become
/// zero.
void orthonormalise(Tall& v, int columns = subspace) {
  for (int c = 0; c < columns; ++c) {
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

/// The leading eigenvectors of c, the largest first, by subspace iteration from the columns of v.
/// @param multiply by c, which has `rows` rows.
Tall iterate(const std::function<Tall(const Tall&)>& multiply, int rows, Tall v, int dimensions,
             const PrincipalSearch& how) {
  for (int iteration = 1;; ++iteration) {
    orthonormalise(v);
    // Where directions are missing (symmetric images, few dimensions), any others will do.
    for (int i = 0; i < subspace; ++i) {
      if (!v.col(i).isZero(0.0) || i >= rows) continue;
      for (int p = 0; p < rows; ++p) v(p, i) = std::sin(1.0 + 12.9898 * p + 78.233 * i);
      orthonormalise(v);
    }
    const Tall w = multiply(v);
    const Eigen::MatrixXd inside = v.transpose() * w;
    const auto [values, turn] = symmetricEigen(0.5 * (inside + inside.transpose()));
    v = (v * turn).eval();
    const Tall next = w * turn;
    double residual = 0.0;
    for (int i = 0; i < std::min(dimensions, rows); ++i)
      residual = std::max(residual, (next.col(i) - values[i] * v.col(i)).norm());
    if (residual <= how.tolerance * values[0] || iteration >= how.iterations || how.stop.stop_requested())
      return v;
    v = next;
  }
}

/// All points along the first columns of v, and how much of the variance each of them holds.
template <class T>
void showAlong(const ImageMatrix& image, const Tall& v, int held, const std::stop_token& stop,
               ProjectedImage& result) {
  const kernel::Routines<T>& routines = kernel::routines<T>(kernel::bestInstructionSet());
  const auto points = static_cast<int>(image.cols());
  AlignedArray<T> along(3 * shownPoints);
  double total = 0.0;
  std::array<double, 3> squares{};
  for (int first = 0; first < points && !stop.stop_requested(); first += shownPoints) {
    const int count = std::min(shownPoints, points - first);
    along.fill(T(0));
    for (Eigen::Index p = 0; p < image.rows(); ++p) {
      std::array<T, 3> direction{};
      for (int c = 0; c < held; ++c) direction[static_cast<std::size_t>(c)] = static_cast<T>(v(p, c));
      total += routines.addAlong(image.data() + p * points + first, count, static_cast<T>(result.origin[p]),
                                 direction.data(), held, along.data(), shownPoints);
    }
    for (int c = 0; c < held; ++c) {
      const T* const values = along.data() + static_cast<std::ptrdiff_t>(c) * shownPoints;
      for (int j = 0; j < count; ++j) {
        const auto y = static_cast<double>(values[j]);
        squares[static_cast<std::size_t>(c)] += y * y;
        result.points(c, first + j) = static_cast<float>(y);
      }
    }
  }
  if (!(total > 0.0)) return;
  result.explainedTotal = 0.0;
  for (int c = 0; c < held; ++c) {
    const double share = std::clamp(squares[static_cast<std::size_t>(c)] / total, 0.0, 1.0);
    result.explained[static_cast<std::size_t>(c)] = share;
    result.explainedTotal += share;
    result.basis.col(c) = v.col(c);
  }
  result.explainedTotal = std::min(1.0, result.explainedTotal);
  // A basis from some of the points may have its order wrong for all of them.
  for (int end = held - 1; end > 0; --end) {
    for (std::size_t c = 0; c < static_cast<std::size_t>(end); ++c) {
      if (result.explained[c] >= result.explained[c + 1]) continue;
      const auto i = static_cast<Eigen::Index>(c);
      std::swap(result.explained[c], result.explained[c + 1]);
      result.basis.col(i).swap(result.basis.col(i + 1));
      result.points.row(i).swap(result.points.row(i + 1));
    }
  }
}

/// From the covariance matrix: many points of few neurons.
void searchMatrix(const ImageMatrix& image, int dimensions, const PrincipalSearch& how,
                  ProjectedImage& result) {
  Covariance covariance(image, result.origin, how.stop);
  const double trace = covariance.matrix().trace();
  if (!(trace > 0.0) || !std::isfinite(trace)) return;
  Tall v = Tall::Zero(covariance.rows(), subspace);
  if (covariance.rows() <= widestComplete) {
    const int found = std::min(subspace, covariance.rows());
    v.leftCols(found) = symmetricEigen(covariance.matrix()).vectors.leftCols(found);
  } else {
    v = iterate([&](const Tall& x) { return covariance.multiply(x); }, covariance.rows(), covariance.start(),
                dimensions, how);
  }
  showAlong<double>(image, v, std::min(dimensions, covariance.rows()), how.stop, result);
}

template <class T>
void searchPoints(const ImageMatrix& image, int dimensions, const PrincipalSearch& how,
                  ProjectedImage& result) {
  const auto points = static_cast<int>(image.cols());
  const int every = std::max(1, points / std::max(1, how.points));
  const int count = (points + every - 1) / every;
  Points<T> x(image, result.origin, count);
  const double trace = x.take(0, count, every);
  if (!(trace > 0.0) || !std::isfinite(trace)) return;
  const Tall waves = harmonics(0, count, count);
  if (count <= fewPoints && 2 * count <= x.rows() && x.hasPointProducts()) {
    const Eigen::MatrixXd products = x.pointProducts();
    PrincipalSearch search = how;
    search.iterations = std::max(search.iterations, fewIterations);
    const auto multiply = [&](const Tall& u) -> Tall { return products * u; };
    Tall v = x.combine(iterate(multiply, count, waves, dimensions, search));
    orthonormalise(v, dimensions);
    return showAlong<T>(image, v, dimensions, how.stop, result);
  }
  Tall v = x.combine(waves);
  if (how.start && how.start->rows() == image.rows()) {
    const Eigen::Index given = std::min<Eigen::Index>(how.start->cols(), subspace);
    v.rightCols(subspace - given) = v.leftCols(subspace - given).eval();
    v.leftCols(given) = how.start->leftCols(given);
  }
  v = iterate([&](const Tall& u) { return x.multiply(u); }, x.rows(), std::move(v), dimensions, how);
  showAlong<T>(image, v, std::min(dimensions, x.rows()), how.stop, result);
}

/// Each neuron's mean. Returns the size of the largest value.
template <class T>
double findMeans(const ImageMatrix& image, Eigen::VectorXd& means) {
  const kernel::Routines<T>& routines = kernel::routines<T>(kernel::bestInstructionSet());
  double largest = 0.0;
  means.resize(image.rows());
  for (Eigen::Index p = 0; p < image.rows(); ++p) {
    const float* const values = image.data() + p * image.cols();
    const kernel::RowSummary summary = routines.describe(values, image.cols());
    means[p] = static_cast<double>(values[0]) + summary.sum / static_cast<double>(image.cols());
    largest = std::max(largest, summary.largest);
  }
  return largest;
}

}  // namespace

ProjectedImage principalComponents(const ImageMatrix& image, int dimensions, const PrincipalSearch& how) {
  ProjectedImage result;
  const double size =
      how.inDouble ? findMeans<double>(image, result.origin) : findMeans<float>(image, result.origin);
  result.basis = Eigen::MatrixXd::Zero(image.rows(), dimensions);
  result.points = Eigen::MatrixXf::Zero(dimensions, image.cols());
  result.explainedTotal = 1.0;
  if (!result.origin.allFinite()) return result;
  constexpr double largest = 1e15;  // squares and their sums stay in the range of float
  const bool inDouble = how.inDouble || !(size < largest && size > 1.0 / largest);
  if (inDouble && image.rows() <= widestMatrix && image.cols() >= 2 * image.rows())
    searchMatrix(image, dimensions, how, result);
  else if (inDouble)
    searchPoints<double>(image, dimensions, how, result);
  else
    searchPoints<float>(image, dimensions, how, result);
  return result;
}

}  // namespace arcscope::core
