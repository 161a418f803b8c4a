// The figures of the literature, and the families of networks that some of them show.
#include "ui/panels/control_panel.h"
#include "ui/plots/family_view.h"
#include "ui/plots/plane_view.h"
#include "ui/session/figure_cards.h"
#include "ui/window/card.h"
#include "ui/window/gallery.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {

void MainWindow::connectFamilies() {
  connect(m_families, &FamilyView::familyRequested, m_familyService.get(), &FamilyService::request);
  connect(m_families, &FamilyView::familyNotWanted, m_familyService.get(), &FamilyService::stop);
  connect(m_familyService.get(), &FamilyService::familyReady, m_families, &FamilyView::setFamily);
  connect(m_families, &FamilyView::badgesChanged, this, [this] {
    for (Card* card : m_cards)
      if (card->view() == m_families) card->refresh();
  });
  connect(m_header->presets, &Button::clicked, this, &MainWindow::openGallery);
}

void MainWindow::openGallery() {
  if (m_gallery == nullptr) {
    m_gallery = new Gallery(this);
    applyTheme(m_gallery, m_theme);
    connect(m_gallery, &Gallery::presetChosen, this, &MainWindow::openPreset);
    connect(m_gallery, &Gallery::tourChosen, this, &MainWindow::openTourFile);
  }
  m_gallery->open();
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
  m_controls->stopPlaying();
  DisplayChoice display = displayOf(preset);
  display.cards = m_session.display().cards;
  if (showsTraining(preset.figure.kind)) display.cards = cardsWith(cardOf(FigureKind::Training));
  m_session.setScene({{preset.setting, nullptr, nullptr}, preset.view, display, m_session.pins()});
  m_plane->resetZoom();
}

}  // namespace arcscope::ui
