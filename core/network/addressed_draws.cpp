#include <Random123/philox.h>

#include <algorithm>
#include <array>

#include "core/network/inverse_normal.h"
#include "core/network/random_network.h"

namespace arcscope::core {
namespace {

constexpr std::size_t lanes = 4;           // numbers of one call of the generator
constexpr std::size_t chunk = 64 * lanes;  // numbers made at a time

/// The second word of the generator's key; the first is the seed. Part of every address.
constexpr std::uint64_t keyConstant = 0x41726353636F7065;  // "ArcScope"

/// 64 random bits for each of the columns firstBlock * 4, ... of one row: Philox4x64-10 (Salmon et al., SC
/// 2011) with the counter (stream and d, i, column / 4, 0).
void drawBits(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
              std::uint64_t firstBlock, std::size_t blocks, std::uint64_t* out) {
  r123::Philox4x64 generator;
  const r123::Philox4x64::key_type key{{seed, keyConstant}};
  const std::uint64_t use = static_cast<std::uint64_t>(stream) << 32U | d;
  for (std::size_t block = 0; block < blocks; ++block) {
    const r123::Philox4x64::ctr_type bits = generator({{use, i, firstBlock + block, 0}}, key);
    for (std::size_t lane = 0; lane < lanes; ++lane) out[block * lanes + lane] = bits[lane];
  }
}

/// Calls transform(bits, count, out) for stretches of the row's bits.
template <class Transform>
void drawRow(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
             std::uint32_t firstColumn, std::size_t count, double* out, Transform transform) {
  std::array<std::uint64_t, chunk> bits;
  std::uint64_t column = firstColumn;
  for (std::size_t done = 0; done < count;) {
    const std::size_t skip = column % lanes;
    const std::size_t size = std::min(count - done, chunk - skip);
    drawBits(seed, stream, d, i, column / lanes, (skip + size + lanes - 1) / lanes, bits.data());
    transform(bits.data() + skip, size, out + done);
    done += size;
    column += size;
  }
}

}  // namespace

void drawNormals(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
                 std::uint32_t firstColumn, std::size_t count, double* out) {
  drawRow(seed, stream, d, i, firstColumn, count, out, normalsFromBits);
}

void drawUniforms(std::uint64_t seed, DrawStream stream, std::uint32_t d, std::uint32_t i,
                  std::uint32_t firstColumn, std::size_t count, double* out) {
  drawRow(seed, stream, d, i, firstColumn, count, out, uniformsFromBits);
}

}  // namespace arcscope::core
