#include "core/learning/loss.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace arcscope::core {
namespace {

/// The outputs of one point.
template <class T>
void gather(const Block<T>& outputs, int point, std::span<double> column) {
  for (std::size_t i = 0; i < column.size(); ++i)
    column[i] = static_cast<double>(outputs.row(static_cast<int>(i))[point]);
}

/// Turns outputs into probabilities. @return the logarithm of the sum of e^output.
double softmax(std::span<double> column) {
  const double largest = *std::max_element(column.begin(), column.end());
  double sum = 0.0;
  for (double& value : column) {
    value = std::exp(value - largest);
    sum += value;
  }
  for (double& value : column) value /= sum;
  return largest + std::log(sum);
}

}  // namespace

template <class T>
LossResult lossOf(Loss loss, const Block<T>& outputs, std::span<const std::uint8_t> labels,
                  Block<T>* gradient, double share) {
  LossResult result;
  const int points = outputs.columns();
  if (share == 0.0) share = 1.0 / static_cast<double>(points);
  if (gradient != nullptr) {
    gradient->resize(outputs.rows(), points);
    gradient->fill(T(0));
  }
  std::vector<double> column(static_cast<std::size_t>(outputs.rows()));
  for (int j = 0; j < points; ++j) {
    const std::size_t label = labels[static_cast<std::size_t>(j)];
    gather(outputs, j, column);
    const double own = column[label];
    // A network that diverged is right nowhere.
    if (std::max_element(column.begin(), column.end()) - column.begin() ==
            static_cast<std::ptrdiff_t>(label) &&
        std::isfinite(own))
      ++result.right;
    if (loss == Loss::CrossEntropy) {
      result.loss += softmax(column) - own;
      column[label] -= 1.0;
    } else {
      column[label] -= 1.0;
      for (const double difference : column) result.loss += 0.5 * difference * difference;
    }
    if (gradient == nullptr) continue;
    for (std::size_t i = 0; i < column.size(); ++i)
      gradient->row(static_cast<int>(i))[j] = static_cast<T>(share * column[i]);
  }
  result.loss *= share;
  return result;
}

template <class T>
double squaredLoss(const Block<T>& outputs, const Block<T>& targets, Block<T>& gradient) {
  gradient.resize(outputs.rows(), outputs.columns());
  gradient.fill(T(0));
  const double share = 1.0 / static_cast<double>(outputs.columns());
  double loss = 0.0;
  for (int i = 0; i < outputs.rows(); ++i)
    for (int j = 0; j < outputs.columns(); ++j) {
      const T difference = outputs.row(i)[j] - targets.row(i)[j];
      loss += 0.5 * static_cast<double>(difference) * static_cast<double>(difference);
      gradient.row(i)[j] = static_cast<T>(share) * difference;
    }
  return loss * share;
}

template LossResult lossOf(Loss, const Block<float>&, std::span<const std::uint8_t>, Block<float>*, double);
template LossResult lossOf(Loss, const Block<double>&, std::span<const std::uint8_t>, Block<double>*, double);
template double squaredLoss(const Block<float>&, const Block<float>&, Block<float>&);
template double squaredLoss(const Block<double>&, const Block<double>&, Block<double>&);

}  // namespace arcscope::core
