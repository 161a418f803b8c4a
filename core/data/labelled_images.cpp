#include "core/data/labelled_images.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/network/random_network.h"

namespace arcscope::core {
namespace {

/// Mean and deviation of pixels, exact up to the last rounding: their sums are whole numbers.
std::pair<double, double> momentsOf(const Bytes& pixels) {
  std::array<std::uint64_t, 256> counts{};
  for (const std::uint8_t pixel : pixels) ++counts[pixel];
  double sum = 0.0;
  for (std::size_t value = 0; value < counts.size(); ++value)
    sum += static_cast<double>(value) * static_cast<double>(counts[value]);
  const double mean = sum / static_cast<double>(pixels.size());
  double squares = 0.0;
  for (std::size_t value = 0; value < counts.size(); ++value)
    squares += std::pow(static_cast<double>(value) - mean, 2) * static_cast<double>(counts[value]);
  return {mean, std::sqrt(squares / static_cast<double>(pixels.size()))};
}

Dataset toDataset(const LabelledImages& images, const std::array<float, 256>& levels) {
  Dataset points;
  points.labels = images.labels;
  points.inputs.resize(static_cast<Eigen::Index>(images.features()),
                       static_cast<Eigen::Index>(images.labels.size()));
  std::transform(images.pixels.begin(), images.pixels.end(), points.inputs.data(),
                 [&levels](std::uint8_t pixel) { return levels[pixel]; });
  return points;
}

}  // namespace

void append(LabelledImages& images, const LabelledImages& more) {
  images.pixels.insert(images.pixels.end(), more.pixels.begin(), more.pixels.end());
  images.labels.insert(images.labels.end(), more.labels.begin(), more.labels.end());
}

LabelledImages select(const LabelledImages& images, const std::vector<std::size_t>& which) {
  LabelledImages chosen{.shape = images.shape, .pixels = {}, .labels = {}};
  const std::size_t size = images.features();
  chosen.pixels.reserve(which.size() * size);
  chosen.labels.reserve(which.size());
  for (const std::size_t image : which) {
    const auto first = images.pixels.begin() + static_cast<std::ptrdiff_t>(image * size);
    chosen.pixels.insert(chosen.pixels.end(), first, first + static_cast<std::ptrdiff_t>(size));
    chosen.labels.push_back(images.labels[image]);
  }
  return chosen;
}

Expected<LearningTask> imageTask(const LabelledImages& training, const LabelledImages& test) {
  const auto [mean, deviation] = momentsOf(training.pixels);
  if (deviation == 0.0) return Error{"all pixels of its training images are equal"};
  std::array<float, 256> levels{};
  for (std::size_t value = 0; value < levels.size(); ++value)
    levels[value] = static_cast<float>((static_cast<double>(value) - mean) / deviation);
  LearningTask task;
  task.image = training.shape;
  task.training = toDataset(training, levels);
  task.test = toDataset(test, levels);
  task.mean = static_cast<float>(mean);
  task.deviation = static_cast<float>(deviation);
  return task;
}

std::optional<Error> standardise(LearningTask& task) {
  const auto count = static_cast<double>(task.training.inputs.size());
  const double mean = task.training.inputs.cast<double>().sum() / count;
  const double squares = (task.training.inputs.cast<double>().array() - mean).square().sum();
  const double deviation = std::sqrt(squares / count);
  task.mean = static_cast<float>(mean);
  task.deviation = static_cast<float>(deviation);
  if (!(task.deviation >= std::numeric_limits<float>::min()))
    return Error{"all numbers of its training points are equal, or nearly so"};
  for (Dataset* points : {&task.training, &task.test})
    points->inputs = points->inputs.unaryExpr([mean = mean, deviation](float value) {
      return static_cast<float>((static_cast<double>(value) - mean) / deviation);
    });
  return std::nullopt;
}

Expected<Split> splitForTest(const std::vector<std::uint8_t>& labels, std::uint64_t seed) {
  const std::size_t size = labels.size();
  std::vector<double> draws(size);
  drawUniforms(seed, DrawStream::Data, 0, 0, 0, size, draws.data());
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&draws](std::size_t a, std::size_t b) {
    return std::pair(draws[a], a) < std::pair(draws[b], b);
  });

  std::array<std::size_t, 256> left{};  // of each class for training
  for (const std::uint8_t label : labels) ++left[label];
  const std::size_t wanted = std::max<std::size_t>(1, size / 5);
  std::vector<bool> isTest(size, false);
  std::size_t kept = 0;
  for (auto point = order.begin(); point != order.end() && kept < wanted; ++point) {
    if (left[labels[*point]] < 2) continue;
    --left[labels[*point]];
    isTest[*point] = true;
    ++kept;
  }
  if (kept == 0)
    return Error{"it has " + std::to_string(size) +
                 " points, each of another class: none can be kept for the test"};
  Split split;
  for (std::size_t point = 0; point < size; ++point)
    (isTest[point] ? split.test : split.training).push_back(point);
  return split;
}

std::optional<Error> refuseOneClass(const std::vector<std::uint8_t>& labels) {
  if (labels.empty() ||
      std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>()) != labels.end())
    return std::nullopt;
  return Error{"all of its " + std::to_string(labels.size()) + " labels are " +
               std::to_string(labels.front()) + "; a data set has at least two classes"};
}

}  // namespace arcscope::core
