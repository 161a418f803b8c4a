#include "core/network/inverse_normal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

// Compiled with -ffp-contract=off (see CMakeLists.txt): every operation below is rounded by itself, whichever
// instruction set carries it out, so that all of them give the same bits.
#if defined(__x86_64__)
#define ARCSCOPE_HAS_AVX2_TARGET
#endif
#define ARCSCOPE_INLINE [[gnu::always_inline]] inline

namespace arcscope::core {
namespace {

static_assert(std::numeric_limits<double>::is_iec559);

constexpr double centralHalfWidth = 0.425;
constexpr double centralConstant = 0.180625;  // centralHalfWidth squared
constexpr double farTail = 5.0;               // of sqrt(-log r)

using Coefficients = std::array<double, 8>;  // of the powers 0..7

constexpr Coefficients centralNumerator{
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients centralDenominator{1.0,
                                          4.2313330701600911252e+1,
                                          6.8718700749205790830e+2,
                                          5.3941960214247511077e+3,
                                          2.1213794301586595867e+4,
                                          3.9307895800092710610e+4,
                                          2.8729085735721942674e+4,
                                          5.2264952788528545610e+3};
constexpr Coefficients tailNumerator{1.42343711074968357734e0,  4.63033784615654529590e0,
                                     5.76949722146069140550e0,  3.64784832476320460504e0,
                                     1.27045825245236838258e0,  2.41780725177450611770e-1,
                                     2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients tailDenominator{1.0,
                                       2.05319162663775882187e0,
                                       1.67638483018380384940e0,
                                       6.89767334985100004550e-1,
                                       1.48103976427480074590e-1,
                                       1.51986665636164571966e-2,
                                       5.47593808499534494600e-4,
                                       1.05075007164441684324e-9};
constexpr Coefficients farNumerator{6.65790464350110377720e0,  5.46378491116411436990e0,
                                    1.78482653991729133580e0,  2.96560571828504891230e-1,
                                    2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                    2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients farDenominator{1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};

ARCSCOPE_INLINE double polynomial(const Coefficients& c, double x) {
  double value = c[7];
  value = value * x + c[6];
  value = value * x + c[5];
  value = value * x + c[4];
  value = value * x + c[3];
  value = value * x + c[2];
  value = value * x + c[1];
  return value * x + c[0];
}

/// -log(x) for normal x in (0, 1): x = m 2^e with m in [1/sqrt 2, sqrt 2), log m = 2 atanh((m - 1) / (m + 1))
/// by its series. Relative error about 2e-16.
ARCSCOPE_INLINE double minusLog(double x) {
  constexpr std::uint64_t one = 0x3FF0000000000000;
  constexpr std::uint64_t inverseSqrt2 = 0x3FE6A09E667F3BCD;
  constexpr std::uint64_t mantissaMask = 0x000FFFFFFFFFFFFF;
  constexpr double ln2High = 0x1.62e42fee00000p-1;  // its low 21 bits are zero, so that e * ln2High is exact
  constexpr double ln2Low = 0x1.a39ef35793c76p-33;
  const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x) + (one - inverseSqrt2);
  const double m = std::bit_cast<double>((shifted & mantissaMask) + inverseSqrt2);
  constexpr std::uint64_t twoTo52 = 0x4330000000000000;
  const double e = std::bit_cast<double>(twoTo52 | (shifted >> 52U)) - (0x1p52 + 1023.0);
  const double s = (m - 1.0) / (m + 1.0);
  const double s2 = s * s;
  double series = 1.0 / 23.0;
  series = series * s2 + 1.0 / 21.0;
  series = series * s2 + 1.0 / 19.0;
  series = series * s2 + 1.0 / 17.0;
  series = series * s2 + 1.0 / 15.0;
  series = series * s2 + 1.0 / 13.0;
  series = series * s2 + 1.0 / 11.0;
  series = series * s2 + 1.0 / 9.0;
  series = series * s2 + 1.0 / 7.0;
  series = series * s2 + 1.0 / 5.0;
  series = series * s2 + 1.0 / 3.0;
  const double twoS = s + s;
  const double logM = twoS + twoS * (s2 * series);
  return -(e * ln2High + (e * ln2Low + logM));
}

ARCSCOPE_INLINE double uniform(std::uint64_t bits) {
  constexpr std::uint64_t one = 0x3FF0000000000000;
  return (std::bit_cast<double>(one | (bits >> 12U)) - 1.0) + 0x1p-53;
}

/// The quantile at 1/2 + q, |q| <= centralHalfWidth.
ARCSCOPE_INLINE double central(double q) {
  const double r = centralConstant - q * q;
  return q * polynomial(centralNumerator, r) / polynomial(centralDenominator, r);
}

/// The magnitude of the quantile whose tail probability is exp(-root^2), root <= farTail.
ARCSCOPE_INLINE double nearTail(double root) {
  const double x = root - 1.6;
  return polynomial(tailNumerator, x) / polynomial(tailDenominator, x);
}

double farTailOf(double root) {
  const double x = root - farTail;
  return polynomial(farNumerator, x) / polynomial(farDenominator, x);
}

constexpr std::size_t stretch = 256;  // numbers in flight: their working arrays stay in the first cache

/// Three passes, each over neighbouring numbers so that the compiler makes vectors of them: all as if
/// central; the tails, one in seven, gathered and done; the far tails, one in 10^11, one by one.
ARCSCOPE_INLINE void normalsOfStretch(const std::uint64_t* bits, std::size_t count, double* out) {
  std::array<double, stretch> q;
  for (std::size_t j = 0; j < count; ++j) {
    q[j] = uniform(bits[j]) - 0.5;
    out[j] = central(q[j]);
  }
  std::array<std::uint32_t, stretch> place;
  std::size_t tails = 0;
  for (std::size_t j = 0; j < count; ++j) {
    place[tails] = static_cast<std::uint32_t>(j);
    tails += std::abs(q[j]) > centralHalfWidth ? 1U : 0U;
  }
  std::array<double, stretch> root;
  std::array<double, stretch> magnitude;
  for (std::size_t n = 0; n < tails; ++n)
    root[n] = 0.5 - std::abs(q[place[n]]);  // exact: the tail's probability
  for (std::size_t n = 0; n < tails; ++n) {
    root[n] = std::sqrt(minusLog(root[n]));
    magnitude[n] = nearTail(root[n]);
  }
  for (std::size_t n = 0; n < tails; ++n) {
    if (root[n] > farTail) magnitude[n] = farTailOf(root[n]);
    out[place[n]] = std::copysign(magnitude[n], q[place[n]]);
  }
}

using StretchKernel = void (*)(const std::uint64_t*, std::size_t, double*);

void normalsOfStretchAnywhere(const std::uint64_t* bits, std::size_t count, double* out) {
  normalsOfStretch(bits, count, out);
}

#ifdef ARCSCOPE_HAS_AVX2_TARGET
[[gnu::target("avx2")]] void normalsOfStretchAvx2(const std::uint64_t* bits, std::size_t count, double* out) {
  normalsOfStretch(bits, count, out);
}
#endif

StretchKernel bestKernel() {
#ifdef ARCSCOPE_HAS_AVX2_TARGET
  if (__builtin_cpu_supports("avx2")) return normalsOfStretchAvx2;
#endif
  return normalsOfStretchAnywhere;
}

}  // namespace

double uniformFromBits(std::uint64_t bits) {
  return uniform(bits);
}

double inverseNormal(double u) {
  const double q = u - 0.5;
  if (std::abs(q) <= centralHalfWidth) return central(q);
  const double root = std::sqrt(minusLog(q < 0.0 ? u : 1.0 - u));
  return std::copysign(root <= farTail ? nearTail(root) : farTailOf(root), q);
}

void uniformsFromBits(const std::uint64_t* bits, std::size_t count, double* out) {
  for (std::size_t j = 0; j < count; ++j) out[j] = uniform(bits[j]);
}

void normalsFromBits(const std::uint64_t* bits, std::size_t count, double* out) {
  static const StretchKernel kernel = bestKernel();
  for (std::size_t done = 0; done < count; done += stretch)
    kernel(bits + done, std::min(stretch, count - done), out + done);
}

}  // namespace arcscope::core
