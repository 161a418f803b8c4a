#pragma once
#include <functional>
#include <stop_token>

#include "core/explorer/subject.h"
#include "core/theory/phase_diagram.h"

namespace arcscope::core {

/// Which networks are measured over the plane of (sigma_w, sigma_b).
struct GrowthMapRequest {
  Subject subject;  ///< of everything but its sigma_w and sigma_b, which give way
  double sigmaWMax = 5.0;
  double sigmaBMax = 4.0;
  int columns = 40;  ///< points along sigma_w, from 0 to sigmaWMax, both included
  int rows = 30;     ///< along sigma_b
  friend bool operator==(const GrowthMapRequest&, const GrowthMapRequest&) = default;
};

/// Growth of length a layer, (l_n / l_0)^(1/n), of one draw at each point: PhaseDiagram::growth beside chi_1
/// of infinite width, NaN where the image has no length or an infinite one. The draw has the same addressed
/// numbers everywhere, so the map is smooth. Curves are sampled at 256 equidistant t. In three passes of
/// rising resolution, each handed out on the calling thread; on all processors. False when `stop` was
/// requested: the passes so far stand. Cost: a draw and a bare computation of length a point, about 1 ms for
/// k = 100 and 11 layers on one processor.
/// @pre subject.loaded is null. @throws std::invalid_argument for a request that has no plane or no network.
bool computeGrowthMap(const GrowthMapRequest& request, const std::function<void(const PhaseDiagram&)>& pass,
                      const std::stop_token& stop = {});

}  // namespace arcscope::core
