#include "core/explorer/kac_rice.h"

#include "core/exact/curve_trace.h"
#include "core/theory/crossings.h"

namespace arcscope::core {
namespace {

constexpr double imageBytes = 256.0 * 1024 * 1024;
constexpr double innerPoints = 300.0;  ///< at most, of a whole circle's image between its breakpoints

TheoryCurve none(const char* reason) {
  return {.values = {}, .reason = reason};
}

/// What the images before all layers take.
double bytesOf(const CurveTrace& trace) {
  double numbers = 0.0;
  for (std::size_t d = 0; d + 1 < trace.layers.size(); ++d)
    numbers += (static_cast<double>(trace.layers[d].pieces) + innerPoints) * trace.layers[d].width;
  return numbers * sizeof(float);
}

/// Along the pieces of the exact curve; nothing where it was not traced, or takes too much memory.
TheoryCurve alongPieces(const Snapshot& snapshot, const std::vector<LayerLaw>& laws,
                        const std::stop_token& stop) {
  if (!snapshot.trace || !snapshot.measures.exact || bytesOf(*snapshot.trace) > imageBytes) return {};
  const Setting& setting = snapshot.subject.setting;
  const TraceOptions options{.tBegin = setting.tBegin,
                             .tEnd = setting.tEnd,
                             .maxPieces = setting.pieceLimit,
                             .maxBytes = 2.0 * imageBytes,
                             .patterns = false,
                             .images = true};
  const CurveTrace trace =
      traceCurve(networkOf(snapshot.subject), snapshot.plane, curveOf(setting), options, stop);
  TheoryCurve curve;
  if (trace.stop != TraceStop::None) return curve;
  for (std::size_t d = 0; d < laws.size() && !stop.stop_requested(); ++d)
    curve.values.push_back(laws[d].fanOut * expectedCrossings(trace.layers[d].image->values, laws[d]));
  return curve;
}

/// Along the points that views show.
TheoryCurve alongPoints(const Snapshot& snapshot, const std::vector<LayerLaw>& laws,
                        const std::stop_token& stop) {
  if (snapshot.view.image != ImageKind::Z) return none("shown beside the images z, not h");
  TheoryCurve curve;
  for (std::size_t d = 0; d < laws.size() && !stop.stop_requested(); ++d) {
    const LayerSnapshot& before = snapshot.layers[d];
    if (!before.image || before.image->rows() != laws[d].fanIn)
      return none("the images of this network are not kept");
    curve.values.push_back(laws[d].fanOut * expectedCrossings(*before.image, laws[d]));
  }
  return curve;
}

}  // namespace

void addKacRice(const Snapshot& snapshot, const std::vector<LayerLaw>& laws, const std::stop_token& stop,
                TheoryLines& lines) {
  lines.kacRicePoints = 0;
  if (!hasGaussianWeights(snapshot.subject.setting)) {
    lines.kacRice = none("the law of Kac and Rice is of Gaussian weights");
  } else if (snapshot.quality != Quality::Full) {
    lines.kacRice = none("found when the network rests");
  } else {
    lines.kacRice = alongPieces(snapshot, laws, stop);
    if (lines.kacRice) return;
    lines.kacRice = alongPoints(snapshot, laws, stop);
    lines.kacRicePoints = snapshot.t.size();
  }
}

}  // namespace arcscope::core
