#include <QAction>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QWhatsThis>
#include <algorithm>

#include "ui/lecture/pointer_rings.h"
#include "ui/lecture/tour_panel.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/data_picker.h"
#include "ui/plots/autocorrelation_view.h"
#include "ui/plots/curvature_view.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/experiment_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/gradients_view.h"
#include "ui/plots/length_view.h"
#include "ui/plots/maps_view.h"
#include "ui/plots/pattern_raster.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/similarity_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/training_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_length_view.h"
#include "ui/plots/transitions_view.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/comparison_tools.h"
#include "ui/window/dichotomy_tools.h"
#include "ui/window/experiment_tools.h"
#include "ui/window/family_tools.h"
#include "ui/window/gallery.h"
#include "ui/window/grid_toolbar.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/phase_tools.h"
#include "ui/window/region_tools.h"
#include "ui/window/shortcuts_overlay.h"
#include "ui/window/training_tools.h"

namespace arcscope::ui {
namespace {

constexpr int controlsWidth = 264;
constexpr int pad = 12;

/// A plain box in the colour of cards, with a hairline at its right edge: the ground of the controls.
class ControlGround : public QWidget, public Themed {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().border);
  }
  void themeChanged() override { update(); }
};

}  // namespace

void MainWindow::buildWidgets() {
  m_header = new HeaderBar(this);
  m_controls = new ControlPanel(m_session);
  auto* ground = new ControlGround(this);
  ground->setFixedWidth(controlsWidth);
  m_controlScroll = new QScrollArea(ground);
  m_controlScroll->setWidgetResizable(true);
  m_controlScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_controlScroll->setFrameShape(QFrame::NoFrame);
  m_controlScroll->setFocusPolicy(Qt::NoFocus);
  m_controlScroll->viewport()->setAutoFillBackground(false);
  m_controls->setFixedWidth(controlsWidth - 1);
  m_controlScroll->setWidget(m_controls);
  auto* groundLayout = new QVBoxLayout(ground);
  groundLayout->setContentsMargins(0, 0, 1, 0);
  groundLayout->addWidget(m_controlScroll);

  m_toolbar = new GridToolbar(this);
  m_grid = new TrajectoryGrid(this);
  m_grid->setObjectName(QStringLiteral("grid"));
  m_enlargedHost = new QWidget(this);
  auto* enlargedLayout = new QVBoxLayout(m_enlargedHost);
  enlargedLayout->setContentsMargins(0, 0, 0, 0);
  m_middle = new QWidget(this);
  auto* gridPage = new QWidget(m_middle);
  auto* gridLayout = new QVBoxLayout(gridPage);
  gridLayout->setContentsMargins(0, 0, 0, 0);
  gridLayout->setSpacing(8);
  gridLayout->addWidget(m_toolbar);
  gridLayout->addWidget(m_grid, 1);
  m_stage = new QStackedLayout(m_middle);
  m_stage->addWidget(gridPage);
  m_stage->addWidget(m_enlargedHost);

  m_column = new CardColumn(this);
  m_column->setMinimumWidth(280);
  buildCards();

  m_splitter = new QSplitter(Qt::Horizontal, this);
  m_splitter->setHandleWidth(pad);
  m_splitter->setChildrenCollapsible(false);
  m_splitter->addWidget(m_middle);
  m_splitter->addWidget(m_column);
  m_splitter->setStretchFactor(0, 2);
  m_splitter->setStretchFactor(1, 1);
  m_splitter->setSizes({880, 420});

  m_bottom = new BottomBar(m_focus, this);
  m_picker = new DataPicker(m_session, m_learningData, this);
  m_tourPanel = new TourPanel(m_tours, this);
  m_message = new MessageBar(this);
  m_shortcuts = new ShortcutsOverlay(this);

  auto* body = new QHBoxLayout;
  body->setContentsMargins(0, 0, 0, 0);
  body->setSpacing(0);
  body->addWidget(ground);
  auto* rest = new QVBoxLayout;
  rest->setContentsMargins(pad, pad, pad, pad);
  rest->setSpacing(pad);
  rest->addWidget(m_splitter, 1);
  rest->addWidget(m_tourPanel);
  body->addLayout(rest, 1);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(0, 0, 0, 0);
  page->setSpacing(0);
  page->addWidget(m_header);
  page->addLayout(body, 1);
  page->addWidget(m_bottom);
}

