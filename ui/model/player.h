#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace arcscope::ui {

/// Moves a position from 0 to 1 in time: once, in a loop, or back and forth. GUI thread only.
class Player : public QObject {
  Q_OBJECT

 public:
  enum class Mode : std::uint8_t { Once, Loop, BackAndForth };

  explicit Player(QObject* parent = nullptr);
  [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
  [[nodiscard]] Mode mode() const { return m_mode; }
  void setMode(Mode mode) { m_mode = mode; }
  void setSweepSeconds(double seconds) { m_sweepSeconds = seconds; }  ///< time from 0 to 1, > 0

 public Q_SLOTS:
  /// Begins at `position`; with Mode::Once at 0 when `position` is the end already.
  void start(double position = 0.0);
  void stop();
  void advance(double seconds);  ///< as if this time had passed while playing

 Q_SIGNALS:
  void positionChanged(double position);  ///< 0..1
  void playingChanged(bool playing);

 private:
  QTimer m_timer;
  QElapsedTimer m_clock;
  Mode m_mode = Mode::Once;
  double m_sweepSeconds = 6.0;
  double m_position = 0.0;
  double m_direction = 1.0;
};

}  // namespace arcscope::ui
