#pragma once
#include <cstddef>
#include <cstdint>

#include "core/network/activation.h"

namespace arcscope::core::kernel {

/// Points that one tile holds at most. Fixed, so that no result depends on the number of threads.
inline constexpr int tilePoints = 128;
inline constexpr int tileWords = tilePoints / 64;
/// Chords are taken between a point and the one 1, 2 and 4 before it; the longer two tell the sampling error.
inline constexpr int lags = 3;
inline constexpr int lagOf[lags] = {1, 2, 4};

/// Vectors that span what the search for principal components looks at: two or three are wanted, the others
/// let those converge.
inline constexpr int subspace = 6;

/// Bit planes that an activation fills, one bit a neuron and point. The first is always h > 0.
/// hard_tanh: h > 1, h < -1. Smooth: |phi'(h)| < 1e-3.
inline constexpr int maxPlanes = 3;
[[nodiscard]] constexpr int planesOf(Activation activation) {
  return activation == Activation::HardTanh ? 3 : isPiecewiseLinear(activation) ? 1 : 2;
}

/// Numbers before the indices in a block's list of inputs.
inline constexpr int inputsHeader = 2;
/// Numbers that must be readable behind a layer's last panel, and behind its biases.
inline constexpr std::size_t weightsBehind = 16;
/// Whether neurons often stay at one value over many points in a row: half of all do, and a product can leave
/// them out.
[[nodiscard]] constexpr bool staysOften(Activation activation) {
  return activation == Activation::Relu || activation == Activation::HardTanh;
}

/// One layer applied to one tile of points, a range of panels of neurons at a time.
template <class T>
struct TileLayer {
  // The layer: h = weightScale * weights z + biasScale * bias.
  const T* weights = nullptr;   ///< panels of panelRows neurons, each [cols][neurons of the panel]
  std::size_t panelStride = 0;  ///< from one panel to the next
  const T* bias = nullptr;      ///< [rows]
  int rows = 0;
  int cols = 0;
  T weightScale = 1;
  T biasScale = 1;
  Activation activation = Activation::Relu;

  // The tile: blocks of blockPoints points, each [neurons][blockPoints], aligned to 64 bytes.
  const T* in = nullptr;  ///< [blocks][cols][blockPoints]
  T* out = nullptr;       ///< [blocks][rows][blockPoints]
  /// [blocks][inputsHeader + cols] as sortInputs() leaves them: how many inputs move within the block, how
  /// many stay at a value other than 0, the indices of those from the front, the indices of these from the
  /// end. Null: all inputs are taken to move.
  const std::int32_t* inputs = nullptr;
  int blocks = 0;
  int points = 0;  ///< valid points; the rest of the last block repeats the last one

  // What is measured on the way.
  float* image = nullptr;  ///< row 0 at the tile's first point, or null
  std::ptrdiff_t imageStride = 0;
  bool imageOfH = false;
  std::uint64_t* planes = nullptr;  ///< [planesOf][rows][tileWords], zero on entry
  T* chords = nullptr;              ///< [lags][tilePoints] squared chords, summed over neurons; zero on entry
  bool allLags = true;              ///< false: lag 1 only
  T* squares = nullptr;             ///< [tilePoints] |h|^2, zero on entry
  std::uint8_t* moved = nullptr;    ///< [rows] set where z differs between two points of the tile
  T* firstH = nullptr;              ///< [rows] h of the tile's first point, or null
  T* lastH = nullptr;               ///< [rows] h of the tile's last valid point, or null
};

/// One neuron's values along the curve.
struct RowSummary {
  double sum = 0.0;      ///< of the differences to the first value
  double largest = 0.0;  ///< size of any value
};

/// The routines of one instruction set for one number type.
template <class T>
struct Routines {
  int panelRows;    ///< neurons of a panel of packed weights
  int blockPoints;  ///< points of a block; divides 64
  /// Applies panels [panelBegin, panelEnd). The first `lagOf[l]` chords of a tile are left to the caller.
  void (*apply)(const TileLayer<T>& layer, int panelBegin, int panelEnd);
  /// Fills TileLayer::inputs from TileLayer::in.
  void (*sortInputs)(const T* in, int cols, int blocks, std::int32_t* inputs);
  /// y[c][j] = sum over p of v[p * stride + c] * x[p][j] for `subspace` columns c. x:
  /// [blocks][rows][blockPoints] as tiles are; y: [blocks][subspace][blockPoints].
  void (*compress)(const T* x, int rows, int blocks, const T* v, int stride, T* y);
  /// w[p][c] = sum over j of x[p][j] * y[c][j] for p in [firstRow, rows); shapes as above, w:
  /// [rows][subspace].
  void (*correlate)(const T* x, int firstRow, int rows, int blocks, const T* y, T* w);
  RowSummary (*describe)(const float* in, std::ptrdiff_t count);
  /// Writes in[i * every] - middle for i in [0, count) into blocks of blockPoints that lie blockStride apart,
  /// zeros behind the last one. Returns the sum of their squares.
  double (*centre)(const float* in, int every, int count, T middle, T* out, std::ptrdiff_t blockStride);
  /// y[c * stride + j] += v[c] * (in[j] - middle) for c < held (1, 2 or 3) and j < count. Returns the sum of
  /// (in[j] - middle)^2. y and the stride are aligned to 64 bytes.
  double (*addAlong)(const float* in, std::ptrdiff_t count, T middle, const T* v, int held, T* y,
                     std::ptrdiff_t stride);
  /// See peak.h.
  double (*spin)(std::int64_t rounds);
  /// out[i] = phi(in[i]) as apply() computes it. count is a multiple of blockPoints, both aligned to 64
  /// bytes.
  void (*activate)(Activation activation, const T* in, T* out, std::size_t count);
};

/// Readers of one neuron's bits in one plane, or in two at once: `b` may be null. Tiles lie `stride` words
/// apart.
struct PlaneRoutines {
  /// Points whose bit is set in either plane.
  std::int64_t (*countSet)(const std::uint64_t* a, const std::uint64_t* b, std::ptrdiff_t stride, int points);
  /// Points that differ from the one before in either plane.
  std::int64_t (*countChanges)(const std::uint64_t* a, const std::uint64_t* b, std::ptrdiff_t stride,
                               int points);
  /// Writes 1 where the bit of `plus` is set, -1 where that of `minus` is (may be null), else 0.
  void (*unpack)(const std::uint64_t* plus, const std::uint64_t* minus, std::ptrdiff_t stride, int points,
                 std::int8_t* out);
};

enum class InstructionSet : std::uint8_t { Baseline, Avx2, Avx512 };

/// Whether this build holds `set` and this processor runs it.
[[nodiscard]] bool isSupported(InstructionSet set);
/// The best one that is supported.
[[nodiscard]] InstructionSet bestInstructionSet();
/// @pre isSupported(set).
template <class T>
[[nodiscard]] const Routines<T>& routines(InstructionSet set);
[[nodiscard]] const PlaneRoutines& planeRoutines(InstructionSet set);

}  // namespace arcscope::core::kernel
