#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/study/draws.h"
#include "core/study/statistics.h"

namespace arcscope::core {

/// One measure over the draws, layer by layer.
struct MeasureSummary {
  Measure measure = Measure::Length;
  int firstLayer = 1;           ///< layers[0] is this one: 0 where the input has the measure, else 1
  std::vector<Summary> layers;  ///< up to layer depth
};

/// What is known after some draws of one setting: what a view shows or a file gets.
struct EnsembleResult {
  Subject subject;
  std::int64_t draws = 0;
  std::int64_t exactDraws = 0;           ///< whose lengths and counts are exact
  std::int64_t limitMet = 0;             ///< whose refinement met the limit of points
  std::vector<MeasureSummary> measures;  ///< the wanted ones that some draw has, in the order of the table

  /// Null for a measure that was not wanted, or that no draw has.
  [[nodiscard]] const MeasureSummary* find(Measure measure) const;
};

/// Many draws of one setting, folded draw by draw: draw 0 is the setting itself, see drawSeed(). A value: a
/// copy can go on with more draws, and so can an ensemble that was stopped. Its memory does not grow with the
/// draws: at most some 20 kB a measure and layer.
class Ensemble {
 public:
  Ensemble(Subject subject, MeasureSet measures);

  [[nodiscard]] const Subject& subject() const { return m_subject; }
  [[nodiscard]] MeasureSet measures() const { return m_measures; }
  [[nodiscard]] std::int64_t draws() const { return m_draws; }  ///< folded so far: draws 0 to draws() - 1
  /// Folds draw number draws().
  void add(const CurveMeasures& figures);
  /// Cost: a sort of up to 1024 numbers a measure and layer, about 30 us each.
  [[nodiscard]] EnsembleResult result() const;
  /// Memory held, the subject apart.
  [[nodiscard]] std::size_t bytes() const;

 private:
  Subject m_subject;
  MeasureSet m_measures;
  std::int64_t m_draws = 0;
  std::int64_t m_exactDraws = 0;
  std::int64_t m_limitMet = 0;
  std::vector<std::vector<RunningStatistics>> m_statistics;  ///< [measures][layers], empty where not wanted
};

/// Adds draws until there are `draws` of them, on all processors; `observe` sees the ensemble after each
/// draw, in order, one call at a time, on any thread, and may take its result(). The outcome does not depend
/// on the number of threads, on stops or on how the draws were shared out over calls. False when `stop` was
/// requested first: the draws that were folded stay.
/// @throws std::invalid_argument for a setting that validate() refuses.
bool extend(Ensemble& ensemble, std::int64_t draws, const DrawOptions& options = {},
            const std::function<void(const Ensemble&)>& observe = {}, const std::stop_token& stop = {});

}  // namespace arcscope::core
