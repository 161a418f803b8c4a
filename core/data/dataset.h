#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arcscope::core {

/// How a column of a data set is an image: rows from the top, pixels from the left, channel after channel.
struct ImageShape {
  int width = 0;
  int height = 0;
  int channels = 1;  ///< 1: grey, 3: red, green, blue
  friend bool operator==(const ImageShape&, const ImageShape&) = default;
};

/// Labelled points. Column j is point j.
struct Dataset {
  Eigen::MatrixXf inputs;            ///< [features x points]
  std::vector<std::uint8_t> labels;  ///< [points], each < classNames.size()
  [[nodiscard]] Eigen::Index size() const { return inputs.cols(); }
};

/// What a network learns: points to learn from and points to be tested on.
struct LearningTask {
  std::string name;  ///< as `--data` says it: fashion-mnist, two-moons, a file
  std::string note;  ///< what a person should know (origin, licence, how it was split); may be empty
  std::vector<std::string> classNames;  ///< at least two
  std::optional<ImageShape> image;      ///< none: points without a picture
  Dataset training;
  Dataset test;
  /// Inputs are given as (value - mean) / deviation of the original, one number each for all features, so
  /// that |x|^2 is about the number of features. For points of the plane 0 and 1: they stay as they are.
  float mean = 0.0F;
  float deviation = 1.0F;

  [[nodiscard]] int features() const { return static_cast<int>(training.inputs.rows()); }
  [[nodiscard]] int classes() const { return static_cast<int>(classNames.size()); }
};

}  // namespace arcscope::core
