#pragma once
#include <Eigen/Core>
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/trajectory/packed_layer.h"
#include "core/trajectory/projection.h"

namespace arcscope::core {

/// One layer as it comes out of a sweep over the points of a curve.
struct SweptLayer {
  int width = 0;
  std::shared_ptr<ImageMatrix> image;  ///< [width x points], null if not wanted
  AlignedArray<std::uint64_t> planes;  ///< [tiles][kernel::planesOf][width][kernel::tileWords]
  std::array<std::vector<double>, kernel::lags>
      chords;                         ///< [points] |z_j - z_(j - lag)|, 0 for the first ones
  double meanSquare = 0.0;            ///< |h|^2 / width averaged over the points
  std::vector<double> firstH, lastH;  ///< [width] h at the first and the last point
  std::int64_t constantNeurons = 0;   ///< neurons whose z is the same at all points
  // Working memory, kept for the next sweep.
  AlignedArray<double> edges;  ///< [tiles][2][4][width] z of each tile's first and last points
  std::vector<std::uint8_t> moved;
  std::vector<double> squares;
};

struct SweepOptions {
  Activation activation = Activation::Relu;
  double sigmaW = 1.0;    ///< factor of all weights
  double sigmaB = 1.0;    ///< factor of all biases
  bool imageOfH = false;  ///< pre-activation images
  bool allLags = true;    ///< false: chords of lag 1 only
  kernel::InstructionSet instructionSet = kernel::bestInstructionSet();
  /// Raised by every share of the work as it begins; may be null.
  std::atomic<std::int64_t>* multiplications = nullptr;
};

/// Gives the image matrix to write for layer d (0-based among hidden layers) of `width` neurons, or null for
/// none.
using ImageSource = std::function<std::shared_ptr<ImageMatrix>(int d, int width)>;

/// Sweeps the points `inPlane` [2 x points] through `layers`, of which the first is restricted to the plane.
/// Each processor takes tiles of points through all layers while they are in its cache; few points and wide
/// layers are shared out by neurons instead. The result does not depend on the number of threads. False when
/// `stop` was requested, polled before every share of the work, about a millisecond; `result` is then of no
/// use.
/// @param result resized to the layers; its memory is reused.
template <class T>
[[nodiscard]] bool sweep(std::span<const PackedLayer<T>* const> layers, const Eigen::Matrix2Xd& inPlane,
                         const SweepOptions& options, const ImageSource& images,
                         std::vector<SweptLayer>& result, const std::stop_token& stop = {});

/// The same one layer at a time, for networks that do not fit the memory: all points are taken through one
/// layer before the next one is given.
template <class T>
class LayerSweep {
 public:
  LayerSweep(const Eigen::Matrix2Xd& inPlane, const SweepOptions& options);
  /// @param d 0-based; the first layer is restricted to the plane.
  [[nodiscard]] bool advance(const PackedLayer<T>& layer, int d, const ImageSource& images,
                             SweptLayer& result, const std::stop_token& stop = {});

 private:
  SweepOptions m_options;
  int m_points;
  AlignedArray<T> m_in;
  AlignedArray<T> m_out;
};

[[nodiscard]] constexpr std::size_t tilesOf(Eigen::Index points) {
  return static_cast<std::size_t>((points + kernel::tilePoints - 1) / kernel::tilePoints);
}

}  // namespace arcscope::core
