#pragma once
#include <QLineEdit>
#include <QWidget>

#include "core/setting/parameters.h"
#include "ui/model/player.h"
#include "ui/panels/button.h"
#include "ui/panels/slider.h"
#include "ui/panels/themed.h"

namespace arcscope::ui {

/// Slider, exact entry and play button of one row of the parameter table. It shows the value it is given;
/// what the person wants leaves by valueRequested.
class ParameterControl : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// @param parameter a row of core::parameters(), which lives as long as the program.
  explicit ParameterControl(const core::Parameter& parameter, QWidget* parent = nullptr);

  [[nodiscard]] const core::Parameter& parameter() const { return m_parameter; }
  [[nodiscard]] double value() const { return m_value; }
  [[nodiscard]] Slider* slider() const { return m_slider; }
  [[nodiscard]] QLineEdit* entry() const { return m_entry; }
  [[nodiscard]] Button* playButton() const { return m_play; }
  [[nodiscard]] Player* player() const { return m_player; }

  /// Where `value` stands on the slider, 0..1, and back; whole numbers and the steps of the slider are
  /// rounded to.
  [[nodiscard]] double positionOf(double value) const;
  [[nodiscard]] double valueAt(double position) const;

 public Q_SLOTS:
  void setValue(double value);
  void stopPlaying() { m_player->stop(); }

 Q_SIGNALS:
  void valueRequested(double value);
  void gestureEnded();                    ///< the handle was let go, the sweep ended
  void refused(const QString& sentence);  ///< the entry is no value of this parameter

 protected:
  void paintEvent(QPaintEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void contextMenuEvent(QContextMenuEvent*) override;
  void changeEvent(QEvent*) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  void themeChanged() override;

 private:
  void step(int steps);
  void readEntry();
  void showEntry();
  void requestFinite(double value);

  const core::Parameter& m_parameter;
  double m_value = 0.0;
  Slider* m_slider;
  QLineEdit* m_entry;
  Button* m_play;
  Player* m_player;
};

/// Draws a symbol such as "σ_w" from `baseline` on, what follows "_" as a subscript; returns its width.
double drawSymbol(QPainter& painter, QPointF baseline, const QString& symbol, const Theme& theme,
                  double factor);

/// `value` as the entry shows it: at least two decimals, up to what the parameter shows, more only if it
/// needs them.
[[nodiscard]] QString displayText(const core::Parameter& parameter, double value);

}  // namespace arcscope::ui
