#pragma once
#include <QObject>
#include <QString>
#include <optional>

#include "ui/model/learning_data.h"
#include "ui/model/session.h"
#include "ui/model/training_service.h"

namespace arcscope::ui {

/// Ties a training to what the window shows: it begins with the session's network and the window's data, and
/// every view shows the network as it learns, as often as the views keep up. When the person turns to another
/// network the training rests, and nothing of it is lost. GUI thread only; what it ties outlives it.
class TrainingLink : public QObject {
  Q_OBJECT

 public:
  TrainingLink(Session& session, LearningData& data, TrainingService& service, QObject* parent = nullptr);

  /// Why training cannot begin with what is chosen, one sentence; empty: it can, as far as is known.
  [[nodiscard]] QString problem() const;
  /// The views show the network of the training.
  [[nodiscard]] bool isShown() const;
  /// Learned from so many mini-batches that forgetting must be asked for.
  [[nodiscard]] bool hasLearned() const;

 public Q_SLOTS:
  void play();                                          ///< begins, or goes on
  void playOn(const arcscope::core::DataChoice& data);  ///< begins when it is open. @pre no training is there
  void pause();
  void toggle();
  void learnSteps(std::int64_t count);  ///< begins, or goes on, for so many mini-batches
  void learnEpoch();
  void scrub(int moment);
  void forget();         ///< back to the network that it began with, where its network is shown
  void viewsAreReady();  ///< the last network has been shown

 Q_SIGNALS:
  void refused(const QString& sentence);
  void told(const QString& sentence);  ///< what else changed

 private:
  void begin(std::int64_t count);
  void order(std::int64_t count);
  void takeState(const TrainingStatePtr& state);
  void show();
  void settingChanged();
  void measureCurveOnView();

  static constexpr std::int64_t allSteps = -1;
  Session& m_session;
  LearningData& m_data;
  TrainingService& m_service;
  std::optional<std::int64_t> m_wanted;   ///< of what begins when the data is there
  bool m_follows = false;                 ///< the views show the training
  bool m_shown = false;                   ///< the first network of this training was shown
  int m_epochs = 0;                       ///< that it began with: so many more where it is continued
  core::Subject m_measured;               ///< its curve is the one that the training was asked to measure
  std::optional<core::Subject> m_newest;  ///< to be shown
  bool m_showing = false;                 ///< until viewsAreReady()
};

}  // namespace arcscope::ui
