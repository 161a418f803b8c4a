#include "ui/window/bottom_bar.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/panels/parameter_control.h"
#include "ui/text/language.h"

namespace arcscope::ui {
namespace {

/// "t = 0.30", the symbol in the face of formulas.
class TimeLabel : public QWidget, public Themed {
 public:
  TimeLabel(const Focus& focus, QWidget* parent) : QWidget(parent), m_focus(focus) {
    setFixedWidth(72);
    setObjectName(QStringLiteral("time"));
    connect(&focus, &Focus::changed, this, [this] {
      if (text() == m_painted) return;
      update();
    });
  }
  [[nodiscard]] QString text() const { return QString::number(m_focus.t(), 'f', 3); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    m_painted = text();
    painter.setPen(theme().text);
    const double baseline = height() / 2.0 + 0.36 * theme().typeSize;
    const double wide = drawSymbol(painter, QPointF(2.0, baseline), QStringLiteral("t"), theme(), 1.35);
    painter.setFont(theme().font());
    painter.drawText(QPointF(2.0 + wide + 5.0, baseline), QStringLiteral("= ") + m_painted);
  }
  void themeChanged() override { update(); }

 private:
  const Focus& m_focus;
  QString m_painted;
};

QString shortNumber(double value) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  if (value != 0.0 && (value >= 1e6 || value < 1e-3)) return QString::number(value, 'e', 1);
  return QString::number(value, 'f', value < 10.0 ? 2 : value < 1000.0 ? 1 : 0);
}

}  // namespace

void StatusFigures::setSnapshot(const SnapshotPtr& snapshot) {
  const core::CurveMeasures& m = snapshot->measures;
  const double total =
      m.length.empty() || m.length.front() == 0.0 ? std::nan("") : m.length.back() / m.length.front();
  const auto& counted = m.transitions.empty() ? m.signTransitions : m.transitions;
  const bool uncertain = !m.exact && m.samplingError > 0.1;
  const QString length = (uncertain ? QStringLiteral("\u2248 ") : QStringLiteral("× ")) + shortNumber(total);
  const QString transitions =
      groupedNumber(static_cast<double>(std::accumulate(counted.begin(), counted.end(), std::int64_t{0})));
  const QString name = m.transitions.empty() ? tr("sign changes") : tr("transitions");
  const bool preview = snapshot->quality == core::Quality::Preview;
  m_uncertain = uncertain;
  setToolTip(uncertain ? tr("From samples that miss part of the curve: see the views.") : QString());
  if (length == m_length && transitions == m_transitions && name == m_transitionsName && preview == m_preview)
    return;
  m_length = length;
  m_transitions = transitions;
  m_transitionsName = name;
  m_preview = preview;
  update();
}

