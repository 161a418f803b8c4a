#include "ui/plots/training_reader.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/support/text.h"
#include "ui/plots/axis_ticks.h"

namespace arcscope::ui {
namespace {

struct TrainingText {
  Q_DECLARE_TR_FUNCTIONS(Training)
};

constexpr double leastLogStep = 0.8;  // the axis begins a little before step 1; step 0 stands at its edge

}  // namespace

void TrainingReader::describeSteps(PlotContent& content) const {
  content.xTitle = TrainingText::tr("step");
  content.logX = m_logSteps;
  if (!m_training) return;
  const auto last = static_cast<double>(std::max<std::int64_t>(2, m_training->steps));
  content.xRange = PlotRange{m_logSteps ? leastLogStep : 0.0, last};
}

double TrainingReader::placeOf(std::int64_t step, const Plot& plot) const {
  const QRectF area = plot.plotArea();
  const double shown = std::max(static_cast<double>(step), m_logSteps ? leastLogStep : 0.0);
  return area.left() + std::clamp(plot.xFraction(shown), 0.0, 1.0) * area.width();
}

QString progressText(const TrainingState& state) {
  const double epochs = static_cast<double>(state.steps) / static_cast<double>(state.perEpoch);
  QString text =
      state.step == 0 ? TrainingText::tr("%1 epochs").arg(countText(epochs))
      : state.step >= state.steps
          ? TrainingText::tr("%1 epochs learned").arg(countText(epochs))
          : TrainingText::tr("epoch %1 of %2").arg(QString::number(state.epoch(), 'f', 1), countText(epochs));
  if (state.secondsLeft)
    text += TrainingText::tr(" \u00b7 %1 left")
                .arg(QString::fromStdString(core::durationText(*state.secondsLeft)));
  return text;
}

QString trainingRemark(const TrainingState& state) {
  if (state.diverged)
    return TrainingText::tr("The loss is no number any more at step %1: a smaller learning rate helps.")
        .arg(countText(static_cast<double>(state.step + 1)));
  if (!state.dropped || state.history->back().step > state.dropped->to) return {};
  return TrainingText::tr("Training went on from step %1: what had been learned up to step %2 was dropped.")
      .arg(countText(static_cast<double>(state.dropped->from)),
           countText(static_cast<double>(state.dropped->to)));
}

QVector<Badge> trainingBadges(const TrainingState& state) {
  QVector<Badge> badges;
  if (state.diverged) badges.append({TrainingText::tr("diverged"), trainingRemark(state), true});
  badges.append(
      {progressText(state),
       TrainingText::tr(
           "Step %1 of %2. At the end of an epoch loss and accuracy are those of up to %3 points, at moments "
           "in between of the first %4.")
           .arg(countText(static_cast<double>(state.step)), countText(static_cast<double>(state.steps)),
                countText(static_cast<double>(core::evaluatedPoints)),
                countText(static_cast<double>(core::glancedPoints))),
       false});
  if (state.choice.architecture == core::Architecture::Convolutional)
    badges.append(
        {TrainingText::tr("convolutional"),
         TrainingText::tr(
             "All views show its layers after pooling, from samples, except those that need a chain of "
             "matrices: regions of the plane, theory, layer studies, labelings."),
         false});
  return badges;
}

DataTable trainingNumbers(const TrainingState& state) {
  DataTable table{{QStringLiteral("step"), QStringLiteral("epoch"), QStringLiteral("seconds"),
                   QStringLiteral("train_loss"), QStringLiteral("test_loss"),
                   QStringLiteral("train_accuracy"), QStringLiteral("test_accuracy")},
                  {}};
  std::size_t layers = 0;
  for (const core::TrainingRecord& record : *state.history)
    layers = std::max(layers, record.curve.lengths.size());
  for (const char* what : {"length_", "transitions_", "pieces_"})
    for (std::size_t d = 0; d < layers; ++d) table.columns << QString::fromLatin1(what) + QString::number(d);
  for (const core::TrainingRecord& record : *state.history) {
    QVector<double> row{static_cast<double>(record.step),
                        record.epoch,
                        record.seconds,
                        record.trainLoss,
                        record.testLoss,
                        record.trainAccuracy,
                        record.testAccuracy};
    for (const auto* values : {&record.curve.lengths, &record.curve.transitions, &record.curve.pieces})
      for (std::size_t d = 0; d < layers; ++d) row << (d < values->size() ? (*values)[d] : qQNaN());
    table.rows.append(row);
  }
  return table;
}

}  // namespace arcscope::ui
