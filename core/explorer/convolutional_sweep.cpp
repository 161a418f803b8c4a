#include "core/explorer/convolutional_sweep.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "core/learning/trainable_convolution.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

using kernel::tilePoints;
using kernel::tileWords;

/// Where z of a smooth activation is flat: |phi'| < 1e-3 beyond `distance` from `middle`. Infinite where z
/// does not tell.
struct FlatEnds {
  float middle = 0.0F;
  float distance = std::numeric_limits<float>::infinity();
};
FlatEnds flatEnds(Activation activation) {
  switch (activation) {
    case Activation::Tanh:
      return {0.0F, std::tanh(4.146774726248883F)};
    case Activation::Erf:
      return {0.0F, std::erf(2.651138909340169F)};
    case Activation::Sigmoid:
      return {0.5F, 1.0F / (1.0F + std::exp(-6.905752272297923F)) - 0.5F};
    default:
      return {};
  }
}

/// The bit planes of one neuron in one tile, see kernel::planesOf.
class PlaneWriter {
 public:
  PlaneWriter(SweptLayer& layer, Activation activation, int tile)
      : m_activation(activation),
        m_flat(flatEnds(activation)),
        m_width(layer.width),
        m_words(layer.planes.data() +
                static_cast<std::ptrdiff_t>(tile) * kernel::planesOf(activation) * layer.width * tileWords) {}

  void write(int row, const float* z, int points) const {
    const auto middle = static_cast<float>(evaluate(m_activation, 0.0));  // z where h = 0
    set(0, row, points, [&](int j) { return z[j] > middle; });
    if (m_activation == Activation::HardTanh) {
      set(1, row, points, [&](int j) { return z[j] >= 1.0F; });
      set(2, row, points, [&](int j) { return z[j] <= -1.0F; });
    } else if (kernel::planesOf(m_activation) > 1) {
      set(1, row, points, [&](int j) { return std::abs(z[j] - m_flat.middle) > m_flat.distance; });
    }
  }

 private:
  template <class Test>
  void set(int plane, int row, int points, Test test) const {
    std::uint64_t* const words = m_words + (static_cast<std::ptrdiff_t>(plane) * m_width + row) * tileWords;
    std::fill_n(words, tileWords, std::uint64_t{0});
    for (int j = 0; j < points; ++j) words[j / 64] |= std::uint64_t{test(j)} << (j % 64);
  }

  Activation m_activation;
  FlatEnds m_flat;
  int m_width;
  std::uint64_t* m_words;
};

void prepare(SweptLayer& layer, int width, int points, Activation activation) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  layer.width = width;
  layer.planes.resize(tilesOf(points) * static_cast<std::size_t>(kernel::planesOf(activation)) *
                      static_cast<std::size_t>(width) * tileWords);
  layer.meanSquare = unknown;
  layer.squares.assign(static_cast<std::size_t>(points), unknown);
  layer.firstH.assign(static_cast<std::size_t>(width), unknown);
  layer.lastH = layer.firstH;
}

/// Chords and neurons that stay, from the whole image.
void measureImage(const ImageMatrix& image, bool allLags, SweptLayer& layer) {
  const Eigen::Index points = image.cols();
  for (std::size_t l = 0; l < layer.chords.size(); ++l) {
    const bool wanted = allLags || l == 0;
    layer.chords[l].assign(wanted ? static_cast<std::size_t>(points) : 0, 0.0);
    if (!wanted) continue;
    const Eigen::Index lag = kernel::lagOf[l];
    for (Eigen::Index i = 0; i < image.rows(); ++i) {
      const float* const z = image.data() + i * points;
      for (Eigen::Index j = lag; j < points; ++j) {
        const double step = static_cast<double>(z[j]) - static_cast<double>(z[j - lag]);
        layer.chords[l][static_cast<std::size_t>(j)] += step * step;
      }
    }
    for (double& chord : layer.chords[l]) chord = std::sqrt(chord);
  }
  layer.constantNeurons = 0;
  for (Eigen::Index i = 0; i < image.rows(); ++i)
    layer.constantNeurons += (image.row(i).array() == image(i, 0)).all() ? 1 : 0;
}

}  // namespace

bool sweepConvolutional(const ConvolutionalNetwork& network, const Plane& plane,
                        const Eigen::Matrix2Xd& inPlane, const SweepOptions& options,
                        const ImageSource& images, std::vector<SweptLayer>& result,
                        const std::stop_token& stop) {
  const TrainableNetwork<float> trainable = trainableOf(network, options.activation);
  const auto points = static_cast<int>(inPlane.cols());
  const std::vector<int> units = network.units();
  result.resize(units.size());
  std::vector<std::shared_ptr<ImageMatrix>> kept(units.size());
  for (std::size_t d = 0; d < units.size(); ++d) {
    prepare(result[d], units[d], points, options.activation);
    if (images) kept[d] = images(static_cast<int>(d), units[d]);
    if (!kept[d]) kept[d] = std::make_shared<ImageMatrix>(units[d], points);
  }
  const Eigen::MatrixXf axes =
      (Eigen::MatrixXd(plane.x0.size(), 3) << plane.origin, plane.x0, plane.x1).finished().cast<float>();
  parallelFor(tilesOf(points), [&](std::size_t tile) {
    if (stop.stop_requested()) return;
    const int first = static_cast<int>(tile) * tilePoints;
    const int count = std::min(tilePoints, points - first);
    Block<float> in(network.inputDim(), count), out;
    const Eigen::Array2Xf at = inPlane.middleCols(first, count).cast<float>();
    for (int i = 0; i < in.rows(); ++i)
      Eigen::Map<Eigen::ArrayXf>(in.row(i), count) =
          axes(i, 0) + at.row(0) * axes(i, 1) + at.row(1) * axes(i, 2);
    trainable.infer(in, out, [&](int layer, const Block<float>& z) {
      const auto d = static_cast<std::size_t>(layer - 1);
      const PlaneWriter planes(result[d], options.activation, static_cast<int>(tile));
      for (int i = 0; i < z.rows(); ++i) {
        std::copy_n(z.row(i), count, kept[d]->data() + static_cast<std::ptrdiff_t>(i) * points + first);
        planes.write(i, z.row(i), count);
      }
    });
    if (options.multiplications) *options.multiplications += std::int64_t{count} * network.multiplications();
  });
  if (stop.stop_requested()) return false;
  parallelFor(result.size(), [&](std::size_t d) {
    if (!stop.stop_requested()) measureImage(*kept[d], options.allLags, result[d]);
  });
  return !stop.stop_requested();
}

}  // namespace arcscope::core
