// The sweep's routines for the instruction set that this translation unit is compiled for, see simd.h.
#pragma once
#include "core/trajectory/kernel/components.h"
#include "core/trajectory/kernel/kernel.h"
#include "core/trajectory/kernel/math.h"
#include "core/trajectory/kernel/product.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

#if defined(__AVX512F__)
#define ARCSCOPE_REGISTER(v) "+v"(v)
#elif defined(__x86_64__)
#define ARCSCOPE_REGISTER(v) "+x"(v)
#elif defined(__aarch64__)
#define ARCSCOPE_REGISTER(v) "+w"(v)
#else
#define ARCSCOPE_REGISTER(v) "+m"(v)
#endif

/// One panel's product with one block. `list` is null or the block's, see TileLayer::inputs.
template <class T, int Rows = panelRows>
PanelSums<T> panelProduct(int rows, const T* weights, const T* in, int cols, const std::int32_t* list,
                          T* out) {
  if constexpr (Rows > 1) {
    if (rows != Rows) return panelProduct<T, Rows - 1>(rows, weights, in, cols, list, out);
  }
  if (!list || list[0] == cols) {
    product<T, Rows>(weights, Rows, in, cols, out);
    return {};
  }
  const std::int32_t* const moving = list + inputsHeader;
  productOf<T, Rows>(moving, list[0], weights, Rows, in, out);
  return sumsOfStaying(moving + cols - list[1], list[1], weights, Rows, in);
}

/// A row's vectors of the block before and of this one; element (2 * lanes - Lag + i) lies Lag points before
/// i.
template <class T>
struct RowWindow {
  Vector<T> before0, before1, now0, now1;
  /// Whether any value differs from the one before it.
  [[gnu::always_inline]] bool moves() const {
    return bitsOf((now0 != shifted<T, 1>(before1, now0)) | (now1 != shifted<T, 1>(now0, now1))) != 0;
  }
  template <int Lag>
  [[gnu::always_inline]] void addChords(Vector<T>& chords0, Vector<T>& chords1) const {
    Vector<T> d0, d1;
    if constexpr (Lag <= lanes<T>) {
      d0 = now0 - shifted<T, Lag>(before1, now0);
      d1 = now1 - shifted<T, Lag>(now0, now1);
    } else {
      static_assert(Lag == 2 * lanes<T>);
      d0 = now0 - before0;
      d1 = now1 - before1;
    }
    chords0 += d0 * d0;
    chords1 += d1 * d1;
  }
};

/// Two vectors as numbers. A vector that is indexed itself would live in memory throughout.
template <class T>
struct Pair {
  alignas(vectorBytes) T values[blockPoints<T>];
  ARCSCOPE_INLINE Pair(Vector<T> low, Vector<T> high) {
    store(values, low);
    store(values + lanes<T>, high);
  }
};

/// Where one block's bits are bytes of their own they are written as such, else added to their word.
template <int Points>
ARCSCOPE_INLINE void writeBits(std::uint64_t* word, int bit, std::uint64_t bits) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if constexpr (Points % 8 == 0) {
    __builtin_memcpy(reinterpret_cast<char*>(word) + bit / 8, &bits, Points / 8);
    return;
  }
#endif
  *word |= bits << bit;
}

/// Asks for the memory of one block's row of an image.
template <class T>
ARCSCOPE_INLINE void prefetchRow(const float* row) {
  constexpr int line = 64 / sizeof(float);
#pragma GCC unroll 2
  for (int end = blockPoints<T> - 1; end >= 0; end -= line) __builtin_prefetch(row + end, 1);
}

/// What finish() need not ask at every neuron.
enum class BlockKind : std::uint8_t {
  Plain,  ///< all points valid, image of z, neither the tile's first nor its last h wanted
  Any
};

