#include "ui/panels/control_panel.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/phase_view.h"
#include "ui/window/card.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {

/// The large diagram and the small one beside the sliders ask for the same one.
void MainWindow::connectPhases() {
  for (PhaseView* phases : {m_phases, m_controls->phases()}) {
    connect(phases, &PhaseView::diagramRequested, m_phaseService.get(), &PhaseService::request);
    connect(m_phaseService.get(), &PhaseService::diagramReady, phases, &PhaseView::setDiagram);
  }
  connect(m_phases, &PhaseView::growthRequested, m_phaseService.get(), &PhaseService::requestGrowth);
  connect(m_phases, &PhaseView::growthNotWanted, m_phaseService.get(), &PhaseService::stopGrowth);
  connect(m_phaseService.get(), &PhaseService::growthReady, m_phases, &PhaseView::setGrowth);
  connect(m_phases, &PhaseView::quantityChanged, this, [this] {
    for (Card* card : m_cards)
      if (card->view() == m_phases) card->refresh();
  });
  connect(m_phases, &PhaseView::networkChosen, m_controls, &ControlPanel::chooseSigmas);
  connect(m_phases, &PhaseView::chosenForGood, &m_session, &Session::endGesture);
}

void MainWindow::connectDichotomies() {
  DichotomyService* const service = m_dichotomyService.get();
  connect(m_dichotomies, &DichotomiesView::countRequested, service, &DichotomyService::request);
  connect(m_dichotomies, &DichotomiesView::countNotWanted, service, &DichotomyService::stop);
  connect(service, &DichotomyService::countReady, m_dichotomies, &DichotomiesView::setKnown);
}

}  // namespace arcscope::ui
