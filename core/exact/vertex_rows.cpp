#include "core/exact/vertex_rows.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "core/exact/row_kernel/row_kernel.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr std::int32_t tileRows = 96;  ///< keeps tiles aligned, and a multiple of what kernels take together
constexpr std::size_t spare = 16;      ///< numbers that kernels may touch beyond the end
constexpr double units = 64.0;         ///< in the last place of its terms that a sum may be off

const kernel::RowRoutines& rowRoutines() {
  static const kernel::RowRoutines& best = kernel::rowRoutines(kernel::bestInstructionSet());
  return best;
}

int padded(Eigen::Index width) {
  constexpr int padding = kernel::rowPadding;
  return (static_cast<int>(width) + padding - 1) / padding * padding;
}

void activate(Activation activation, double* numbers, std::size_t count) {
  if (activation == Activation::Linear) return;
  static const kernel::Routines<double>& best = kernel::routines<double>(kernel::bestInstructionSet());
  best.activate(activation, numbers, numbers, (count + spare - 1) / spare * spare);
}

/// Largest |phi(h)| for |h| up to `h`.
double largestActivated(Activation activation, double h) {
  return activation == Activation::HardTanh ? std::min(h, 1.0) : h;
}

}  // namespace

void VertexRows::setPoints(std::span<const PlanePoint> points) {
  m_points = true;
  m_width = 2;
  m_stride = 2;
  m_largest.assign(2, 1.0);
  m_parts[Before].numbers.resize(2 * points.size() + spare);
  m_parts[Before].count = static_cast<std::int32_t>(points.size());
  m_parts[OnEdges].count = m_parts[Within].count = 0;
  double* out = m_parts[Before].numbers.data();
  for (const PlanePoint point : points) {
    *out++ = point.a;
    *out++ = point.b;
  }
}

void VertexRows::pack(const Layer& layer, Activation activation, std::span<const double> levels,
                      const VertexRows& input) {
  m_points = false;
  m_width = static_cast<int>(layer.weights.rows());
  m_stride = padded(m_width);
  const auto stride = static_cast<std::size_t>(m_stride);
  const Eigen::Index cols = layer.weights.cols();
  m_weights.resize(static_cast<std::size_t>(cols) * stride);
  m_weights.fill(0.0);
  m_bias.resize(stride);
  m_bias.fill(0.0);
  std::copy(layer.bias.begin(), layer.bias.end(), m_bias.begin());
  std::vector<double> terms(stride, 0.0);  // how large the terms of h get
  for (std::size_t i = 0; i < stride; ++i) terms[i] = std::abs(m_bias[i]);
  for (Eigen::Index j = 0; j < cols; ++j) {
    const double z = largestActivated(input.m_points ? Activation::Linear : activation,
                                      input.m_largest[static_cast<std::size_t>(j)]);
    for (Eigen::Index i = 0; i < m_width; ++i) {
      const double weight = layer.weights(i, j);
      m_weights[static_cast<std::size_t>(j) * stride + static_cast<std::size_t>(i)] = weight;
      terms[static_cast<std::size_t>(i)] += std::abs(weight) * z;
    }
  }
  m_cutters.levels = levels;
  m_cutters.wordsEach = (static_cast<std::size_t>(m_width) + 63) / 64;
  m_cutters.tolerance.assign(64 * m_cutters.words(), 0.0);
  m_low.resize(m_cutters.levels.size() * stride);
  m_high.resize(m_low.size());
  m_low.fill(-std::numeric_limits<double>::infinity());  // in the padding
  m_high.fill(std::numeric_limits<double>::infinity());
  for (std::size_t t = 0; t < m_cutters.levels.size(); ++t) {
    const double level = m_cutters.levels[t];
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_width); ++i) {
      const double rounding = units * std::numeric_limits<double>::epsilon() * (terms[i] + std::abs(level));
      const double tolerance =
          rounding > 0.0 && std::isfinite(rounding) ? std::exp2(std::ceil(std::log2(rounding))) : 0.0;
      m_cutters.tolerance[t * 64 * m_cutters.wordsEach + i] = tolerance;
      m_low[t * stride + i] = level - tolerance;
      m_high[t * stride + i] = level + tolerance;
    }
  }
}