/// Turns the sums of `rows` neurons of one block into z and measures on the way. `bias` is added to the
/// scaled sums. Next come the same neurons of the block beside it, or the next panel's of block `next`.
template <class T, Activation A, bool AllLags, BlockKind Kind>
void finish(const TileLayer<T>& layer, const PanelSums<T>& bias, int row0, int rows, int block, int next) {
  constexpr int points = blockPoints<T>;
  constexpr int planes = planesOf(A);
  const std::ptrdiff_t blockSize = static_cast<std::ptrdiff_t>(layer.rows) * points;
  T* const out = layer.out + block * blockSize + static_cast<std::ptrdiff_t>(row0) * points;
  const T* const before = block > 0 ? out - blockSize : out;
  const int firstPoint = block * points;
  const int left = layer.points - firstPoint;
  const int valid = Kind == BlockKind::Plain || left > points ? points : left;
  T* const squares = layer.squares + firstPoint;
  T* const chords = layer.chords + firstPoint;
  Vector<T> squares0 = load(squares), squares1 = load(squares + lanes<T>);
  Vector<T> sums[lags][2] = {};
  for (int l = 0; l < (AllLags ? lags : 1); ++l) {
    sums[l][0] = load(chords + l * tilePoints);
    sums[l][1] = load(chords + l * tilePoints + lanes<T>);
  }
  const Vector<T> weightScale = splat(layer.weightScale);
  float* image = layer.image ? layer.image + row0 * layer.imageStride + firstPoint : nullptr;
  // From a row of the image to the one that comes next in its place.
  const std::ptrdiff_t toNext = (next - block) * points + (next > block ? 0 : panelRows * layer.imageStride);
  const std::ptrdiff_t imageStride = layer.imageStride;
  std::uint64_t* plane = layer.planes + static_cast<std::ptrdiff_t>(row0) * tileWords + firstPoint / 64;
  const std::ptrdiff_t planeSize = static_cast<std::ptrdiff_t>(layer.rows) * tileWords;
  const int bit = firstPoint % 64;
  std::uint8_t* const moved = layer.moved + row0;
  for (int r = 0; r < rows; ++r) {
    T* const row = out + r * points;
    const Vector<T> rowBias = splat(bias.values[r]);
    const Vector<T> h0 = load(row) * weightScale + rowBias;
    const Vector<T> h1 = load(row + lanes<T>) * weightScale + rowBias;
    squares0 += h0 * h0;
    squares1 += h1 * h1;
    const Vector<T> z0 = activated<A, T>(h0);
    const Vector<T> z1 = activated<A, T>(h1);
    store(row, z0);
    store(row + lanes<T>, z1);

    const auto setPlane = [&](int index, std::uint64_t low, std::uint64_t high)
        __attribute__((always_inline)) {
      writeBits<points>(plane + index * planeSize + r * tileWords, bit, low | high << lanes<T>);
    };
    setPlane(0, bitsWhereLarger(h0, splat(T(0))), bitsWhereLarger(h1, splat(T(0))));
    if constexpr (A == Activation::HardTanh) {
      setPlane(1, bitsWhereLarger(h0, splat(T(1))), bitsWhereLarger(h1, splat(T(1))));
      setPlane(2, bitsWhereLarger(splat(T(-1)), h0), bitsWhereLarger(splat(T(-1)), h1));
    } else if constexpr (planes > 1) {
      setPlane(1, bitsOf(isFlat<A, T>(h0, z0)), bitsOf(isFlat<A, T>(h1, z1)));
    }

    const T* const rowBefore = before + r * points;
    RowWindow<T> window{load(rowBefore), load(rowBefore + lanes<T>), z0, z1};
    if (block == 0) window.before0 = window.before1 = splat(z0[0]);
    window.template addChords<1>(sums[0][0], sums[0][1]);
    // What moves at all mostly does so in the first block; where neurons may also stay, a look costs less
    // than a branch.
    if (staysOften(A) || !moved[r]) moved[r] = static_cast<std::uint8_t>(moved[r] | window.moves());
    if constexpr (AllLags) {
      window.template addChords<2>(sums[1][0], sums[1][1]);
      window.template addChords<4>(sums[2][0], sums[2][1]);
    }

    if (image) {
      const bool ofH = Kind == BlockKind::Any && layer.imageOfH;
      const Vector<T> shown0 = ofH ? h0 : z0;
      const Vector<T> shown1 = ofH ? h1 : z1;
      if (Kind == BlockKind::Plain || valid == points) {
        storeFloats(image, shown0);
        storeFloats(image + lanes<T>, shown1);
      } else {
        const Pair<T> shown(shown0, shown1);
        for (int i = 0; i < valid; ++i) image[i] = static_cast<float>(shown.values[i]);
      }
      prefetchRow<T>(image + toNext);
      image += imageStride;
    }
    if constexpr (Kind == BlockKind::Any) {
      if (layer.firstH && block == 0) layer.firstH[row0 + r] = h0[0];
      if (layer.lastH && block == layer.blocks - 1) layer.lastH[row0 + r] = Pair<T>(h0, h1).values[valid - 1];
    }
  }
  store(squares, squares0);
  store(squares + lanes<T>, squares1);
  for (int l = 0; l < (AllLags ? lags : 1); ++l) {
    store(chords + l * tilePoints, sums[l][0]);
    store(chords + l * tilePoints + lanes<T>, sums[l][1]);
  }
}

