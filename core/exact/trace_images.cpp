#include <algorithm>
#include <cmath>

#include "core/exact/piece_shape.h"
#include "core/exact/trace_tile.h"

namespace arcscope::core {

void ImagePlan::prepare(const TraceContext& context, std::span<const double> t, const double* bend) {
  m_pieces = static_cast<int>(t.size()) - 1;
  m_t.clear();
  m_ends.clear();
  m_inner.clear();
  for (int piece = 0; piece < m_pieces; ++piece) {
    const auto p = static_cast<std::size_t>(piece);
    m_ends.push_back(static_cast<int>(m_t.size()));
    m_t.push_back(t[p]);
    if (!context.bends) continue;
    const double root = std::sqrt(bend[p]);
    const double half = 2.0 * std::atan(root);
    const int steps = static_cast<int>(std::ceil(2.0 * half / context.options->imageStep));
    for (int i = 1; i < steps; ++i) {
      const double angle = half * (2.0 * i / steps - 1.0);
      const PieceWeights weights = weightsAt(std::tan(0.5 * angle) / root, bend[p], true);
      m_inner.push_back({static_cast<int>(m_t.size()), piece, weights.left, weights.inner, weights.right});
      m_t.push_back(0.5 * (t[p] + t[p + 1]) + angle / context.turnRate);
    }
  }
  m_ends.push_back(static_cast<int>(m_t.size()));
  m_t.push_back(t.back());
}

void ImagePlan::emit(const double* row, float* out) const {
  if (m_inner.empty()) {
    for (int i = 0; i <= m_pieces; ++i) out[i] = static_cast<float>(row[i]);
    return;
  }
  for (int i = 0; i <= m_pieces; ++i) out[m_ends[static_cast<std::size_t>(i)]] = static_cast<float>(row[i]);
  const double* const inner = row + m_pieces + 1;
  for (const Inner& at : m_inner)
    out[at.index] = static_cast<float>(at.left * row[at.piece] + at.inner * inner[at.piece] +
                                       at.right * row[at.piece + 1]);
}

std::vector<double> breakpointsOf(const CurveTrace& trace, int layer) {
  std::vector<double> t;
  for (const Crossing& crossing : trace.crossings)
    if (crossing.layer <= layer && (t.empty() || t.back() != crossing.t)) t.push_back(crossing.t);
  return t;
}

ImageMatrix imageAt(const TraceImage& image, std::span<const double> t) {
  ImageMatrix values(image.values.rows(), static_cast<Eigen::Index>(t.size()));
  if (image.t.empty()) return values;
  std::vector<Eigen::Index> left(t.size());
  std::vector<float> share(t.size());
  std::size_t next = 1;
  const std::size_t last = image.t.size() - 1;
  for (std::size_t j = 0; j < t.size(); ++j) {
    while (next < last && image.t[next] <= t[j]) ++next;
    const std::size_t begin = last == 0 ? 0 : next - 1;
    const double width = last == 0 ? 0.0 : image.t[next] - image.t[begin];
    left[j] = static_cast<Eigen::Index>(begin);
    share[j] = width > 0.0 ? static_cast<float>(std::clamp((t[j] - image.t[begin]) / width, 0.0, 1.0)) : 0.0F;
  }
  for (Eigen::Index i = 0; i < values.rows(); ++i) {
    const float* const row = image.values.row(i).data();
    for (std::size_t j = 0; j < t.size(); ++j) {
      const float* const at = row + left[j];
      const float step = last == 0 ? 0.0F : at[1] - at[0];
      values(i, static_cast<Eigen::Index>(j)) = share[j] >= 1.0F ? at[1] : at[0] + share[j] * step;
    }
  }
  return values;
}

}  // namespace arcscope::core
