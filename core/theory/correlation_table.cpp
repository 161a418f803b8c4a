#include "core/theory/correlation_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/support/parallel.h"
#include "core/theory/gaussian_moments.h"
#include "core/theory/pair_moments.h"

namespace arcscope::core {
namespace {

/// Lagrange's cubic through four equidistant nodes, of which `first` is the index of the first one.
struct Cubic {
  int first;
  std::array<double, 4> weight;

  Cubic(double position, int nodes) : first(std::clamp(static_cast<int>(position) - 1, 0, nodes - 4)) {
    const double x = position - first;
    weight = {-(x - 1.0) * (x - 2.0) * (x - 3.0) / 6.0, 0.5 * x * (x - 2.0) * (x - 3.0),
              -0.5 * x * (x - 1.0) * (x - 3.0), x * (x - 1.0) * (x - 2.0) / 6.0};
  }
};

}  // namespace

CorrelationTable::CorrelationTable(Activation activation, double qMin, double qMax)
    : m_logMin(std::log(qMin)), m_rowStep(0.1), m_rows(0) {
  const double range = std::log(qMax) - m_logMin;
  m_rows = std::max(4, static_cast<int>(range / m_rowStep) + 2);
  const auto width = static_cast<std::size_t>(columns);
  m_chord.resize(width * static_cast<std::size_t>(m_rows));
  m_slope.resize(m_chord.size());
  parallelFor(static_cast<std::size_t>(m_rows), [&](std::size_t row) {
    const double q = std::exp(m_logMin + m_rowStep * static_cast<double>(row));
    const GaussianMoments own = gaussianMoments(activation, q);
    const PairMoments moments(activation, q);
    double* const chord = &m_chord[row * width];
    double* const slope = &m_slope[row * width];
    chord[0] = slope[0] = own.slopeSquare;
    for (std::size_t column = 1; column < width; ++column) {
      const double s = columnStep * static_cast<double>(column);
      const PairMean mean = moments(1.0 - s * s);
      chord[column] = (own.square - mean.product) / (q * s * s);
      slope[column] = mean.slopeProduct;
    }
  });
}

bool CorrelationTable::covers(double qMin, double qMax) const {
  return std::log(qMin) >= m_logMin && std::log(qMax) <= m_logMin + m_rowStep * (m_rows - 1);
}

CorrelationTable::Point CorrelationTable::operator()(double q, double sigmaW) const {
  const Cubic row(std::clamp((std::log(q) - m_logMin) / m_rowStep, 0.0, m_rows - 1.0), m_rows);
  const double weight = sigmaW * sigmaW;
  const auto atNode = [&](const std::vector<double>& table, int column) {
    double sum = 0.0;
    for (int i = 0; i < 4; ++i)
      sum += row.weight[static_cast<std::size_t>(i)] *
             table[static_cast<std::size_t>((row.first + i) * columns + column)];
    return weight * sum;
  };
  // The chord's slope falls with s = sqrt(1 - c): find the nodes around 1, then the root of the cubic there.
  int low = 0;
  int high = columns - 1;
  while (high - low > 1) {
    const int middle = (low + high) / 2;
    (atNode(m_chord, middle) > 1.0 ? low : high) = middle;
  }
  const int first = std::clamp(low - 1, 0, columns - 4);
  std::array<double, 4> chords{};
  std::array<double, 4> slopes{};
  for (int i = 0; i < 4; ++i) {
    chords[static_cast<std::size_t>(i)] = atNode(m_chord, first + i);
    slopes[static_cast<std::size_t>(i)] = atNode(m_slope, first + i);
  }
  const auto value = [&](const std::array<double, 4>& of, double position) {
    const Cubic cubic(position, columns);
    double sum = 0.0;
    for (std::size_t i = 0; i < 4; ++i) sum += cubic.weight[i] * of[i];
    return sum;
  };
  double left = low;
  double right = high;
  for (int round = 0; round < 30; ++round) {
    const double middle = 0.5 * (left + right);
    (value(chords, middle) > 1.0 ? left : right) = middle;
  }
  const double position = left;  // below `high`, whose cell has other nodes
  const double s = columnStep * position;
  return {std::max(0.0, 1.0 - s * s), value(slopes, position)};
}

}  // namespace arcscope::core
