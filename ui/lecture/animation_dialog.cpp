#include "ui/lecture/animation_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSpinBox>
#include <algorithm>

#include "core/setting/parameters.h"
#include "ui/figures/figure_captions.h"
#include "ui/figures/figure_file.h"
#include "ui/model/text.h"
#include "ui/panels/button.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

const QString layersKey = QStringLiteral("layers");
const QString pinKey = QStringLiteral("pin:");

}  // namespace

AnimationDialog::AnimationDialog(Session& session, Focus& focus, Animator& animator, const Theme& theme,
                                 QWidget* parent)
    : QDialog(parent), m_session(session), m_focus(focus), m_animator(animator), m_theme(theme) {
  setObjectName(QStringLiteral("animationDialog"));
  setWindowTitle(tr("Animate"));
  setFont(theme.font());
  build();
  fillWhat();
  applyTheme(this, theme);
  connect(&m_session, &Session::pinsChanged, this, &AnimationDialog::fillWhat);
  connect(&m_animator, &Animator::playingChanged, this,
          [this](bool playing) { m_play->setText(playing ? tr("Stop") : tr("Play")); });
  connect(&m_animator, &Animator::refused, this, [this](const QString& sentence) { say(sentence, true); });
  connect(&m_export, &FilmExport::progressed, this, [this](int done, int frames) {
    m_progress->setMaximum(frames);
    m_progress->setValue(done);
    say(tr("Frame %1 of %2").arg(done).arg(frames));
  });
  const auto over = [this] {
    m_progress->hide();
    m_write->setText(tr("Write film\u2026"));
  };
  connect(&m_export, &FilmExport::finished, this, [this, over] {
    over();
    say(tr("The film is in %1.").arg(m_file));
    Q_EMIT written(m_file);
  });
  connect(&m_export, &FilmExport::failed, this, [this, over](const QString& sentence) {
    over();
    say(sentence, true);
  });
  connect(&m_export, &FilmExport::stopped, this, [this, over] {
    over();
    say(tr("Stopped: no film was written."));
  });
}

AnimationDialog::~AnimationDialog() = default;

