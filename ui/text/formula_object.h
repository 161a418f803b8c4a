#pragma once
#include <QObject>
#include <QTextObjectInterface>

namespace arcscope::ui {

/// Where it goes without making its line higher it stands on the baseline (AlignBaseline), else about its
/// middle (AlignMiddle), as `format`'s vertical alignment must say.
[[nodiscard]] QTextCharFormat::VerticalAlignment formulaAlignment(const QString& tex, const QFont& font);

inline constexpr int texProperty = QTextFormat::UserProperty + 1;  ///< of the format of a formula: its source

/// Sets and paints the formulas of a text document.
class FormulaObject : public QObject, public QTextObjectInterface {
  Q_OBJECT
  Q_INTERFACES(QTextObjectInterface)

 public:
  using QObject::QObject;
  QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override;
  void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                  const QTextFormat& format) override;
};

}  // namespace arcscope::ui
