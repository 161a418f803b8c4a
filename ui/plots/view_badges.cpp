#include "ui/plots/view_badges.h"

#include <algorithm>

#include "ui/plots/axis_ticks.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

QString shortText(const core::Notice& notice) {
  using Kind = core::Notice::Kind;
  const QString from = notice.layer >= 0 ? QObject::tr(" from layer %1").arg(notice.layer) : QString();
  switch (notice.kind) {
    case Kind::Sampled:
      return QObject::tr("sampled");
    case Kind::PieceLimit:
      return QObject::tr("too many pieces") + from;
    case Kind::SamplingError:
      return QObject::tr("coarsely sampled") + from;
    case Kind::LowVariance:
      return QObject::tr("low variance") + from;
    case Kind::Overflow:
      return QObject::tr("overflow") + from;
    case Kind::Saturated:
      return QObject::tr("saturated") + from;
    case Kind::Dead:
      return QObject::tr("one point") + from;
    case Kind::NonPositive:
      return QObject::tr("length zero") + from;
    case Kind::Streamed:
      return QObject::tr("streamed");
  }
  return {};
}

}  // namespace

QVector<Badge> noticeBadges(const core::Snapshot& snapshot, std::initializer_list<core::Notice::Kind> kinds) {
  QVector<Badge> badges;
  for (const core::Notice::Kind kind : kinds) {
    const auto found = std::find_if(snapshot.notices.begin(), snapshot.notices.end(),
                                    [kind](const core::Notice& n) { return n.kind == kind; });
    if (found == snapshot.notices.end()) continue;
    const bool warning = kind != core::Notice::Kind::Sampled && kind != core::Notice::Kind::Streamed;
    badges.append(Badge{shortText(*found), coreText(found->text), warning});
  }
  return badges;
}

Badge samplingBadge(const core::Snapshot& snapshot) {
  const core::CurveMeasures& measures = snapshot.measures;
  const QString points = countText(static_cast<double>(snapshot.t.size()));
  if (snapshot.quality == core::Quality::Preview)
    return {QObject::tr("preview"),
            QObject::tr("Computed at %1 points; the full picture follows.").arg(points), false};
  if (measures.exact)
    return {
        QObject::tr("exact"),
        QObject::tr("Followed from breakpoint to breakpoint, not sampled: %1 pieces, %2 distinct patterns.")
            .arg(countText(static_cast<double>(measures.pieces.empty() ? 1 : measures.pieces.back())),
                 countText(static_cast<double>(measures.patterns.empty() ? 1 : measures.patterns.back()))),
        false};
  const QString tooltip =
      QObject::tr(
          "Computed at %1 points. The chords between them miss at most about this share of a layer's length.")
          .arg(points);
  return {QObject::tr("sampled ±%1").arg(percentText(std::max(measures.samplingError, 0.001))), tooltip,
          measures.samplingError > 0.01};
}

Badge imageBadge(const core::Snapshot& snapshot) {
  if (snapshot.quality == core::Quality::Preview) return samplingBadge(snapshot);
  const QString points = countText(static_cast<double>(snapshot.t.size()));
  if (snapshot.exactImages)
    return {QObject::tr("exact"),
            QObject::tr("Through all breakpoints of the curve: between two of the %1 points nothing bends.")
                .arg(points),
            false};
  return {QObject::tr("%1 points").arg(points), QObject::tr("Through samples of the curve."), false};
}

QString widthText(const core::Setting& setting) {
  int narrowest = core::widthOf(setting, 1);
  int widest = narrowest;
  for (int layer = 2; layer <= setting.depth; ++layer) {
    narrowest = std::min(narrowest, core::widthOf(setting, layer));
    widest = std::max(widest, core::widthOf(setting, layer));
  }
  return narrowest == widest ? QObject::tr("width %1").arg(widest)
                             : QObject::tr("widths %1 to %2").arg(narrowest).arg(widest);
}

QString layerName(int layer) {
  return layer == 0 ? QStringLiteral("x(t)") : QObject::tr("layer %1").arg(layer);
}

}  // namespace arcscope::ui
