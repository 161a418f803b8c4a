#pragma once
#include <cstdint>
#include <span>

#include "core/learning/block.h"

namespace arcscope::core {

enum class Loss : std::uint8_t {
  CrossEntropy,  ///< -log of the softmax of the right class
  Squared        ///< half the squared distance to the unit vector of the right class
};

/// Of a mini-batch.
struct LossResult {
  double loss = 0.0;  ///< the points' shares together: the mean
  int right = 0;      ///< points whose largest output is that of their label; the first of equal ones counts
};

/// @param outputs [classes x points], `labels` one a point.
/// @param gradient gets d loss / d outputs, zero in the padding; null: not wanted.
/// @param share of a point in the loss; 0: the mean over these points, else of a larger mini-batch.
template <class T>
LossResult lossOf(Loss loss, const Block<T>& outputs, std::span<const std::uint8_t> labels,
                  Block<T>* gradient, double share = 0.0);

/// Half the squared distance to `targets`, of the same shape, mean over the points.
template <class T>
double squaredLoss(const Block<T>& outputs, const Block<T>& targets, Block<T>& gradient);

}  // namespace arcscope::core
