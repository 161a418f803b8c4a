#include "ui/lecture/presentation.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <algorithm>
#include <cmath>

#include "ui/lecture/mirror.h"
#include "ui/lecture/pointer_ring.h"
#include "ui/lecture/pointer_rings.h"
#include "ui/lecture/tour_panel.h"
#include "ui/panels/button.h"
#include "ui/panels/themed.h"
#include "ui/plots/label.h"
#include "ui/plots/length_view.h"
#include "ui/plots/t_bar.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"

namespace arcscope::ui {

namespace {

constexpr double typeStep = 1.12;
constexpr double smallestType = 0.6;
constexpr double largestType = 2.5;
constexpr double tourHeight = 0.3;   ///< of the screen, at most
constexpr double leastLines = 13.0;  ///< of type that a curve's view is high

}  // namespace

Presentation::Presentation(Session& session, Focus& focus, Player& player, TourGuide& guide,
                           Comparison& comparison, QWidget* mainWindow)
    : m_session(session),
      m_focus(focus),
      m_player(player),
      m_guide(guide),
      m_mainWindow(mainWindow),
      m_grid(new TrajectoryGrid(this)),
      m_length(new LengthView(this)),
      m_transitions(new TransitionsView(this)),
      m_bar(new TBar(this)),
      m_mirror(new Mirror(this)),
      m_tour(new TourPanel(guide, this)),
      m_rings(new PointerRings(
          guide, [this](const QString& target) { return targetRect(target); }, this)) {
  setObjectName(QStringLiteral("presentation"));
  setWindowTitle(tr("Arcscope – presentation"));
  setAttribute(Qt::WA_OpaquePaintEvent);
  setFocusPolicy(Qt::StrongFocus);
  for (View* view : std::initializer_list<View*>{m_grid, m_length, m_transitions, m_bar}) {
    view->setFocusModel(&m_focus);
    view->installEventFilter(this);
    view->setFocusPolicy(Qt::NoFocus);
  }
  for (PlotView* plot : std::initializer_list<PlotView*>{m_length, m_transitions})
    plot->setComparison(&comparison);
  m_grid->setScrolls(false);  // nobody could
  m_mirror->hide();
  m_tour->setForAudience(true);
  m_tour->setFocusPolicy(Qt::NoFocus);
  connect(m_tour, &TourPanel::heightChanged, this, &Presentation::arrange);
  connect(&m_guide, &TourGuide::changed, this, &Presentation::arrange);
}

void Presentation::setPins(const std::vector<Pin>& pins) {
  m_grid->setPins(pins);
}

void Presentation::setCurves(bool length, bool transitions) {
  m_lengthWanted = length;
  m_transitionsWanted = transitions;
  arrange();
}

std::vector<View*> Presentation::curves() const {
  std::vector<View*> shown;
  if (m_chartsShown && m_lengthWanted) shown.push_back(m_length);
  if (m_chartsShown && m_transitionsWanted) shown.push_back(m_transitions);
  return shown;
}

int Presentation::titleHeight() const {
  return qRound(m_theme.typeSize * m_theme.scale * 1.6);
}

QRect Presentation::targetRect(const QString& target) const {
  const auto placeOf = [](const QWidget* widget) {
    return widget->isHidden() ? QRect() : QRect(widget->pos(), widget->size());
  };
  if (target == QStringLiteral("grid")) return placeOf(m_grid);
  if (target == QStringLiteral("t")) return placeOf(m_bar);
  for (const View* view : {static_cast<const View*>(m_length), static_cast<const View*>(m_transitions)})
    if (target == (view == m_length ? QStringLiteral("card:length") : QStringLiteral("card:transitions")))
      return view->isHidden() ? QRect() : placeOf(view).adjusted(0, -titleHeight(), 0, 0);
  if (target.startsWith(QStringLiteral("card:")))
    for (const QObject* at = m_mirror->source(); at != nullptr; at = at->parent())
      if (at->objectName() == target.mid(5)) return placeOf(m_mirror);
  if (!target.startsWith(QStringLiteral("layer:")) || m_grid->isHidden()) return {};
  const QRect tile = m_grid->tileRect(target.mid(6).toInt()).toAlignedRect();
  return tile.isEmpty() ? tile : tile.translated(m_grid->pos());
}

void Presentation::setSnapshot(const SnapshotPtr& snapshot) {
  m_grid->setSnapshot(snapshot);
  m_length->setSnapshot(snapshot);
  m_transitions->setSnapshot(snapshot);
  m_bar->setSnapshot(snapshot);
  fitTypeToGrid();
  const core::Setting& s = snapshot->subject.setting;
  const QString caption =
      snapshot->subject.loaded
          ? tr("%1    %2 layers").arg(displayName(snapshot->subject.loaded->network.activation)).arg(s.depth)
          : QStringLiteral("%1    n = %2    k = %3    σ_w = %4    σ_b = %5")
                .arg(displayName(s.activation))
                .arg(s.depth)
                .arg(s.width)
                .arg(s.sigmaW, 0, 'f', 2)
                .arg(s.sigmaB, 0, 'f', 2);
  if (caption == m_caption) return;
  m_caption = caption;
  update(QRect(0, 0, width(), m_grid->y()));
}

void Presentation::setTheme(const Theme& theme) {
  m_base = theme;
  enlargeType();
  arrange();
}

void Presentation::enlargeType() {
  // Type grows with the screen, so that the last row of a lecture hall reads it: about 1/45 of the height.
  m_theme = m_base;
  const double scale = std::max(1.5, height() / 45.0 / m_base.typeSize);
  m_theme.scale = scale * m_typeFactor;
  m_theme.lineWidth = m_base.lineWidth * scale / m_typeFactor;  // larger type alone thickens no line
  setPalette(m_theme.palette());
  setStyleSheet(windowStyle(m_base));
  applyTheme(this, m_theme);
  m_mirror->setTheme(m_theme);
  Theme bare = m_theme;  // these stand on the window, without a card
  bare.card = bare.window;
  m_bar->setTheme(bare);
  update();
}

/// Deep networks have small tiles: type that does not fit is smaller there.
void Presentation::fitTypeToGrid() {
  Theme fitting = m_theme;
  fitting.scale = m_grid->fittingScale(m_theme);
  fitting.lineWidth = m_theme.lineWidth * m_theme.scale / fitting.scale;
  if (fitting.scale != m_grid->theme().scale || fitting.lineWidth != m_grid->theme().lineWidth)
    m_grid->setTheme(fitting);
}

void Presentation::showOnScreen(const QString& name) {
  QScreen* own = m_mainWindow->screen();
  QScreen* best = own;
  for (QScreen* screen : QGuiApplication::screens())
    if (screen != own) best = screen;
  for (QScreen* screen : QGuiApplication::screens())
    if (screen->name() == name) best = screen;
  m_covers = best == own;
  setGeometry(best->geometry());
  showFullScreen();
  setFocus();
}

void Presentation::mirror(View* view) {
  m_mirror->setSource(view);
  arrange();
}

void Presentation::glide(int layer, double share) {
  if (layer >= 0) {
    m_openedToGlide = m_openedToGlide || m_grid->openLayer() < 0;
    m_grid->setOpenLayer(layer);
  } else if (std::exchange(m_openedToGlide, false)) {
    m_grid->setOpenLayer(-1);
  }
  m_grid->setGlide(share);
}

void Presentation::toggleFreeze() {
  if (m_frozen != nullptr) {
    delete std::exchange(m_frozen, nullptr);
    m_rings->setFrozen(false);
    Q_EMIT frozenChanged(false);
    return;
  }
  const QPixmap picture = grab();
  m_frozen = new QLabel(this);
  m_frozen->setObjectName(QStringLiteral("frozen"));
  m_frozen->setPixmap(picture);
  m_frozen->setGeometry(rect());
  m_frozen->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_frozen->show();
  m_rings->setFrozen(true);
  if (m_spotlight != nullptr) m_spotlight->raise();
  Q_EMIT frozenChanged(true);
}

void Presentation::toggleSpotlight() {
  if (m_spotlight != nullptr) {
    delete std::exchange(m_spotlight, nullptr);
    return;
  }
  m_spotlight = new Spotlight(this);
  m_spotlight->show();
  m_spotlight->raise();
}

void Presentation::changeType(double by) {
  m_typeFactor = std::clamp(m_typeFactor * by, smallestType, largestType);
  enlargeType();
  arrange();
}

void Presentation::resizeEvent(QResizeEvent*) {
  if (m_frozen != nullptr) toggleFreeze();  // of another size
  enlargeType();
  arrange();
}

void Presentation::arrange() {
  const int gap = std::max(12, height() / 40);
  const int caption = qRound(m_theme.typeSize * m_theme.scale * 2.2);
  const int bar = std::max(m_bar->minimumSizeHint().height(), qRound(m_theme.typeSize * m_theme.scale * 2.0));
  int foot = height() - gap;
  if (m_guide.isOpen()) {
    const int wide = width() - 2 * gap;
    const int high = m_tour->heightFor(wide, qRound(tourHeight * height()));
    m_tour->setGeometry(gap, foot - high, wide, high);
    foot -= high + gap / 2;
  }
  const int bottom = foot - bar;
  const std::vector<View*> beside = curves();
  const int middle = beside.empty() ? width() - gap : qRound(width() * 0.62);
  const QRect stage(gap, caption, middle - gap, bottom - gap - caption);
  m_grid->setGeometry(stage);
  fitTypeToGrid();
  m_mirror->setGeometry(stage);
  m_grid->setVisible(m_mirror->source() == nullptr);
  m_mirror->setVisible(m_mirror->source() != nullptr);
  const int title = titleHeight();
  const int count = std::max(1, static_cast<int>(beside.size()));
  const int each = (bottom - caption - gap * count) / count;
  const int left = middle + gap;
  int top = caption;
  for (View* view : {static_cast<View*>(m_length), static_cast<View*>(m_transitions)}) {
    const bool shown = std::find(beside.begin(), beside.end(), view) != beside.end();
    view->setVisible(shown);
    if (!shown) continue;
    Theme fitting = m_theme;  // they stand on the window, without a card
    fitting.card = fitting.window;
    fitting.scale = std::clamp((each - title) / (leastLines * m_theme.typeSize), 0.5, m_theme.scale);
    fitting.lineWidth = m_theme.lineWidth * m_theme.scale / fitting.scale;
    view->setTheme(fitting);
    view->setGeometry(left, top + title, width() - gap - left, each - title);
    top += each + gap;
  }
  m_bar->setGeometry(gap, bottom, width() - 2 * gap, bar);
  m_rings->follow();
  update();
}

void Presentation::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.fillRect(event->rect(), m_theme.window);
  painter.setPen(m_theme.text);
  QFont font = m_theme.font(1.0, QFont::Medium);
  const double wide = labelWidth(font, m_caption);
  const double room = width() - 2.0 * m_grid->x();
  if (wide > room) font.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * room / wide)));
  painter.setFont(font);
  drawLabel(painter, QRectF(m_grid->x(), 0, width() - 2 * m_grid->x(), m_grid->y()), Qt::AlignLeft,
            m_caption);
  painter.setFont(m_theme.font(1.0, QFont::DemiBold));
  const int title = titleHeight();
  for (const View* view : curves())
    painter.drawText(QRect(view->x(), view->y() - title, view->width(), title), Qt::AlignVCenter,
                     view->title());
}