/// The two forms of finish() for a layer.
template <class T>
struct Finish {
  void (*plain)(const TileLayer<T>&, const PanelSums<T>&, int, int, int, int);
  void (*any)(const TileLayer<T>&, const PanelSums<T>&, int, int, int, int);
};

template <class T, Activation A>
Finish<T> finishOf(bool allLags) {
  return allLags ? Finish<T>{&finish<T, A, true, BlockKind::Plain>, &finish<T, A, true, BlockKind::Any>}
                 : Finish<T>{&finish<T, A, false, BlockKind::Plain>, &finish<T, A, false, BlockKind::Any>};
}

template <class T>
bool isPlain(const TileLayer<T>& layer, int block) {
  const bool first = block == 0, last = block == layer.blocks - 1;
  return !layer.imageOfH && !(first && layer.firstH) && !(last && layer.lastH) &&
         layer.points - block * blockPoints<T> >= blockPoints<T>;
}

/// Calls use.template operator()<A>() for the activation's value A.
template <class Use>
ARCSCOPE_INLINE auto withActivation(Activation activation, Use use) {
  switch (activation) {
    case Activation::Relu:
      return use.template operator()<Activation::Relu>();
    case Activation::HardTanh:
      return use.template operator()<Activation::HardTanh>();
    case Activation::LeakyRelu:
      return use.template operator()<Activation::LeakyRelu>();
    case Activation::Linear:
      return use.template operator()<Activation::Linear>();
    case Activation::Abs:
      return use.template operator()<Activation::Abs>();
    case Activation::Tanh:
      return use.template operator()<Activation::Tanh>();
    case Activation::Erf:
      return use.template operator()<Activation::Erf>();
    case Activation::Sigmoid:
      return use.template operator()<Activation::Sigmoid>();
    case Activation::Gelu:
      return use.template operator()<Activation::Gelu>();
    case Activation::Silu:
      return use.template operator()<Activation::Silu>();
    case Activation::Sin:
      break;
  }
  return use.template operator()<Activation::Sin>();
}

template <class T>
void applyPanel(const TileLayer<T>& layer, Finish<T> finishRows, int panel, int block, int next) {
  const int row0 = panel * panelRows;
  const int rows = layer.rows - row0 < panelRows ? layer.rows - row0 : panelRows;
  const std::ptrdiff_t points = blockPoints<T>;
  const std::int32_t* const list =
      layer.inputs ? layer.inputs + static_cast<std::ptrdiff_t>(block) * (inputsHeader + layer.cols)
                   : nullptr;
  PanelSums<T> bias =
      panelProduct<T>(rows, layer.weights + static_cast<std::size_t>(panel) * layer.panelStride,
                      layer.in + block * layer.cols * points, layer.cols, list,
                      layer.out + (static_cast<std::ptrdiff_t>(block) * layer.rows + row0) * points);
  bias.scaleAndAdd(layer.weightScale, layer.biasScale, layer.bias + row0);
  (isPlain(layer, block) ? finishRows.plain : finishRows.any)(layer, bias, row0, rows, block, next);
}

