#pragma once
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QWidget>

#include "ui/model/training_link.h"
#include "ui/panels/button.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/window/card.h"
#include "ui/window/training_options.h"

namespace arcscope::ui {

/// The controls of a training: start and pause, one mini-batch or one epoch, reset, the data, how it is
/// trained and how fast. In one row where there is room, else in two.
class TrainingTools : public QWidget {
  Q_OBJECT

 public:
  /// All outlive this.
  TrainingTools(TrainingLink& link, TrainingService& service, LearningData& data, QWidget* parent = nullptr);

  /// Something that a training could begin with has changed.
  void refresh();
  void addTo(QMenu& menu);
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] TrainingOptions* options() const { return m_options; }

 Q_SIGNALS:
  void dataFileRequested();
  /// The person wants to forget the training; it is not yet.
  void resetRequested();
  void saveRequested();

 protected:
  void resizeEvent(QResizeEvent*) override;

 private:
  [[nodiscard]] bool isWide(int width) const;
  void openDataMenu();
  void openOptions();

  TrainingLink& m_link;
  TrainingService& m_service;
  LearningData& m_data;
  QBoxLayout* m_rows;
  Button* m_play;
  Button* m_step;
  Button* m_epoch;
  Button* m_reset;
  Button* m_save;
  Button* m_dataButton;
  Button* m_optionsButton;
  TrainingOptions* m_options;
};

/// A switch of the axis of steps.
void addStepsAxis(QMenu& menu, TrainingReader* reader);
/// Lengths, transitions or regions, against step or layer: in the card's menu, and above the view where there
/// is room.
void addCourseTools(Card* card, TrainingLengthsView* view);

}  // namespace arcscope::ui