void Presentation::changeSigmaW(double by) {
  core::Setting next = m_session.setting();
  next.sigmaW = std::clamp(std::round((next.sigmaW + by) * 100.0) / 100.0, 0.0, 8.0);
  m_session.setSetting(std::move(next), QStringLiteral("sigma_w"));
}

bool Presentation::eventFilter(QObject*, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  keyPressEvent(static_cast<QKeyEvent*>(event));
  return true;
}

/// While a tour is open a clicker's keys are its own.
bool Presentation::stepTour(int key) {
  if (!m_guide.isOpen()) return false;
  switch (key) {
    case Qt::Key_PageDown:
    case Qt::Key_Space:
    case Qt::Key_Right:
      m_guide.next();
      return true;
    case Qt::Key_PageUp:
    case Qt::Key_Left:
      m_guide.back();
      return true;
    default:
      return false;
  }
}

void Presentation::keyPressEvent(QKeyEvent* event) {
  if (!(event->modifiers() & Qt::ShiftModifier) && stepTour(event->key())) return;
  const int last = m_session.setting().depth;
  const int step = event->key() == Qt::Key_Left ? -1 : 1;
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
      if (event->modifiers() & Qt::ShiftModifier)
        m_focus.setT(m_focus.t() + 0.01 * step);
      else
        m_focus.setLayer(std::clamp(m_focus.layer() + step, 0, last));
      break;
    case Qt::Key_Up:
      changeSigmaW(0.05);
      break;
    case Qt::Key_Down:
      changeSigmaW(-0.05);
      break;
    case Qt::Key_Space:
      if (m_player.isPlaying())
        m_player.stop();
      else
        m_player.start(m_focus.t());
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      m_grid->setOpenLayer(m_grid->openLayer() < 0 ? m_focus.layer() : -1);
      break;
    case Qt::Key_C:
      m_grid->setCommonScale(!m_grid->commonScale());
      break;
    case Qt::Key_S:
      if (!m_grid->pins().empty()) m_grid->setSideBySide(!m_grid->sideBySide());
      break;
    case Qt::Key_V:
      m_chartsShown = !m_chartsShown;
      arrange();
      break;
    case Qt::Key_N:
      m_session.newDraw();
      break;
    case Qt::Key_L:
      toggleSpotlight();
      break;
    case Qt::Key_F:
      toggleFreeze();
      break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      changeType(typeStep);
      break;
    case Qt::Key_Minus:
      changeType(1.0 / typeStep);
      break;
    case Qt::Key_Escape:
    case Qt::Key_F11:
      close();
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

void Presentation::closeEvent(QCloseEvent*) {
  Q_EMIT closed();
}

}  // namespace arcscope::ui
