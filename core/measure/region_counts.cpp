#include "core/measure/region_counts.h"

#include <bit>

namespace arcscope::core {
namespace {

using kernel::tilePoints;
using kernel::tileWords;

/// The planes whose values make up the region: none, the sign, or the two clipping levels.
struct RegionPlanes {
  int first;
  int count;
};
RegionPlanes regionPlanes(Activation activation) {
  if (activation == Activation::HardTanh) return {1, 2};
  if (activation == Activation::Linear) return {0, 0};
  return {0, 1};
}

/// Finds a layer's neurons in its planes.
class PlaneReader {
 public:
  PlaneReader(const SweptLayer& layer, Activation activation)
      : m_data(layer.planes.data()),
        m_rows(layer.width),
        m_stride(static_cast<std::ptrdiff_t>(kernel::planesOf(activation)) * layer.width * tileWords) {}

  /// The neuron's words of the first tile.
  [[nodiscard]] const std::uint64_t* words(int plane, int row) const {
    return m_data + (static_cast<std::ptrdiff_t>(plane) * m_rows + row) * tileWords;
  }
  /// From one tile to the next.
  [[nodiscard]] std::ptrdiff_t stride() const { return m_stride; }

 private:
  const std::uint64_t* m_data;
  int m_rows;
  std::ptrdiff_t m_stride;
};

const kernel::PlaneRoutines& routines() {
  static const kernel::PlaneRoutines& best = kernel::planeRoutines(kernel::bestInstructionSet());
  return best;
}

/// D. E. Knuth's multiplicative mixing as in splitmix64 (S. Vigna): a bijection of 64 bits.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

}  // namespace

RegionCounts countRegions(const SweptLayer& layer, Activation activation, int points) {
  const PlaneReader reader(layer, activation);
  const std::ptrdiff_t stride = reader.stride();
  RegionCounts counts;
  for (int row = 0; row < layer.width; ++row) {
    const std::uint64_t* const sign = reader.words(0, row);
    const std::int64_t signs = routines().countChanges(sign, nullptr, stride, points);
    counts.signTransitions += signs;
    if (activation == Activation::HardTanh) {
      const std::uint64_t* const high = reader.words(1, row);
      const std::uint64_t* const low = reader.words(2, row);
      counts.transitions += routines().countChanges(high, low, stride, points);
      counts.flat += routines().countSet(high, low, stride, points);
    } else if (!isPiecewiseLinear(activation)) {
      counts.flat += routines().countSet(reader.words(1, row), nullptr, stride, points);
    } else if (activation != Activation::Linear) {
      counts.transitions += signs;
      if (activation == Activation::Relu)
        counts.flat += points - routines().countSet(sign, nullptr, stride, points);
    }
  }
  return counts;
}

void unpackRegions(const SweptLayer& layer, Activation activation, RegionMatrix& regions) {
  const PlaneReader reader(layer, activation);
  const RegionPlanes planes = regionPlanes(activation);
  if (planes.count == 0) {
    regions.setZero();
    return;
  }
  for (int row = 0; row < layer.width; ++row)
    routines().unpack(reader.words(planes.first, row),
                      planes.count > 1 ? reader.words(planes.first + 1, row) : nullptr, reader.stride(),
                      static_cast<int>(regions.cols()), &regions(row, 0));
}

void patternFingerprints(const SweptLayer& swept, Activation activation, int layer,
                         std::span<Fingerprint> out) {
  for (Fingerprint& fingerprint : out) fingerprint = {};
  const PlaneReader reader(swept, activation);
  const RegionPlanes planes = regionPlanes(activation);
  for (int p = planes.first; p < planes.first + planes.count; ++p) {
    const std::uint64_t base = mixed(static_cast<std::uint64_t>(layer) * 4 + static_cast<std::uint64_t>(p));
    for (int row = 0; row < swept.width; ++row) {
      const std::uint64_t low = mixed(base + static_cast<std::uint64_t>(row));
      const Fingerprint key{low, mixed(low ^ base)};
      const std::uint64_t* const words = reader.words(p, row);
      std::uint64_t last = words[0] & 1;
      for (std::size_t first = 0; first < out.size(); first += 64) {
        const std::uint64_t now = words[static_cast<std::ptrdiff_t>(first / tilePoints) * reader.stride() +
                                        first % tilePoints / 64];
        std::uint64_t changes = now ^ (now << 1 | last);
        last = now >> 63;
        if (out.size() - first < 64) changes &= (std::uint64_t{1} << (out.size() - first)) - 1;
        for (; changes != 0; changes &= changes - 1)
          out[first + static_cast<std::size_t>(std::countr_zero(changes))] ^= key;
      }
    }
  }
  for (std::size_t j = 1; j < out.size(); ++j) out[j] ^= out[j - 1];
}

std::int64_t countDistinct(std::span<const Fingerprint> fingerprints) {
  const std::size_t size = std::bit_ceil(2 * fingerprints.size() + 1);
  std::vector<std::uint32_t> table(size, 0);  // 1 + index of a fingerprint
  std::int64_t distinct = 0;
  for (std::size_t j = 0; j < fingerprints.size(); ++j) {
    std::size_t slot = fingerprints[j].low & (size - 1);
    while (table[slot] != 0 && !(fingerprints[table[slot] - 1] == fingerprints[j]))
      slot = (slot + 1) & (size - 1);
    if (table[slot] != 0) continue;
    table[slot] = static_cast<std::uint32_t>(j + 1);
    ++distinct;
  }
  return distinct;
}

}  // namespace arcscope::core
