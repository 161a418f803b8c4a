#include "core/explorer/trace_cost.h"

#include <algorithm>

#include "core/explorer/cost_model.h"

namespace arcscope::core {
namespace {

constexpr double frameSeconds = 0.006;
constexpr std::int64_t piecesLeast = 64;  ///< so many always fit

/// Multiplications that one more piece of the last layer costs, about: two columns through half of the
/// layers.
double perPiece(const Setting& setting) {
  return std::max(1.0, weightsOf(setting) + 3.0 * widthOf(setting, 1));
}

bool isSameShape(const Setting& a, const Setting& b) {
  return a.activation == b.activation && a.depth == b.depth && a.width == b.width && a.widths == b.widths &&
         a.trajectory == b.trajectory && a.networkFile == b.networkFile;
}

}  // namespace

std::int64_t TraceCost::piecesInAFrame(const Setting& setting) const {
  if (isSameShape(setting, m_last) && m_lastSeconds > frameSeconds) return 0;
  const auto fitting = static_cast<std::int64_t>(frameSeconds / (perPiece(setting) * m_perMultiplication));
  return std::max(piecesLeast, fitting);
}

void TraceCost::learn(const Setting& setting, const CurveTrace& trace, double seconds) {
  m_last = setting;
  if (trace.stop == TraceStop::Pieces) {
    m_lastSeconds = std::numeric_limits<double>::infinity();
    return;
  }
  m_lastSeconds = seconds;
  const double pieces = trace.layers.empty() ? 1.0 : static_cast<double>(trace.layers.back().pieces);
  m_perMultiplication += 0.4 * (seconds / (pieces * perPiece(setting)) - m_perMultiplication);
}

}  // namespace arcscope::core
