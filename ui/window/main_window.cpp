#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>

#include "ui/figures/export_dialog.h"
#include "ui/lecture/pointer_rings.h"
#include "ui/lecture/presentation.h"
#include "ui/lecture/tour_editor.h"
#include "ui/lecture/tour_panel.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/data_picker.h"
#include "ui/plots/family_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/accessible.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
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

void MainWindow::request() {
  m_service->request(
      {.subject = m_session.subject(), .view = m_session.view(), .selectedLayer = m_focus.layer()});
}

void MainWindow::takeSnapshot(const SnapshotPtr& snapshot) {
  m_snapshot = snapshot;
  if (m_presentation) {
    m_presentation->setSnapshot(snapshot);
    if (m_presentation->coversMainWindow() && m_enlarged == nullptr) {
      m_theoryService->request(snapshot);
      return m_trainingLink->viewsAreReady();
    }
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
  m_rings->follow();
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
  m_presentation =
      std::make_unique<Presentation>(m_session, m_focus, *m_bottom->player(), m_tours, m_comparison, this);
  m_presentation->setTheme(presentationTheme());
  m_presentation->setPins(shownPins(m_session.pins()));
  m_presentation->grid()->setSideBySide(m_grid->sideBySide());
  tellCurves();
  connect(m_presentation.get(), &Presentation::closed, this, &MainWindow::togglePresentation);
  connect(m_presentation.get(), &Presentation::frozenChanged, this, [this](bool frozen) {
    showMessage(frozen ? tr("The presentation is frozen: the audience sees what was there. F lets it go on.")
                       : tr("The presentation follows again."));
  });
  connect(m_presentation->grid(), &View::stretchRequested, this, &MainWindow::zoom);
  if (m_snapshot) m_presentation->setSnapshot(m_snapshot);
  if (m_enlarged) m_presentation->mirror(m_enlarged->view());
  m_presentation->showOnScreen(m_presentationScreen);
  m_tourPanel->setNotesShown(!m_presentation->coversMainWindow());
}

/// The presentation has the curves that are among the cards.
void MainWindow::tellCurves() {
  if (!m_presentation) return;
  const auto isShown = [this](const char* name) {
    const Card* const card = m_column->cardNamed(QLatin1String(name));
    return card == m_enlarged || m_column->isShown(card);
  };
  m_presentation->setCurves(isShown("length"), isShown("transitions"));
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
  if (const auto* families = qobject_cast<const FamilyView*>(view); families && !families->family())
    return showMessage(tr("The networks beside each other are still being computed."));
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
