#pragma once
#include <filesystem>

#include "core/data/labelled_images.h"

namespace arcscope::core {

/// Images to learn from and, where files have them, to be tested on.
struct ImageParts {
  LabelledImages training;
  std::optional<LabelledImages> test;  ///< of the shape of `training`
  std::vector<std::string> classNames;
};

/// Reads a file of images and what lies beside it: IDX, or CIFAR-10 if it ends in .bin or .bin.gz. Labels of
/// IDX must be below the number of `classNames`; without any the training labels decide, and the classes are
/// called 0, 1, ....
[[nodiscard]] Expected<ImageParts> readImageFile(const std::filesystem::path& file,
                                                 const std::vector<std::string>& classNames = {});
/// The same for a directory with the usual names of IDX or CIFAR-10 files.
[[nodiscard]] Expected<ImageParts> readImageDirectory(const std::filesystem::path& directory,
                                                      const std::vector<std::string>& classNames = {});

}  // namespace arcscope::core
