#pragma once
#include <QFormLayout>
#include <QObject>

#include "ui/figures/figure_source.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace arcscope::ui {

/// The rows of a form that say what a figure shows of the linear regions: layers, fill and part of the plane.
class RegionFields : public QObject {
  Q_OBJECT

 public:
  /// Adds its rows to `form`, hidden. @param choice what they show. @param depth of the network.
  RegionFields(const FigureChoice& choice, int depth, QFormLayout* form, QWidget* parent);

  void setShown(bool shown);
  /// Takes over what the fields say, but for a part of the plane that cannot be read. @return false: that.
  bool apply(FigureChoice& choice) const;

 Q_SIGNALS:
  void changed();

 private:
  QFormLayout* m_form;
  QSpinBox* m_layers;
  QComboBox* m_fill;
  QLineEdit* m_rectangle;
};

/// "-3, -3, 3, 3" as a0, b0, a1, b1; nullopt for what is no rectangle.
[[nodiscard]] std::optional<core::PlaneRectangle> rectangleFromText(const QString& text);

}  // namespace arcscope::ui
