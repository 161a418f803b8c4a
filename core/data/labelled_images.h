#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/gzip_file.h"
#include "core/support/expected.h"

namespace arcscope::core {

/// Images of one byte a pixel and channel, as files hold them.
struct LabelledImages {
  ImageShape shape;
  Bytes pixels;  ///< image after image, each in the order of ImageShape
  std::vector<std::uint8_t> labels;

  [[nodiscard]] std::size_t features() const {
    return static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height) *
           static_cast<std::size_t>(shape.channels);
  }
};

/// Appends `more`, which has the shape of `images`.
void append(LabelledImages& images, const LabelledImages& more);
/// Those of `images` that `which` lists.
[[nodiscard]] LabelledImages select(const LabelledImages& images, const std::vector<std::size_t>& which);

/// Inputs, shape, mean and deviation of a task from images of one shape, standardised by all pixels of the
/// training images; name, note and class names stay empty. Error: all pixels of the training images are
/// equal.
[[nodiscard]] Expected<LearningTask> imageTask(const LabelledImages& training, const LabelledImages& test);

/// Standardises the inputs of `task` in place, by all numbers of its training points. Error: they are all
/// equal, or too close to each other for single precision.
[[nodiscard]] std::optional<Error> standardise(LearningTask& task);

/// Which points are kept for the test, in the order of the data.
struct Split {
  std::vector<std::size_t> training;
  std::vector<std::size_t> test;  ///< one point in five, at least one
};
/// Draws the test part by addresses: the same on every machine. A class never loses its last point for
/// training. Error: no class has two points.
[[nodiscard]] Expected<Split> splitForTest(const std::vector<std::uint8_t>& labels, std::uint64_t seed);

/// First thing that keeps `labels` from being learned, fit to follow the name of their file: fewer than two
/// classes.
[[nodiscard]] std::optional<Error> refuseOneClass(const std::vector<std::uint8_t>& labels);

}  // namespace arcscope::core
