#include "ui/panels/parameter_control.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "ui/model/text.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

double rounded(double value, double quantum) {
  return std::round(value / quantum) * quantum;
}

/// The nearest number of that many decimals: 1.9, not 1.9000000000000001.
double cleaned(double value, int decimals) {
  return QString::number(value, 'f', decimals).toDouble();
}

/// "z_(d-1)" with its index set low, as rich text.
QString withIndices(const QString& text) {
  static const QRegularExpression index(QStringLiteral("_(?:\\(([^)]+)\\)|([A-Za-z0-9]+))"));
  QString rich = text.toHtmlEscaped().replace(QStringLiteral(" - "), QStringLiteral(" \u2212 "));
  return QStringLiteral("<p>%1</p>").arg(rich.replace(index, QStringLiteral("<sub>\\1\\2</sub>")));
}

constexpr int entryWidth = 58;

}  // namespace

double drawSymbol(QPainter& painter, QPointF baseline, const QString& symbol, const Theme& theme,
                  double factor) {
  const qsizetype cut = symbol.indexOf(QLatin1Char('_'));
  const QString main = cut < 0 ? symbol : symbol.left(cut);
  const QString sub = cut < 0 ? QString() : symbol.mid(cut + 1);
  painter.setFont(theme.mathFont(factor));
  painter.drawText(baseline, main);
  double width = QFontMetricsF(painter.font()).horizontalAdvance(main);
  if (!sub.isEmpty()) {
    const QPointF lowered = baseline + QPointF(width + 0.5, 0.22 * painter.font().pixelSize());
    painter.setFont(theme.mathFont(0.72 * factor));
    painter.drawText(lowered, sub);
    width += 0.5 + QFontMetricsF(painter.font()).horizontalAdvance(sub);
  }
  return width;
}

QString displayText(const core::Parameter& parameter, double value) {
  if (parameter.integer) return QString::number(std::llround(value));
  const QString shortest = QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
  if (shortest.contains(QLatin1Char('e'))) return shortest;
  const qsizetype point = shortest.indexOf(QLatin1Char('.'));
  const auto decimals = point < 0 ? 0 : shortest.size() - point - 1;
  return decimals < 2 ? QString::number(value, 'f', 2) : shortest;
}

ParameterControl::ParameterControl(const core::Parameter& parameter, QWidget* parent)
    : QWidget(parent),
      m_parameter(parameter),
      m_slider(new Slider(this)),
      m_entry(new QLineEdit(this)),
      m_play(new Button(Glyph::Play, Button::Look::Quiet, this)),
      m_player(new Player(this)) {
  const QString key = fromView(parameter.key);
  setObjectName(key);
  m_slider->setObjectName(key + QStringLiteral("Slider"));
  m_entry->setObjectName(key + QStringLiteral("Entry"));
  m_play->setObjectName(key + QStringLiteral("Play"));
  setToolTip(withIndices(coreText(parameter.tooltip)));
  m_slider->setAccessibleName(coreText(parameter.label));
  m_slider->setSpoken([this] { return displayText(m_parameter, m_value); });
  m_play->setAccessibleName(tr("Play %1").arg(coreText(parameter.label)));
  m_entry->setAccessibleName(coreText(parameter.label));
  m_play->setToolTip(tr("Sweep %1 (right click: once, loop, back and forth)").arg(coreText(parameter.label)));
  m_entry->setAlignment(Qt::AlignRight);
  m_entry->setFixedSize(entryWidth, 22);
  m_entry->installEventFilter(this);
  m_play->setFixedSize(20, 20);

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(4);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(0, 1);
  grid->addWidget(m_entry, 0, 1, 1, 2, Qt::AlignRight);
  grid->addWidget(m_slider, 1, 0, 1, 2);
  grid->addWidget(m_play, 1, 2);

  connect(m_slider, &Slider::positionMoved, this, [this](double position) {
    m_player->stop();
    requestFinite(valueAt(position));
  });
  connect(m_slider, &Slider::released, this, &ParameterControl::gestureEnded);
  connect(m_slider, &Slider::stepped, this, &ParameterControl::step);
  connect(m_slider, &Slider::sentToEnd, this, [this](bool upper) {
    requestFinite(upper ? m_parameter.sliderMaximum : m_parameter.sliderMinimum);
  });
  connect(m_slider, &Slider::resetRequested, this, [this] { requestFinite(m_parameter.defaultValue); });
  connect(m_entry, &QLineEdit::editingFinished, this, &ParameterControl::readEntry);
  connect(m_play, &Button::clicked, this, [this] {
    if (m_player->isPlaying())
      m_player->stop();
    else
      m_player->start(positionOf(m_value));
  });
  connect(m_player, &Player::positionChanged, this, [this](double position) {
    // Finer than the slider's own steps, so that a sweep runs smoothly.
    const bool logarithmic = m_parameter.scale == core::SliderScale::Logarithmic;
    const double low = m_parameter.sliderMinimum;
    const double high = m_parameter.sliderMaximum;
    const double value = logarithmic ? low * std::pow(high / low, position) : low + position * (high - low);
    requestFinite(cleaned(value, m_parameter.decimals));
  });
  connect(m_player, &Player::playingChanged, this, [this](bool playing) {
    m_play->setGlyph(playing ? Glyph::Pause : Glyph::Play);
    if (!playing) Q_EMIT gestureEnded();
  });
  setValue(parameter.defaultValue);
}

double ParameterControl::positionOf(double value) const {
  const double low = m_parameter.sliderMinimum;
  const double high = m_parameter.sliderMaximum;
  if (value <= low) return 0.0;
  if (value >= high) return 1.0;
  return m_parameter.scale == core::SliderScale::Logarithmic ? std::log(value / low) / std::log(high / low)
                                                             : (value - low) / (high - low);
}