void AnimationDialog::build() {
  const auto number = [this](const char* name, double least, double most, int decimals, double value) {
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(least, most);
    box->setDecimals(decimals);
    box->setValue(value);
    return box;
  };
  const auto whole = [this](const char* name, int least, int most, int value, const QString& suffix) {
    auto* box = new QSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(least, most);
    box->setValue(value);
    box->setSuffix(suffix);
    return box;
  };
  m_what = new QComboBox(this);
  m_what->setObjectName(QStringLiteral("animateWhat"));
  m_from = number("animateFrom", 0.0, 1.0, 2, 0.0);
  m_to = number("animateTo", 0.0, 1.0, 2, 1.0);
  m_seconds = number("animateSeconds", shortestAnimation, longestAnimation, 1, 4.0);
  m_seconds->setSuffix(tr(" s"));
  m_mode = new QComboBox(this);
  m_mode->setObjectName(QStringLiteral("animateMode"));
  m_mode->addItems({tr("Once"), tr("In a loop"), tr("There and back")});
  m_play = new Button(tr("Play"), Button::Look::Accent, this);
  m_play->setObjectName(QStringLiteral("animatePlay"));
  m_view = new QComboBox(this);
  m_view->setObjectName(QStringLiteral("filmView"));
  for (const FigureKind kind : allFigureKinds())
    if (canMove(kind)) m_view->addItem(caption(kind), static_cast<int>(kind));
  m_width = whole("filmWidth", smallestFilm, largestFilm, 1280, {});
  m_height = whole("filmHeight", smallestFilm, largestFilm, 720, {});
  m_width->setSingleStep(2);
  m_height->setSingleStep(2);
  m_rate = whole("filmRate", 1, mostFramesPerSecond, 30, tr(" frames/s"));
  m_look = new QComboBox(this);
  m_look->setObjectName(QStringLiteral("filmTheme"));
  m_look->addItem(tr("White ground"), static_cast<int>(Theme::Kind::Print));
  m_look->addItem(tr("Light"), static_cast<int>(Theme::Kind::Light));
  m_look->addItem(tr("Dark"), static_cast<int>(Theme::Kind::Dark));
  m_write = new Button(tr("Write film\u2026"), Button::Look::Outline, this);
  m_write->setObjectName(QStringLiteral("filmWrite"));
  m_progress = new QProgressBar(this);
  m_progress->setTextVisible(false);
  m_progress->hide();
  m_message = new QLabel(this);
  m_message->setObjectName(QStringLiteral("filmMessage"));
  m_message->setWordWrap(true);
  m_message->setMinimumHeight(32);

  auto* form = new QFormLayout(this);
  form->setContentsMargins(18, 18, 18, 18);
  form->setVerticalSpacing(10);
  form->setHorizontalSpacing(14);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  const auto pair = [this](QWidget* first, const QString& between, QWidget* second) {
    auto* row = new QHBoxLayout;
    row->addWidget(first, 1);
    row->addWidget(new QLabel(between, this));
    row->addWidget(second, 1);
    return row;
  };
  form->addRow(tr("What moves"), m_what);
  form->addRow(tr("From"), pair(m_from, tr("to"), m_to));
  form->addRow(tr("Time"), m_seconds);
  form->addRow(tr("How often"), m_mode);
  auto* playRow = new QHBoxLayout;
  playRow->addStretch();
  playRow->addWidget(m_play);
  form->addRow(playRow);
  auto* line = new QFrame(this);
  line->setFixedHeight(1);
  line->setAutoFillBackground(true);
  QPalette rule = line->palette();
  rule.setColor(QPalette::Window, m_theme.border);
  line->setPalette(rule);
  form->addRow(line);
  form->addRow(tr("Film of"), m_view);
  form->addRow(tr("Pixels"), pair(m_width, QStringLiteral("\u00d7"), m_height));
  form->addRow(tr("Speed"), m_rate);
  form->addRow(tr("Colours"), m_look);
  form->addRow(m_progress);
  form->addRow(m_message);
  auto* closeButton = new Button(tr("Close"), Button::Look::Quiet, this);
  closeButton->setObjectName(QStringLiteral("animateClose"));
  connect(closeButton, &Button::clicked, this, &QDialog::close);
  auto* writeRow = new QHBoxLayout;
  writeRow->addWidget(closeButton);
  writeRow->addStretch();
  writeRow->addWidget(m_write);
  form->addRow(writeRow);
  setMinimumWidth(380);

  connect(m_what, &QComboBox::currentIndexChanged, this, &AnimationDialog::whatChanged);
  connect(m_play, &Button::clicked, this, &AnimationDialog::play);
  connect(m_write, &Button::clicked, this, &AnimationDialog::browse);
}

/// What can move now: the network's numbers where it is drawn, t, the layers, and every pinned state.
void AnimationDialog::fillWhat() {
  const QString chosen = m_what->currentData().toString();
  const QSignalBlocker quiet(m_what);
  m_what->clear();
  if (!m_session.showsFile())
    for (const core::Parameter& parameter : core::parameters())
      if (parameter.slider) m_what->addItem(coreText(parameter.label), fromView(parameter.key));
  m_what->addItem(tr("along the trajectory, t"), QStringLiteral("t"));
  m_what->addItem(tr("from layer to layer"), layersKey);
  for (std::size_t i = 0; i < m_session.pins().size(); ++i)
    m_what->addItem(tr("towards pin %1").arg(m_session.pins()[i].name), pinKey + QString::number(i));
  const int usual = m_what->findData(QStringLiteral("sigma_w"));
  const int at = m_what->findData(chosen);
  m_what->setCurrentIndex(std::max({0, at, at < 0 ? usual : -1}));
  whatChanged();
}

void AnimationDialog::whatChanged() {
  const QString key = m_what->currentData().toString();
  const bool toPin = key.startsWith(pinKey);
  m_from->setEnabled(!toPin);
  m_to->setEnabled(!toPin);
  say({});
  if (toPin) return;
  const auto range = [this](double least, double most, int decimals, double from, double to) {
    for (QDoubleSpinBox* box : {m_from, m_to}) {
      box->setDecimals(decimals);
      box->setRange(least, most);
      box->setSingleStep(decimals == 0 ? 1.0 : 0.1);
    }
    m_from->setValue(from);
    m_to->setValue(to);
  };
  const core::Setting& setting = m_session.setting();
  if (key == QStringLiteral("t")) return range(0.0, 1.0, 3, setting.tBegin, setting.tEnd);
  if (key == layersKey) {
    m_view->setCurrentIndex(m_view->findData(static_cast<int>(FigureKind::Grid)));
    return range(0.0, setting.depth, 0, 0.0, setting.depth);
  }
  const core::Parameter& parameter = core::parameter(key.toStdString());
  const double now = parameter.get(setting);
  range(parameter.minimum, parameter.maximum, parameter.decimals, now,
        now < 0.7 * parameter.sliderMaximum ? parameter.sliderMaximum : parameter.sliderMinimum);
}

