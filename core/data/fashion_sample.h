#pragma once
#include <string_view>

namespace arcscope::core {

/// The files of resources/data/fashion-mnist, byte for byte: 2000 training and 500 test images of
/// Fashion-MNIST, 200 and 50 of each class, as gzip IDX (Zalando SE, MIT licence).
struct FashionSample {
  std::string_view trainingImages;
  std::string_view trainingLabels;
  std::string_view testImages;
  std::string_view testLabels;
};
[[nodiscard]] FashionSample fashionSample();

}  // namespace arcscope::core
