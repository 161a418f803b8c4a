#include "core/theory/crossings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/theory/gauss_legendre.h"

namespace arcscope::core {
namespace {

using std::numbers::pi;

/// Two neighbouring points of u: their norms and the chord between their directions.
struct Step {
  double normA, normB;
  double difference;  ///< normA - normB
  double chord;       ///< |u_a / |u_a| - u_b / |u_b||

  [[nodiscard]] double angle() const { return 2.0 * std::asin(std::min(1.0, 0.5 * chord)); }
};

/// Probability that a random plane at distance `level` separates the ends.
double separation(const Step& step, double level) {
  const double zero = std::min(step.normA, step.normB);
  if (level == 0.0) return zero > 0.0 ? step.angle() / pi : 0.0;
  const double far = std::max(step.normA, step.normB);
  if (zero <= 0.0)  // one end rests at 0, on this side of the level
    return far > 0.0 ? 0.5 * std::erfc(std::abs(level) / far / std::numbers::sqrt2) : 0.0;
  const double angle = step.angle();
  const double sine = std::sin(angle);
  const double bend = 0.5 * step.chord * step.chord;     // 1 - cos(angle)
  const double a = step.difference / step.normB + bend;  // |u_a| / |u_b| - cos(angle)
  const double b = -step.difference / step.normA + bend;
  const auto slope = [&](double rise) {
    return sine > 0.0 ? rise / sine : std::copysign(std::numeric_limits<double>::infinity(), rise);
  };
  if (sine <= 0.0 && step.difference == 0.0 && bend < 1.0) return 0.0;
  return 2.0 * std::max(0.0, owenT(level / step.normA, slope(a)) + owenT(level / step.normB, slope(b)));
}

template <class Matrix>
double sumOfCrossings(const Matrix& image, const LayerLaw& layer, double level) {
  const double scale = layer.sigmaW / std::sqrt(static_cast<double>(image.rows()));
  const double bias = layer.sigmaB * layer.sigmaB;
  Eigen::VectorXd before = image.col(0).template cast<double>();
  Eigen::VectorXd now(before.size());
  double squareBefore = before.squaredNorm();
  double sum = 0.0;
  for (Eigen::Index j = 1; j < image.cols(); ++j) {
    now = image.col(j).template cast<double>();
    const double square = now.squaredNorm();
    const double normA = std::sqrt(scale * scale * squareBefore + bias);
    const double normB = std::sqrt(scale * scale * square + bias);
    Step step{normA, normB, 0.0, 0.0};
    if (normA > 0.0 && normB > 0.0) {
      const double along = scale * scale * (before - now).dot(before + now);
      step.difference = along / (normA + normB);
      // |a/|a| - b/|b||^2 = (|a - b|^2 - (|a| - |b|)^2) / (|a| |b|), and the last component of u is constant.
      const double apart = scale * (before - now).norm();
      const double rest = (apart - step.difference) * (apart + step.difference);
      step.chord = std::sqrt(std::max(0.0, rest) / normA / normB);
    }
    sum += separation(step, level);
    before.swap(now);
    squareBefore = square;
  }
  return sum;
}

}  // namespace

double owenT(double h, double a) {
  const double whole = std::atan(std::abs(a));
  // x = tan(angle): the integrand is exp(-h^2 / (2 cos^2)); panels halve towards the right angle.
  const auto density = [&](double complement) {
    const double cosine = std::sin(complement);
    return std::exp(-0.5 * h * h / (cosine * cosine));
  };
  const double least = std::isinf(a) ? 0.0 : std::atan2(1.0, std::abs(a));  // pi/2 - whole
  double sum = 0.0;
  for (double end = 0.5 * pi; end > least && whole > 0.0;) {
    const double begin = std::max(least, 0.5 * end > 1e-9 ? 0.5 * end : 0.0);
    sum += integrate(density, begin, end);
    end = begin;
  }
  return std::copysign(sum / (2.0 * pi), a);
}

double expectedCrossings(const Eigen::MatrixXd& image, const LayerLaw& layer, double level) {
  return sumOfCrossings(image, layer, level);
}

double expectedCrossings(const ImageMatrix& image, const LayerLaw& layer, double level) {
  return sumOfCrossings(image, layer, level);
}

}  // namespace arcscope::core
