#include "core/study/ensemble.h"

#include <algorithm>

namespace arcscope::core {

const MeasureSummary* EnsembleResult::find(Measure measure) const {
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const MeasureSummary& one) { return one.measure == measure; });
  return found == measures.end() ? nullptr : &*found;
}

Ensemble::Ensemble(Subject subject, MeasureSet measures)
    : m_subject(std::move(subject)), m_measures(measures), m_statistics(measureTable().size()) {
  for (const MeasureRow& row : measureTable())
    if (measures.has(row.measure))
      m_statistics[static_cast<std::size_t>(row.measure)].resize(
          static_cast<std::size_t>(m_subject.setting.depth + 1 - row.firstLayer));
}

void Ensemble::add(const CurveMeasures& figures) {
  ++m_draws;
  m_exactDraws += figures.exact ? 1 : 0;
  m_limitMet += figures.limitMet ? 1 : 0;
  for (const MeasureRow& row : measureTable()) {
    int layer = row.firstLayer;
    for (RunningStatistics& statistics : m_statistics[static_cast<std::size_t>(row.measure)]) {
      if (const std::optional<double> value = figure(figures, row.measure, layer++))
        statistics.add(*value);
      else
        statistics.addMissing();
    }
  }
}

EnsembleResult Ensemble::result() const {
  EnsembleResult result{.subject = m_subject,
                        .draws = m_draws,
                        .exactDraws = m_exactDraws,
                        .limitMet = m_limitMet,
                        .measures = {}};
  for (const MeasureRow& row : measureTable()) {
    const auto& layers = m_statistics[static_cast<std::size_t>(row.measure)];
    const auto exists = [](const RunningStatistics& one) { return one.exists(); };
    if (std::none_of(layers.begin(), layers.end(), exists)) continue;
    MeasureSummary& summary = result.measures.emplace_back(MeasureSummary{row.measure, row.firstLayer, {}});
    for (const RunningStatistics& statistics : layers) summary.layers.push_back(statistics.summary());
  }
  return result;
}

std::size_t Ensemble::bytes() const {
  std::size_t sum = sizeof *this - sizeof m_subject;
  for (const auto& layers : m_statistics)
    for (const RunningStatistics& statistics : layers) sum += statistics.bytes();
  return sum;
}

bool extend(Ensemble& ensemble, std::int64_t draws, const DrawOptions& options,
            const std::function<void(const Ensemble&)>& observe, const std::stop_token& stop) {
  const auto subjectOf = [subject = ensemble.subject()](std::int64_t draw) { return drawOf(subject, draw); };
  const auto take = [&](std::int64_t, const MeasuredDraw& draw) {
    ensemble.add(draw.measures);
    if (observe) observe(ensemble);
    return true;
  };
  if (ensemble.draws() >= draws) return true;
  return measureInOrder(ensemble.draws(), draws, subjectOf, ensemble.measures(), options, take, stop) >=
         draws;
}

}  // namespace arcscope::core
