#pragma once
#include "ui/model/animation.h"
#include "ui/model/focus.h"

namespace arcscope::ui {

/// Plays animations on the session and the focus: what a film shows, live. One animation is one step of
/// undo. It stops when anything else changes the session. GUI thread only.
class Animator : public QObject {
  Q_OBJECT

 public:
  Animator(Session& session, Focus& focus, QObject* parent = nullptr);

  [[nodiscard]] bool isPlaying() const { return m_player.isPlaying(); }
  [[nodiscard]] Player& player() { return m_player; }
  /// From what is on view. @return false when it cannot be; `refused` has said why.
  bool play(const Animation& animation);

 public Q_SLOTS:
  void stop();

 Q_SIGNALS:
  void playingChanged(bool playing);
  /// The large image of `layer` is `share` of the way to the next one; -1: none glides any more.
  void glideChanged(int layer, double share);
  void refused(const QString& sentence);

 private:
  void show(double position);

  Session& m_session;
  Focus& m_focus;
  Player m_player;
  Animation m_animation;
  Moment m_start;
  bool m_showing = false;  // what changes now is our doing
};

}  // namespace arcscope::ui
