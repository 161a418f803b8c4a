#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/training/training_curve.h"

namespace arcscope::core {

/// What is measured at one moment of a training.
struct TrainingRecord {
  std::int64_t step = 0;   ///< mini-batches learned from so far
  double epoch = 0.0;      ///< the same in epochs
  double seconds = 0.0;    ///< spent on learning, measuring left out
  double trainLoss = 0.0;  ///< what normalisation adds to the loss left out
  double testLoss = 0.0;
  double trainAccuracy = 0.0;  ///< share of points whose class is right, 0..1
  double testAccuracy = 0.0;
  bool glance = false;  ///< over glancedPoints only
  CurveFigures curve;   ///< empty: the curve lies in another space than the data
};

/// The numbers of a network at one moment of its training: from here it can go on.
struct TrainingMoment {
  std::int64_t step = 0;
  double seconds = 0.0;
  std::vector<float> values;
  std::int64_t optimizerSteps = 0;
  std::vector<float> averages, squares;
  [[nodiscard]] std::size_t bytes() const {
    return (values.size() + averages.size() + squares.size()) * sizeof(float);
  }
};
using TrainingMomentPtr = std::shared_ptr<const TrainingMoment>;
using LearningTaskPtr = std::shared_ptr<const LearningTask>;

/// Points that loss and accuracy are taken over, the first ones of the training and of the test set: at the
/// end of an epoch, and at moments in between.
inline constexpr Eigen::Index evaluatedPoints = 10'000;
inline constexpr Eigen::Index glancedPoints = 1'000;

/// Whether a trainer keeps what goTo() and setCurve() go back to: megabytes each.
enum class Moments : std::uint8_t { Kept, NotKept };

/// Turns points of a data set into mini-batches.
class BatchGatherer {
 public:
  /// `batch` gets columns `columns` of `points`.
  void gather(const Eigen::MatrixXf& points, std::span<const std::uint32_t> columns, Block<float>& batch);

 private:
  Block<float> m_rows;  // a point a row
};

/// One network being trained, in chunks: each advance() goes on where the last one ended, and the same
/// request gives the same run, however it is cut and whatever the number of threads. Measures and keeps the
/// numbers at steps that lie evenly on a logarithmic scale, and at the end of each epoch. One thread at a
/// time; steps
/// take two threads where no normalisation looks at all points of a mini-batch.
class Trainer {
 public:
  /// @param subject the network to start from (drawn or loaded), and the curve that is measured where its
  /// input dimension is the task's; its setting's seed also orders the mini-batches.
  /// @pre !validate(choice, subject.setting, *task)
  Trainer(Subject subject, TrainingChoice choice, LearningTaskPtr task, Moments moments = Moments::Kept);

  [[nodiscard]] const Subject& subject() const { return m_subject; }
  [[nodiscard]] const TrainingChoice& choice() const { return m_choice; }
  [[nodiscard]] const LearningTaskPtr& task() const { return m_task; }
  [[nodiscard]] std::int64_t step() const { return m_step; }
  [[nodiscard]] std::int64_t stepsPerEpoch() const;
  [[nodiscard]] std::int64_t steps() const { return stepsPerEpoch() * m_choice.epochs; }  ///< in all
  [[nodiscard]] double seconds() const { return m_seconds; }  ///< spent on learning
  [[nodiscard]] bool diverged() const { return m_diverged; }  ///< its loss is no number any more
  [[nodiscard]] bool finished() const { return m_diverged || m_step >= steps(); }

  /// Learns from up to `count` more mini-batches, until finished(); `stop` is polled each step.
  void advance(std::int64_t count, const std::stop_token& stop = {});
  /// What was measured so far: step 0 and every step that was due.
  [[nodiscard]] const std::vector<TrainingRecord>& history() const { return m_history; }
  /// What was kept, nothing or one for each record; the oldest in between go where more than `keptBytes` are
  /// needed.
  [[nodiscard]] const std::vector<TrainingMomentPtr>& moments() const { return m_moments; }
  static constexpr std::size_t keptBytes = 512'000'000;

  /// Back (or forward again) to a kept moment. advance() goes on from there and forgets what came after.
  void goTo(const TrainingMomentPtr& moment);
  /// More epochs, or fewer: never fewer than were begun.
  void setEpochs(int epochs);
  void setLearningRate(double rate);
  /// Measures along the curve of `other` from now on, and the kept moments too: about a millisecond each and
  /// the count of pieces. One among other inputs than the task's cannot be: then the curve stays. @return
  /// false: `stop` was requested, and nothing has changed. @pre keeps moments.
  bool setCurve(const Subject& other, const std::stop_token& stop = {});

  [[nodiscard]] const TrainableNetwork<float>& trainable() const { return m_network; }
  [[nodiscard]] TrainableNetwork<float>& trainable() { return m_network; }
  /// Loss and accuracy over the first `count` points of `points`.
  [[nodiscard]] LossResult evaluate(const Dataset& points, Eigen::Index count) const;

 private:
  /// A share of a mini-batch, for one thread.
  struct Share {
    BatchGatherer gatherer;
    Block<float> points, outputGradient;
    std::vector<std::uint8_t> labels;
    LossResult result;
  };
  void learn();
  void learnShare(TrainableNetwork<float>& network, Share& share, std::span<const std::uint32_t> columns);
  void measure();
  void keepMoment();
  [[nodiscard]] bool isDue(std::int64_t step) const;
  void orderEpoch(std::int64_t epoch);
  [[nodiscard]] CurveFigures measureCurve() const;

  Subject m_subject;
  TrainingChoice m_choice;
  LearningTaskPtr m_task;
  bool m_keepsMoments;
  TrainableNetwork<float> m_network;
  /// Reads the same numbers and learns from the second half of each mini-batch, where no normalisation looks
  /// at all points of one: whatever the number of threads, so that runs are the same.
  std::optional<TrainableNetwork<float>> m_twin;
  OptimizerState<float> m_optimizer;
  std::int64_t m_step = 0;
  double m_seconds = 0.0;
  bool m_diverged = false;
  std::vector<TrainingRecord> m_history;
  std::vector<TrainingMomentPtr> m_moments;
  TrainingCurve m_curve;

  std::int64_t m_orderedEpoch = -1;
  std::vector<std::uint32_t> m_order;  // of the training points in m_orderedEpoch
  Share m_shares[2];
};

}  // namespace arcscope::core
