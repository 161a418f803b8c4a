#include "ui/window/training_tools.h"

#include <QActionGroup>
#include <QFileInfo>

#include "core/support/text.h"

namespace arcscope::ui {
namespace {

constexpr int rowHeight = 26;
constexpr int gap = 6;
constexpr int roomForSave = 400;
QString shortName(const core::DataChoice& choice) {
  return QFileInfo(QString::fromStdString(choice.name)).fileName();
}

}  // namespace

TrainingTools::TrainingTools(TrainingLink& link, TrainingService& service, LearningData& data,
                             QWidget* parent)
    : QWidget(parent), m_link(link), m_service(service), m_data(data) {
  const auto button = [this](const QString& text, const char* name, const QString& tip, Button::Look look) {
    auto* made = new Button(text, look, this);
    made->setObjectName(QString::fromLatin1(name));
    made->setToolTip(tip);
    made->setFixedHeight(rowHeight);
    return made;
  };
  using Look = Button::Look;
  m_play = button(tr("Start"), "trainingPlay", tr("Train the network on view; pause"), Look::Accent);
  m_play->setGlyph(Glyph::Play);
  m_step = button(tr("Step"), "trainingStep", tr("One mini-batch"), Look::Outline);
  m_epoch = button(tr("Epoch"), "trainingEpoch", tr("To the end of the epoch"), Look::Outline);
  m_reset = button(tr("Reset"), "trainingReset", tr("Forget what was learned"), Look::Outline);
  m_save = button(tr("Save\u2026"), "trainingSave",
                  tr("The network as it is now, as a safetensors file with PyTorch's names"), Look::Outline);
  m_dataButton = button({}, "trainingData", tr("The data that it learns from"), Look::Outline);
  m_dataButton->setGlyph(Glyph::Chevron);
  m_optionsButton = button({}, "trainingOptionsButton", tr("How it is trained"), Look::Outline);
  m_optionsButton->setGlyph(Glyph::Chevron);
  m_options = new TrainingOptions(service, this);

  m_rows = new QBoxLayout(QBoxLayout::TopToBottom, this);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(gap);
  const auto row = [this](std::initializer_list<QWidget*> widgets) {
    auto* line = new QHBoxLayout;
    line->setSpacing(gap);
    for (QWidget* widget : widgets) line->addWidget(widget);
    line->addStretch();
    m_rows->addLayout(line);
  };
  row({m_play, m_step, m_epoch, m_reset, m_save});
  row({m_dataButton, m_optionsButton});

  connect(m_play, &Button::clicked, &link, &TrainingLink::toggle);
  connect(m_step, &Button::clicked, &link, [&link] { link.learnSteps(1); });
  connect(m_epoch, &Button::clicked, &link, &TrainingLink::learnEpoch);
  connect(m_reset, &Button::clicked, this, &TrainingTools::resetRequested);
  connect(m_save, &Button::clicked, this, &TrainingTools::saveRequested);
  connect(m_dataButton, &Button::clicked, this, &TrainingTools::openDataMenu);
  connect(m_optionsButton, &Button::clicked, this, &TrainingTools::openOptions);
  connect(&service, &TrainingService::stateReady, this, &TrainingTools::refresh);
  connect(&service, &TrainingService::choiceChanged, this, &TrainingTools::refresh);
  connect(&data, &LearningData::opened, this, &TrainingTools::refresh);
  connect(&data, &LearningData::busyChanged, this, &TrainingTools::refresh);
  refresh();
}

void TrainingTools::refresh() {
  const TrainingStatePtr& state = m_service.state();
  const bool begun = m_service.hasRun();
  const bool running = state && state->running;
  const QString problem = begun ? QString() : m_link.problem();
  m_play->setText(running ? tr("Pause") : begun ? tr("Continue") : tr("Start"));
  m_play->setGlyph(running ? Glyph::Pause : Glyph::Play);
  const bool over = state && state->finished;
  const bool stuck = state && state->diverged;
  for (Button* each : {m_play, m_step, m_epoch}) {
    each->setEnabled(problem.isEmpty() && !stuck);
    each->updateGeometry();
  }
  m_play->setToolTip(!problem.isEmpty() ? problem
                     : stuck ? tr("Drag along the lines to go back, and choose a smaller learning rate.")
                     : over  ? tr("All epochs are learned: as many more")
                             : tr("Train the network on view; pause"));
  m_reset->setEnabled(begun);
  m_save->setEnabled(begun && state);
  const core::TrainingChoice& choice = m_service.choice();
  m_dataButton->setText(m_data.isBusy() ? tr("Opening\u2026") : shortName(m_data.choice()));
  m_dataButton->setEnabled(!begun && !m_data.isBusy());
  m_dataButton->setToolTip(
      begun ? tr("Reset first: this training learns from %1.").arg(shortName(m_data.choice()))
            : tr("The data that it learns from"));
  const QString rate = QString::fromStdString(core::numberText(choice.optimizer.learningRate));
  const QString kind = choice.architecture == core::Architecture::Convolutional
                           ? tr("convolutional")
                           : QString::fromUtf8(core::name(choice.optimizer.kind).data());
  m_optionsButton->setText(tr("%1, %2").arg(kind, rate));
  for (Button* each : {m_dataButton, m_optionsButton}) each->updateGeometry();
  m_options->setProblem(problem);
}

bool TrainingTools::isWide(int width) const {
  return width >= 700;
}

int TrainingTools::heightForWidth(int width) const {
  return isWide(width) ? rowHeight : 2 * rowHeight + gap;
}

void TrainingTools::resizeEvent(QResizeEvent*) {
  m_save->setVisible(width() >= roomForSave);  // else it is in the menu
  m_rows->setDirection(isWide(width()) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TrainingTools::addTo(QMenu& menu) {
  menu.addAction(m_play->text(), &m_link, &TrainingLink::toggle)->setEnabled(m_play->isEnabled());
  menu.addAction(tr("One mini-batch"), &m_link, [this] { m_link.learnSteps(1); })
      ->setEnabled(m_step->isEnabled());
  menu.addAction(tr("To the end of the epoch"), &m_link, &TrainingLink::learnEpoch)
      ->setEnabled(m_epoch->isEnabled());
  menu.addAction(tr("Save network\u2026"), this, &TrainingTools::saveRequested)
      ->setEnabled(m_save->isEnabled());
  menu.addAction(tr("Reset\u2026"), this, &TrainingTools::resetRequested)->setEnabled(m_reset->isEnabled());
}

void TrainingTools::openDataMenu() {
  QMenu menu(this);
  auto* group = new QActionGroup(&menu);
  for (const std::string& name : core::dataNames()) {
    QAction* action = menu.addAction(QString::fromStdString(name));
    action->setCheckable(true);
    action->setChecked(name == m_data.choice().name);
    group->addAction(action);
    connect(action, &QAction::triggered, &m_data, [this, name] {
      core::DataChoice choice = m_data.choice();
      choice.name = name;
      m_data.open(choice);
    });
  }
  menu.addSeparator();
  menu.addAction(tr("Open file\u2026"), this, &TrainingTools::dataFileRequested);
  menu.exec(m_dataButton->mapToGlobal(QPoint(0, m_dataButton->height() + 2)));
}

void TrainingTools::openOptions() {
  m_options->refresh();
  m_options->adjustSize();
  const QPoint below = m_optionsButton->mapToGlobal(QPoint(0, m_optionsButton->height() + 2));
  const QRect room = window()->geometry();
  const int left = std::min(below.x(), room.right() - m_options->width() - 8);
  const int top = std::min(below.y(), room.bottom() - m_options->height() - 8);
  m_options->move(std::max(room.left() + 8, left), std::max(room.top() + 8, top));
  m_options->show();
}

void addStepsAxis(QMenu& menu, TrainingReader* reader) {
  QAction* log = menu.addAction(TrainingTools::tr("Logarithmic steps"));
  log->setCheckable(true);
  log->setChecked(reader->logSteps());
  QObject::connect(log, &QAction::toggled, &menu, [reader](bool on) { reader->setLogSteps(on); });
}

void addCourseTools(Card* card, TrainingLengthsView* view) {
  using Quantity = LayerCourse::Quantity;
  const QStringList quantities{TrainingTools::tr("length"), TrainingTools::tr("transitions"),
                               TrainingTools::tr("regions")};
  auto* tools = new QWidget;
  auto* quantity = new Segmented(quantities, tools);
  quantity->setObjectName(QStringLiteral("courseQuantity"));
  auto* axis = new Segmented({TrainingTools::tr("against step"), TrainingTools::tr("against layer")}, tools);
  axis->setObjectName(QStringLiteral("courseAxis"));
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(quantity);
  row->addWidget(axis);
  row->addStretch();
  card->setTools(tools);
  const auto setQuantity = [view](int index) {
    LayerCourse course = view->course();
    course.quantity = static_cast<Quantity>(index);
    view->setCourse(course);
  };
  const auto setByLayer = [view](bool on) {
    LayerCourse course = view->course();
    course.byLayer = on;
    view->setCourse(course);
  };
  const auto refresh = [=] {
    quantity->setCurrent(static_cast<int>(view->course().quantity));
    axis->setCurrent(view->course().byLayer ? 1 : 0);
    card->refresh();
  };
  QObject::connect(quantity, &Segmented::chosen, view, setQuantity);
  QObject::connect(axis, &Segmented::chosen, view, [=](int i) { setByLayer(i == 1); });
  QObject::connect(view, &TrainingLengthsView::courseChanged, card, refresh);
  refresh();
  card->setMenuExtension([=](QMenu& menu) {
    auto* group = new QActionGroup(&menu);
    for (int i = 0; i < quantities.size(); ++i) {
      QAction* action =
          menu.addAction(QStringList{TrainingTools::tr("Length"), TrainingTools::tr("Transitions"),
                                     TrainingTools::tr("Linear regions along the curve")}[i]);
      action->setCheckable(true);
      action->setChecked(i == static_cast<int>(view->course().quantity));
      group->addAction(action);
      QObject::connect(action, &QAction::triggered, view, [=] { setQuantity(i); });
    }
    menu.addSeparator();
    QAction* byLayer = menu.addAction(TrainingTools::tr("Against layer, a line a moment"));
    byLayer->setCheckable(true);
    byLayer->setChecked(view->course().byLayer);
    QObject::connect(byLayer, &QAction::toggled, view, setByLayer);
    addStepsAxis(menu, view);
  });
}

}  // namespace arcscope::ui
