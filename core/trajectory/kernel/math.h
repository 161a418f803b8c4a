// Elementary functions and activations on vectors, see simd.h about linkage. Double: a few units in the last
// place. Float: through double, but for tanh.
#pragma once
#include "core/network/activation.h"
#include "core/trajectory/kernel/simd.h"

namespace arcscope::core::kernel {
namespace {

using Doubles = Vector<double>;
using Floats = Vector<float>;
using DoubleBits = Bits<double>;

/// Coefficients from the highest power down.
template <int N>
ARCSCOPE_INLINE Doubles polynomial(Doubles x, const double (&falling)[N]) {
  Doubles sum = splat(falling[0]);
#pragma GCC unroll 32
  for (int i = 1; i < N; ++i) sum = sum * x + splat(falling[i]);
  return sum;
}
template <class T>
ARCSCOPE_INLINE Vector<T> magnitude(Vector<T> x) {
  const Bits<T> size = ~reinterpret_cast<Bits<T>>(splat(T(-0.0)));
  return reinterpret_cast<Vector<T>>(reinterpret_cast<Bits<T>>(x) & size);
}
/// NaN stays NaN.
template <class T>
ARCSCOPE_INLINE Vector<T> clamp(Vector<T> x, T low, T high) {
  return smaller(splat(high), larger(splat(low), x));
}

/// e^x, x within +-708 (beyond: the end's value).
ARCSCOPE_INLINE Doubles exponential(Doubles x) {
  const Doubles magic = splat(0x1.8p52);
  const Doubles bounded = clamp(x, -708.0, 708.0);
  const Doubles shiftedTurns = bounded * splat(0x1.71547652b82fep0) + magic;
  const Doubles turns = shiftedTurns - magic;
  Doubles r = bounded - turns * splat(0x1.62e42fefa39efp-1);
  r = r - turns * splat(0x1.abc9e3b39803fp-56);
  const Doubles series = polynomial(
      r, {1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0,
          1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0});
  const DoubleBits exponent = reinterpret_cast<DoubleBits>(shiftedTurns) << 52;
  return reinterpret_cast<Doubles>(reinterpret_cast<DoubleBits>(series) + exponent);
}

/// Rational approximations of S. L. Moshier's Cephes library (tanh.c, ndtr.c, sin.c).
ARCSCOPE_INLINE Doubles tangentHyperbolic(Doubles x) {
  const Doubles z = x * x;
  const Doubles p =
      polynomial(z, {-9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3});
  const Doubles q =
      polynomial(z, {1.0, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3});
  const Doubles near = x + x * z * (p / q);
  const Doubles size = magnitude<double>(x);
  const Doubles far = splat(1.0) - splat(2.0) / (exponential(size + size) + splat(1.0));
  return choose<double>(size < splat(0.625), near, choose<double>(x < splat(0.0), -far, far));
}

/// erf(x) / x as a function of x^2, |x| < 1.
ARCSCOPE_INLINE Doubles errorFunctionNear(Doubles z) {
  const Doubles t =
      polynomial(z, {9.60497373987051638749e0, 9.00260197203842689217e1, 2.23200534594684319226e3,
                     7.00332514112805075473e3, 5.55923013010394962768e4});
  const Doubles u =
      polynomial(z, {1.0, 3.35617141647503099647e1, 5.21357949780152679795e2, 4.59432382970980127987e3,
                     2.26290000613890934246e4, 4.92673942608635921086e4});
  return t / u;
}
/// erfc(x), x >= 1; its tail beyond 8, below 1e-29, is of no account here.
ARCSCOPE_INLINE Doubles complementFar(Doubles x) {
  const Doubles p =
      polynomial(x, {2.46196981473530512524e-10, 5.64189564831068821977e-1, 7.46321056442269912687e0,
                     4.86371970985681366614e1, 1.96520832956077098242e2, 5.26445194995477358631e2,
                     9.34528527171957607540e2, 1.02755188689515710272e3, 5.57535335369399327526e2});
  const Doubles q =
      polynomial(x, {1.0, 1.32281951154744992508e1, 8.67072140885989742329e1, 3.54937778887819891062e2,
                     9.75708501743205489753e2, 1.82390916687909736289e3, 2.24633760818710981792e3,
                     1.65666309194161350182e3, 5.57535340817727675546e2});
  return exponential(-x * x) * (p / q);
}
ARCSCOPE_INLINE Doubles errorFunction(Doubles x) {
  const Doubles size = clamp(magnitude<double>(x), 0.0, 8.0);
  const Doubles near = x * errorFunctionNear(x * x);
  const Doubles far = splat(1.0) - complementFar(size);
  return choose<double>(size < splat(1.0), near, choose<double>(x < splat(0.0), -far, far));
}
/// (1 + erf(x)) / 2, precise in the left tail.
ARCSCOPE_INLINE Doubles normalShare(Doubles x) {
  const Doubles size = clamp(magnitude<double>(x), 0.0, 26.0);
  const Doubles near = splat(0.5) + splat(0.5) * x * errorFunctionNear(x * x);
  const Doubles tail = splat(0.5) * complementFar(size);
  return choose<double>(size < splat(1.0), near, choose<double>(x < splat(0.0), tail, splat(1.0) - tail));
}
ARCSCOPE_INLINE Doubles logistic(Doubles x) {
  return splat(1.0) / (splat(1.0) + exponential(-x));
}

/// sin(x) to a few ulp for |x| < 1e5; beyond by the C library.
ARCSCOPE_INLINE Doubles sine(Doubles x) {
  const Doubles magic = splat(0x1.8p52);
  const Doubles bounded = clamp(x, -1e5, 1e5);
  const Doubles shiftedTurns = bounded * splat(0x1.45f306dc9c883p-2) + magic;  // whole half turns
  const Doubles turns = shiftedTurns - magic;
  Doubles r = bounded - turns * splat(0x1.921fb54400000p+1);
  r = r - turns * splat(0x1.0b4611a400000p-33);
  r = r - turns * splat(0x1.13198a2e03707p-60);
  const Doubles z = r * r;
  const Doubles series =
      polynomial(z, {1.0 / 51090942171709440000.0, -1.0 / 121645100408832000.0, 1.0 / 355687428096000.0,
                     -1.0 / 1307674368000.0, 1.0 / 6227020800.0, -1.0 / 39916800.0, 1.0 / 362880.0,
                     -1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0});
  const Doubles value = r + r * z * series;
  const DoubleBits odd = reinterpret_cast<DoubleBits>(shiftedTurns) << 63;
  Doubles result = reinterpret_cast<Doubles>(reinterpret_cast<DoubleBits>(value) ^ odd);
  if (bitsOf(magnitude<double>(x) > splat(1e5)) != 0)
    for (int i = 0; i < lanes<double>; ++i)
      if (!(x[i] < 1e5 && x[i] > -1e5)) result[i] = __builtin_sin(x[i]);
  return result;
}

/// tanh in float: the rational function of Eigen (MathFunctionsImpl.h), |error| < 4 ulp.
ARCSCOPE_INLINE Floats tangentHyperbolic(Floats given) {
  const Floats x = clamp(given, -7.99881172180175781f, 7.99881172180175781f);
  const Floats z = x * x;
  Floats p = z * splat(-2.76076847742355e-16f) + splat(2.00018790482477e-13f);
  p = p * z + splat(-8.60467152213735e-11f);
  p = p * z + splat(5.12229709037114e-08f);
  p = p * z + splat(1.48572235717979e-05f);
  p = p * z + splat(6.37261928875436e-04f);
  p = (p * z + splat(4.89352455891786e-03f)) * x;
  Floats q = z * splat(1.19825839466702e-06f) + splat(1.18534705686654e-04f);
  q = q * z + splat(2.26843463243900e-03f);
  q = q * z + splat(4.89352518554385e-03f);
  return p / q;
}

/// A function of doubles applied to floats.
template <class Function>
ARCSCOPE_INLINE Floats throughDouble(Floats x, Function function) {
  union Parts {
    Floats whole;
    VectorOf<float>::Half half[2];
  };
  Parts parts;
  parts.whole = x;
#pragma GCC unroll 2
  for (auto& half : parts.half)
    half = __builtin_convertvector(function(__builtin_convertvector(half, Doubles)), VectorOf<float>::Half);
  return parts.whole;
}

template <Activation A>
ARCSCOPE_INLINE Doubles smooth(Doubles h) {
  if constexpr (A == Activation::Tanh) return tangentHyperbolic(h);
  if constexpr (A == Activation::Erf) return errorFunction(h);
  if constexpr (A == Activation::Sigmoid) return logistic(h);
  // Far to the left both are below 1e-290; the product would be infinity times zero at the end.
  if constexpr (A == Activation::Gelu)
    return choose<double>(h < splat(-36.7), splat(0.0), h * normalShare(h * splat(0.70710678118654752440)));
  if constexpr (A == Activation::Silu) return choose<double>(h < splat(-700.0), splat(0.0), h * logistic(h));
  if constexpr (A == Activation::Sin) return sine(h);
}
template <Activation A>
ARCSCOPE_INLINE Floats smooth(Floats h) {
  if constexpr (A == Activation::Tanh) return tangentHyperbolic(h);
  return throughDouble(
      h, [](Doubles x) __attribute__((always_inline)) { return smooth<A>(x); });
}

template <Activation A, class T>
ARCSCOPE_INLINE Vector<T> activated(Vector<T> h) {
  const Vector<T> zero = splat(T(0));
  if constexpr (A == Activation::Relu) return larger(zero, h);
  if constexpr (A == Activation::HardTanh) return clamp(h, T(-1), T(1));
  if constexpr (A == Activation::LeakyRelu) return choose<T>(h > zero, h, h * splat(T(leakyReluSlope)));
  if constexpr (A == Activation::Linear) return h;
  if constexpr (A == Activation::Abs) return magnitude<T>(h);
  if constexpr (!isPiecewiseLinear(A)) return smooth<A>(h);
}

/// |phi'(h)| < 1e-3 for the smooth activations.
template <Activation A, class T>
ARCSCOPE_INLINE Bits<T> isFlat(Vector<T> h, Vector<T> z) {
  if constexpr (A == Activation::Tanh) return magnitude<T>(h) > splat(T(4.146774726248883));  // tanh' = 1e-3
  if constexpr (A == Activation::Erf) return magnitude<T>(h) > splat(T(2.651138909340169));   // erf' = 1e-3
  if constexpr (A == Activation::Sigmoid)
    return magnitude<T>(h) > splat(T(6.905752272297923));                            // sigmoid' = 1e-3
  if constexpr (A == Activation::Sin) return magnitude<T>(z) > splat(T(0.9999995));  // cos = 1e-3
  if constexpr (A == Activation::Gelu)  // the left tail and the neighbourhood of the minimum
    return (h < splat(T(-3.81037143600164))) |
           ((h > splat(T(-0.7541139079563277))) & (h < splat(T(-0.7494788078490219))));
  if constexpr (A == Activation::Silu)
    return (h < splat(T(-8.9850615640753))) |
           ((h > splat(T(-1.283069935823603))) & (h < splat(T(-1.2738875341616946))));
}

}  // namespace
}  // namespace arcscope::core::kernel
