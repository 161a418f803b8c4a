#pragma once
#include <bit>
#include <cstdint>

namespace arcscope::core {

/// The value of an IEEE 754 binary16 number; exact.
[[nodiscard]] inline double fromHalf(std::uint16_t bits) {
  const unsigned exponent = (bits >> 10U) & 0x1FU;
  const unsigned fraction = bits & 0x3FFU;
  const std::uint64_t sign = static_cast<std::uint64_t>(bits >> 15U) << 63U;
  if (exponent == 0) {
    const double magnitude = fraction * 0x1p-24;
    return sign != 0 ? -magnitude : magnitude;
  }
  const std::uint64_t wide = exponent == 0x1FU ? 0x7FFU : exponent + (1023U - 15U);
  return std::bit_cast<double>(sign | wide << 52U | static_cast<std::uint64_t>(fraction) << 42U);
}

/// The value of a bfloat16 number: the upper half of a float; exact.
[[nodiscard]] inline double fromBfloat(std::uint16_t bits) {
  return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U));
}

}  // namespace arcscope::core
