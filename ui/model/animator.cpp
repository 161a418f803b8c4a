#include "ui/model/animator.h"

#include <cmath>

#include "ui/text/core_text.h"

namespace arcscope::ui {

Animator::Animator(Session& session, Focus& focus, QObject* parent)
    : QObject(parent), m_session(session), m_focus(focus) {
  connect(&m_player, &Player::positionChanged, this, &Animator::show);
  connect(&m_player, &Player::playingChanged, this, [this](bool playing) {
    if (!playing && m_animation.kind == Animation::Kind::Layers) Q_EMIT glideChanged(-1, 0.0);
    if (!playing) m_session.endGesture();
    Q_EMIT playingChanged(playing);
  });
  const auto stopUnlessShowing = [this] {
    if (!m_showing) stop();
  };
  connect(&m_session, &Session::settingChanged, this, stopUnlessShowing);
  connect(&m_session, &Session::displayChanged, this, stopUnlessShowing);
}

bool Animator::play(const Animation& animation) {
  stop();
  const Scene& start = m_session.scene();
  if (const auto wrong = validate(animation, start)) {
    Q_EMIT refused(coreText(wrong->message));
    return false;
  }
  m_animation = animation;
  m_start = {.scene = start, .t = m_focus.t()};
  m_session.endGesture();
  m_player.setMode(animation.mode);
  m_player.setSweepSeconds(animation.seconds);
  m_player.start(0.0);
  show(0.0);
  return true;
}

void Animator::stop() {
  m_player.stop();
}

void Animator::show(double position) {
  const Moment moment = momentOf(m_animation, m_start, position);
  m_showing = true;
  switch (m_animation.kind) {
    case Animation::Kind::Layers: {
      const double whole = std::floor(moment.layer);
      Q_EMIT glideChanged(static_cast<int>(whole), moment.layer - whole);
      break;
    }
    case Animation::Kind::State:
      m_session.setScene(moment.scene, QStringLiteral("animation"));
      break;
    case Animation::Kind::Parameter:
      if (m_animation.parameter == "t")
        m_focus.setT(moment.t);
      else
        m_session.setSetting(moment.scene.subject.setting, QStringLiteral("animation"));
      break;
  }
  m_showing = false;
}

}  // namespace arcscope::ui
