#pragma once
#include <QWidget>

#include "ui/model/comparison.h"
#include "ui/model/explorer_service.h"
#include "ui/model/focus.h"
#include "ui/model/player.h"
#include "ui/model/session.h"
#include "ui/model/theme.h"

namespace arcscope::ui {

class LengthView;
class TBar;
class TrajectoryGrid;
class TransitionsView;

/// The presentation view: images, length and transitions in large type and thick lines, no controls; full
/// screen, on a second screen where there is one. Keys: left and right the layer (with Shift: t), up and down
/// sigma_w, Space plays t, V images alone or with the curves, Escape or F11 back.
class Presentation : public QWidget {
  Q_OBJECT

 public:
  Presentation(Session& session, Focus& focus, Player& player, QWidget* mainWindow);

  [[nodiscard]] TrajectoryGrid* grid() const { return m_grid; }
  /// True where it hides the window that opened it, which then need not be kept up to date.
  [[nodiscard]] bool coversMainWindow() const { return m_covers; }
  void setSnapshot(const SnapshotPtr& snapshot);
  void setPins(const std::vector<Pin>& pins);
  void setTheme(const Theme& theme);  ///< enlarged from it
  void showOnBestScreen();

 Q_SIGNALS:
  void closed();

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void closeEvent(QCloseEvent*) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void enlargeType();
  void arrange();
  void changeSigmaW(double by);

  Session& m_session;
  Focus& m_focus;
  Player& m_player;
  QWidget* m_mainWindow;
  TrajectoryGrid* m_grid;
  Comparison m_comparison;  // pinned states alone: no theory, no draws
  LengthView* m_length;
  TransitionsView* m_transitions;
  TBar* m_bar;
  Theme m_base = Theme::light();
  Theme m_theme = Theme::light();
  QString m_caption;
  bool m_covers = true;
  bool m_chartsShown = true;
};

}  // namespace arcscope::ui
