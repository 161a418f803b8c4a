#pragma once
#include <QWidget>

#include "ui/lecture/tour_guide.h"
#include "ui/panels/button.h"
#include "ui/panels/themed.h"

class QLabel;
class QHBoxLayout;

namespace arcscope::ui {

class RichText;

/// The step of a lecture as those in front of it read it: its text, its question and, when asked for, the
/// answer; for the lecturer the notes. Follows the guide and is there only while a tour is open. With the
/// focus Space, Return and right step on, left steps back.
class TourPanel : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TourPanel(TourGuide& guide, QWidget* parent = nullptr);

  void setNotesShown(bool on);
  [[nodiscard]] bool areNotesShown() const { return m_notesShown; }
  /// Without buttons and notes, for the audience.
  void setForAudience(bool on);
  /// The height that shows the step whole at this width, at most `most`.
  [[nodiscard]] int heightFor(int width, int most) const;

 Q_SIGNALS:
  void menuRequested(const QPoint& at);  ///< global
  void heightChanged();                  ///< another text is to be shown

 protected:
  bool event(QEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void themeChanged() override;

 private:
  void follow();

  TourGuide& m_guide;
  QLabel* m_place;
  QLabel* m_title;
  RichText* m_text;
  RichText* m_asked;  ///< the question and, once it is shown, the answer
  RichText* m_notes;
  Button* m_back;
  Button* m_next;
  Button* m_notesButton;
  Button* m_menu;
  Button* m_close;
  bool m_notesShown = false;
  bool m_forAudience = false;
};

}  // namespace arcscope::ui
