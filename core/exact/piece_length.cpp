#include <cmath>
#include <complex>
#include <span>

#include "core/exact/piece_shape.h"

namespace arcscope::core {
namespace {

struct Node {
  double x;
  double weight;
};
// Gauss-Legendre on [-1, 1], the positive half; the others mirror it.
constexpr Node two[] = {{0.57735026918962576451, 1.0}};
constexpr Node four[] = {{0.33998104358485626480, 0.65214515486254614263},
                         {0.86113631159405257522, 0.34785484513745385737}};
constexpr Node eight[] = {{0.18343464249564980494, 0.36268378337836198297},
                          {0.52553240991632898582, 0.31370664587788728734},
                          {0.79666647741362673959, 0.22238103445337447054},
                          {0.96028985649753623168, 0.10122853629037625915}};
constexpr Node sixteen[] = {
    {0.09501250983763744019, 0.18945061045506849629}, {0.28160355077925891323, 0.18260341504492358887},
    {0.45801677765722738634, 0.16915651939500253819}, {0.61787624440264374845, 0.14959598881657673208},
    {0.75540440835500303390, 0.12462897125553387205}, {0.86563120238783174388, 0.09515851168249278481},
    {0.94457502307323257608, 0.06225352393864789286}, {0.98940093499164993260, 0.02715245941175409485}};

/// The integral over tau = tan(phi) / tan(delta) from -1 to 1 of
/// sqrt(square + mixed tau + bow tau^2) (1 + slope tau^2)^(-3/2).
class Speed {
 public:
  Speed(double square, double mixed, double bow, double slope)
      : m_square(square), m_mixed(mixed), m_bow(bow), m_slope(slope) {
    if (bow > 0.0) {
      m_root = -0.5 * mixed / bow;
      m_height = std::sqrt(std::max(0.0, square / bow - m_root * m_root));
    }
  }

  [[nodiscard]] double whole() const {
    // The ellipse through a point at the distance d from 0 is larger than d + sqrt(d^2 - 1).
    const double square =
        std::min(m_bow > 0.0 ? m_square / m_bow : 1e30, m_slope > 0.0 ? 1.0 / m_slope : 1e30);
    if (square > 1e6) return sum(two, -1.0, 1.0);
    if (square > 530.0) return sum(four, -1.0, 1.0);
    if (square > 12.0) return sum(eight, -1.0, 1.0);
    if (m_bow > 0.0 && std::abs(m_root) < 1.0 && m_height < 1.0)
      return part(-1.0, m_root, 0) + part(m_root, 1.0, 0);
    return part(-1.0, 1.0, 0);
  }

 private:
  [[nodiscard]] double sum(std::span<const Node> nodes, double begin, double end) const {
    const double centre = 0.5 * (begin + end);
    const double half = 0.5 * (end - begin);
    double total = 0.0;
    for (const Node& node : nodes)
      total += node.weight * (at(centre - half * node.x) + at(centre + half * node.x));
    return half * total;
  }
  [[nodiscard]] double at(double tau) const {
    const double stretch = 1.0 + m_slope * tau * tau;
    return std::sqrt(std::max(0.0, m_square + tau * (m_mixed + m_bow * tau))) /
           (stretch * std::sqrt(stretch));
  }

  /// The rule that reaches full precision is known from the nearest point of the complex plane where the
  /// integrand is not smooth: on the Bernstein ellipse through it, an error of its size to the power -2 n.
  [[nodiscard]] double part(double begin, double end, int depth) const {
    const double centre = 0.5 * (begin + end);
    const double half = 0.5 * (end - begin);
    double ellipse = m_slope > 0.0 ? ellipseOf(-centre / half, 1.0 / (std::sqrt(m_slope) * half)) : 1e30;
    constexpr double flat = 1e-9;  // closer to zero than this the speed is |tau - root| to full precision
    if (m_bow > 0.0 && m_height > flat)
      ellipse = std::min(ellipse, ellipseOf((m_root - centre) / half, m_height / half));
    if (ellipse > 2000.0) return sum(two, begin, end);
    if (ellipse > 45.0) return sum(four, begin, end);
    if (ellipse > 6.5) return sum(eight, begin, end);
    if (ellipse > 2.5 || depth > 40) return sum(sixteen, begin, end);
    return part(begin, centre, depth + 1) + part(centre, end, depth + 1);
  }
  static double ellipseOf(double real, double imaginary) {
    const double a = 0.5 * (std::hypot(real + 1.0, imaginary) + std::hypot(real - 1.0, imaginary));
    return a + std::sqrt(std::max(0.0, a * a - 1.0));
  }

  double m_square, m_mixed, m_bow, m_slope;
  double m_root = 0.0;    ///< real and
  double m_height = 0.0;  ///< imaginary part of the place where the speed vanishes
};

}  // namespace

double lengthOf(const PieceSums& sums, double bend) {
  if (bend <= 0.0 || sums.stepStep + sums.bowBow <= 0.0) return 2.0 * std::sqrt(sums.stepStep);
  const double gain = 2.0 / (1.0 - bend);  // (1 + cos delta) / cos delta
  const double cosine = (1.0 - bend) / (1.0 + bend);
  const double tangent = 2.0 / (1.0 - bend);  // over the root of bend
  return Speed(sums.stepStep, 2.0 * gain * sums.stepBow, gain * gain * sums.bowBow, tangent * tangent * bend)
             .whole() /
         cosine;
}

}  // namespace arcscope::core