void MainWindow::buildCards() {
  m_transitions = new TransitionsView;
  TransitionsView* const transitions = m_transitions;
  m_plane = new PlaneView;
  const auto add = [this](View* view, const char* name, const QString& title, int leastHeight) {
    auto* card = new Card(view, title, leastHeight, m_column);
    card->setObjectName(QString::fromLatin1(name));
    m_cards.push_back(card);
    m_column->addCard(card);
    return card;
  };
  m_training = new TrainingView;
  Card* training = add(m_training, "training", tr("Training"), 250);
  m_trainingTools = new TrainingTools(*m_trainingLink, *m_trainingService, m_learningData);
  training->setTools(m_trainingTools, {300, 200});
  training->setMenuExtension([this](QMenu& menu) {
    m_trainingTools->addTo(menu);
    menu.addSeparator();
    addStepsAxis(menu, m_training);
  });
  m_trainingLengths = new TrainingLengthsView;
  Card* courses = add(m_trainingLengths, "trainingLengths", tr("In training"), 180);
  addCourseTools(courses, m_trainingLengths);
  m_experiments = new ExperimentView;
  Card* experiments = add(m_experiments, "experiments", tr("Experiments"), 220);
  m_experimentTools = new ExperimentTools;
  experiments->setTools(m_experimentTools, {300, 200});
  experiments->setMenuExtension([this](QMenu& menu) { m_experimentTools->addTo(menu); });
  connect(m_experiments, &ExperimentView::badgesChanged, experiments, &Card::refresh);
  for (Card* card : {training, courses, experiments})
    m_column->setShown(card, false);  // from Train, the menu, and presets
  addComparisonTools(add(new LengthView, "length", tr("Length"), 168), m_comparison);
  Card* counts = add(transitions, "transitions", tr("Transitions"), 160);
  addComparisonTools(counts, m_comparison, [transitions](QMenu& menu) {
    QAction* total = menu.addAction(tr("Running total"));
    total->setCheckable(true);
    total->setChecked(transitions->runningTotal());
    QObject::connect(total, &QAction::toggled, transitions, &TransitionsView::setRunningTotal);
  });
  connect(transitions, &TransitionsView::runningTotalChanged, counts, &Card::refresh);
  addComparisonTools(add(new TransitionsLengthView, "transitionsLength", tr("Against length"), 160),
                     m_comparison);
  add(new PatternRaster, "pattern", tr("Pattern"), 132);
  Card* plane = add(m_plane, "plane", tr("Plane"), 200);
  auto* tools = new RegionTools(m_plane);
  plane->setTools(tools);
  plane->setMenuExtension([tools](QMenu& menu) { tools->addTo(menu); });
  connect(m_plane, &PlaneView::badgesChanged, tools, &RegionTools::refresh);
  add(new MapsView, "maps", tr("Maps"), 200);
  m_phases = new PhaseView;
  Card* phases = add(m_phases, "phases", tr("Phases"), 200);
  auto* phaseTools = new PhaseTools(m_phases);
  phases->setTools(phaseTools);
  phases->setMenuExtension([phaseTools](QMenu& menu) { phaseTools->addTo(menu); });
  m_families = new FamilyView;
  Card* families = add(m_families, "families", tr("Families"), 200);
  auto* familyTools = new FamilyTools(m_families);
  families->setTools(familyTools);
  families->setMenuExtension([familyTools](QMenu& menu) { familyTools->addTo(menu); });
  connect(familyTools, &FamilyTools::refused, this, &MainWindow::showMessage);
  m_column->setShown(families, false);  // from the menu of views, and by presets
  m_prior = new PriorView;
  Card* prior = add(m_prior, "prior", tr("Prior"), 200);
  auto* clear = new Button(tr("clear"), Button::Look::Quiet);
  clear->setObjectName(QStringLiteral("clearDataButton"));
  clear->setToolTip(tr("Remove all data points"));
  clear->setEnabled(false);
  prior->addTitleTool(clear);
  connect(clear, &Button::clicked, m_prior, &PriorView::clear);
  connect(m_prior, &PriorView::changed, prior, [this, prior, clear] {
    clear->setEnabled(!m_prior->data().empty());
    prior->refresh();
  });
  m_column->setShown(prior, false);
  m_dichotomies = new DichotomiesView;
  Card* dichotomies = add(m_dichotomies, "dichotomies", tr("Dichotomies"), 160);
  addDichotomyTools(dichotomies, m_dichotomies);
  m_column->setShown(dichotomies, false);
  for (Card* card : {add(new AutocorrelationView, "autocorrelation", tr("Correlation"), 180),
                     add(new CurvatureView, "curvature", tr("Curvature"), 200),
                     add(new SimilarityView, "similarity", tr("Similarity"), 220),
                     add(new GradientsView, "gradients", tr("Gradients"), 200)})
    m_column->setShown(card, false);  // opened from the menu of views
  m_defaultArrangement = m_column->arrangement();
}

