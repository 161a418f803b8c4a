#pragma once
#include <QWidget>

#include "ui/model/focus.h"
#include "ui/model/player.h"
#include "ui/panels/button.h"
#include "ui/plots/t_bar.h"

namespace arcscope::ui {

/// Figures at the end of the bottom bar, at fixed places so that they do not dance.
class StatusFigures : public QWidget, public Themed {
  Q_OBJECT

 public:
  using QWidget::QWidget;
  void setSnapshot(const SnapshotPtr& snapshot);
  void setFrame(double milliseconds);
  [[nodiscard]] QString text() const;  ///< as read aloud
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override { update(); }

 private:
  QString m_length;
  QString m_transitions;
  QString m_transitionsName;
  QString m_frame;
  bool m_preview = false;
  bool m_uncertain = false;  ///< samples miss more than a tenth of the length
};

/// The shared t with its play button, and the figures of the whole.
class BottomBar : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit BottomBar(Focus& focus, QWidget* parent = nullptr);
  [[nodiscard]] TBar* bar() const { return m_bar; }
  [[nodiscard]] Player* player() const { return m_player; }
  [[nodiscard]] Button* playButton() const { return m_play; }
  [[nodiscard]] StatusFigures* figures() const { return m_figures; }
  void setSnapshot(const SnapshotPtr& snapshot);

 public Q_SLOTS:
  void togglePlay();
  void rewind();  ///< t = start of the stretch on view, stopped

 Q_SIGNALS:
  void wholeCurveRequested();

 protected:
  void paintEvent(QPaintEvent*) override;
  void contextMenuEvent(QContextMenuEvent*) override;
  void themeChanged() override { update(); }

 private:
  Focus& m_focus;
  Player* m_player;
  Button* m_play;
  QWidget* m_time;
  TBar* m_bar;
  Button* m_whole;
  StatusFigures* m_figures;
  double m_begin = 0.0;
  double m_end = 1.0;
};

}  // namespace arcscope::ui