void StatusFigures::setFrame(double milliseconds) {
  const QString frame = QStringLiteral("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 100.0 ? 1 : 0);
  if (frame == m_frame) return;
  m_frame = frame;
  update();
}

QString StatusFigures::text() const {
  return tr("length %1, %2 %3").arg(m_length, m_transitionsName, m_transitions);
}

QSize StatusFigures::sizeHint() const {
  return {348, 24};
}

void StatusFigures::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QFont name = theme().font(1.0, QFont::DemiBold);
  const QFont number = theme().font();
  // Each has its place, and gives way where the one before it is long.
  double free = 0.0;
  const auto put = [&](double x, const QString& what, const QString& value, const QColor& colour) {
    x = std::max(x, free);
    const double wide = QFontMetricsF(name).horizontalAdvance(what) + 6.0;
    free = x + wide + QFontMetricsF(number).horizontalAdvance(value) + 14.0;
    painter.setFont(name);
    painter.setPen(theme().text);
    painter.drawText(QRectF(x, 0.0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, what);
    painter.setFont(number);
    painter.setPen(colour);
    painter.drawText(QRectF(x + wide, 0.0, width() - x - wide, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     value);
  };
  put(0.0, tr("length"), m_length, m_uncertain ? theme().warning : theme().mutedText);
  put(112.0, m_transitionsName, m_transitions, m_uncertain ? theme().warning : theme().mutedText);
  if (m_preview)
    put(256.0, tr("preview"), QString(), theme().warning);
  else if (!m_frame.isEmpty() && free + 80.0 < width())
    put(256.0, tr("frame"), m_frame, theme().mutedText);
}

BottomBar::BottomBar(Focus& focus, QWidget* parent)
    : QWidget(parent),
      m_focus(focus),
      m_player(new Player(this)),
      m_play(new Button(Glyph::Play, Button::Look::Quiet, this)),
      m_time(new TimeLabel(focus, this)),
      m_bar(new TBar(this)),
      m_whole(new Button(tr("Whole curve"), Button::Look::Outline, this)),
      m_figures(new StatusFigures(this)) {
  setFixedHeight(48);
  m_play->setObjectName(QStringLiteral("playT"));
  m_play->setAccessibleName(tr("Play t"));
  m_play->setFixedSize(28, 28);
  m_play->setToolTip(tr("Move t along the curve (Space; right click: once, loop, back and forth)"));
  m_player->setMode(Player::Mode::Loop);
  m_player->setSweepSeconds(8.0);
  m_bar->setObjectName(QStringLiteral("tBar"));
  m_bar->setFocusModel(&focus);
  m_whole->setObjectName(QStringLiteral("wholeCurve"));
  m_whole->setToolTip(tr("Leave the stretch of t and compute the whole curve (Escape)"));
  m_whole->hide();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 1, 16, 0);
  row->setSpacing(8);
  row->addWidget(m_play);
  row->addWidget(m_time);
  row->addWidget(m_bar, 1);
  row->addWidget(m_whole);
  row->addSpacing(8);
  row->addWidget(m_figures);
  connect(m_play, &Button::clicked, this, &BottomBar::togglePlay);
  connect(m_whole, &Button::clicked, this, &BottomBar::wholeCurveRequested);
  connect(m_player, &Player::positionChanged, this,
          [this](double position) { m_focus.setT(m_begin + position * (m_end - m_begin)); });
  connect(m_player, &Player::playingChanged, this,
          [this](bool playing) { m_play->setGlyph(playing ? Glyph::Pause : Glyph::Play); });
}

void BottomBar::setSnapshot(const SnapshotPtr& snapshot) {
  m_bar->setSnapshot(snapshot);
  m_figures->setSnapshot(snapshot);
  m_begin = snapshot->subject.setting.tBegin;
  m_end = snapshot->subject.setting.tEnd;
  const bool stretch = m_begin > 0.0 || m_end < 1.0;
  if (m_whole->isHidden() == stretch) m_whole->setVisible(stretch);
}

void BottomBar::togglePlay() {
  if (m_player->isPlaying())
    m_player->stop();
  else
    m_player->start(std::clamp((m_focus.t() - m_begin) / (m_end - m_begin), 0.0, 1.0));
}

void BottomBar::rewind() {
  m_player->stop();
  m_focus.setT(m_begin);
}

void BottomBar::contextMenuEvent(QContextMenuEvent* event) {
  if (!m_play->geometry().contains(event->pos())) return;
  QMenu menu(this);
  const auto add = [&](const QString& text, Player::Mode mode) {
    QAction* action = menu.addAction(text, this, [this, mode] {
      m_player->setMode(mode);
      if (!m_player->isPlaying()) togglePlay();
    });
    action->setCheckable(true);
    action->setChecked(m_player->mode() == mode);
  };
  add(tr("Once"), Player::Mode::Once);
  add(tr("In a loop"), Player::Mode::Loop);
  add(tr("Back and forth"), Player::Mode::BackAndForth);
  menu.exec(event->globalPos());
}

void BottomBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().card);
  painter.fillRect(QRect(0, 0, width(), 1), theme().border);
}

}  // namespace arcscope::ui
