#include "core/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "core/network/random_network.h"
#include "core/support/clock.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

constexpr Eigen::Index evaluationColumns = 256;  // points of a share of an evaluation
constexpr int momentsAnOctave = 4;

/// The loaded network with its normalisation where `choice` goes on with it, else as it computes.
NormalisedNetwork startOf(const LoadedNetwork& loaded, const TrainingChoice& choice) {
  const auto same = [&](const LayerNormalisation& one) { return one.kind == choice.normalisation; };
  if (loaded.normalised && loaded.normalised->placement == choice.placement &&
      std::all_of(loaded.normalised->normalisations.begin(), loaded.normalised->normalisations.end(), same))
    return *loaded.normalised;
  return {.network = loaded.network, .placement = choice.placement, .normalisations = {}};
}

}  // namespace

void BatchGatherer::gather(const Eigen::MatrixXf& points, std::span<const std::uint32_t> columns,
                           Block<float>& batch) {
  const int features = static_cast<int>(points.rows());
  const int count = static_cast<int>(columns.size());
  m_rows.resize(count, features);
  batch.resize(features, count);
  for (int j = 0; j < count; ++j)
    std::copy_n(points.data() + columns[static_cast<std::size_t>(j)] * points.rows(), features,
                m_rows.row(j));
  kernel::trainingRoutines<float>().transpose(m_rows.data(), m_rows.stride(), count, features, batch.data(),
                                              batch.stride());
}

Trainer::Trainer(Subject subject, TrainingChoice choice, LearningTaskPtr task, Moments moments)
    : m_subject(std::move(subject)),
      m_choice(std::move(choice)),
      m_task(std::move(task)),
      m_keepsMoments(moments == Moments::Kept),
      m_network(planOf(m_subject.setting, m_choice, *m_task), m_choice),
      m_optimizer(m_choice.optimizer, m_network.parameters().size()),
      m_curve(m_subject, m_task->features()) {
  m_network.draw(m_subject.setting);
  if (m_subject.loaded && m_choice.architecture == Architecture::Dense)
    m_network.take(startOf(*m_subject.loaded, m_choice));
  if (m_choice.normalisation == Normalisation::None && m_choice.batch >= 2 * kernel::rowPadding) {
    m_twin.emplace(m_network.plan(), m_choice);
    m_twin->parameters().shareValuesOf(m_network.parameters());
  }
  measure();
}

std::int64_t Trainer::stepsPerEpoch() const {
  return std::max<std::int64_t>(1, m_task->training.size() / m_choice.batch);
}

void Trainer::orderEpoch(std::int64_t epoch) {
  if (epoch == m_orderedEpoch) return;
  m_orderedEpoch = epoch;
  const auto count = static_cast<std::size_t>(m_task->training.size());
  m_order.resize(count);
  std::iota(m_order.begin(), m_order.end(), 0U);
  std::vector<double> draws(count);
  drawUniforms(m_subject.setting.seed, DrawStream::MiniBatch, static_cast<std::uint32_t>(epoch), 0, 0, count,
               draws.data());
  for (std::size_t i = count - 1; i > 0; --i)
    std::swap(m_order[i],
              m_order[std::min(i, static_cast<std::size_t>(draws[i] * static_cast<double>(i + 1)))]);
}

void Trainer::learnShare(TrainableNetwork<float>& network, Share& share,
                         std::span<const std::uint32_t> columns) {
  share.gatherer.gather(m_task->training.inputs, columns, share.points);
  share.labels.resize(columns.size());
  for (std::size_t j = 0; j < columns.size(); ++j) share.labels[j] = m_task->training.labels[columns[j]];
  const Block<float>& outputs = network.forward(share.points);
  share.result = lossOf(m_choice.loss, outputs, share.labels, &share.outputGradient, 1.0 / m_choice.batch);
  if (std::isfinite(share.result.loss)) network.backward(share.points, share.outputGradient);
}

void Trainer::learn() {
  orderEpoch(m_step / stepsPerEpoch());
  const auto batch = static_cast<std::size_t>(m_choice.batch);
  const auto first = static_cast<std::size_t>(m_step % stepsPerEpoch()) * batch;
  const std::span<const std::uint32_t> columns = std::span(m_order).subspan(first, batch);
  if (m_twin) {
    const std::size_t half = batch / 2;
    parallelFor(2, [&](std::size_t i) {
      if (i == 0)
        learnShare(m_network, m_shares[0], columns.first(half));
      else
        learnShare(*m_twin, m_shares[1], columns.subspan(half));
    });
  } else {
    learnShare(m_network, m_shares[0], columns);
  }
  if (!std::isfinite(m_shares[0].result.loss + m_shares[1].result.loss + m_network.addedLoss())) {
    m_diverged = true;
    return;
  }
  m_optimizer.apply(m_network.parameters(), m_twin ? m_twin->parameters().gradients() : nullptr);
  ++m_step;
}

bool Trainer::isDue(std::int64_t step) const {
  if (step % stepsPerEpoch() == 0 || step == steps()) return true;
  const auto index = [](std::int64_t at) {
    return static_cast<int>(momentsAnOctave * std::log2(static_cast<double>(at)) + 1e-9);
  };
  return step <= 1 || index(step) != index(step - 1);
}

