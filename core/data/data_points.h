#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/data/open_task.h"

namespace arcscope::core {

/// Two training points of a data set, the end points of a trajectory. As text NAME#I,J: fashion-mnist#3,17;
/// where the numbers of the choice differ from their defaults, NAME@noise=0.2,size=500,seed=2#3,17.
struct DataPair {
  DataChoice data;
  std::int64_t first = 0;   ///< number of the training point, from 0
  std::int64_t second = 1;  ///< another one
  friend bool operator==(const DataPair&, const DataPair&) = default;
};

/// True of what can only be meant as a pair: it has a # and does not end like a file of end points.
[[nodiscard]] bool namesDataPair(std::string_view text);
/// Opens nothing: the data may be unknown and the points may be missing.
[[nodiscard]] Expected<DataPair> dataPairFromText(std::string_view text);
[[nodiscard]] std::string toText(const DataPair& pair);

/// One training point.
struct DataPoint {
  Eigen::VectorXd x;  ///< as networks take it, see LearningTask
  std::string className;
};

/// Two points and how they are pictures.
struct DataEndpoints {
  DataPoint first;
  DataPoint second;
  std::optional<ImageShape> image;  ///< none: points without a picture
  double mean = 0.0;                ///< a pixel is x * deviation + mean, 0 to 255
  double deviation = 1.0;
};

/// The points of `pair` in the data that it names, opened as `task`. An error where a point is missing or
/// both are the same.
[[nodiscard]] Expected<DataEndpoints> endpointsOf(const LearningTask& task, const DataPair& pair);
/// What `text` names: opens the data (see openTask for the cost) and takes the points.
[[nodiscard]] Expected<DataEndpoints> loadDataPair(std::string_view text);

}  // namespace arcscope::core
