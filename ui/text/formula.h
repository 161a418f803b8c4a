#pragma once
#include <QColor>
#include <QPainter>
#include <QString>
#include <QStringList>
#include <memory>

#include "ui/model/theme.h"

namespace arcscope::ui {

/// A formula in a part of TeX, set in STIX: letters in italics, `_`, `^`, `{}`, \frac, \sqrt, \hat, \bar,
/// \mathrm, \mathbb, \text, \left and \right (which change nothing), Greek letters, relations, arrows, sums
/// and integrals, \, and \quad. What is unknown stands as it was written: a formula is never refused. GUI
/// thread only.
class Formula {
 public:
  /// @param size of the letters, pixels of the painter.
  Formula(const QString& tex, double size);
  ~Formula();
  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;

  [[nodiscard]] double width() const;
  [[nodiscard]] double ascent() const;   ///< above the baseline
  [[nodiscard]] double descent() const;  ///< below it
  /// In the painter's pen colour, from `baseline` on.
  void paint(QPainter& painter, QPointF baseline) const;

  struct Box;

 private:
  std::unique_ptr<Box> m_box;
};

/// For a screen reader and for plain text: the source without its backslashes and braces.
[[nodiscard]] QString spokenFormula(const QString& tex);

/// The commands in `tex` that stand as they were written because nobody knows them here.
[[nodiscard]] QStringList unknownCommands(const QString& tex);

}  // namespace arcscope::ui
