// Pinned states, and studies of the layers of what is on view and of them.
#include <algorithm>

#include "ui/lecture/presentation.h"
#include "ui/plots/study_reader.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/card.h"
#include "ui/window/grid_toolbar.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"

namespace arcscope::ui {

void MainWindow::connectPins() {
  connect(m_header->pin, &Button::clicked, this, &MainWindow::pin);
  connect(m_header->pins, &PinStrip::restoreRequested, this, &MainWindow::restorePin);
  connect(m_header->pins, &PinStrip::changed, &m_session, &Session::setPins);
  connect(m_pinService.get(), &PinService::pinReady, &m_session, &Session::completePin);
  connect(m_pinService.get(), &PinService::failed, this, &MainWindow::showMessage);
  const auto tell = [this] { m_header->pins->setPins(m_session.pins(), m_session.setting()); };
  connect(&m_session, &Session::settingChanged, this, tell);
  connect(&m_session, &Session::pinsChanged, this, [this, tell] {
    tell();
    const std::vector<Pin> shown = shownPins(m_session.pins());
    m_comparison.setPins(shown);
    m_grid->setPins(shown);
    m_toolbar->setPinned(!shown.empty());
    if (m_presentation) m_presentation->setPins(shown);
    requestPins();
  });
  Q_EMIT m_session.pinsChanged();
}

void MainWindow::pin() {
  if (!m_snapshot) return;
  std::vector<Pin> pins = m_session.pins();
  const auto same = std::find_if(pins.begin(), pins.end(),
                                 [&](const Pin& pin) { return pin.subject == m_session.subject(); });
  if (same != pins.end()) return showMessage(tr("%1 is this state: it is pinned already.").arg(same->name));
  if (pins.size() == mostPins) {
    showMessage(tr("%1 made room: at most %2 states are pinned. Undo brings it back.")
                    .arg(pins.back().name)
                    .arg(mostPins));
    pins.pop_back();
  }
  Pin next = pinOf(*m_snapshot, pins);
  if (m_snapshot->subject != m_session.subject() || m_snapshot->quality != core::Quality::Full) {
    next.subject = m_session.subject();
    next.snapshot.reset();  // to be computed
  }
  // What is known already is not found again.
  if (const core::LayerStudyPtr& study = m_studyService->known();
      study && study->isOf(next.subject, next.view.image))
    next.study = study;
  if (const core::TheoryLinesPtr& theory = m_comparison.theory(); next.snapshot && theory &&
                                                                  theory->quality == core::Quality::Full &&
                                                                  theory->setting == next.subject.setting)
    next.theory = theory;
  pins.push_back(std::move(next));
  m_session.setPins(std::move(pins));
}

/// The pinned state comes back; the pins stay.
void MainWindow::restorePin(int index) {
  Scene scene = m_session.scene();
  const Pin& pin = scene.pins[static_cast<std::size_t>(index)];
  scene.subject = pin.subject;
  m_session.setScene(std::move(scene));
}

void MainWindow::connectStudies() {
  for (View* view : views()) {
    connect(view, &View::shown, this, &MainWindow::requestStudy);
    connect(view, &View::shown, this, &MainWindow::requestPins);
  }
  connect(m_studyService.get(), &LayerStudyService::studyReady, this,
          [this](const core::LayerStudyPtr& study) {
            for (const Pin& pin : std::vector<Pin>(m_session.pins()))  // of the same state: it has it too
              if (study->isOf(pin.subject, pin.view.image) && pin.study != study) {
                Pin known = pin;
                known.study = study;
                m_session.completePin(known);
              }
            for (Card* card : m_cards)
              if (auto* reader = dynamic_cast<StudyReader*>(card->view())) {
                reader->setStudy(study);
                card->refresh();
              }
          });
}

/// What is not known of them, as far as the visible views show it.
void MainWindow::requestPins() {
  PinParts wanted;
  for (const View* view : views())
    if (view->isVisible()) wanted |= view->pinNeeds();
  m_pinService->request(m_session.pins(), wanted);
}

void MainWindow::requestStudy() {
  if (!m_snapshot || m_unpainted) return;  // behind the frame
  core::LayerStudyParts wanted;
  for (const View* view : views())
    if (const auto* reader = dynamic_cast<const StudyReader*>(view); reader && view->isVisible())
      wanted |= reader->needs();
  if (wanted.any()) m_studyService->request(m_snapshot, wanted);
}

}  // namespace arcscope::ui
