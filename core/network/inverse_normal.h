#pragma once
#include <cstddef>
#include <cstdint>

namespace arcscope::core {

/// The uniform on (0, 1) behind 64 random bits: an odd multiple of 2^-53, so neither 0 nor 1, symmetric about
/// 1/2.
[[nodiscard]] double uniformFromBits(std::uint64_t bits);

/// The standard normal distribution's inverse at u in (0, 1): Wichura's algorithm AS 241 (PPND16, Applied
/// Statistics 37, 1988), relative error about 1e-16. Only +, -, *, / and sqrt: the same bits on every machine
/// with IEEE arithmetic.
[[nodiscard]] double inverseNormal(double u);

/// out[j] = uniformFromBits(bits[j]) and inverseNormal of that, for all j < count. Same bits as one by one.
void uniformsFromBits(const std::uint64_t* bits, std::size_t count, double* out);
void normalsFromBits(const std::uint64_t* bits, std::size_t count, double* out);

}  // namespace arcscope::core
