#include "core/measure/sampled_length.h"

#include <algorithm>
#include <cmath>

namespace arcscope::core {
namespace {

/// Rounding of a chord relative to itself that is no sign of a bend.
constexpr double rounding = 1e-13;
constexpr double slowestRate = 1.3;
constexpr double fastestWithKinks = 2.0;
constexpr double fastestSmooth = 4.0;

/// Whether the last `steps` intervals before sample j are equally long.
bool isUniform(const Eigen::VectorXd& t, Eigen::Index j, Eigen::Index steps) {
  const double step = t[j] - t[j - 1];
  for (Eigen::Index i = 1; i < steps; ++i)
    if (std::abs(t[j - i] - t[j - i - 1] - step) > 1e-3 * step) return false;
  return true;
}

/// What two chords in a row are longer than the one over both, at their common sample j - 1.
double gain(const Chords& chords, std::size_t j) {
  const double sum = chords[0][j] + chords[0][j - 1];
  const double over = chords[1][j];
  return std::max(0.0, sum - over - rounding * sum);
}

}  // namespace

SampledLength sampledLength(const Chords& chords, const Eigen::VectorXd& t, bool kinks) {
  SampledLength result;
  const std::size_t points = chords[0].size();
  result.perInterval.assign(points - 1, 0.0);
  for (const double chord : chords[0]) result.length += chord;
  if (points < 3 || chords[1].empty() || !std::isfinite(result.length)) return result;

  std::vector<double> gains(points, 0.0);  // at the sample in the middle
  for (std::size_t j = 2; j < points; ++j) gains[j - 1] = gain(chords, j);
  double fine = 0.0;
  double coarse = 0.0;
  for (std::size_t j = 4; j < points; ++j) {
    if (!isUniform(t, static_cast<Eigen::Index>(j), 4)) continue;
    fine += 0.5 * (gains[j - 1] + gains[j - 3]);
    coarse += std::max(0.0, chords[1][j] + chords[1][j - 2] - chords[2][j]);
  }
  const double fastest = kinks ? fastestWithKinks : fastestSmooth;
  result.rate = fine > 0.0 ? std::clamp(0.5 * coarse / fine, slowestRate, fastest) : fastest;

  const double share = 0.25 / (result.rate - 1.0);  // a gain belongs in equal parts to both of its intervals
  for (std::size_t j = 0; j + 1 < points; ++j) {
    const double left = gains[j];
    const double right = gains[j + 1];
    double& missing = result.perInterval[j];
    missing = share * (left + right);
    if (j == 0 || j + 2 >= points || !kinks) continue;
    const double beside = std::max(gains[j - 1], gains[j + 2]);
    const double a = chords[0][j];
    const double c = chords[0][j + 1];
    const double b = chords[0][j + 2];
    if (beside < 0.1 * std::max(left, right) && a > 0.0 && b > 0.0)
      missing = std::max(missing, std::sqrt(left * right * (a + c) * (b + c) / (a * b)));
  }
  for (const double part : result.perInterval) result.missing += part;
  return result;
}

Eigen::VectorXd refinedSamples(const Eigen::VectorXd& t, std::span<const SampledLength> lengths,
                               double tolerance, int pointLimit) {
  const auto intervals = static_cast<std::size_t>(t.size()) - 1;
  std::vector<double> worst(intervals, 0.0);  // largest share of a layer's length that an interval misses
  double slowest = fastestSmooth;
  double worstTotal = 0.0;
  for (const SampledLength& length : lengths) {
    if (!(length.relativeError() > tolerance)) continue;
    slowest = std::min(slowest, length.rate);
    worstTotal = std::max(worstTotal, length.relativeError());
    for (std::size_t j = 0; j < intervals; ++j)
      worst[j] = std::max(worst[j], length.perInterval[j] / (length.length + length.missing));
  }
  if (worstTotal <= tolerance || static_cast<int>(t.size()) >= pointLimit) return t;
  // Cutting an interval into s parts leaves 1 / s^p of its missing part; for a given number of samples the
  // sum is least where s grows with the (p + 1)-th root of it.
  const double p = std::max(1.0, std::log2(slowest));
  const auto parts = [&](std::size_t j, double scale) {
    return std::clamp(std::ceil(scale * std::pow(worst[j], 1.0 / (p + 1.0))), 1.0, 1024.0);
  };
  double total = 0.0;
  for (const double one : worst) total += one;
  const double shrink = worstTotal / total;  // the layers' worst intervals need not coincide
  const auto samplesAndError = [&](double scale) {
    double samples = 1.0;
    double error = 0.0;
    for (std::size_t j = 0; j < intervals; ++j) {
      const double s = parts(j, scale);
      samples += s;
      error += worst[j] / std::pow(s, p);
    }
    return std::pair(samples, error * shrink);
  };
  double low = 0.0;
  double high = 1.0;
  const auto goesTooFar = [&](double scale) {
    const auto [samples, error] = samplesAndError(scale);
    return samples > pointLimit || error <= 0.8 * tolerance;
  };
  while (!goesTooFar(high) && high < 1e12) high *= 2.0;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (goesTooFar(middle) ? high : low) = middle;
  }
  const double scale = samplesAndError(high).first <= pointLimit ? high : low;
  std::vector<double> samples;
  for (std::size_t j = 0; j < intervals; ++j) {
    const auto i = static_cast<Eigen::Index>(j);
    const double s = parts(j, scale);
    for (double part = 0.0; part < s; ++part) samples.push_back(t[i] + (t[i + 1] - t[i]) * (part / s));
  }
  samples.push_back(t[t.size() - 1]);
  return Eigen::Map<const Eigen::VectorXd>(samples.data(), static_cast<Eigen::Index>(samples.size()));
}

}  // namespace arcscope::core