template <class T>
void apply(const TileLayer<T>& layer, int panelBegin, int panelEnd) {
  const Finish<T> finishRows =
      withActivation(layer.activation, [&]<Activation A>() { return finishOf<T, A>(layer.allLags); });
  // Points of as many blocks as leave the first level cache room for a panel of weights stay there while all
  // panels pass by. Where not even one block does, the panel stays and the blocks pass by. Blocks in turn
  // also write each neuron's row of the image in one go: the rows lie pages apart.
  constexpr std::size_t room = 20'000;  // bytes
  const std::size_t blockBytes = static_cast<std::size_t>(layer.cols) * blockPoints<T> * sizeof(T);
  const int fitting = static_cast<int>(room / blockBytes);
  const int together = fitting > 0 && fitting < layer.blocks ? fitting : layer.blocks;
  for (int first = 0; first < layer.blocks; first += together) {
    const int end = first + together < layer.blocks ? first + together : layer.blocks;
    for (int panel = panelBegin; panel < panelEnd; ++panel)
      for (int block = first; block < end; ++block)
        applyPanel(layer, finishRows, panel, block, block + 1 < end ? block + 1 : first);
  }
}

template <class T>
void activate(Activation activation, const T* in, T* out, std::size_t count) {
  withActivation(activation, [&]<Activation A>() {
    for (std::size_t i = 0; i < count; i += static_cast<std::size_t>(lanes<T>))
      store(out + i, activated<A, T>(load(in + i)));
  });
}

template <class T>
double spin(std::int64_t rounds) {
  // Twelve chains hide the latency of an addition. Each is a variable of its own: an array would live in
  // memory.
  Vector<T> a = splat(T(1)), b = splat(T(2)), c = splat(T(3)), d = splat(T(4)), e = splat(T(5)),
            f = splat(T(6)), g = splat(T(7)), h = splat(T(8)), i = splat(T(9)), j = splat(T(10)),
            k = splat(T(11)), l = splat(T(12));
  const Vector<T> factor = splat(T(0.5));
  const Vector<T> term = splat(T(0.25));
  for (std::int64_t round = 0; round < rounds; ++round) {
    a = a * factor + term;
    b = b * factor + term;
    c = c * factor + term;
    d = d * factor + term;
    e = e * factor + term;
    f = f * factor + term;
    g = g * factor + term;
    h = h * factor + term;
    i = i * factor + term;
    j = j * factor + term;
    k = k * factor + term;
    l = l * factor + term;
    asm volatile(""
                 : ARCSCOPE_REGISTER(a), ARCSCOPE_REGISTER(b), ARCSCOPE_REGISTER(c), ARCSCOPE_REGISTER(d),
                   ARCSCOPE_REGISTER(e), ARCSCOPE_REGISTER(f), ARCSCOPE_REGISTER(g), ARCSCOPE_REGISTER(h),
                   ARCSCOPE_REGISTER(i), ARCSCOPE_REGISTER(j), ARCSCOPE_REGISTER(k), ARCSCOPE_REGISTER(l));
  }
  const Vector<T> total = a + b + c + d + e + f + g + h + i + j + k + l;
  // Nothing is lost by one operation more or less; the sum is read so that it is computed.
  return 2.0 * 12 * lanes<T> * static_cast<double>(rounds) + (total[0] > T(1e9) ? 1.0 : 0.0);
}

template <class T>
inline constexpr Routines<T> ownRoutines{panelRows,    blockPoints<T>, &apply<T>,    &sortInputs<T>,
                                         &compress<T>, &correlate<T>,  &describe<T>, &centre<T>,
                                         &addAlong<T>, &spin<T>,       &activate<T>};

}  // namespace
}  // namespace arcscope::core::kernel
