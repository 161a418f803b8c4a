#include "core/study/growth_map.h"

#include <cmath>
#include <stdexcept>

#include "core/study/draws.h"
#include "core/theory/answer.h"

namespace arcscope::core {
namespace {

constexpr int pointsOfCurve = 256;

Subject subjectAt(const Subject& subject, double sigmaW, double sigmaB) {
  Subject at = subject;
  at.setting.sigmaW = sigmaW;
  at.setting.sigmaB = sigmaB;
  at.setting.method = Method::Sampled;
  at.setting.points = pointsOfCurve;
  at.setting.refine = false;
  return at;
}

double growthOf(const CurveMeasures& measures) {
  const double depth = static_cast<double>(measures.length.size()) - 1.0;
  const double total = measures.length.back() / measures.length.front();
  return total >= 0.0 && std::isfinite(total) ? std::pow(total, 1.0 / depth) : nan;
}

}  // namespace

bool computeGrowthMap(const GrowthMapRequest& request, const std::function<void(const PhaseDiagram&)>& pass,
                      const std::stop_token& stop) {
  if (request.columns < 2 || request.rows < 2 || !(request.sigmaWMax > 0.0) || !(request.sigmaBMax > 0.0))
    throw std::invalid_argument("a map of growth needs two points along each side of a plane");
  if (request.subject.loaded) throw std::invalid_argument("a loaded network has no sigma_w to vary");
  for (const int divisor : {4, 2, 1}) {
    PhaseDiagram map;
    map.request = {.activation = request.subject.setting.activation,
                   .sigmaWMax = request.sigmaWMax,
                   .sigmaBMax = request.sigmaBMax,
                   .columns = request.columns,
                   .rows = request.rows,
                   .correlations = false};
    map.columns = std::max(2, request.columns / divisor);
    map.rows = std::max(2, request.rows / divisor);
    const std::int64_t count = std::int64_t{map.columns} * map.rows;
    map.growth.resize(static_cast<std::size_t>(count));
    const std::int64_t done = measureInOrder(
        0, count,
        [&](std::int64_t i) {
          return subjectAt(request.subject, map.sigmaW(static_cast<int>(i % map.columns)),
                           map.sigmaB(static_cast<int>(i / map.columns)));
        },
        {Measure::Length}, {.threads = 0, .background = true},
        [&](std::int64_t i, const MeasuredDraw& draw) {
          map.growth[static_cast<std::size_t>(i)] = growthOf(draw.measures);
          return true;
        },
        stop);
    if (done < count) return false;
    map.complete = divisor == 1;
    pass(map);
  }
  return true;
}

}  // namespace arcscope::core
