#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/measure/region_counts.h"
#include "core/network/network.h"
#include "core/trajectory/curve.h"
#include "core/trajectory/packed_layer.h"
#include "core/trajectory/projection.h"

namespace arcscope::core {

/// A neuron changes its linear region.
struct Crossing {
  double t = 0.0;
  double threshold = 0.0;   ///< level of h that it meets
  std::int32_t neuron = 0;  ///< 0-based
  std::int16_t layer = 0;   ///< 1..depth
  bool beyond = false;      ///< region behind it: h > threshold; hard_tanh at -1: h < threshold
};

/// An exact image as points to draw: straight on between two of them on a line, and on an arc off the curve
/// by less than (step^2 / 8) of the ellipse that the piece belongs to.
struct TraceImage {
  std::vector<double> t;  ///< rising from tBegin to tEnd: breakpoints of this layer and inner points of arcs
  ImageMatrix values;     ///< [width x t.size()]
};

/// What is exact about one layer; layer 0 is the input.
struct TracedLayer {
  int width = 0;
  double length = 0.0;           ///< of the image of z
  double turning = 0.0;          ///< angle, radians, summed over the image's kinks at breakpoints of layers
                                 ///< 1..d; a piece on which the image rests has no direction
  std::int64_t transitions = 0;  ///< crossings by its neurons
  std::int64_t signTransitions = 0;  ///< sign changes of h of its neurons
  std::int64_t pieces = 1;    ///< maximal stretches of t on which layers 1..d keep their pattern; t = 0
                              ///< bounds none on a closed curve
  std::int64_t patterns = 1;  ///< distinct patterns of layers 1..d; 0 if not asked for
  std::vector<std::int8_t> firstRegions;    ///< [width] region at tBegin (just behind it); empty in layer 0
  std::shared_ptr<const TraceImage> image;  ///< null if not asked for
};

enum class TraceStop : std::uint8_t {
  None,       ///< all layers are there
  Pieces,     ///< more pieces than TraceOptions::maxPieces
  Bytes,      ///< crossings and images would take more than TraceOptions::maxBytes
  Overflow,   ///< numbers beyond the range of double
  Cancelled,  ///< stop was requested; nothing else is valid
};

struct CurveTrace {
  double tBegin = 0.0;
  double tEnd = 1.0;
  bool closed = false;              ///< ends where it begins, and the whole of it was traced
  std::vector<TracedLayer> layers;  ///< depth + 1, or up to the last one before the stop: those are complete
  std::vector<Crossing> crossings;  ///< of `layers`, by t, then layer; coinciding ones have the same t
  TraceStop stop = TraceStop::None;
  int stopLayer = 0;         ///< the layer (1..depth) that could not be completed, 0 if all were
  std::int64_t columns = 0;  ///< columns that went through a product with weights: the cost

  [[nodiscard]] int depth() const { return static_cast<int>(layers.size()) - 1; }
};

struct TraceOptions {
  double tBegin = 0.0;
  double tEnd = 1.0;  ///< 0 <= tBegin < tEnd <= 1
  std::int64_t maxPieces = 1'000'000;
  double maxBytes = 1024.0 * 1024 * 1024;
  bool patterns = true;  ///< count distinct patterns: about a tenth of the whole
  bool images = false;
  int imageLayer = -1;       ///< -1: of all layers, else of this one alone
  bool imageOfH = false;     ///< h in place of z (layer 0: the input all the same)
  double imageStep = 0.025;  ///< radians that a straight step of an arc's image may span
  kernel::InstructionSet instructionSet = kernel::bestInstructionSet();
};

/// A network as the sweep has it: packed layers, the first one restricted to the plane, and factors of all
/// weights and biases.
struct TracedNetwork {
  std::span<const PackedLayer<double>* const> layers;
  Activation activation = Activation::Relu;
  double sigmaW = 1.0;
  double sigmaB = 1.0;
};

/// Memory that one trace leaves to the next one. One trace at a time.
class TraceWorkspace {
 public:
  TraceWorkspace();
  ~TraceWorkspace();
  TraceWorkspace(TraceWorkspace&&) noexcept;
  TraceWorkspace& operator=(TraceWorkspace&&) noexcept;

  class Buffers;
  [[nodiscard]] Buffers& buffers() { return *m_buffers; }

 private:
  std::unique_ptr<Buffers> m_buffers;
};

/// Follows `curve` through the layers exactly, in double: every crossing of a threshold is a closed-form
/// root, see piece_shape.h. Crossings that coincide to rounding (of t or of h) get one t; touching a
/// threshold from one side is no crossing.
/// Cost: one column of each layer's product for a breakpoint on a line, two on an arc. On all processors, in
/// tiles of about a hundred pieces that go through the layers by themselves, so that memory beyond the result
/// stays at some megabytes. The result does not depend on the number of threads. `stop` is polled before each
/// layer of each tile.
/// @pre isPiecewiseLinear(network.activation), else std::invalid_argument; layers packed for
/// kernel::routines<double>(options.instructionSet).panelRows.
[[nodiscard]] CurveTrace traceCurve(const TracedNetwork& network, const Plane& plane, const Curve& curve,
                                    const TraceOptions& options, TraceWorkspace& workspace,
                                    const std::stop_token& stop = {});
/// The same for a network as it is.
[[nodiscard]] CurveTrace traceCurve(const Network& network, const Plane& plane, const Curve& curve,
                                    const TraceOptions& options = {}, const std::stop_token& stop = {});

/// The t of the breakpoints of layers 1..`layer`, rising, each once.
[[nodiscard]] std::vector<double> breakpointsOf(const CurveTrace& trace, int layer);

/// The image at other t, by straight steps between its points: exact on lines. [width x t.size()]
/// @param t rising, within the image's.
[[nodiscard]] ImageMatrix imageAt(const TraceImage& image, std::span<const double> t);

/// Linear region of each neuron of `layer` (1..depth) at each t, see core::region(); at a breakpoint that of
/// the piece behind it. [width x t.size()] @param t rising.
[[nodiscard]] RegionMatrix regionsAt(const CurveTrace& trace, int layer, std::span<const double> t);

/// h of `layer` (1..depth) at any t, through the network itself: [width].
[[nodiscard]] Eigen::VectorXd evaluateAt(const Network& network, const Plane& plane, const Curve& curve,
                                         double t, int layer);

}  // namespace arcscope::core
