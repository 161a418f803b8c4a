#include "ui/plots/family_view.h"

#include <cmath>

#include "ui/plots/axis_ticks.h"
#include "ui/plots/bubble.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

/// The one draw that the pin is, where it belongs among the members of a family.
QVector<QPointF> familyPoints(const Pin& pin, FamilyFigure figure) {
  const core::Setting& setting = pin.subject.setting;
  const core::CurveMeasures& m = pin.snapshot->measures;
  QVector<QPointF> points;
  switch (figure) {
    case FamilyFigure::Length:
      return againstLayer(m.length, 0);
    case FamilyFigure::GrowthSigma:
    case FamilyFigure::GrowthWidth: {
      const bool sigma = figure == FamilyFigure::GrowthSigma;
      if (pin.subject.loaded || !setting.widths.empty()) break;
      const double growth = std::pow(m.length.back() / m.length.front(), 1.0 / setting.depth);
      points.append(QPointF(sigma ? setting.sigmaW : setting.width, growth));
      break;
    }
    case FamilyFigure::Transitions:
      for (std::size_t d = 0; d < m.signTransitions.size(); ++d)
        points.append(QPointF(m.length[d], static_cast<double>(m.signTransitions[d])));
      break;
    case FamilyFigure::Pieces:
      for (std::size_t d = 1; d <= m.pieces.size() && !pin.subject.loaded && setting.widths.empty(); ++d)
        points.append(QPointF(static_cast<double>(d), static_cast<double>(m.pieces[d - 1]) /
                                                          (static_cast<double>(d) * setting.width)));
      break;
  }
  return points;
}

}  // namespace

FamilyView::FamilyView(QWidget* parent) : PlotView(parent) {
  setObjectName(QStringLiteral("familyView"));
  setAccessibleName(tr("Networks of several widths and scales beside each other"));
}

void FamilyView::setSnapshot(SnapshotPtr snapshot) {
  PlotView::setSnapshot(std::move(snapshot));
  wantFamily();
}

void FamilyView::showEvent(QShowEvent* event) {
  PlotView::showEvent(event);
  wantFamily();
}

void FamilyView::hideEvent(QHideEvent* event) {
  Q_EMIT familyNotWanted();
  PlotView::hideEvent(event);
}

/// While a slider moves the lines stay as they are.
void FamilyView::wantFamily() {
  if (m_snapshot && m_snapshot->quality == core::Quality::Full && isVisible())
    Q_EMIT familyRequested(familyRequest(m_choice, m_snapshot->subject));
}

void FamilyView::setFamily(const FamilyPtr& family) {
  if (family == m_family) return;
  m_family = family;
  rebuild();
  Q_EMIT badgesChanged();
}

void FamilyView::setFamilyChoice(const FamilyChoice& choice) {
  if (choice == m_choice) return;
  m_choice = choice;
  rebuild();
  wantFamily();
  Q_EMIT familyChoiceChanged();
  Q_EMIT badgesChanged();
}

PlotContent FamilyView::content(const core::Snapshot& snapshot) const {
  if (!m_family || !m_family->error.empty()) return {};
  PlotContent content = familyContent(*m_family, m_choice.figure);
  const bool growth =
      m_choice.figure == FamilyFigure::GrowthSigma || m_choice.figure == FamilyFigure::GrowthWidth;
  addGhosts(content, comparison(), snapshot.subject.setting,
            [this](const Pin& pin) { return familyPoints(pin, m_choice.figure); }, {.dots = growth});
  return content;
}

QVector<Badge> FamilyView::badges() const {
  if (!m_family) return {};
  if (!m_family->error.empty()) return {{tr("no family"), coreText(m_family->error), true}};
  QVector<Badge> badges;
  if (m_family->complete)
    badges.append({tr("%1 draws each").arg(m_family->request.draws),
                   tr("Each line is the mean over so many draws of the network and of the end points."),
                   false});
  else
    badges.append({tr("%1 of %2 draws")
                       .arg(countText(static_cast<double>(m_family->drawsDone)),
                            countText(static_cast<double>(m_family->drawsWanted()))),
                   tr("The lines settle as draws come in."), false});
  if (m_plot.omitted() > 0 && m_family->complete) badges += omissionBadge();
  return badges;
}

DataTable FamilyView::numbers() const {
  return m_family ? familyNumbers(*m_family) : DataTable{};
}

void FamilyView::paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const {
  PlotView::paint(painter, rect, theme, target);
  if (m_family && !m_family->error.empty()) paintEmpty(painter, rect, coreText(m_family->error), theme);
}

}  // namespace arcscope::ui
