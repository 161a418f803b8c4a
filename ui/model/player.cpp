#include "ui/model/player.h"

#include <algorithm>
#include <cmath>

namespace arcscope::ui {

Player::Player(QObject* parent) : QObject(parent) {
  m_timer.setTimerType(Qt::PreciseTimer);
  m_timer.setInterval(16);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    const double seconds = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    m_clock.restart();
    advance(std::min(seconds, 0.1));  // a long pause of the machine is no jump of the picture
  });
}

void Player::start(double position) {
  m_position = m_mode == Mode::Once && position > 0.999 ? 0.0 : position;
  m_direction = 1.0;
  m_clock.restart();
  if (m_timer.isActive()) return;
  m_timer.start();
  Q_EMIT playingChanged(true);
}

void Player::stop() {
  if (!m_timer.isActive()) return;
  m_timer.stop();
  Q_EMIT playingChanged(false);
}

void Player::advance(double seconds) {
  m_position += m_direction * seconds / m_sweepSeconds;
  bool ended = false;
  switch (m_mode) {
    case Mode::Once:
      ended = m_position >= 1.0;
      m_position = std::min(m_position, 1.0);
      break;
    case Mode::Loop:
      m_position -= std::floor(m_position);
      break;
    case Mode::BackAndForth: {
      double turn =
          std::fmod(m_direction > 0.0 ? m_position : 2.0 - m_position, 2.0);  // 0..1 forth, 1..2 back
      if (turn < 0.0) turn += 2.0;
      m_direction = turn < 1.0 ? 1.0 : -1.0;
      m_position = turn < 1.0 ? turn : 2.0 - turn;
      break;
    }
  }
  Q_EMIT positionChanged(m_position);
  if (ended) stop();
}

}  // namespace arcscope::ui
