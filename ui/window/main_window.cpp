#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>

#include "ui/figures/export_dialog.h"
#include "ui/lecture/presentation.h"
#include "ui/lecture/tour_editor.h"
#include "ui/lecture/tour_panel.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/data_picker.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/accessible.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/clipboard_text.h"
#include "ui/window/gallery.h"
#include "ui/window/grid_toolbar.h"
#include "ui/window/header_bar.h"
#include "ui/window/message_bar.h"
#include "ui/window/shortcuts_overlay.h"

namespace arcscope::ui {

MainWindow::MainWindow(const Options& options) : m_remember(options.remember) {
  installAccessibility();
  setWindowTitle(QStringLiteral("Arcscope"));
  setObjectName(QStringLiteral("mainWindow"));
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAcceptDrops(true);
  resize(1600, 900);
  setMinimumSize(960, 560);
  setFocusPolicy(Qt::ClickFocus);
  m_session.restart(options.subject);
  m_trainingService = std::make_unique<TrainingService>();
  m_experimentService = std::make_unique<ExperimentService>();
  m_trainingLink = std::make_unique<TrainingLink>(m_session, m_learningData, *m_trainingService);
  buildWidgets();
  m_service = std::make_unique<ExplorerService>();
  m_regionService = std::make_unique<RegionService>();
  m_theoryService = std::make_unique<TheoryService>();
  m_phaseService = std::make_unique<PhaseService>();
  m_pinService = std::make_unique<PinService>();
  m_priorService = std::make_unique<PriorService>();
  m_ensembleService = std::make_unique<EnsembleService>();
  m_familyService = std::make_unique<FamilyService>();
  m_dichotomyService = std::make_unique<DichotomyService>();
  m_studyService = std::make_unique<LayerStudyService>();
  connectSession();
  connectViews();
  connectRegions();
  connectData();
  connectComparison();
  connectPhases();
  connectFamilies();
  connectPrior();
  connectDichotomies();
  connectStudies();
  connectTraining();
  buildShortcuts();
  connectLecture();
  connectHelp();
  readPreferences();
  m_session.restart(Scene{options.subject, {}, displayOnView(), {}});
  connectDisplay();
  connectPins();
  setTheme(m_theme);
  setFocus();
  request();
}

MainWindow::~MainWindow() = default;

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

void MainWindow::request() {
  m_service->request(
      {.subject = m_session.subject(), .view = m_session.view(), .selectedLayer = m_focus.layer()});
}

void MainWindow::takeSnapshot(const SnapshotPtr& snapshot) {
  m_snapshot = snapshot;
  if (m_presentation) {
    m_presentation->setSnapshot(snapshot);
    if (m_presentation->coversMainWindow() && m_enlarged == nullptr) return m_trainingLink->viewsAreReady();
  }
  m_unpainted = snapshot;
  m_takingSnapshot = true;
  m_grid->setSnapshot(snapshot);
  if (m_layerToOpen >= 0 && snapshot->subject.setting == m_session.setting())
    m_grid->setOpenLayer(std::exchange(m_layerToOpen, -1));
  m_toolbar->setBadges(m_grid->badges());
  m_controls->phases()->setSnapshot(snapshot);
  for (Card* card : m_cards) card->setSnapshot(snapshot);
  m_bottom->setSnapshot(snapshot);
  m_takingSnapshot = false;
}

bool MainWindow::event(QEvent* event) {
  const bool handled = QWidget::event(event);
  if (event->type() == QEvent::UpdateRequest && m_unpainted) {
    const SnapshotPtr painted = std::exchange(m_unpainted, nullptr);
    const bool newest = painted->subject.setting == m_session.setting();
    const double milliseconds = m_sinceChange.isValid()
                                    ? static_cast<double>(m_sinceChange.nsecsElapsed()) * 1e-6
                                    : painted->seconds * 1e3;
    if (newest) {
      if (m_sinceChange.isValid() && (!m_sinceFrameShown.isValid() || m_sinceFrameShown.elapsed() > 250)) {
        m_bottom->figures()->setFrame(milliseconds);  // four times a second can be read
        m_sinceFrameShown.start();
      }
      m_sinceChange.invalidate();
    }
    Q_EMIT framePainted(painted, milliseconds);
    if (m_wantedRegions) m_regionService->request(*std::exchange(m_wantedRegions, std::nullopt));
    m_theoryService->request(painted);  // behind the frame
    if (m_wantedPrior) m_priorService->request(*std::exchange(m_wantedPrior, std::nullopt));
    requestStudy();
    m_trainingLink->viewsAreReady();
  }
  return handled;
}

void MainWindow::zoom(double tBegin, double tEnd) {
  core::Setting next = m_session.setting();
  next.tBegin = tBegin;
  next.tEnd = tEnd;
  if (m_session.setSetting(std::move(next))) m_focus.setT(std::clamp(m_focus.t(), tBegin, tEnd));
}

void MainWindow::rewind() {
  m_controls->stopPlaying();
  m_bottom->rewind();
}

void MainWindow::enlarge(Card* card, bool on) {
  if (m_enlarged) {
    m_enlarged->setEnlarged(false);
    m_column->takeBack(std::exchange(m_enlarged, nullptr));
    m_stage->setCurrentIndex(0);
  }
  if (on) {
    m_enlarged = card;
    m_column->lend(card);
    card->setTabs({}, 0);
    m_enlargedHost->layout()->addWidget(card);
    card->setEnlarged(true);
    card->show();
    m_stage->setCurrentIndex(1);
  }
  if (m_presentation) m_presentation->mirror(m_enlarged ? m_enlarged->view() : nullptr);
  if (m_tours.isOpen()) m_settled.start();
  takeDisplay({});
}

void MainWindow::startDrawing(core::Trajectory kind) {
  for (Card* card : m_cards)
    if (card->view() == m_plane) {
      m_column->setShown(card, true);
      m_column->bringToFront(card);
    }
  m_plane->setDrawMode(kind == core::Trajectory::Polyline ? PlaneView::DrawMode::Polyline
                                                          : PlaneView::DrawMode::Freehand);
  m_plane->setFocus();
}

void MainWindow::stepBack() {
  if (m_gallery != nullptr && m_gallery->isVisible()) return m_gallery->dismiss();
  if (m_shortcuts->isVisible()) return m_shortcuts->hide();
  if (m_picker->isVisible()) return m_picker->hide();
  if (m_plane->drawMode() != PlaneView::DrawMode::None)
    return m_plane->setDrawMode(PlaneView::DrawMode::None);
  if (m_message->isVisible()) return m_message->dismiss();
  if (m_enlarged) return enlarge(m_enlarged, false);
  if (m_grid->openLayer() >= 0) return m_grid->closeLayer();
  const core::Setting& s = m_session.setting();
  if (s.tBegin > 0.0 || s.tEnd < 1.0) zoom(0.0, 1.0);
}

void MainWindow::showMessage(const QString& sentence) {
  m_message->showMessage(sentence);
}

void MainWindow::setTheme(const Theme& theme) {
  m_theme = theme;
  QApplication::setPalette(theme.palette());  // dialogs too
  setStyleSheet(windowStyle(theme));
  applyTheme(this, theme);
  if (m_presentation) m_presentation->setTheme(theme);
  update();
}

void MainWindow::toggleTheme() {
  setTheme(m_theme.kind == Theme::Kind::Dark ? Theme::light() : Theme::dark());
}

void MainWindow::togglePresentation() {
  if (m_presentation) {
    m_presentation.release()->deleteLater();  // it may be what calls
    if (m_snapshot) takeSnapshot(m_snapshot);
    activateWindow();
    return;
  }
  m_presentation = std::make_unique<Presentation>(m_session, m_focus, *m_bottom->player(), m_tours, this);
  m_presentation->setTheme(presentationTheme());
  m_presentation->setPins(shownPins(m_session.pins()));
  m_presentation->grid()->setSideBySide(m_grid->sideBySide());
  connect(m_presentation.get(), &Presentation::closed, this, &MainWindow::togglePresentation);
  connect(m_presentation->grid(), &View::stretchRequested, this, &MainWindow::zoom);
  if (m_snapshot) m_presentation->setSnapshot(m_snapshot);
  if (m_enlarged) m_presentation->mirror(m_enlarged->view());
  m_presentation->showOnScreen(m_presentationScreen);
  m_tourPanel->setNotesShown(!m_presentation->coversMainWindow());
}

View* MainWindow::currentView() const {
  if (m_enlarged) return m_enlarged->view();
  for (QWidget* at = QApplication::focusWidget(); at; at = at->parentWidget())
    if (auto* view = qobject_cast<View*>(at); view && view != m_bottom->bar()) return view;
  return m_grid;
}

std::vector<View*> MainWindow::views() const {
  std::vector<View*> all{m_grid};
  for (const Card* card : m_cards) all.push_back(card->view());
  return all;
}

void MainWindow::exportFigure(View* view) {
  if (m_snapshot == nullptr) return showMessage(tr("Nothing to export yet."));
  openExportDialog(this, view, m_snapshot, m_theme.kind);
}

void MainWindow::openViewsMenu() {
  QMenu menu(this);
  for (Card* card : m_column->cards()) {
    QAction* action = menu.addAction(card->shortTitle());
    action->setCheckable(true);
    action->setChecked(m_column->isShown(card));
    connect(action, &QAction::toggled, this, [this, card](bool shown) { m_column->setShown(card, shown); });
  }
  menu.addSeparator();
  menu.addAction(tr("Default arrangement"), this, [this] { m_column->setArrangement(m_defaultArrangement); });
  menu.exec(m_header->views->mapToGlobal(QPoint(0, m_header->views->height() + 2)));
}

void MainWindow::paintEvent(QPaintEvent* event) {
  QPainter(this).fillRect(event->rect(), m_theme.window);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_tourEditor && !m_tourEditor->close()) return event->ignore();
  if (m_remember) {
    writePreferences();
    if (const auto error = writeLastSession(); error && !closesAllTheSame(*error)) return event->ignore();
  }
  m_presentation.reset();
  QWidget::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  openFile(event->mimeData()->urls().front().toLocalFile());
}

void MainWindow::readPreferences() {
  if (!m_remember) return;
  readLecturePreferences();
  const QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
  m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
  m_column->setArrangement(settings.value(QStringLiteral("cards")).toString());
  if (settings.value(QStringLiteral("theme")).toString() == QStringLiteral("dark")) m_theme = Theme::dark();
}

void MainWindow::writePreferences() const {
  writeLecturePreferences();
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
  settings.setValue(QStringLiteral("cards"), m_column->arrangement());
  settings.setValue(QStringLiteral("theme"),
                    m_theme.kind == Theme::Kind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

}  // namespace arcscope::ui
