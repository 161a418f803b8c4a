#include "core/theory/phase_diagram.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "core/support/parallel.h"
#include "core/theory/correlation_table.h"
#include "core/theory/gaussian_moments.h"

namespace arcscope::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const PhaseRequest& request) {
  if (request.columns < 2 || request.rows < 2)
    throw std::invalid_argument("a phase diagram needs two columns and two rows at least");
  const auto rises = [](double from, double to) { return from >= 0.0 && from < to && std::isfinite(to); };
  if (!rises(request.sigmaWMin, request.sigmaWMax) || !rises(request.sigmaBMin, request.sigmaBMax))
    throw std::invalid_argument("the ranges of a phase diagram must rise from 0 or more");
}

double between(double from, double to, int i, int count) {
  return from + (to - from) * i / (count - 1);
}

PhaseDiagram emptyPass(const PhaseRequest& request, int divisor) {
  PhaseDiagram diagram;
  diagram.request = request;
  diagram.columns = std::max(2, request.columns / divisor);
  diagram.rows = std::max(2, request.rows / divisor);
  const auto count = static_cast<std::size_t>(diagram.columns) * static_cast<std::size_t>(diagram.rows);
  diagram.limit.resize(count);
  diagram.qStar.assign(count, nan);
  diagram.chi1.assign(count, nan);
  return diagram;
}

/// q* and chi_1 along a row; each search starts from the neighbour's q*, which it does not depend on but for
/// gelu and silu.
void fillRow(PhaseDiagram& diagram, int row) {
  const Activation activation = diagram.request.activation;
  const bool homogeneous = homogeneousForm(activation).has_value();
  const bool manyLimits = activation == Activation::Gelu || activation == Activation::Silu;
  double start = usualQ;
  for (int column = 0; column < diagram.columns; ++column) {
    const std::size_t at = diagram.index(row, column);
    const MeanField field{activation, diagram.sigmaW(column), diagram.sigmaB(row)};
    const FixedLength length = fixedLength(field, start);
    diagram.limit[at] = length.limit;
    if (length.limit == LengthLimit::FixedPoint) {
      diagram.qStar[at] = length.q;
      if (!manyLimits) start = std::max(length.q, 1e-3);
    }
    if (length.limit == LengthLimit::FixedPoint || homogeneous)
      diagram.chi1[at] =
          field.sigmaW * field.sigmaW *
          gaussianMoments(activation, length.limit == LengthLimit::FixedPoint ? length.q : usualQ)
              .slopeSquare;
  }
}

bool isChaotic(const PhaseDiagram& diagram, std::size_t at) {
  return diagram.limit[at] == LengthLimit::FixedPoint && diagram.qStar[at] > 0.0 && diagram.chi1[at] > 1.0;
}

void addCorrelations(PhaseDiagram& diagram, const std::optional<CorrelationTable>& table) {
  const std::size_t count = diagram.qStar.size();
  diagram.cStar.assign(count, nan);
  diagram.xiC.assign(count, nan);
  for (int row = 0; row < diagram.rows; ++row) {
    for (int column = 0; column < diagram.columns; ++column) {
      const std::size_t at = diagram.index(row, column);
      if (!(diagram.qStar[at] > 0.0)) continue;
      CorrelationTable::Point point{1.0, diagram.chi1[at]};
      if (isChaotic(diagram, at)) point = (*table)(diagram.qStar[at], diagram.sigmaW(column));
      diagram.cStar[at] = point.fixedPoint;
      diagram.xiC[at] = point.slope >= 1.0  ? infinity
                        : point.slope > 0.0 ? -1.0 / std::log(point.slope)
                                            : 0.0;
    }
  }
}

/// Makes `table` fit for the chaotic points of this pass, if there are any.
void extend(std::optional<CorrelationTable>& table, const PhaseDiagram& diagram) {
  double least = infinity;
  double most = 0.0;
  for (std::size_t at = 0; at < diagram.qStar.size(); ++at) {
    if (!isChaotic(diagram, at)) continue;
    least = std::min(least, diagram.qStar[at]);
    most = std::max(most, diagram.qStar[at]);
  }
  least = std::max(least, 1e-6);
  if (most == 0.0 || (table && table->covers(least, most))) return;
  table.emplace(diagram.request.activation, std::max(0.1 * least, 1e-6), most);
}

}  // namespace

double PhaseDiagram::sigmaW(int column) const {
  return between(request.sigmaWMin, request.sigmaWMax, column, columns);
}

double PhaseDiagram::sigmaB(int row) const {
  return between(request.sigmaBMin, request.sigmaBMax, row, rows);
}

std::vector<CriticalPoint> criticalLine(Activation activation, double sigmaBMin, double sigmaBMax,
                                        double sigmaWMax, int points) {
  std::vector<CriticalPoint> line(static_cast<std::size_t>(points));
  const bool homogeneous = homogeneousForm(activation).has_value();
  parallelFor(line.size(), [&](std::size_t i) {
    const double share = between(0.0, 1.0, static_cast<int>(i), points);
    const double sigmaB = sigmaBMin + share * share * (sigmaBMax - sigmaBMin);
    line[i] = {criticalSigmaW(activation, homogeneous ? 0.0 : sigmaB).value, sigmaB};
  });
  std::erase_if(line, [&](const CriticalPoint& point) { return !(point.sigmaW <= sigmaWMax); });
  return line;
}

bool computePhaseDiagram(const PhaseRequest& request, const std::function<void(const PhaseDiagram&)>& pass,
                         const std::stop_token& stop) {
  check(request);
  std::vector<CriticalPoint> critical;
  std::optional<CorrelationTable> table;
  for (const int divisor : {8, 3, 1}) {
    PhaseDiagram diagram = emptyPass(request, divisor);
    parallelFor(static_cast<std::size_t>(diagram.rows), [&](std::size_t row) {
      if (!stop.stop_requested()) fillRow(diagram, static_cast<int>(row));
    });
    if (stop.stop_requested()) return false;
    if (request.correlations) {
      extend(table, diagram);
      addCorrelations(diagram, table);
    }
    if (divisor == 8)
      critical =
          criticalLine(request.activation, request.sigmaBMin, request.sigmaBMax, request.sigmaWMax, 61);
    diagram.critical = critical;
    diagram.complete = divisor == 1;
    if (stop.stop_requested()) return false;
    pass(diagram);
  }
  return true;
}

}  // namespace arcscope::core
