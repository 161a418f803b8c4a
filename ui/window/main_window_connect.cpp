// What follows what: services and views to the session, and back.
#include <QApplication>
#include <QClipboard>
#include <QPainter>

#include "ui/figures/figure.h"
#include "ui/lecture/presentation.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/data_picker.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/clipboard_text.h"
#include "ui/window/grid_toolbar.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"

namespace arcscope::ui {

void MainWindow::connectSession() {
  connect(&m_session, &Session::settingChanged, this, [this] {
    if (!m_sinceChange.isValid()) m_sinceChange.start();
    request();
  });
  connect(&m_session, &Session::viewChanged, this, [this] {
    m_toolbar->setView(m_session.view());
    request();
  });
  connect(&m_session, &Session::refused, this, &MainWindow::showMessage);
  connect(&m_learningData, &LearningData::failed, this, &MainWindow::showMessage);
  connect(&m_session, &Session::networkOpened, this, [this] { m_message->dismiss(); });
  connect(&m_session, &Session::historyChanged, this, [this] {
    m_header->undo->setEnabled(m_session.canUndo());
    m_header->redo->setEnabled(m_session.canRedo());
  });
  Q_EMIT m_session.historyChanged();
  connect(m_service.get(), &ExplorerService::snapshotReady, this, &MainWindow::takeSnapshot);
  connect(m_service.get(), &ExplorerService::failed, this, [this](const QString& message) {
    m_sinceChange.invalidate();
    m_trainingLink->viewsAreReady();
    showMessage(message);
  });
  connect(&m_focus, &Focus::layerChanged, this, [this] {
    if (m_snapshot && m_snapshot->streamed) request();  // only the selected layer's image was kept
    for (Card* card : m_cards) card->refresh();
  });
}

void MainWindow::connectViews() {
  connect(m_controls, &ControlPanel::rewindRequested, this, &MainWindow::rewind);
  connect(m_controls, &ControlPanel::refused, this, &MainWindow::showMessage);
  connect(m_controls, &ControlPanel::drawingRequested, this, &MainWindow::startDrawing);
  connect(m_toolbar, &GridToolbar::viewChosen, &m_session, &Session::setView);
  connect(m_toolbar, &GridToolbar::refused, this, &MainWindow::showMessage);
  connect(m_toolbar, &GridToolbar::commonScaleChosen, m_grid, &TrajectoryGrid::setCommonScale);
  connect(m_grid, &TrajectoryGrid::commonScaleChanged, m_toolbar, &GridToolbar::setCommonScale);
  connect(m_toolbar, &GridToolbar::sideBySideChosen, m_grid, &TrajectoryGrid::setSideBySide);
  connect(m_grid, &TrajectoryGrid::sideBySideChanged, this, [this](bool on) {
    m_toolbar->setSideBySide(on);
    if (m_presentation) m_presentation->grid()->setSideBySide(on);
  });
  connect(m_plane, &PlaneView::drawModeChanged, this, [this](PlaneView::DrawMode mode) {
    switch (mode) {
      case PlaneView::DrawMode::None:
        return m_controls->showDrawing(std::nullopt);
      case PlaneView::DrawMode::Polyline:
        return m_controls->showDrawing(core::Trajectory::Polyline);
      case PlaneView::DrawMode::Freehand:
        return m_controls->showDrawing(core::Trajectory::Freehand);
    }
  });
  for (View* view : views()) {
    view->setFocusModel(&m_focus);
    view->setComparison(&m_comparison);
    connect(view, &View::stretchRequested, this, &MainWindow::zoom);
    connect(view, &View::pathDrawn, this,
            [this](const std::vector<core::PlanePoint>& path, core::Trajectory kind) {
              core::Setting next = m_session.setting();
              if (!next.endpoints && !m_session.subject().plane)  // a drawn plane stays the one it is
                next.endpoints = core::effectiveEndpoints(next);
              next.trajectory = kind;
              next.path = path;
              next.tBegin = 0.0;
              next.tEnd = 1.0;
              m_session.setSetting(std::move(next));
              m_plane->setDrawMode(PlaneView::DrawMode::None);
            });
  }
  m_controls->phases()->setComparison(&m_comparison);
  connect(m_bottom, &BottomBar::wholeCurveRequested, this, [this] { zoom(0.0, 1.0); });
  connect(m_bottom->bar(), &View::stretchRequested, this, &MainWindow::zoom);
  connect(m_header->open, &Button::clicked, this, &MainWindow::openFileMenu);
  connect(m_header->undo, &Button::clicked, &m_session, &Session::undo);
  connect(m_header->redo, &Button::clicked, &m_session, &Session::redo);
  connect(m_header->views, &Button::clicked, this, &MainWindow::openViewsMenu);
  connect(m_header->present, &Button::clicked, this, &MainWindow::openPresentMenu);
  connect(m_header->switchTheme, &Button::clicked, this, &MainWindow::toggleTheme);
  connect(m_header->help, &Button::clicked, this, &MainWindow::openHelpMenu);
  connect(m_header->exportFigure, &Button::clicked, this, [this] { exportFigure(currentView()); });
  for (Card* card : m_cards) {
    connect(card, &Card::enlargeRequested, this, [this, card](bool on) { enlarge(card, on); });
    connect(card, &Card::exportRequested, this, [this, card] { exportFigure(card->view()); });
    connect(card, &Card::copyFigureRequested, this, [card] {
      const View* view = card->view();
      QApplication::clipboard()->setImage(
          renderImage(FigureStyle{}, 300, [view](QPainter& painter, const QRectF& page, const Theme& theme) {
            view->paint(painter, page, theme, PaintTarget::Figure);
          }));
    });
    connect(card, &Card::copyNumbersRequested, this,
            [card] { QApplication::clipboard()->setText(asText(card->view()->numbers())); });
  }
}

void MainWindow::connectRegions() {
  connect(m_plane, &PlaneView::regionsRequested, this, [this](const RegionMapRequest& request) {
    if (m_unpainted)
      m_wantedRegions = request;
    else
      m_regionService->request(request);
  });
  connect(m_regionService.get(), &RegionService::mapReady, m_plane, &PlaneView::setRegions);
  connect(m_regionService.get(), &RegionService::failed, this, &MainWindow::showMessage);
  const auto refresh = [this] {
    for (Card* card : m_cards)
      if (card->view() == m_plane) card->refresh();
  };
  connect(m_plane, &PlaneView::badgesChanged, this, refresh);
}

void MainWindow::connectData() {
  connect(m_controls, &ControlPanel::dataRequested, m_picker, &DataPicker::open);
  connect(m_picker, &DataPicker::refused, this, &MainWindow::showMessage);
  connect(&m_learningData, &LearningData::opened, this,
          [this] { m_plane->setDataPoints(m_learningData.task()); });
}

void MainWindow::connectComparison() {
  connect(m_theoryService.get(), &TheoryService::linesReady, &m_comparison, &Comparison::setTheory);
  connect(m_ensembleService.get(), &EnsembleService::resultReady, &m_comparison, &Comparison::setEnsemble);
  connect(&m_comparison, &Comparison::choiceChanged, this, [this] {
    if (m_comparison.choice().ensemble) return requestEnsemble();
    m_ensembleService->stop();
    m_comparison.setEnsemble(nullptr);
  });
  connect(&m_session, &Session::settingChanged, this, [this] {
    if (!m_comparison.choice().ensemble) return;
    m_comparison.setEnsemble(nullptr);  // of another setting
    requestEnsemble();
  });
  connect(&m_comparison, &Comparison::changed, this, [this] {
    for (Card* card : m_cards) card->refresh();
  });
}

void MainWindow::requestEnsemble() {
  m_ensembleService->request(m_session.subject());
}

void MainWindow::connectPrior() {
  connect(m_prior, &PriorView::priorRequested, this, [this](const PriorRequest& request) {
    if (m_unpainted)
      m_wantedPrior = request;
    else
      m_priorService->request(request);
  });
  connect(m_priorService.get(), &PriorService::priorReady, m_prior, &PriorView::setPrior);
}

}  // namespace arcscope::ui
