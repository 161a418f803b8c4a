#include "core/explorer/notices.h"

#include <cmath>
#include <cstdio>

#include "core/exact/curve_trace.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

constexpr double overflowLevel = 1e30;
constexpr double saturationLevel = 0.99;
constexpr double errorLevel = 0.01;
constexpr double varianceLevel = 0.5;

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100.0 * share);
  return text;
}
std::string from(int layer) {
  return "from layer " + std::to_string(layer) + " on";
}

/// First layer (1..) that the test holds for, or 0.
template <class Test>
int firstLayer(int depth, Test test) {
  for (int d = 1; d <= depth; ++d)
    if (test(static_cast<std::size_t>(d))) return d;
  return 0;
}

std::string limitText(const Snapshot& snapshot) {
  const std::string layer = " in layer " + std::to_string(snapshot.trace->stopLayer);
  switch (snapshot.trace->stop) {
    case TraceStop::Pieces:
      return "The exact method met its limit of " + numberText(snapshot.subject.setting.pieceLimit) +
             " pieces" + layer + ": lengths and counts are sampled.";
    case TraceStop::Bytes:
      return "The exact method met its limit of memory" + layer + ": lengths and counts are sampled.";
    default:
      return "The exact method met numbers out of range" + layer + ": lengths and counts are sampled.";
  }
}

}  // namespace

std::vector<Notice> noticesOf(const Snapshot& snapshot) {
  const CurveMeasures& m = snapshot.measures;
  const int depth = snapshot.depth();
  const bool convolutional = isConvolutional(snapshot.subject);  // of which q is not known
  std::vector<Notice> notices;
  const auto add = [&](Notice::Kind kind, int layer, std::string text) {
    notices.push_back({kind, layer, std::move(text)});
  };
  const int overflow = firstLayer(depth, [&](std::size_t d) {
    return !(m.length[d] < overflowLevel) || (!convolutional && !(m.q[d - 1] < overflowLevel));
  });
  if (overflow > 0) add(Notice::Kind::Overflow, overflow, "Values grow beyond 1e30 " + from(overflow) + ".");
  const int dead =
      firstLayer(depth, [&](std::size_t d) { return m.dead[d - 1] == snapshot.layers[d].width; });
  if (dead > 0) add(Notice::Kind::Dead, dead, "The image is a single point " + from(dead) + ".");
  const int saturated =
      firstLayer(depth, [&](std::size_t d) { return m.saturated[d - 1] > saturationLevel; });
  if (saturated > 0 && saturated != dead)
    add(Notice::Kind::Saturated, saturated,
        "More than 99 % of the neurons are in a flat region in layer " + std::to_string(saturated) + ".");
  int nonPositive = m.length[0] > 0.0 ? 0 : -1;
  if (nonPositive == 0) nonPositive = firstLayer(depth, [&](std::size_t d) { return !(m.length[d] > 0.0); });
  if (nonPositive != 0) {
    const int layer = nonPositive < 0 ? 0 : nonPositive;
    add(Notice::Kind::NonPositive, layer,
        "Lengths of zero cannot stand on a log axis (layer " + std::to_string(layer) + ").");
  }
  if (m.samplingError > errorLevel) {
    int layer = 0;
    while (m.lengthError[static_cast<std::size_t>(layer)] <= errorLevel) ++layer;
    add(Notice::Kind::SamplingError, layer,
        "Sampling misses up to " + percent(m.samplingError) + " of the length, more than 1 % " + from(layer) +
            ".");
  }
  if (snapshot.view.projection.kind == ProjectionChoice::Kind::PrincipalComponents) {
    const int low = firstLayer(
        depth, [&](std::size_t d) { return snapshot.layers[d].projected.explainedTotal < varianceLevel; });
    if (low > 0)
      add(Notice::Kind::LowVariance, low,
          "The projection holds less than half of the variance in layer " + std::to_string(low) + ".");
  }
  if (snapshot.streamed)
    add(Notice::Kind::Streamed, -1,
        "Too large to keep: the image and the pattern of the selected layer only.");
  if (snapshot.quality == Quality::Full && snapshot.trace && !m.exact)
    add(Notice::Kind::PieceLimit, snapshot.trace->stopLayer, limitText(snapshot));
  if (convolutional)
    add(Notice::Kind::Sampled, -1,
        snapshot.view.image == ImageKind::H
            ? "Convolutional: images after pooling, of z (h is not kept); lengths and counts are sampled."
            : "Convolutional: images after pooling; lengths and counts are sampled.");
  else if (!m.exact)
    add(Notice::Kind::Sampled, -1, "Lengths and counts are sampled, not exact.");
  return notices;
}

}  // namespace arcscope::core
