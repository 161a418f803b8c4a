#include "core/network/random_network.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/network/orthogonalise.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

using Eigen::Index;

constexpr double sqrt3 = 1.7320508075688772;

struct Address {
  std::uint64_t seed;
  std::uint32_t d;
};

/// Centred uniforms of variance one, in place of uniforms on (0, 1).
void standardise(double* uniforms, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) uniforms[j] = (2.0 * uniforms[j] - 1.0) * sqrt3;
}

/// Numbers behind `count` weights of row i from firstColumn on, variance one (sparse and not rescaled: keep).
void drawWeights(const WeightLaw& law, const Address& at, std::uint32_t i, std::uint32_t firstColumn,
                 std::size_t count, double* out) {
  if (law.kind == WeightLaw::Kind::Uniform) {
    drawUniforms(at.seed, DrawStream::Weight, at.d, i, firstColumn, count, out);
    standardise(out, count);
    return;
  }
  drawNormals(at.seed, DrawStream::Weight, at.d, i, firstColumn, count, out);
  if (law.kind != WeightLaw::Kind::Sparse) return;
  const double scale = law.rescale ? 1.0 / std::sqrt(law.keep) : 1.0;
  std::vector<double> mask(count);
  drawUniforms(at.seed, DrawStream::SparseMask, at.d, i, firstColumn, count, mask.data());
  for (std::size_t j = 0; j < count; ++j) out[j] = mask[j] < law.keep ? out[j] * scale : 0.0;
}

/// A Gaussian matrix made orthogonal: its columns (units >= fan_in) or rows orthonormal, times the root of
/// their length, so that the variance is one.
void orthogonalise(Eigen::MatrixXd& gaussian, const std::stop_token& stop) {
  const bool wide = gaussian.rows() < gaussian.cols();
  if (wide) gaussian = gaussian.transpose().eval();
  orthonormaliseColumns(gaussian, stop);
  gaussian *= std::sqrt(static_cast<double>(gaussian.rows()));
  if (wide) gaussian = gaussian.transpose().eval();
}

double fanScale(const WeightLaw& law, Index units, Index fanIn) {
  const auto in = static_cast<double>(fanIn);
  const double fan = law.fan == FanRule::In ? in : 0.5 * (in + static_cast<double>(units));
  return 1.0 / std::sqrt(fan);
}

void fillWeights(const WeightLaw& law, const Address& at, double scale, Eigen::MatrixXd& weights,
                 const std::stop_token& stop) {
  constexpr Index blockRows = 32;  // the tile stays in the first cache, its columns are whole cache lines
  constexpr Index blockColumns = 128;
  using Tile = Eigen::Matrix<double, blockRows, blockColumns, Eigen::RowMajor>;
  const auto blocks = static_cast<std::size_t>((weights.rows() + blockRows - 1) / blockRows);
  parallelFor(blocks, [&](std::size_t block) {
    const Index firstRow = static_cast<Index>(block) * blockRows;
    const Index rows = std::min(blockRows, weights.rows() - firstRow);
    if (stop.stop_requested()) {
      weights.middleRows(firstRow, rows).setZero();
      return;
    }
    Tile tile;
    for (Index firstColumn = 0; firstColumn < weights.cols(); firstColumn += blockColumns) {
      const Index columns = std::min(blockColumns, weights.cols() - firstColumn);
      for (Index row = 0; row < rows; ++row)
        drawWeights(law, at, static_cast<std::uint32_t>(firstRow + row),
                    static_cast<std::uint32_t>(firstColumn), static_cast<std::size_t>(columns),
                    &tile(row, 0));
      weights.block(firstRow, firstColumn, rows, columns) = scale * tile.topLeftCorner(rows, columns);
    }
  });
}

void checkAddress(int d, Index units, Index fanIn) {
  constexpr Index most = 0x7FFFFFFF;
  const auto check = [](const char* what, Index value, Index least) {
    if (value < least || value > most)
      throw std::invalid_argument(std::string(what) + " is " + std::to_string(value) + "; it must be from " +
                                  std::to_string(least) + " to " + std::to_string(most));
  };
  check("the layer", d, 1);
  check("the number of units", units, 0);
  check("fan_in", fanIn, 1);
}

}  // namespace

Layer drawUnitLayer(const Setting& setting, int d, Index units, Index fanIn, const std::stop_token& stop) {
  checkAddress(d, units, fanIn);
  const WeightLaw& law = setting.weights;
  const Address at{setting.seed, static_cast<std::uint32_t>(d)};
  Layer layer{Eigen::MatrixXd(units, fanIn), Eigen::VectorXd(units)};
  const auto count = static_cast<std::size_t>(units);
  if (law.biasByFan) {
    drawUniforms(at.seed, DrawStream::Bias, at.d, 0, 0, count, layer.bias.data());
    standardise(layer.bias.data(), count);
    layer.bias /= std::sqrt(static_cast<double>(fanIn));
  } else {
    drawNormals(at.seed, DrawStream::Bias, at.d, 0, 0, count, layer.bias.data());
  }
  const double scale = fanScale(law, units, fanIn);
  const bool orthogonal = law.kind == WeightLaw::Kind::Orthogonal;
  fillWeights(law, at, orthogonal ? 1.0 : scale, layer.weights, stop);
  if (orthogonal && !stop.stop_requested()) {
    orthogonalise(layer.weights, stop);
    layer.weights *= scale;
  }
  return layer;
}

Network drawNetwork(const Setting& setting, int readoutUnits, const std::stop_token& stop) {
  Network network;
  network.activation = setting.activation;
  network.layers.reserve(static_cast<std::size_t>(setting.depth));
  const auto draw = [&](int d, Index units, Index fanIn) {
    Layer layer = drawUnitLayer(setting, d, units, fanIn, stop);
    layer.weights *= setting.sigmaW;
    layer.bias *= setting.sigmaB;
    return layer;
  };
  Index fanIn = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) {
    const Index units = widthOf(setting, d);
    network.layers.push_back(draw(d, units, fanIn));
    fanIn = units;
  }
  if (readoutUnits > 0) network.readout = draw(setting.depth + 1, readoutUnits, fanIn);
  return network;
}

}  // namespace arcscope::core
