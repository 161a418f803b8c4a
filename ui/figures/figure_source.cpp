#include "ui/figures/figure_source.h"

#include <QCoreApplication>
#include <algorithm>
#include <functional>

#include "core/support/text.h"
#include "ui/plots/autocorrelation_view.h"
#include "ui/plots/curvature_view.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/experiment_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/gradients_view.h"
#include "ui/plots/label.h"
#include "ui/plots/length_view.h"
#include "ui/plots/maps_view.h"
#include "ui/plots/pattern_raster.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/pin_look.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/region_facts.h"
#include "ui/plots/similarity_view.h"
#include "ui/plots/t_bar.h"
#include "ui/plots/training_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"

namespace arcscope::ui {
namespace {

double lineHeight(const Theme& theme, double factor = 1.0) {
  return theme.typeSize * theme.scale * factor * 1.5;
}

/// The setting's line broken where it does not fit.
QStringList wrapped(const QString& text, const QFontMetricsF& metrics, double width) {
  QStringList lines{QString()};
  for (const QString& part : text.split(QStringLiteral(", "))) {
    const QString longer = lines.back().isEmpty() ? part : lines.back() + QStringLiteral(", ") + part;
    if (lines.back().isEmpty() || metrics.horizontalAdvance(longer) <= width)
      lines.back() = longer;
    else
      lines << part;
  }
  return lines;
}

}  // namespace

struct FigureSource::Pane {
  std::unique_ptr<View> view;
  QString title;
  std::function<void(QPainter&, const QRectF&, const Theme&)> paint;
};

FigureSource::FigureSource(SnapshotPtr snapshot, const FigureChoice& choice, RegionMapPtr regions)
    : m_snapshot(std::move(snapshot)),
      m_choice(choice),
      m_regions(std::move(regions)),
      m_focus(std::make_unique<Focus>()),
      m_comparison(std::make_unique<Comparison>()) {
  m_comparison->setChoice(m_choice.comparison);
  m_comparison->setEnsemble(m_choice.ensemble);
  m_choice.pins = pinsOfFigure(m_choice);
  m_comparison->setPins(m_choice.pins);
  m_comparison->setPinsNamed(m_choice.kind != FigureKind::Page && m_choice.kind != FigureKind::Similarity);
  const ComparisonChoice& wanted = m_choice.comparison;
  if (m_choice.kind == FigureKind::Maps || m_choice.kind == FigureKind::Curvature ||
      (showsTheory(m_choice.kind) && (wanted.finiteWidth || wanted.meanField || wanted.scaling)))
    m_comparison->setTheory(core::theoryLines(*m_snapshot));
  if (studyPartsOf(m_choice.kind).any()) m_choice.study = studyOfFigure(*m_snapshot, m_choice);
  if (m_choice.t) m_focus->setT(*m_choice.t);
  const int depth = m_snapshot->depth();
  const bool ofRegions = m_choice.kind == FigureKind::Regions;
  if (ofRegions && !m_regions) m_regions = regionsOfFigure(*m_snapshot, m_choice);
  m_focus->setLayer(m_choice.layer >= 0 ? std::min(m_choice.layer, depth)
                    : ofRegions         ? depth
                                        : (depth + 1) / 2);
  if (m_choice.kind != FigureKind::Page) {
    m_panes.push_back(pane(m_choice.kind));
    return;
  }
  for (const FigureKind kind :
       {FigureKind::Grid, FigureKind::Lengths, FigureKind::Transitions, FigureKind::Raster})
    m_panes.push_back(pane(kind));
}

FigureSource::~FigureSource() = default;

FigureSource::Pane FigureSource::pane(FigureKind kind) const {
  Pane pane;
  switch (kind) {
    case FigureKind::Grid: {
      auto grid = std::make_unique<TrajectoryGrid>();
      grid->setCommonScale(m_choice.commonScale);
      grid->setFigureLayers(m_choice.layers);
      grid->setPins(m_choice.pins);
      grid->setSideBySide(m_choice.sideBySide);
      if (m_choice.kind == FigureKind::Grid && m_choice.glide > 0.0) {
        grid->setSnapshot(m_snapshot);
        grid->setOpenLayer(m_choice.layer);
        grid->setGlide(m_choice.glide);
      }
      if (m_choice.kind == FigureKind::Grid && m_choice.layer >= 0)
        pane.paint = [view = grid.get(), layer = m_choice.layer](QPainter& painter, const QRectF& rect,
                                                                 const Theme& theme) {
          view->paintLayer(painter, rect, theme, PaintTarget::Figure, layer);
        };
      pane.view = std::move(grid);
      break;
    }
    case FigureKind::Lengths:
      pane.view = std::make_unique<LengthView>();
      break;
    case FigureKind::Transitions: {
      auto transitions = std::make_unique<TransitionsView>();
      transitions->setRunningTotal(m_choice.runningTotal);
      pane.view = std::move(transitions);
      break;
    }
    case FigureKind::TransitionsLength:
      pane.view = std::make_unique<TransitionsLengthView>();
      break;
    case FigureKind::Raster: {
      auto raster = std::make_unique<PatternRaster>();
      raster->setFigureLayer(std::max(1, m_focus->layer()));
      pane.view = std::move(raster);
      break;
    }
    case FigureKind::Regions: {
      auto plane = std::make_unique<PlaneView>();
      plane->setRegionLayers(m_choice.regionLayers);
      plane->setRegionFill(m_choice.fill);
      plane->setFigureRectangle(m_choice.rectangle.value_or(squareRound(*m_snapshot, m_choice.points)));
      plane->setRegions(m_regions);
      plane->setDataPoints(m_choice.points);
      pane.view = std::move(plane);
      break;
    }
    case FigureKind::Phases: {
      auto phases = std::make_unique<PhaseView>();
      phases->setQuantity(m_choice.quantity);
      phases->setComparison(m_comparison.get());  // the diagram reaches as far as the pins
      phases->View::setSnapshot(m_snapshot);
      phases->setGrowth(m_choice.growth);
      core::computePhaseDiagram(phases->request(), [view = phases.get()](const core::PhaseDiagram& pass) {
        if (pass.complete) view->setDiagram(std::make_shared<const core::PhaseDiagram>(pass));
      });
      pane.view = std::move(phases);
      break;
    }
    case FigureKind::Maps:
      pane.view = std::make_unique<MapsView>();
      break;
    case FigureKind::Families: {
      auto families = std::make_unique<FamilyView>();
      families->setFamilyChoice(m_choice.families);
      families->setFamily(m_choice.family);
      pane.view = std::move(families);
      break;
    }
    case FigureKind::Prior: {
      auto prior = std::make_unique<PriorView>();
      prior->setData(m_choice.data);
      prior->setPrior(priorOfFigure(*m_snapshot, m_choice));
      pane.view = std::move(prior);
      break;
    }
    case FigureKind::Dichotomies: {
      auto dichotomies = std::make_unique<DichotomiesView>();
      dichotomies->setInputs(m_choice.inputs);
      dichotomies->setDraws(m_choice.dichotomyDraws);
      dichotomies->setKnown(m_choice.dichotomies ? m_choice.dichotomies
                                                 : dichotomiesOfFigure(*m_snapshot, m_choice));
      pane.view = std::move(dichotomies);
      break;
    }
    case FigureKind::Autocorrelation:
      pane.view = std::make_unique<AutocorrelationView>();
      break;
    case FigureKind::Curvature:
      pane.view = std::make_unique<CurvatureView>();
      break;
    case FigureKind::Training:
      pane.view = std::make_unique<TrainingView>();
      break;
    case FigureKind::TrainingLengths: {
      auto lengths = std::make_unique<TrainingLengthsView>();
      lengths->setCourse(m_choice.course);
      pane.view = std::move(lengths);
      break;
    }
    case FigureKind::Experiment: {
      auto experiment = std::make_unique<ExperimentView>();
      experiment->setExperiment(m_choice.experiment);
      pane.view = std::move(experiment);
      break;
    }
    case FigureKind::Similarity:
      pane.view = std::make_unique<SimilarityView>();
      break;
    case FigureKind::Gradients:
      pane.view = std::make_unique<GradientsView>();
      break;
    case FigureKind::Plane:
    case FigureKind::Page: {
      auto plane = std::make_unique<PlaneView>();
      plane->setRegionsShown(false);
      plane->setDataPoints(m_choice.points);
      pane.view = std::move(plane);
      break;
    }
  }
  pane.view->setFocusModel(m_focus.get());
  pane.view->setMarkInFigures(m_choice.t.has_value());
  if (pane.view->comparison() == nullptr) pane.view->setComparison(m_comparison.get());
  if (auto* reader = dynamic_cast<StudyReader*>(pane.view.get())) reader->setStudy(m_choice.study);
  if (auto* reader = dynamic_cast<TrainingReader*>(pane.view.get())) {
    reader->setLogSteps(m_choice.logSteps);
    reader->setTraining(m_choice.training);
  }
  pane.view->setSnapshot(m_snapshot);
  pane.title = pane.view->title();
  if (m_choice.kind == FigureKind::Training && m_choice.training)  // the window has the data's name beside it
    pane.title = QCoreApplication::translate("Figures", "Training on %1")
                     .arg(QString::fromStdString(m_choice.training->task->name));
  if (!pane.paint)
    pane.paint = [view = pane.view.get()](QPainter& painter, const QRectF& rect, const Theme& theme) {
      view->paint(painter, rect, theme, PaintTarget::Figure);
    };
  return pane;
}

void FigureSource::paintPane(QPainter& painter, const QRectF& rect, const Theme& theme,
                             const Pane& pane) const {
  const double height = lineHeight(theme);
  const QRectF line(rect.left(), rect.top(), rect.width(), height);
  painter.setFont(theme.font(1.0, QFont::DemiBold));
  painter.setPen(theme.text);
  const QFontMetricsF titleMetrics(painter.font());
  const QString title = titleMetrics.elidedText(pane.title, Qt::ElideRight, line.width());
  drawLabel(painter, line, Qt::AlignLeft, title);
  const double titleEnd = line.left() + titleMetrics.horizontalAdvance(title) + height;
  QString warnings;
  QString remarks;
  for (const Badge& badge : pane.view->badges()) {
    QString& to = badge.warning ? warnings : remarks;
    to += (to.isEmpty() ? QString() : QStringLiteral(" \u00b7 ")) + badge.text;
  }
  double right = line.right();
  const auto rightAligned = [&](const QString& text, const QColor& colour) {
    if (text.isEmpty() || right <= titleEnd) return;
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(text, Qt::ElideRight, right - titleEnd);
    painter.setPen(colour);
    painter.drawText(QRectF(titleEnd, line.top(), right - titleEnd, height),
                     Qt::AlignRight | Qt::AlignVCenter, shown);
    right -= metrics.horizontalAdvance(shown) + height / 2.0;
  };
  painter.setFont(theme.font(0.9));
  rightAligned(warnings, theme.warning);
  rightAligned(remarks, theme.mutedText);
  QRectF rest = rect.adjusted(0.0, height * 1.1, 0.0, 0.0);
  const bool names = m_choice.kind == FigureKind::Grid || m_choice.kind == FigureKind::Phases ||
                     m_choice.kind == FigureKind::Similarity;  // charts have legends of their own
  if (names) rest = belowPinLegend(painter, rest, theme);
  pane.paint(painter, rest, theme);
}

QRectF FigureSource::belowPinLegend(QPainter& painter, const QRectF& rect, const Theme& theme) const {
  if (m_choice.pins.empty()) return rect;
  const bool lines =
      m_choice.kind == FigureKind::Page || (m_choice.kind == FigureKind::Grid && !m_choice.sideBySide);
  const PinLegend legend(m_choice.pins, m_snapshot->subject.setting,
                         lines ? PinLegend::Key::Line : PinLegend::Key::Tag);
  legend.paint(painter, rect, theme);
  const double gap = 0.4 * theme.typeSize * theme.scale;
  return rect.adjusted(0.0, legend.height(rect.width(), theme) + gap, 0.0, 0.0);
}

void FigureSource::paintPage(QPainter& painter, const QRectF& page, const Theme& theme) const {
  const double gap = lineHeight(theme);
  QRectF rest = page;
  painter.setFont(theme.font());
  painter.setPen(theme.text);
  const QFontMetricsF metrics(painter.font());
  for (QString line : wrapped(settingLine(m_snapshot->subject.setting), metrics, rest.width())) {
    line.replace(QChar(0x03c3), QStringLiteral("\u03c3_"));  // its index small and low
    drawLabel(painter, QRectF(rest.left(), rest.top(), rest.width(), gap), Qt::AlignLeft, line);
    rest.setTop(rest.top() + gap * 0.9);
  }
  rest = belowPinLegend(painter, rest, theme);
  rest.setTop(rest.top() + gap * 0.4);

  const bool wide = rest.width() > rest.height();
  QRectF left = rest;
  QRectF right = rest;
  if (wide) {
    left.setWidth((rest.width() - gap) * 0.63);
    right.setLeft(left.right() + gap);
  } else {
    left.setHeight((rest.height() - gap) * 0.5);
    right.setTop(left.bottom() + gap);
  }
  TBar bar;
  bar.setFocusModel(m_focus.get());
  bar.setMarkInFigures(m_choice.t.has_value());
  bar.setSnapshot(m_snapshot);
  const double barHeight = lineHeight(theme, 1.2);
  paintPane(painter, left.adjusted(0.0, 0.0, 0.0, -barHeight), theme, m_panes.front());
  const QRectF barLine(left.left(), left.bottom() - barHeight, left.width(), barHeight);
  const core::Setting& setting = m_snapshot->subject.setting;
  const QString from = QStringLiteral("t = ") + QString::fromStdString(core::numberText(setting.tBegin));
  const QString to = QString::fromStdString(core::numberText(setting.tEnd));
  painter.setFont(theme.font());
  painter.setPen(theme.mutedText);
  painter.drawText(barLine, Qt::AlignLeft | Qt::AlignVCenter, from);
  painter.drawText(barLine, Qt::AlignRight | Qt::AlignVCenter, to);
  bar.paint(painter,
            barLine.adjusted(metrics.horizontalAdvance(from), 0.0, -metrics.horizontalAdvance(to), 0.0),
            theme, PaintTarget::Figure);
  // A small page shows the first measures well rather than all of them squeezed.
  const double lowest = lineHeight(theme) * 5.0;
  const int measures = std::clamp(static_cast<int>((right.height() + gap) / (lowest + gap)), 1,
                                  static_cast<int>(m_panes.size()) - 1);
  const double height = (right.height() - gap * (measures - 1)) / measures;
  for (int i = 0; i < measures; ++i)
    paintPane(painter, QRectF(right.left(), right.top() + i * (height + gap), right.width(), height), theme,
              m_panes[static_cast<std::size_t>(i) + 1]);
}

void FigureSource::paint(QPainter& painter, const QRectF& page, const Theme& theme) const {
  painter.fillRect(page, theme.card);
  const double margin = theme.typeSize * theme.scale * 0.6;
  const QRectF inner = page.adjusted(margin, margin, -margin, -margin);
  if (m_choice.kind == FigureKind::Page)
    paintPage(painter, inner, theme);
  else
    paintPane(painter, inner, theme, m_panes.front());
}

FigureInfo FigureSource::info() const {
  FigureInfo info =
      FigureInfo::of(*m_snapshot, name(m_choice.kind),
                     m_choice.kind == FigureKind::Page ? QStringLiteral("Arcscope") : m_panes.front().title);
  info.choices = choicesJson(m_choice, m_snapshot->view);
  return info;
}

DataTable FigureSource::numbers() const {
  if (m_regions && m_regions->exact()) return regionNumbers(*m_regions);
  return m_panes[m_choice.kind == FigureKind::Page ? 1 : 0].view->numbers();
}

}  // namespace arcscope::ui