void Trainer::advance(std::int64_t count, const std::stop_token& stop) {
  while (!m_history.empty() && m_history.back().step > m_step) {
    m_history.pop_back();
    if (m_keepsMoments) m_moments.pop_back();
  }
  Clock::time_point begin = Clock::now();
  const std::int64_t end = std::min(m_step + count, steps());
  while (m_step < end && !m_diverged && !stop.stop_requested()) {
    learn();
    if (!m_diverged && !isDue(m_step)) continue;
    m_seconds += secondsSince(begin);
    if (!m_diverged && m_history.back().step < m_step) measure();
    begin = Clock::now();
  }
  m_seconds += secondsSince(begin);
}

LossResult Trainer::evaluate(const Dataset& points, Eigen::Index count) const {
  count = std::min(count, points.size());
  const auto shares = static_cast<std::size_t>((count + evaluationColumns - 1) / evaluationColumns);
  std::vector<LossResult> results(shares);
  parallelFor(shares, [&](std::size_t share) {
    const auto begin = static_cast<Eigen::Index>(share) * evaluationColumns;
    const Eigen::Index size = std::min(evaluationColumns, count - begin);
    std::vector<std::uint32_t> columns(static_cast<std::size_t>(size));
    std::iota(columns.begin(), columns.end(), static_cast<std::uint32_t>(begin));
    BatchGatherer gatherer;
    Block<float> batch;
    Block<float> outputs;
    gatherer.gather(points.inputs, columns, batch);
    m_network.infer(batch, outputs);
    const auto labels = std::span(points.labels).subspan(static_cast<std::size_t>(begin), columns.size());
    results[share] = lossOf<float>(m_choice.loss, outputs, labels, nullptr);
    results[share].loss *= static_cast<double>(size);
  });
  LossResult sum;
  for (const LossResult& one : results) {
    sum.loss += one.loss;
    sum.right += one.right;
  }
  if (count > 0) sum.loss /= static_cast<double>(count);
  return sum;
}

CurveFigures Trainer::measureCurve() const {
  return m_curve.measure(m_network, m_choice.architecture == Architecture::Dense);
}

bool Trainer::setCurve(const Subject& other, const std::stop_token& stop) {
  if (effectiveInputDim(other.setting) != m_task->features()) return true;
  TrainingCurve before = std::exchange(m_curve, TrainingCurve(other, m_task->features()));
  Parameters<float>& parameters = m_network.parameters();
  const std::vector<float> now(parameters.values(), parameters.values() + parameters.size());
  std::vector<CurveFigures> figures;
  for (const TrainingMomentPtr& moment : m_moments) {
    if (stop.stop_requested()) break;
    std::copy(moment->values.begin(), moment->values.end(), parameters.values());
    figures.push_back(measureCurve());
  }
  std::copy(now.begin(), now.end(), parameters.values());
  if (figures.size() < m_moments.size()) {
    m_curve = std::move(before);
    return false;
  }
  for (std::size_t i = 0; i < figures.size(); ++i) m_history[i].curve = std::move(figures[i]);
  m_subject = withCurveOf(std::move(m_subject), other);
  return true;
}

void Trainer::measure() {
  TrainingRecord record{.step = m_step,
                        .epoch = static_cast<double>(m_step) / static_cast<double>(stepsPerEpoch()),
                        .seconds = m_seconds,
                        .glance = m_step % stepsPerEpoch() != 0,
                        .curve = measureCurve()};
  const auto look = [&](const Dataset& points, double& loss, double& accuracy) {
    const Eigen::Index count = std::min(record.glance ? glancedPoints : evaluatedPoints, points.size());
    const LossResult result = evaluate(points, count);
    loss = result.loss;
    accuracy = count > 0 ? static_cast<double>(result.right) / static_cast<double>(count) : 0.0;
  };
  look(m_task->training, record.trainLoss, record.trainAccuracy);
  look(m_task->test, record.testLoss, record.testAccuracy);
  m_history.push_back(std::move(record));
  if (m_keepsMoments) keepMoment();
}

void Trainer::keepMoment() {
  const Parameters<float>& parameters = m_network.parameters();
  m_moments.push_back(std::make_shared<const TrainingMoment>(
      TrainingMoment{.step = m_step,
                     .seconds = m_seconds,
                     .values = {parameters.values(), parameters.values() + parameters.size()},
                     .optimizerSteps = m_optimizer.steps(),
                     .averages = m_optimizer.averages(),
                     .squares = m_optimizer.squares()}));
  // Every other one in between goes: first, last and the spread over the run stay.
  while (m_moments.size() > 3 && m_moments.back()->bytes() * m_moments.size() > keptBytes) {
    std::vector<TrainingMomentPtr> kept;
    std::vector<TrainingRecord> history;
    for (std::size_t i = 0; i < m_moments.size(); ++i) {
      if (i % 2 == 1 && i + 1 < m_moments.size()) continue;
      kept.push_back(m_moments[i]);
      history.push_back(m_history[i]);
    }
    m_moments = std::move(kept);
    m_history = std::move(history);
  }
}

void Trainer::goTo(const TrainingMomentPtr& moment) {
  std::copy(moment->values.begin(), moment->values.end(), m_network.parameters().values());
  m_optimizer.restore(moment->optimizerSteps, moment->averages, moment->squares);
  m_step = moment->step;
  m_seconds = moment->seconds;
  m_diverged = false;
}

void Trainer::setEpochs(int epochs) {
  m_choice.epochs = std::max(epochs, static_cast<int>((m_step + stepsPerEpoch() - 1) / stepsPerEpoch()));
}

void Trainer::setLearningRate(double rate) {
  m_choice.optimizer.learningRate = rate;
  m_optimizer.setLearningRate(rate);
}

}  // namespace arcscope::core
