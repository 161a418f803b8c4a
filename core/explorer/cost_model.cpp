#include "core/explorer/cost_model.h"

#include <algorithm>

namespace arcscope::core {
namespace {

constexpr double doubleMost = 3e7;       ///< multiplications: about a millisecond
constexpr double previewBudget = 0.008;  ///< seconds
constexpr int previewLeast = 32;
constexpr int previewMost = 512;

double macs(const Setting& setting, double points) {
  return points * (weightsOf(setting) + 3.0 * widthOf(setting, 1));
}
/// Follows a machine that slows down or recovers within a few pictures.
void learn(double& rate, double measured) {
  rate += 0.4 * (measured - rate);
}

}  // namespace

double weightsOf(const Setting& setting) {
  double weights = 0.0;
  for (int d = 2; d <= setting.depth; ++d)
    weights += static_cast<double>(widthOf(setting, d)) * static_cast<double>(widthOf(setting, d - 1));
  return weights;
}

double neuronsOf(const Setting& setting) {
  double neurons = effectiveInputDim(setting);
  for (int d = 1; d <= setting.depth; ++d) neurons += widthOf(setting, d);
  return neurons;
}

bool CostModel::fitsDouble(const Setting& setting, int points) {
  return macs(setting, points) < doubleMost;
}

double CostModel::seconds(const Setting& setting, Quality quality) const {
  int points = setting.points;
  if (quality == Quality::Preview) points = previewPoints(setting);
  if (quality == Quality::Full && setting.refine) points = std::max(points, setting.pointLimit);
  const bool inDouble = quality == Quality::Full || (quality == Quality::Live && fitsDouble(setting, points));
  const Rates& rates = ratesOf(quality);
  return macs(setting, points) * (inDouble ? rates.inDouble : rates.inFloat) +
         neuronsOf(setting) * points * rates.rest;
}

int CostModel::previewPoints(const Setting& setting) const {
  const Rates& rates = ratesOf(Quality::Preview);
  const double perPoint = macs(setting, 1.0) * rates.inFloat + neuronsOf(setting) * rates.rest;
  const auto fitting = static_cast<int>(std::min(previewBudget / perPoint, static_cast<double>(previewMost)));
  return std::min(setting.points, std::max(previewLeast, fitting / 32 * 32));
}

void CostModel::learnSweep(const Setting& setting, Quality quality, int points, bool inDouble,
                           double seconds) {
  Rates& rates = m_rates[static_cast<std::size_t>(quality)];
  learn(inDouble ? rates.inDouble : rates.inFloat, seconds / macs(setting, points));
}

void CostModel::learnRest(const Setting& setting, Quality quality, int points, double seconds) {
  learn(m_rates[static_cast<std::size_t>(quality)].rest, seconds / (neuronsOf(setting) * points));
}

}  // namespace arcscope::core
