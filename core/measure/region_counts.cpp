#include "core/measure/region_counts.h"

#include <array>
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

/// Walks a layer's planes: tile by tile, row by row.
class PlaneReader {
 public:
  PlaneReader(const SweptLayer& layer, Activation activation, int points)
      : m_data(layer.planes.data()),
        m_rows(static_cast<std::size_t>(layer.width)),
        m_planes(static_cast<std::size_t>(kernel::planesOf(activation))),
        m_points(points) {}

  [[nodiscard]] std::size_t tiles() const { return tilesOf(m_points); }
  [[nodiscard]] const std::uint64_t* words(std::size_t tile, int plane, std::size_t row) const {
    return m_data + ((tile * m_planes + static_cast<std::size_t>(plane)) * m_rows + row) * tileWords;
  }
  /// Bits of valid points in word w of the tile.
  [[nodiscard]] std::uint64_t valid(std::size_t tile, int w) const {
    const auto left =
        static_cast<std::ptrdiff_t>(m_points) - static_cast<std::ptrdiff_t>(tile) * tilePoints - w * 64;
    return left >= 64 ? ~std::uint64_t{0} : left <= 0 ? 0 : (std::uint64_t{1} << left) - 1;
  }
  /// Bits that differ from the sample before; the first sample of all differs from nothing.
  [[nodiscard]] std::array<std::uint64_t, tileWords> changes(std::size_t tile, int plane,
                                                             std::size_t row) const {
    const std::uint64_t* now = words(tile, plane, row);
    std::uint64_t carry = tile > 0 ? words(tile - 1, plane, row)[tileWords - 1] >> 63 : now[0] & 1;
    std::array<std::uint64_t, tileWords> result;
    for (int w = 0; w < tileWords; ++w) {
      result[static_cast<std::size_t>(w)] = (now[w] ^ (now[w] << 1 | carry)) & valid(tile, w);
      carry = now[w] >> 63;
    }
    return result;
  }

 private:
  const std::uint64_t* m_data;
  std::size_t m_rows;
  std::size_t m_planes;
  int m_points;
};

/// D. E. Knuth's multiplicative mixing as in splitmix64 (S. Vigna): a bijection of 64 bits.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

}  // namespace

RegionCounts countRegions(const SweptLayer& layer, Activation activation, int points) {
  const PlaneReader reader(layer, activation, points);
  const RegionPlanes planes = regionPlanes(activation);
  const bool regional = isPiecewiseLinear(activation);
  RegionCounts counts;
  for (std::size_t tile = 0; tile < reader.tiles(); ++tile) {
    for (std::size_t row = 0; row < static_cast<std::size_t>(layer.width); ++row) {
      const auto signs = reader.changes(tile, 0, row);
      auto regions = signs;
      if (activation == Activation::HardTanh) {
        const auto high = reader.changes(tile, 1, row);
        const auto low = reader.changes(tile, 2, row);
        for (std::size_t w = 0; w < tileWords; ++w) regions[w] = high[w] | low[w];
      }
      for (std::size_t w = 0; w < tileWords; ++w) {
        const std::uint64_t valid = reader.valid(tile, static_cast<int>(w));
        counts.signTransitions += std::popcount(signs[w]);
        if (regional && planes.count > 0) counts.transitions += std::popcount(regions[w]);
        const auto set = [&](int plane) { return reader.words(tile, plane, row)[w] & valid; };
        if (activation == Activation::Relu)
          counts.flat += std::popcount(valid & ~set(0));
        else if (activation == Activation::HardTanh)
          counts.flat += std::popcount(set(1) | set(2));
        else if (!regional)
          counts.flat += std::popcount(set(1));
      }
    }
  }
  return counts;
}

void unpackRegions(const SweptLayer& layer, Activation activation, RegionMatrix& regions) {
  const auto points = static_cast<int>(regions.cols());
  const PlaneReader reader(layer, activation, points);
  const RegionPlanes planes = regionPlanes(activation);
  if (planes.count == 0) {
    regions.setZero();
    return;
  }
  const auto spread = [](std::uint64_t byte) {  // eight bits to eight bytes of 0 or 1, lowest first
    const std::uint64_t low = ((byte & 0x7F) * 0x0002040810204081U) & 0x0101010101010101U;
    return low | (byte & 0x80) << 49;
  };
  for (std::size_t tile = 0; tile < reader.tiles(); ++tile) {
    const int count = std::min(tilePoints, points - static_cast<int>(tile) * tilePoints);
    for (std::size_t row = 0; row < static_cast<std::size_t>(layer.width); ++row) {
      std::int8_t* out =
          &regions(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(tile) * tilePoints);
      const std::uint64_t* plus = reader.words(tile, planes.first, row);
      const std::uint64_t* minus = planes.count > 1 ? reader.words(tile, planes.first + 1, row) : nullptr;
      for (int j = 0; j < count; j += 8) {
        std::uint64_t bytes = spread(plus[j / 64] >> (j % 64) & 0xFF);
        if (minus) bytes |= spread(minus[j / 64] >> (j % 64) & 0xFF) * 0xFF;  // no neuron is in both
        std::array<std::int8_t, 8> eight;
        for (std::size_t i = 0; i < 8; ++i) eight[i] = static_cast<std::int8_t>(bytes >> (8 * i) & 0xFF);
        const int write = std::min(8, count - j);
        for (int i = 0; i < write; ++i) out[j + i] = eight[static_cast<std::size_t>(i)];
      }
    }
  }
}

void patternFingerprints(const SweptLayer& swept, Activation activation, int layer,
                         std::span<Fingerprint> out) {
  for (Fingerprint& fingerprint : out) fingerprint = {};
  const PlaneReader reader(swept, activation, static_cast<int>(out.size()));
  const RegionPlanes planes = regionPlanes(activation);
  for (int p = planes.first; p < planes.first + planes.count; ++p) {
    const std::uint64_t base = mixed(static_cast<std::uint64_t>(layer) * 4 + static_cast<std::uint64_t>(p));
    for (std::size_t tile = 0; tile < reader.tiles(); ++tile) {
      for (std::size_t row = 0; row < static_cast<std::size_t>(swept.width); ++row) {
        const std::uint64_t low = mixed(base + row);
        const Fingerprint key{low, mixed(low ^ base)};
        const auto changes = reader.changes(tile, p, row);
        for (std::size_t w = 0; w < tileWords; ++w) {
          for (std::uint64_t bits = changes[w]; bits != 0; bits &= bits - 1)
            out[tile * tilePoints + w * 64 + static_cast<std::size_t>(std::countr_zero(bits))] ^= key;
        }
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
