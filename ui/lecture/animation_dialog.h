#pragma once
#include <QDialog>

#include "ui/figures/film_export.h"
#include "ui/model/animator.h"
#include "ui/panels/themed.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QSpinBox;

namespace arcscope::ui {

class Button;

/// Chooses what moves, plays it in the window, and writes it as a film. It stands beside the window, which
/// stays in use.
class AnimationDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param session, focus, animator outlive the dialog.
  AnimationDialog(Session& session, Focus& focus, Animator& animator, const Theme& theme,
                  QWidget* parent = nullptr);
  ~AnimationDialog() override;

  /// What is chosen.
  [[nodiscard]] Animation animation() const;
  /// The figure that a film would show: `figure` with what moves in it.
  void setFigure(const FigureChoice& figure);
  /// Where the film goes; its ending says how it is written.
  void writeTo(const QString& file);
  [[nodiscard]] bool isWriting() const { return m_export.isRunning(); }
  [[nodiscard]] QString message() const;

 Q_SIGNALS:
  void written(const QString& file);

 private:
  void build();
  void fillWhat();
  void whatChanged();
  void play();
  void browse();
  void say(const QString& text, bool bad = false);
  [[nodiscard]] FilmStyle style() const;

  Session& m_session;
  Focus& m_focus;
  Animator& m_animator;
  Theme m_theme;
  FigureChoice m_figure;
  FilmExport m_export;
  QString m_file;

  QComboBox* m_what;
  QDoubleSpinBox* m_from;
  QDoubleSpinBox* m_to;
  QDoubleSpinBox* m_seconds;
  QComboBox* m_mode;
  Button* m_play;
  QComboBox* m_view;
  QSpinBox* m_width;
  QSpinBox* m_height;
  QSpinBox* m_rate;
  QComboBox* m_look;
  Button* m_write;
  QProgressBar* m_progress;
  QLabel* m_message;
};

}  // namespace arcscope::ui
