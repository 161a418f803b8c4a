#include "ui/window/training_options.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/support/text.h"

namespace arcscope::ui {
namespace {

using core::TrainingChoice;

constexpr double leastRate = 1e-4;
constexpr double mostRate = 10.0;
constexpr std::array<double, 4> speeds{10.0, 100.0, 1000.0, 0.0};  // steps a second; 0: as fast as it goes
constexpr int mostWhole = 1'000'000;  // what a field reads; core::validate() knows what is allowed

double positionOf(double rate) {
  return std::clamp(std::log(rate / leastRate) / std::log(mostRate / leastRate), 0.0, 1.0);
}

/// To two figures.
double rateAt(double position) {
  const double rate = leastRate * std::pow(mostRate / leastRate, position);
  return QString::number(rate, 'g', 2).toDouble();
}

QString textOf(double value) {
  return QString::fromStdString(core::numberText(value));
}

std::optional<int> wholeFrom(const QString& text) {
  bool isWhole = false;
  const int value = text.trimmed().toInt(&isWhole);
  return isWhole && std::abs(value) <= mostWhole ? std::optional(value) : std::nullopt;
}

QString listText(const std::vector<int>& numbers) {
  QStringList texts;
  for (const int number : numbers) texts << QString::number(number);
  return texts.join(QStringLiteral(", "));
}

QString layersText(const std::vector<int>& layers) {
  return layers.empty() ? TrainingOptions::tr("none") : listText(layers);
}

/// The rate goes along where it is the default one.
void chooseOptimizer(TrainingChoice& choice, int kind) {
  const auto usual = [](core::Optimizer of) {
    return of == core::Optimizer::Adam ? core::adamLearningRate : core::OptimizerChoice{}.learningRate;
  };
  core::OptimizerChoice& optimizer = choice.optimizer;
  const bool isUsual = optimizer.learningRate == usual(optimizer.kind);
  optimizer.kind = static_cast<core::Optimizer>(kind);
  if (isUsual) optimizer.learningRate = usual(optimizer.kind);
}

/// Whole numbers and ranges of them, "1, 3-5"; nothing where the text is no such list.
std::optional<std::vector<int>> listFrom(const QString& text) {
  std::vector<int> numbers;
  for (const QString& part : text.split(QLatin1Char(','))) {
    const QStringList ends = part.split(QLatin1Char('-'));
    const auto first = wholeFrom(ends.front());
    const auto last = wholeFrom(ends.back());
    if (!first || !last || ends.size() > 2 || *last - *first > mostWhole / 100) return std::nullopt;
    for (int number = *first; number <= *last; ++number) numbers.push_back(number);
  }
  return numbers;
}

bool readChannels(TrainingChoice& choice, const QString& text) {
  const auto channels = listFrom(text);
  if (channels) choice.channels = *channels;
  return channels.has_value();
}

bool readLayers(TrainingChoice& choice, const QString& text) {
  const bool none = text.trimmed().isEmpty() || text.trimmed() == TrainingOptions::tr("none");
  auto layers = none ? std::vector<int>() : listFrom(text);
  if (!layers) return false;
  std::sort(layers->begin(), layers->end());
  choice.frozen = std::move(*layers);
  return true;
}

}  // namespace

TrainingOptions::TrainingOptions(TrainingService& service, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_service(service), m_grid(new QGridLayout(this)) {
  setObjectName(QStringLiteral("trainingOptions"));
  m_grid->setContentsMargins(14, 12, 14, 12);
  m_grid->setHorizontalSpacing(10);
  m_grid->setVerticalSpacing(8);
  m_grid->setColumnStretch(1, 1);
  m_architecture =
      choices("trainingArchitecture", {tr("fully connected"), tr("convolutional")},
              tr("The layers on view; or blocks of convolution and pooling before one layer of this "
                 "width, for pictures"),
              [](TrainingChoice& c, int i) { c.architecture = static_cast<core::Architecture>(i); });
  m_channels =
      field("trainingChannels", tr("Channels of each block of convolution and pooling, one to four blocks"),
            120, readChannels);
  m_optimizer = choices("trainingOptimizer", {tr("plain"), tr("momentum"), tr("Adam")},
                        tr("Gradient descent, plain or with momentum 0.9; or Adam (Kingma and Ba 2015)"),
                        chooseOptimizer);
  m_rateSlider = new Slider(this);
  m_rateSlider->setObjectName(QStringLiteral("learningRateSlider"));
  m_rateSlider->setAccessibleName(tr("Learning rate"));
  m_rate = field("learningRate", tr("Learning rate"), 64, [](TrainingChoice& c, const QString& text) {
    const auto value = core::numberFromText(text.trimmed().toStdString());
    if (value) c.optimizer.learningRate = *value;
    return value.has_value();
  });
  m_batch =
      field("trainingBatch", tr("Points of a mini-batch"), 64, [](TrainingChoice& c, const QString& text) {
        const auto value = wholeFrom(text);
        if (value) c.batch = *value;
        return value.has_value();
      });
  m_epochs = field("trainingEpochs", tr("How often all training points are seen"), 64,
                   [](TrainingChoice& c, const QString& text) {
                     const auto value = wholeFrom(text);
                     if (value) c.epochs = *value;
                     return value.has_value();
                   });
  m_loss = choices("trainingLoss", {tr("cross-entropy"), tr("squared")},
                   tr("What is made small: the cross-entropy of the softmax, or half the squared distance to "
                      "the unit vector of the class"),
                   [](TrainingChoice& c, int i) { c.loss = static_cast<core::Loss>(i); });
  m_normalisation =
      choices("trainingNormalisation", {tr("none"), tr("batch"), tr("trajectory")},
              tr("A layer between any two: none, batch normalisation, or trajectory regularisation [R17]"),
              [](TrainingChoice& c, int i) { c.normalisation = static_cast<core::Normalisation>(i); });
  m_placement = choices("trainingPlacement", {tr("before"), tr("after")},
                        tr("Before the activation, on h, or after it, on z"),
                        [](TrainingChoice& c, int i) { c.placement = static_cast<core::Placement>(i); });
  m_regularisation =
      field("trainingRegularisation",
            tr("What trajectory regularisation adds to the loss: this times \u03bb times length "
               "over original length"),
            64, [](TrainingChoice& c, const QString& text) {
              const auto value = core::numberFromText(text.trimmed().toStdString());
              if (value) c.regularisation = *value;
              return value.has_value();
            });
  m_original = choices("trainingOriginal", {tr("over input"), tr("over start")},
                       tr("The original length is that of the mini-batch at the network's input, or at this "
                          "layer when training began"),
                       [](TrainingChoice& c, int i) { c.original = static_cast<core::OriginalLength>(i); });
  m_decay = field("weightDecay", tr("This times the weights is added to their gradient"), 64,
                  [](TrainingChoice& c, const QString& text) {
                    const auto value = core::numberFromText(text.trimmed().toStdString());
                    if (value) c.optimizer.weightDecay = *value;
                    return value.has_value();
                  });
  m_frozen = field("frozenLayers",
                   tr("Layers that keep their draw, such as “1, 3” or “2-8”; the read-out is "
                      "the one behind the last"),
                   120, readLayers);
  addRow(tr("Network"), m_architecture);
  addRow(tr("Channels"), m_channels);
  addRow(tr("Optimizer"), m_optimizer);
  addRow(tr("Learning rate"), m_rateSlider, m_rate);
  addRow(tr("Epochs"), m_epochs);
  addRow(tr("Mini-batch"), m_batch);
  addRow(tr("Loss"), m_loss);
  addRow(tr("Normalisation"), m_normalisation);
  addRow(tr("stands"), m_placement);
  addRow(tr("adds to the loss"), m_original, m_regularisation);
  addRow(tr("Weight decay"), m_decay);
  addRow(tr("Frozen layers"), m_frozen);
  m_speed = new Segmented(
      {QStringLiteral("10"), QStringLiteral("100"), QStringLiteral("1000"), tr("all it can")}, this);
  m_speed->setObjectName(QStringLiteral("trainingSpeed"));
  m_speed->setAccessibleName(tr("Steps a second"));
  m_speed->setToolTip(tr("How many mini-batches a second, for eyes to follow"));
  connect(m_speed, &Segmented::chosen, &m_service,
          [&service](int i) { service.setSpeed(speeds[static_cast<std::size_t>(i)]); });
  connect(&m_service, &TrainingService::speedChanged, this, &TrainingOptions::refresh);
  addRow(tr("Steps a second"), m_speed);
  m_problem = new QLabel(this);
  m_problem->setObjectName(QStringLiteral("trainingProblem"));
  m_problem->setWordWrap(true);
  m_grid->addWidget(m_problem, m_grid->rowCount(), 0, 1, 3);
  connect(m_rateSlider, &Slider::positionMoved, this, [this](double position) {
    change([position](TrainingChoice& c) { c.optimizer.learningRate = rateAt(position); });
  });
  connect(m_rateSlider, &Slider::stepped, this, [this](int steps) {
    change([steps](TrainingChoice& c) {
      c.optimizer.learningRate = rateAt(positionOf(c.optimizer.learningRate) + 0.02 * steps);
    });
  });
  connect(m_rateSlider, &Slider::sentToEnd, this, [this](bool upper) {
    change([upper](TrainingChoice& c) { c.optimizer.learningRate = upper ? mostRate : leastRate; });
  });
  connect(m_rateSlider, &Slider::resetRequested, this, [this] {
    change([](TrainingChoice& c) { c.optimizer.learningRate = core::OptimizerChoice{}.learningRate; });
  });
  connect(&m_service, &TrainingService::choiceChanged, this, &TrainingOptions::refresh);
  connect(&m_service, &TrainingService::stateReady, this, &TrainingOptions::refresh);
  setProblem({});
  refresh();
}

void TrainingOptions::change(const Change& change) {
  TrainingChoice choice = m_service.choice();
  change(choice);
  m_service.setChoice(choice);
}

void TrainingOptions::addRow(const QString& caption, QWidget* control, QWidget* second) {
  const int row = m_grid->rowCount();
  auto* label = new QLabel(caption, this);
  m_captions.push_back(label);
  m_grid->addWidget(label, row, 0);
  if (second) {
    m_grid->addWidget(control, row, 1);
    m_grid->addWidget(second, row, 2, Qt::AlignRight);
  } else {
    m_grid->addWidget(control, row, 1, 1, 2,
                      qobject_cast<QLineEdit*>(control) ? Qt::AlignLeft : Qt::Alignment());
  }
}

Segmented* TrainingOptions::choices(const char* name, const QStringList& names, const QString& tip,
                                    std::function<void(TrainingChoice&, int)> set) {
  auto* segmented = new Segmented(names, this);
  segmented->setObjectName(QString::fromLatin1(name));
  segmented->setToolTip(tip);
  segmented->setAccessibleName(tip);
  connect(segmented, &Segmented::chosen, this,
          [this, set = std::move(set)](int i) { change([&](TrainingChoice& choice) { set(choice, i); }); });
  return segmented;
}

QLineEdit* TrainingOptions::field(const char* name, const QString& tip, int width,
                                  std::function<bool(TrainingChoice&, const QString&)> read) {
  auto* edit = new QLineEdit(this);
  edit->setObjectName(QString::fromLatin1(name));
  edit->setToolTip(tip);
  edit->setAccessibleName(tip);
  edit->setFixedSize(width, 26);
  connect(edit, &QLineEdit::editingFinished, this, [this, edit, read = std::move(read)] {
    if (!edit->isModified()) return;
    edit->setModified(false);
    TrainingChoice choice = m_service.choice();
    const QString text = edit->text();
    const bool isRead = read(choice, text);
    const auto wrong = isRead ? core::validate(choice) : std::nullopt;
    if (isRead && !wrong) m_service.setChoice(choice);
    refresh();
    if (!isRead) setProblem(tr("\u201c%1\u201d is no number that fits here.").arg(text));
    if (wrong) setProblem(QString::fromStdString(wrong->message) + QLatin1Char('.'));
  });
  return edit;
}

void TrainingOptions::refresh() {
  const TrainingChoice& choice = m_service.choice();
  const bool begun = m_service.hasRun();
  const auto show = [](QLineEdit* edit, const QString& text) {
    if (edit->isModified() || edit->text() == text) return;
    edit->setText(text);
    edit->setCursorPosition(0);
  };
  m_architecture->setCurrent(static_cast<int>(choice.architecture));
  show(m_channels, listText(choice.channels));
  m_optimizer->setCurrent(static_cast<int>(choice.optimizer.kind));
  m_rateSlider->setPosition(positionOf(choice.optimizer.learningRate));
  show(m_rate, textOf(choice.optimizer.learningRate));
  show(m_batch, QString::number(choice.batch));
  show(m_epochs, QString::number(choice.epochs));
  m_loss->setCurrent(static_cast<int>(choice.loss));
  m_normalisation->setCurrent(static_cast<int>(choice.normalisation));
  m_placement->setCurrent(static_cast<int>(choice.placement));
  show(m_regularisation, textOf(choice.regularisation));
  m_original->setCurrent(static_cast<int>(choice.original));
  show(m_decay, textOf(choice.optimizer.weightDecay));
  show(m_frozen, layersText(choice.frozen));
  for (std::size_t i = 0; i < speeds.size(); ++i)
    if (speeds[i] == m_service.speed()) m_speed->setCurrent(static_cast<int>(i));
  for (QWidget* fixed : std::initializer_list<QWidget*>{m_architecture, m_optimizer, m_batch, m_loss,
                                                        m_normalisation, m_decay, m_frozen})
    fixed->setEnabled(!begun);
  m_channels->setEnabled(!begun && choice.architecture == core::Architecture::Convolutional);
  const bool trajectory = choice.normalisation == core::Normalisation::Trajectory;
  m_placement->setEnabled(!begun && choice.normalisation != core::Normalisation::None);
  m_regularisation->setEnabled(!begun && trajectory);
  m_original->setEnabled(!begun && trajectory);
}

void TrainingOptions::setProblem(const QString& sentence) {
  const bool begun = m_service.hasRun();
  m_problem->setText(!sentence.isEmpty() ? sentence
                     : begun             ? tr("The rest can be chosen again after Reset.")
                                         : QString());
  QPalette colours = m_problem->palette();
  colours.setColor(QPalette::WindowText, sentence.isEmpty() ? theme().mutedText : theme().warning);
  m_problem->setPalette(colours);
  m_problem->setVisible(!m_problem->text().isEmpty());
  if (isVisible()) adjustSize();
}

void TrainingOptions::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().card);
  painter.setPen(theme().border);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void TrainingOptions::themeChanged() {
  QPalette muted = palette();
  muted.setColor(QPalette::WindowText, theme().mutedText);
  for (QLabel* label : m_captions) {
    label->setFont(theme().font());
    label->setPalette(muted);
  }
  m_problem->setFont(theme().font());
  update();
}

}  // namespace arcscope::ui
