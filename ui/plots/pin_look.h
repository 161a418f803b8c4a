#pragma once
#include <QPen>
#include <functional>

#include "ui/model/comparison.h"
#include "ui/plots/plot.h"

namespace arcscope::ui {

// The one place that knows what pinned states look like: in charts, images, buttons and legends.

[[nodiscard]] QColor pinColour(const Pin& pin, const Theme& theme);
[[nodiscard]] QPen pinPen(const Pin& pin, const Theme& theme);
/// What an image of the pin stands on: the ground with a breath of its colour.
[[nodiscard]] QColor pinGround(const Pin& pin, const Theme& theme);

/// How a ghost differs from the usual one.
struct GhostLook {
  bool named = true;  ///< false: another line of the same pin has the name
  bool dots = false;  ///< in place of a line
  double strength = 1.0;
};
using GhostPoints = std::function<QVector<QPointF>(const Pin&)>;

/// A line for every pinned state of which there are points, in its own colour and style, beneath what is
/// added later. @param comparison null: none. @param reference what names say the difference from.
void addGhosts(PlotContent& content, const Comparison* comparison, const core::Setting& reference,
               const GhostPoints& pointsOf, const GhostLook& look = {});
/// Calls `series` this network, with what sets it apart from the pinned states.
void nameThisNetwork(PlotSeries& series, const Comparison* comparison, const core::Setting& setting);
/// (first, v0), (first + 1, v1), ...
[[nodiscard]] QVector<QPointF> againstLayer(const std::vector<double>& values, int first);
/// Columns of a table whose rows are layers from `firstRow` on, one a pin: "length A".
void addGhostColumns(DataTable& table, int firstRow, const QString& name, const std::vector<Pin>& pins,
                     const std::function<std::vector<double>(const Pin&)>& valuesOf, int firstLayer);

/// A disc with the first letter of the pin's name. @param filled false: a ring. @param share of the usual
/// size.
void paintPinTag(QPainter& painter, QPointF centre, const Pin& pin, const Theme& theme, bool filled = true,
                 double share = 1.0);
[[nodiscard]] double pinTagSize(const Theme& theme);

/// Names of pinned states with what sets them apart, and what sets the one on view apart from them, in
/// columns.
class PinLegend {
 public:
  enum class Key : std::uint8_t { Line, Tag };  ///< what stands before the names
  /// @param reference the setting on view
  PinLegend(const std::vector<Pin>& pins, const core::Setting& reference, Key key);
  /// What it takes of the width; 0 without pins.
  [[nodiscard]] double height(double width, const Theme& theme) const;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme) const;

 private:
  [[nodiscard]] double keyWidth(const Theme& theme) const;
  [[nodiscard]] int columns(double width, const Theme& theme) const;

  const std::vector<Pin>& m_pins;
  QStringList m_names;  ///< of the pins, then that of the state on view
  Key m_key;
};

}  // namespace arcscope::ui