void MainWindow::addKey(const QKeySequence& key, const std::function<void()>& act) {
  auto* action = new QAction(this);
  action->setShortcut(key);
  action->setShortcutContext(Qt::WindowShortcut);
  connect(action, &QAction::triggered, this, act);
  addAction(action);
}

void MainWindow::buildShortcuts() {
  addKey(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_session.undo(); });
  addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] { m_session.redo(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_Y), [this] { m_session.redo(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_C), [this] { m_session.copySetting(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_V), [this] { paste(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_L), [this] { copyLink(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_S), [this] { saveSession(); });
  addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { saveSessionAs(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_O), [this] { chooseFile(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_E), [this] { exportFigure(currentView()); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_T), [this] { toggleTheme(); });
  addKey(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
  addKey(QKeySequence(Qt::Key_F1), [this] { openHelp({}); });
  addKey(QKeySequence(Qt::SHIFT | Qt::Key_F1), [] { QWhatsThis::enterWhatsThisMode(); });
  addKey(QKeySequence(Qt::Key_Question), [this] { m_shortcuts->toggle(); });
  addKey(QKeySequence(Qt::Key_F11), [this] { togglePresentation(); });
  addKey(QKeySequence(Qt::Key_Space), [this] { m_bottom->togglePlay(); });
  addKey(QKeySequence(Qt::Key_R), [this] { rewind(); });
  addKey(QKeySequence(Qt::Key_N), [this] { m_session.newDraw(); });
  addKey(QKeySequence(Qt::Key_P), [this] { pin(); });
  addKey(QKeySequence(Qt::Key_A), [this] { animate(); });
  addKey(QKeySequence(Qt::Key_G), [this] { openGallery(); });
  addKey(QKeySequence(Qt::Key_D), [this] { m_picker->isVisible() ? m_picker->hide() : m_picker->open(); });
  addKey(QKeySequence(Qt::Key_C), [this] { m_grid->setCommonScale(!m_grid->commonScale()); });
  addKey(QKeySequence(Qt::Key_S), [this] {
    if (!m_grid->pins().empty()) m_grid->setSideBySide(!m_grid->sideBySide());
  });
  addKey(QKeySequence(Qt::Key_Escape), [this] { stepBack(); });
  for (int digit = 1; digit <= 9; ++digit)
    addKey(QKeySequence(Qt::Key_0 + digit), [this, digit] { m_controls->chooseActivation(digit - 1); });
}

void MainWindow::resizeEvent(QResizeEvent*) {
  const int left = controlsWidth;
  const QRect views(left, m_header->height(), width() - left,
                    height() - m_header->height() - m_bottom->height());
  m_message->place(views);
  m_picker->place(views);
  m_controls->setRoom(height() - m_header->height() - m_bottom->height());
  m_tourHeight = 0;
  placeTourPanel();
  m_rings->follow();
  if (m_shortcuts->isVisible()) m_shortcuts->setGeometry(rect());
  if (m_gallery != nullptr && m_gallery->isVisible()) m_gallery->setGeometry(rect());
}

}  // namespace arcscope::ui
