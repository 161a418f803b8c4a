#pragma once
#include <QWidget>
#include <vector>

#include "ui/lecture/tour_guide.h"
#include "ui/model/comparison.h"
#include "ui/model/explorer_service.h"
#include "ui/model/focus.h"
#include "ui/model/player.h"
#include "ui/model/session.h"
#include "ui/model/theme.h"

class QLabel;

namespace arcscope::ui {

class LengthView;
class Mirror;
class PointerRings;
class Spotlight;
class TBar;
class TourPanel;
class TrajectoryGrid;
class TransitionsView;
class View;

/// The presentation view: images, length and transitions in large type and thick lines, no controls; full
/// screen. It compares with what the window compares with, and leaves out the curves that the window has put
/// away. Beneath them the step of the tour that is open, with rings round what it points at. Keys: left and
/// right the layer (with Shift: t), up and down sigma_w, Space plays t; while a tour is open left, right,
/// Space and the Page keys step through it. V images alone or with the curves, L a spotlight round the
/// pointer, F freezes what is shown, + and - the type, Escape or F11 back.
class Presentation : public QWidget {
  Q_OBJECT

 public:
  Presentation(Session& session, Focus& focus, Player& player, TourGuide& guide, Comparison& comparison,
               QWidget* mainWindow);

  [[nodiscard]] TrajectoryGrid* grid() const { return m_grid; }
  /// True where it hides the window that opened it, which then need not be kept up to date.
  [[nodiscard]] bool coversMainWindow() const { return m_covers; }
  [[nodiscard]] bool isFrozen() const { return m_frozen != nullptr; }
  [[nodiscard]] bool hasSpotlight() const { return m_spotlight != nullptr; }
  [[nodiscard]] double typeFactor() const { return m_typeFactor; }
  void setSnapshot(const SnapshotPtr& snapshot);
  void setPins(const std::vector<Pin>& pins);
  void setTheme(const Theme& theme);  ///< enlarged from it
  /// Which of the two curves stand beside the images.
  void setCurves(bool length, bool transitions);
  /// What stands in the place of the images; null: they do.
  void mirror(View* view);
  /// As Animator::glideChanged.
  void glide(int layer, double share);
  /// On the screen of this name; where there is none, on another one than the window's if there are several.
  void showOnScreen(const QString& name);

 public Q_SLOTS:
  void toggleFreeze();  ///< what is shown stays, whatever the lecturer does in the window
  void toggleSpotlight();

 Q_SIGNALS:
  void closed();
  void frozenChanged(bool frozen);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void closeEvent(QCloseEvent*) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void enlargeType();
  void fitTypeToGrid();
  void arrange();
  [[nodiscard]] std::vector<View*> curves() const;  ///< that are on view
  [[nodiscard]] int titleHeight() const;            ///< of a curve's
  [[nodiscard]] QRect targetRect(const QString& target) const;
  void changeSigmaW(double by);
  void changeType(double by);
  bool stepTour(int key);

  Session& m_session;
  Focus& m_focus;
  Player& m_player;
  TourGuide& m_guide;
  QWidget* m_mainWindow;
  TrajectoryGrid* m_grid;
  LengthView* m_length;
  TransitionsView* m_transitions;
  TBar* m_bar;
  Mirror* m_mirror;
  TourPanel* m_tour;
  Spotlight* m_spotlight = nullptr;
  QLabel* m_frozen = nullptr;  // a picture of what was shown, over everything
  Theme m_base = Theme::light();
  Theme m_theme = Theme::light();
  QString m_caption;
  double m_typeFactor = 1.0;
  bool m_covers = true;
  bool m_chartsShown = true;  // key V
  bool m_lengthWanted = true;
  bool m_transitionsWanted = true;
  PointerRings* m_rings;
  bool m_openedToGlide = false;
};

}  // namespace arcscope::ui
