#pragma once
#include <QImage>
#include <QWidget>

#include "ui/figures/figure_source.h"

namespace arcscope::ui {

/// A figure as it will come out, as large as fits, on a page with a hairline round it.
class FigurePreview : public QWidget {
  Q_OBJECT

 public:
  explicit FigurePreview(QWidget* parent = nullptr);

  /// @param source outlives the call only: the picture is kept. Null shows `instead`.
  void show(const FigureSource* source, const FigureStyle& style, const QString& instead);
  [[nodiscard]] const QImage& image() const { return m_image; }
  [[nodiscard]] QSize sizeHint() const override { return {620, 440}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {320, 240}; }

 Q_SIGNALS:
  void resized();

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override { Q_EMIT resized(); }

 private:
  QImage m_image;
  QString m_instead;
};

}  // namespace arcscope::ui
