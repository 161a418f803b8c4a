#pragma once
#include "core/learning/trainable_network.h"
#include "core/network/convolutional_network.h"

namespace arcscope::core {

/// `network` with `activation`, as it computes images of points; without a read-out it answers 0.
[[nodiscard]] TrainableNetwork<float> trainableOf(const ConvolutionalNetwork& network, Activation activation);
/// What `network` computes, in double. @pre a convolutional one.
[[nodiscard]] ConvolutionalNetwork convolutionalOf(const TrainableNetwork<float>& network);

}  // namespace arcscope::core
