#pragma once
#include <QDialog>
#include <functional>

#include "ui/lecture/tour_guide.h"
#include "ui/model/theme.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace arcscope::ui {

class Button;

/// Records and edits a tour beside the window: a step takes what is on view there; texts are written here and
/// seen at once in the window's panel. What was not saved is asked for before it is lost.
class TourEditor : public QDialog {
  Q_OBJECT

 public:
  using StateOnView = std::function<SessionContent()>;
  /// What a step can point at: its name in the file, and what a person calls it.
  struct Target {
    QString name;
    QString title;
  };
  using TargetsOnView = std::function<std::vector<Target>()>;
  /// @param guide shows the tour that is edited; outlives the editor.
  TourEditor(TourGuide& guide, StateOnView stateOnView, TargetsOnView targetsOnView, const Theme& theme,
             QWidget* parent = nullptr);
  ~TourEditor() override;

  /// @param file where it came from; empty: nowhere yet.
  void edit(Tour tour, const QString& file);
  [[nodiscard]] const Tour& tour() const { return m_tour; }
  [[nodiscard]] bool isSaved() const { return m_saved; }
  void saveTo(const QString& file);

 public Q_SLOTS:
  void recordStep();  ///< a new one behind the chosen, with what is on view
  void takeState();   ///< what is on view becomes the chosen step's
  void save();
  void reject() override;  ///< and closing: asks before changes are lost

 Q_SIGNALS:
  void said(const QString& sentence);

 private:
  void build();
  void fillList();
  void showStep();
  void take();  ///< the fields into the chosen step
  void moveStep(int by);
  void removeStep();
  void changed();
  [[nodiscard]] TourStep* chosen();

  TourGuide& m_guide;
  StateOnView m_stateOnView;
  TargetsOnView m_targetsOnView;
  Theme m_theme;
  Tour m_tour;
  QString m_file;
  bool m_saved = true;
  bool m_filling = false;

  QLineEdit* m_title;
  QLineEdit* m_summary;
  QListWidget* m_steps;
  QLineEdit* m_stepTitle;
  QPlainTextEdit* m_text;
  QPlainTextEdit* m_question;
  QPlainTextEdit* m_answer;
  QPlainTextEdit* m_notes;
  QLineEdit* m_points;
  QComboBox* m_target;
  QComboBox* m_moves;
  QLineEdit* m_from;
  QLineEdit* m_to;
  QLineEdit* m_seconds;
  QComboBox* m_mode;
  QLabel* m_state;
  Button* m_remove;
  Button* m_save;
};

}  // namespace arcscope::ui
