#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/support/expected.h"

namespace arcscope::core {

/// What a person chose to learn from.
struct DataChoice {
  std::string name;        ///< one of dataNames(), else a file or a directory
  double noise = 0.1;      ///< of a toy set: 0 to 2
  int size = 1000;         ///< training points of a toy set: 10 to 100000
  std::uint64_t seed = 1;  ///< of a toy set, and of what is kept for the test where a file has no test part
  friend bool operator==(const DataChoice&, const DataChoice&) = default;
};

/// fashion-mnist, fashion-mnist-sample and the toy sets.
[[nodiscard]] const std::vector<std::string>& dataNames();

/// First thing wrong with the numbers of `choice` in one sentence that names the value and what is allowed.
[[nodiscard]] std::optional<Error> validate(const DataChoice& choice);

/// Where Debian's package dataset-fashion-mnist puts the whole set.
inline constexpr const char* installedFashionMnist = "/usr/share/datasets/fashion-mnist";

/// Loads or draws what `choice` names:
/// - fashion-mnist: the whole set where the directory `installed` exists, else the embedded sample;
///   fashion-mnist-sample: always the sample;
/// - a toy set (core/data/toy_sets.h);
/// - IDX images (train-images-idx3-ubyte, plain or .gz): labels are found beside them by the usual name
///   (train-labels-idx1-ubyte), and a test part (t10k-images..., or test-images...); or their directory;
/// - CIFAR-10: a file *.bin, or the directory of the batches;
/// - a table of points: *.csv, *.tsv or *.txt, plain or .gz (core/data/csv_points.h).
/// Where there is no test part one point in five is kept for it. All but points of the plane are standardised
/// by one mean and one deviation of all numbers of the training points. Nothing is kept of a file with an
/// error; errors name file, place and cause, a wrong name says what is allowed. Cost: the whole Fashion-MNIST
/// takes a second and 0.3 GB.
[[nodiscard]] Expected<LearningTask> openTask(const DataChoice& choice,
                                              const std::filesystem::path& installed = installedFashionMnist);

}  // namespace arcscope::core
