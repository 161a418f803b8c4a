#pragma once
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QString>
#include <QVector>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <memory>

#include "core/explorer/snapshot.h"
#include "ui/model/comparison.h"
#include "ui/model/focus.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

using SnapshotPtr = std::shared_ptr<const core::Snapshot>;

/// Where a view is painted: on screen curves may be rasterised and marks of the focus are shown; in a figure
/// curves are paths and nothing interactive is drawn.
enum class PaintTarget : std::uint8_t { Screen, Figure };

/// The numbers behind a view, for CSV and JSON. NaN: no value.
struct DataTable {
  QStringList columns;
  QVector<QVector<double>> rows;
};

/// A short warning or quality mark on a view: "sampled ±0.2 %", "overflow from layer 9".
struct Badge {
  QString text;
  QString tooltip;
  bool warning = false;
};

/// Draws a snapshot; computes nothing, reads no slider. What a person does with the mouse goes to the shared
/// Focus or out as a signal that becomes a new Setting. The same paint() serves screen and figures.
class View : public QWidget {
  Q_OBJECT

 public:
  explicit View(QWidget* parent = nullptr) : QWidget(parent) {
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);  // a new frame repaints the views, not what lies beneath
  }

  virtual void setSnapshot(SnapshotPtr snapshot) {
    m_snapshot = std::move(snapshot);
    update();
  }
  [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
  /// @param focus outlives the view.
  virtual void setFocusModel(Focus* focus) {
    m_focus = focus;
    connect(focus, &Focus::changed, this, [this] { update(); });
  }
  /// @param comparison theory, draws and pinned states, which some views draw beside the snapshot; outlives
  /// the view.
  void setComparison(Comparison* comparison) {
    m_comparison = comparison;
    connect(comparison, &Comparison::changed, this, [this] { comparisonChanged(); });
  }
  [[nodiscard]] const Comparison* comparison() const { return m_comparison; }  ///< may be null
  /// What it draws of pinned states beyond their snapshots.
  [[nodiscard]] virtual PinParts pinNeeds() const { return {}; }
  virtual void setTheme(const Theme& theme) {
    m_theme = theme;
    update();
  }
  [[nodiscard]] const Theme& theme() const { return m_theme; }
  /// Figures then carry the mark of the shared t, as frames of a film do; images, plane and the bar of t.
  void setMarkInFigures(bool on) { m_markInFigures = on; }

  /// The view's name as a person reads it: "Length", "Transitions".
  [[nodiscard]] virtual QString title() const = 0;
  /// What a screen reader says of it: what it shows, with current numbers.
  [[nodiscard]] virtual QString spoken() const;
  /// What must be known before believing this view; drawn by the card round it.
  [[nodiscard]] virtual QVector<Badge> badges() const { return {}; }
  [[nodiscard]] virtual DataTable numbers() const = 0;
  /// Paints the whole view, without title and badges, into `rect` (logical units of the painter).
  virtual void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const = 0;

 Q_SIGNALS:
  void stretchRequested(double tBegin, double tEnd);  ///< zoom into this stretch of t
  void layerOpened(int layer);                        ///< the person wants this layer large
  void shown();                                       ///< it can be seen again
  void pathDrawn(const std::vector<arcscope::core::PlanePoint>& path, arcscope::core::Trajectory kind);

 protected:
  /// What the view stands on; it paints this itself.
  [[nodiscard]] virtual QColor ground() const { return m_theme.card; }

  virtual void comparisonChanged() {}
  /// The pinned states that are to be seen; none without a comparison.
  [[nodiscard]] const std::vector<Pin>& pins() const {
    static const std::vector<Pin> none;
    return m_comparison ? m_comparison->pins() : none;
  }

  /// Left and right select the layer before and after; false for other keys.
  bool stepLayer(const QKeyEvent& event) {
    const int step = event.key() == Qt::Key_Right ? 1 : event.key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || !m_focus || !m_snapshot) return false;
    m_focus->setLayer(std::clamp(m_focus->layer() + step, 0, m_snapshot->depth()));
    return true;
  }

  void showEvent(QShowEvent* event) override {
    QWidget::showEvent(event);
    Q_EMIT shown();
  }

  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    painter.fillRect(event->rect(), ground());
    paint(painter, QRectF(rect()), m_theme, PaintTarget::Screen);
  }

  SnapshotPtr m_snapshot;
  Focus* m_focus = nullptr;
  Comparison* m_comparison = nullptr;
  bool m_markInFigures = false;
  Theme m_theme = Theme::light();
};

}  // namespace arcscope::ui