double ParameterControl::valueAt(double position) const {
  const double low = m_parameter.sliderMinimum;
  const double high = m_parameter.sliderMaximum;
  const double value = m_parameter.scale == core::SliderScale::Logarithmic
                           ? low * std::pow(high / low, position)
                           : low + position * (high - low);
  // The slider's step where that is finer than the pixels, else whatever the entry shows.
  const bool stepIsFine =
      m_parameter.scale == core::SliderScale::Linear && (high - low) / m_parameter.step >= 300.0;
  const double quantum =
      m_parameter.integer ? 1.0 : (stepIsFine ? m_parameter.step : std::pow(10.0, -m_parameter.decimals));
  return std::clamp(cleaned(rounded(value, quantum), m_parameter.decimals), low, high);
}

void ParameterControl::setValue(double value) {
  m_value = value;
  m_slider->setPosition(positionOf(value));
  if (!m_entry->hasFocus() || !m_entry->isModified()) showEntry();
}

void ParameterControl::showEntry() {
  const QString text = displayText(m_parameter, m_value);
  if (text != m_entry->text()) {
    m_entry->setText(text);
    if (!m_entry->hasFocus()) m_entry->setCursorPosition(0);  // the first digits of a long number
  }
}

void ParameterControl::requestFinite(double value) {
  if (value != m_value) Q_EMIT valueRequested(value);
}

void ParameterControl::step(int steps) {
  m_player->stop();
  double value = m_value + steps * m_parameter.step;
  if (m_parameter.scale == core::SliderScale::Logarithmic && m_value > 0.0) {
    // A hundredth of the track, but at least one step.
    const double ratio = std::pow(m_parameter.sliderMaximum / m_parameter.sliderMinimum, 0.01 * steps);
    if (std::abs(m_value * ratio - m_value) > std::abs(steps) * m_parameter.step) value = m_value * ratio;
  }
  value = m_parameter.integer ? std::round(value) : cleaned(value, m_parameter.decimals);
  requestFinite(std::clamp(value, m_parameter.minimum, m_parameter.maximum));
}

void ParameterControl::readEntry() {
  if (!m_entry->isModified()) return;
  m_entry->setModified(false);
  const QString text = m_entry->text().trimmed();
  bool isNumber = false;
  const double value = QLocale::c().toDouble(text, &isNumber);
  const bool whole = isNumber && value == std::floor(value);
  const bool fits = isNumber && value >= m_parameter.minimum && value <= m_parameter.maximum;
  if (!fits || (m_parameter.integer && !whole)) {
    showEntry();
    Q_EMIT refused(
        tr("%1 must be a %2 from %3 to %4, not “%5”.")
            .arg(coreText(m_parameter.label), m_parameter.integer ? tr("whole number") : tr("number"),
                 QString::number(m_parameter.minimum), QString::number(m_parameter.maximum), text));
    return;
  }
  m_player->stop();
  requestFinite(value);
  Q_EMIT gestureEnded();
  showEntry();
}

bool ParameterControl::eventFilter(QObject* object, QEvent* event) {
  if (object == m_entry) {
    if (event->type() == QEvent::Wheel) {
      QCoreApplication::sendEvent(m_slider, event);
      return true;
    }
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && m_entry->isModified()) {
      event->accept();  // Escape gives up this entry before it means anything to the window
      return true;
    }
    if (event->type() == QEvent::KeyPress) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_Escape && m_entry->isModified()) {
        m_entry->setModified(false);
        showEntry();
        return true;
      }
      if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
        readEntry();
        QCoreApplication::sendEvent(m_slider, event);
        return true;
      }
    }
  }
  return QWidget::eventFilter(object, event);
}

void ParameterControl::mouseDoubleClickEvent(QMouseEvent*) {
  m_player->stop();
  requestFinite(m_parameter.defaultValue);
  Q_EMIT gestureEnded();
}

void ParameterControl::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  const auto add = [&](const QString& text, Player::Mode mode) {
    QAction* action = menu.addAction(text, this, [this, mode] {
      m_player->setMode(mode);
      m_player->start(positionOf(m_value));
    });
    action->setCheckable(true);
    action->setChecked(m_player->mode() == mode);
  };
  add(tr("Sweep once"), Player::Mode::Once);
  add(tr("Sweep in a loop"), Player::Mode::Loop);
  add(tr("Sweep back and forth"), Player::Mode::BackAndForth);
  menu.addSeparator();
  menu.addAction(tr("Default: %1").arg(displayText(m_parameter, m_parameter.defaultValue)), this,
                 [this] { requestFinite(m_parameter.defaultValue); });
  menu.exec(event->globalPos());
}

void ParameterControl::changeEvent(QEvent* event) {
  if (event->type() == QEvent::EnabledChange) {
    if (!isEnabled()) m_player->stop();
    update();
  }
  QWidget::changeEvent(event);
}

void ParameterControl::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(isEnabled() ? theme().text : theme().mutedText);
  const double baseline = m_entry->geometry().center().y() + 0.36 * theme().typeSize * theme().scale;
  const double symbolWidth =
      drawSymbol(painter, QPointF(1.0, baseline), fromView(m_parameter.symbol), theme(), 1.35);
  painter.setFont(theme().font());
  painter.drawText(QPointF(1.0 + std::max(symbolWidth, 16.0) + 6.0, baseline), coreText(m_parameter.label));
}

void ParameterControl::themeChanged() {
  update();
}

}  // namespace arcscope::ui
