// The figures of the literature, and the families of networks that some of them show.
#include <QMenu>

#include "ui/figures/presets.h"
#include "ui/panels/control_panel.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {
namespace {

/// The card that shows a kind of figure; empty: it is no card's.
QString cardOf(FigureKind kind) {
  switch (kind) {
    case FigureKind::Lengths:
      return QStringLiteral("length");
    case FigureKind::Transitions:
      return QStringLiteral("transitions");
    case FigureKind::TransitionsLength:
      return QStringLiteral("transitionsLength");
    case FigureKind::Raster:
      return QStringLiteral("pattern");
    case FigureKind::Plane:
    case FigureKind::Regions:
      return QStringLiteral("plane");
    case FigureKind::Phases:
      return QStringLiteral("phases");
    case FigureKind::Maps:
      return QStringLiteral("maps");
    case FigureKind::Families:
      return QStringLiteral("families");
    case FigureKind::Prior:
      return QStringLiteral("prior");
    case FigureKind::Dichotomies:
      return QStringLiteral("dichotomies");
    case FigureKind::Autocorrelation:
      return QStringLiteral("autocorrelation");
    case FigureKind::Curvature:
      return QStringLiteral("curvature");
    case FigureKind::Similarity:
      return QStringLiteral("similarity");
    case FigureKind::Gradients:
      return QStringLiteral("gradients");
    case FigureKind::Training:
      return QStringLiteral("training");
    case FigureKind::TrainingLengths:
      return QStringLiteral("trainingLengths");
    case FigureKind::Experiment:
      return QStringLiteral("experiments");
    case FigureKind::Grid:
    case FigureKind::Page:
      break;
  }
  return {};
}

}  // namespace

void MainWindow::connectFamilies() {
  connect(m_families, &FamilyView::familyRequested, m_familyService.get(), &FamilyService::request);
  connect(m_families, &FamilyView::familyNotWanted, m_familyService.get(), &FamilyService::stop);
  connect(m_familyService.get(), &FamilyService::familyReady, m_families, &FamilyView::setFamily);
  connect(m_families, &FamilyView::badgesChanged, this, [this] {
    for (Card* card : m_cards)
      if (card->view() == m_families) card->refresh();
  });
  connect(m_header->presets, &Button::clicked, this, &MainWindow::openPresetsMenu);
}

void MainWindow::openPresetsMenu() {
  QMenu menu(this);
  QString source;
  for (const Preset& preset : presets()) {
    if (preset.source != source) {
      if (!menu.isEmpty()) menu.addSeparator();
      menu.addAction(preset.source)->setEnabled(false);  // a heading
    }
    source = preset.source;
    menu.addAction(preset.title, this, [this, &preset] { openPreset(preset); });
  }
  menu.exec(m_header->presets->mapToGlobal(QPoint(0, m_header->presets->height() + 2)));
}

void MainWindow::openPreset(const Preset& preset) {
  const bool experiment = preset.figure.kind == FigureKind::Experiment;
  if (!experiment && !showsTraining(preset.figure.kind)) return showPreset(preset);
  forgetTraining([this, &preset, experiment] {
    showPreset(preset);
    if (experiment)
      startExperiment(preset.figure.learning, preset.figure.order);
    else
      startTraining(preset.figure.learning);
  });
}

void MainWindow::showPreset(const Preset& preset) {
  const FigureChoice& figure = preset.figure;
  m_controls->stopPlaying();
  m_session.setSubject({preset.setting, nullptr, nullptr});
  m_session.setView(preset.view);
  m_grid->setCommonScale(figure.commonScale);
  m_grid->closeLayer();
  m_comparison.setChoice(figure.comparison);
  m_families->setFamilyChoice(figure.families);
  m_dichotomies->setInputs(figure.inputs);
  m_dichotomies->setDraws(figure.dichotomyDraws);
  m_phases->setQuantity(figure.quantity);
  m_plane->setRegionLayers(figure.regionLayers);
  m_plane->setRegionFill(figure.fill);
  m_plane->resetZoom();
  if (m_enlarged) enlarge(m_enlarged, false);
  // What a training does is seen best in the images, or where there is a plane of inputs, in that.
  const bool trains = showsTraining(figure.kind);
  if (trains && preset.setting.inputDim != 2) return;
  const QString name = cardOf(trains ? FigureKind::Plane : figure.kind);
  for (Card* card : m_cards)
    if (card->objectName() == name) {
      m_column->setShown(card, true);
      enlarge(card, true);
    }
}

}  // namespace arcscope::ui
