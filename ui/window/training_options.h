#pragma once
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include "ui/model/training_service.h"
#include "ui/panels/segmented.h"
#include "ui/panels/slider.h"
#include "ui/panels/themed.h"

namespace arcscope::ui {

/// A sheet with all that is chosen of a training: it writes to the service and follows it. While there is a
/// training only its learning rate and its number of epochs can be changed. @param service outlives this.
class TrainingOptions : public QFrame, public Themed {
  Q_OBJECT

 public:
  explicit TrainingOptions(TrainingService& service, QWidget* parent = nullptr);
  /// What is wrong with the choice, shown at the foot; empty: nothing.
  void setProblem(const QString& sentence);
  void refresh();

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override;

 private:
  using Change = std::function<void(core::TrainingChoice&)>;
  void change(const Change& change);
  void addRow(const QString& caption, QWidget* control, QWidget* second = nullptr);
  [[nodiscard]] Segmented* choices(const char* name, const QStringList& names, const QString& tip,
                                   std::function<void(core::TrainingChoice&, int)> set);
  /// @param read takes the text into the choice; false: it is no such text.
  [[nodiscard]] QLineEdit* field(const char* name, const QString& tip, int width,
                                 std::function<bool(core::TrainingChoice&, const QString&)> read);

  TrainingService& m_service;
  QGridLayout* m_grid;
  Segmented* m_architecture;
  QLineEdit* m_channels;
  Segmented* m_optimizer;
  Slider* m_rateSlider;
  QLineEdit* m_rate;
  QLineEdit* m_batch;
  QLineEdit* m_epochs;
  Segmented* m_loss;
  Segmented* m_normalisation;
  Segmented* m_placement;
  QLineEdit* m_regularisation;
  Segmented* m_original;
  QLineEdit* m_decay;
  QLineEdit* m_frozen;
  Segmented* m_speed;
  QLabel* m_problem;
  std::vector<QLabel*> m_captions;
};

}  // namespace arcscope::ui