Animation AnimationDialog::animation() const {
  Animation animation;
  const QString key = m_what->currentData().toString();
  animation.from = m_from->value();
  animation.to = m_to->value();
  animation.seconds = m_seconds->value();
  animation.mode = static_cast<Player::Mode>(m_mode->currentIndex());
  if (key == layersKey) {
    animation.kind = Animation::Kind::Layers;
  } else if (key.startsWith(pinKey)) {
    animation.kind = Animation::Kind::State;
    const auto index = static_cast<std::size_t>(key.mid(pinKey.size()).toInt());
    if (index < m_session.pins().size()) {
      const Pin& pin = m_session.pins()[index];
      animation.target =
          std::make_shared<const Scene>(Scene{pin.subject, pin.view, m_session.display(), m_session.pins()});
    }
  } else {
    animation.parameter = key.toStdString();
  }
  return animation;
}

void AnimationDialog::setFigure(const FigureChoice& figure) {
  m_figure = figure;
  if (const int at = m_view->findData(static_cast<int>(figure.kind)); at >= 0) m_view->setCurrentIndex(at);
}

void AnimationDialog::play() {
  if (m_animator.isPlaying()) return m_animator.stop();
  say({});
  m_animator.play(animation());
}

FilmStyle AnimationDialog::style() const {
  return {.pixels = {m_width->value(), m_height->value()},
          .framesPerSecond = m_rate->value(),
          .theme = figureTheme(static_cast<Theme::Kind>(m_look->currentData().toInt()))};
}

void AnimationDialog::browse() {
  if (m_export.isRunning()) return m_export.stop();
  auto* dialog = new QFileDialog(this, tr("Write film"), QStringLiteral("arcscope.gif"),
                                 tr("GIF (*.gif);;MP4 (*.mp4);;WebM (*.webm);;A PNG a frame (*.png)"));
  dialog->setObjectName(QStringLiteral("filmFile"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("gif"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    const qsizetype dot = filter.indexOf(QStringLiteral("*.")) + 2;
    dialog->setDefaultSuffix(filter.mid(dot, filter.indexOf(QLatin1Char(')')) - dot));
  });
  connect(dialog, &QFileDialog::fileSelected, this, &AnimationDialog::writeTo);
  dialog->open();
}

void AnimationDialog::writeTo(const QString& file) {
  const auto refuse = [this](const core::Error& error) {
    say(coreText(error.message) + QLatin1Char('.'), true);
  };
  const auto format = filmFormatFromName(QFileInfo(file).suffix());
  if (!format) return say(tr("A film ends in .gif, .mp4, .webm or .png."), true);
  m_animator.stop();
  FigureChoice figure = m_figure;
  figure.kind = static_cast<FigureKind>(m_view->currentData().toInt());
  figure.pins = m_session.pins();
  const Animation moves = animation();
  const FilmStyle look = style();
  if (const auto wrong = validate(moves, m_session.scene())) return refuse(*wrong);
  if (const auto wrong = validate(look, figure.kind, moves)) return refuse(*wrong);
  auto film =
      std::make_unique<Film>(moves, Moment{.scene = m_session.scene(), .t = m_focus.t()}, figure, look);
  core::Expected<std::unique_ptr<FilmWriter>> writer =
      makeFilmWriter(*format, file.toStdString(), look, film->frames(), moves.mode != Player::Mode::Once);
  if (!writer) return refuse(writer.error());
  m_file = file;
  m_progress->setValue(0);
  m_progress->show();
  m_write->setText(tr("Stop"));
  m_export.start(std::move(film), std::move(writer).value());
}

void AnimationDialog::say(const QString& text, bool bad) {
  QPalette colours = m_message->palette();
  colours.setColor(QPalette::WindowText, bad ? m_theme.warning : m_theme.mutedText);
  m_message->setPalette(colours);
  m_message->setText(text);
}

QString AnimationDialog::message() const {
  return m_message->text();
}

}  // namespace arcscope::ui