bool VertexRows::apply(const Layer& layer, Activation activation, std::span<const double> levels,
                       VertexRows& input, const std::stop_token& stop) {
  pack(layer, activation, levels, input);
  const auto stride = static_cast<std::size_t>(m_stride);
  Rows& out = m_parts[Before];
  out.count = input.count();
  m_parts[OnEdges].count = m_parts[Within].count = 0;
  out.numbers.resize(static_cast<std::size_t>(out.count) * stride + spare);
  const std::size_t words = m_cutters.words();
  m_sides.resize(static_cast<std::size_t>(out.count) * 2 * words);

  struct Tile {
    Rows* rows;
    std::int32_t first;
    std::int32_t count;
    std::int32_t out;
  };
  std::vector<Tile> tiles;
  std::int32_t before = 0;
  for (Rows& rows : input.m_parts) {
    for (std::int32_t first = 0; first < rows.count; first += tileRows)
      tiles.push_back({&rows, first, std::min(tileRows, rows.count - first), before + first});
    before += rows.count;
  }
  m_tileLargest.resize(tiles.size() * stride);
  m_tileLargest.fill(0.0);
  std::atomic<bool> finite{true};
  const kernel::RowRoutines& routines = rowRoutines();
  const auto applyTile = [&](std::size_t index) {
    if (stop.stop_requested()) return;
    const Tile& tile = tiles[index];
    const auto inStride = static_cast<std::size_t>(input.m_stride);
    double* const in = tile.rows->numbers.data() + static_cast<std::size_t>(tile.first) * inStride;
    if (!input.m_points) activate(activation, in, static_cast<std::size_t>(tile.count) * inStride);
    double* const rows = out.numbers.data() + static_cast<std::size_t>(tile.out) * stride;
    routines.apply({.weights = m_weights.data(),
                    .bias = m_bias.data(),
                    .cols = static_cast<int>(layer.weights.cols()),
                    .stride = m_stride,
                    .in = in,
                    .inStride = input.m_stride,
                    .out = rows,
                    .points = tile.count});
    if (!routines.largest(rows, m_stride, tile.count, m_tileLargest.data() + index * stride)) finite = false;
    for (std::size_t t = 0; t < m_cutters.levels.size(); ++t) {
      std::uint64_t* const above =
          m_sides.data() + static_cast<std::size_t>(tile.out) * 2 * words + t * m_cutters.wordsEach;
      routines.sides({.rows = rows,
                      .stride = m_stride,
                      .points = tile.count,
                      .low = m_low.data() + t * stride,
                      .high = m_high.data() + t * stride,
                      .below = above + words,
                      .above = above,
                      .sideStride = 2 * words});
    }
    snap(rows, tile.count);
  };
  parallelFor(tiles.size(), applyTile);
  m_finite = finite;
  m_largest.assign(stride, 0.0);
  for (std::size_t i = 0; i < m_tileLargest.size(); ++i)
    m_largest[i % stride] = std::max(m_largest[i % stride], m_tileLargest[i]);
  return !stop.stop_requested();
}

void VertexRows::add(Part part, std::int32_t vertices) {
  m_parts[part].count = vertices;
  m_parts[part].numbers.resize(static_cast<std::size_t>(vertices) * static_cast<std::size_t>(m_stride) +
                               spare);
}

double* VertexRows::row(std::int32_t vertex) {
  for (const Part part : {Before, OnEdges}) {
    if (vertex < m_parts[part].count)
      return m_parts[part].numbers.data() +
             static_cast<std::size_t>(vertex) * static_cast<std::size_t>(m_stride);
    vertex -= m_parts[part].count;
  }
  return m_parts[Within].numbers.data() +
         static_cast<std::size_t>(vertex) * static_cast<std::size_t>(m_stride);
}

void VertexRows::blend(std::int32_t a, std::int32_t b, double lambda, std::int32_t vertex) {
  double* const out = row(vertex);
  rowRoutines().blend(row(a), row(b), lambda, out, m_stride);
  snap(out, 1);
}

void VertexRows::snap(double* rows, std::int32_t count) const {
  for (std::size_t t = 0; t < m_cutters.levels.size(); ++t) {
    const std::size_t first = t * static_cast<std::size_t>(m_stride);
    rowRoutines().snap(rows, m_stride, count, m_low.data() + first, m_high.data() + first,
                       m_cutters.levels[t]);
  }
}

void VertexRows::readOut(const Layer& layer, Activation activation, std::vector<double>& values) {
  values.resize(static_cast<std::size_t>(count()));
  const Eigen::VectorXd weights = layer.weights.row(0);
  for (Rows& rows : m_parts)
    activate(activation, rows.numbers.data(),
             static_cast<std::size_t>(rows.count) * static_cast<std::size_t>(m_stride));
  for (std::int32_t v = 0; v < count(); ++v)
    values[static_cast<std::size_t>(v)] =
        layer.bias[0] + weights.dot(Eigen::Map<const Eigen::VectorXd>(row(v), weights.size()));
}

double VertexRows::bytes(double vertices, int width, std::size_t levels) {
  const double words = static_cast<double>(levels) * std::ceil(width / 64.0);
  return vertices * 8.0 * (padded(width) + 2.0 * words);
}

}  // namespace arcscope::core
