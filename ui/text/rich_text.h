#pragma once
#include <QTextBrowser>

#include "ui/panels/themed.h"

namespace arcscope::ui {

/// Markdown with formulas between `$` signs, to be read; links are reported, not followed. It is as high as
/// its text where setFitted(true) says so. What is unknown in a formula stands as it was written.
class RichText : public QTextBrowser, public Themed {
  Q_OBJECT

 public:
  explicit RichText(QWidget* parent = nullptr);
  ~RichText() override;

  void setText(const QString& markdown);
  [[nodiscard]] const QString& markdown() const { return m_markdown; }
  void setTypeFactor(double factor);  ///< times the theme's type
  /// The height of the text at this width.
  [[nodiscard]] int heightFor(int width) const;

 protected:
  void themeChanged() override;

 private:
  void rebuild();

  QString m_markdown;
  double m_factor = 1.0;
  QObject* m_formulas;  ///< sets and paints them
};

/// `markdown` without marks and with formulas as words: for screen readers and searching.
[[nodiscard]] QString plainText(const QString& markdown);

}  // namespace arcscope::ui
