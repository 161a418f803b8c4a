#include "core/explorer/subject.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/network/random_network.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

using Eigen::Index;
using Vectors = std::pair<Eigen::VectorXd, Eigen::VectorXd>;

/// Takes over what the file fixes: activation, depth, widths and input dimension.
void describe(Setting& setting, int inputDim, std::vector<int> widths) {
  setting.depth = static_cast<int>(widths.size());
  setting.inputDim = inputDim;
  setting.width = widths.front();
  const bool uniform =
      std::all_of(widths.begin(), widths.end(), [&](int width) { return width == setting.width; });
  setting.widths = uniform ? std::vector<int>() : std::move(widths);
}

std::optional<Error> readNetwork(Subject& subject, bool activationChosen) {
  Setting& setting = subject.setting;
  Expected<LoadedNetwork> read = loadNetwork(setting.networkFile, setting.readoutLast);
  if (!read) return read.error();
  auto loaded = std::make_shared<LoadedNetwork>(std::move(read).value());
  const auto named = loaded->metadata.find("activation");
  if (!activationChosen && named != loaded->metadata.end() && !loaded->namesActivation)
    return Error{printable(setting.networkFile) + ": its metadata activation is " + inQuotes(named->second) +
                 "; it must be " + activationNames()};
  if (!activationChosen && loaded->namesActivation) setting.activation = loaded->network.activation;
  loaded->network.activation = setting.activation;
  describeNetwork(setting, *loaded);
  subject.loaded = std::move(loaded);
  return std::nullopt;
}

/// @pre x0 and x1 have as many numbers.
void setPlane(Subject& subject, const Eigen::VectorXd& x0, const Eigen::VectorXd& x1) {
  Setting& setting = subject.setting;
  if (!subject.loaded && setting.inputDim == 0) setting.inputDim = static_cast<int>(x0.size());
  subject.plane = std::make_shared<const Plane>(Plane{Eigen::VectorXd::Zero(x0.size()), x0, x1});
}

void setPlane(Subject& subject, DataEndpoints ends) {
  setPlane(subject, ends.first.x, ends.second.x);
  subject.dataEnds = std::make_shared<const DataEndpoints>(std::move(ends));
}

/// Sets the plane that a file or a data set gives; it stays null where it is drawn.
std::optional<Error> readEndpoints(Subject& subject) {
  const Setting& setting = subject.setting;
  const bool asked = setting.endpoints == Endpoints::Given;
  if (asked && !setting.endpointsFile.empty()) {
    std::error_code unknown;
    if (namesDataPair(setting.endpointsFile) && !std::filesystem::exists(setting.endpointsFile, unknown)) {
      Expected<DataEndpoints> ends = loadDataPair(setting.endpointsFile);
      if (!ends) return ends.error();
      setPlane(subject, std::move(ends).value());
      return std::nullopt;
    }
    const Expected<Vectors> read = loadEndpoints(setting.endpointsFile);
    if (!read) return read.error();
    setPlane(subject, read.value().first, read.value().second);
    return std::nullopt;
  }
  if (subject.loaded && subject.loaded->x0 && (asked || !setting.endpoints)) {
    setPlane(subject, *subject.loaded->x0, *subject.loaded->x1);
    return std::nullopt;
  }
  if (asked)
    return Error{printable(setting.networkFile) + " holds no end points trajectory.x0 and trajectory.x1"};
  return std::nullopt;
}

}  // namespace

void describeNetwork(Setting& setting, const LoadedNetwork& loaded) {
  if (loaded.convolutional)
    return describe(setting, loaded.convolutional->inputDim(), loaded.convolutional->units());
  std::vector<int> widths;
  for (const Layer& layer : loaded.network.layers) widths.push_back(static_cast<int>(layer.weights.rows()));
  describe(setting, static_cast<int>(loaded.network.inputDim()), std::move(widths));
}

Expected<Subject> makeSubject(Setting setting, bool activationChosen) {
  Subject subject{.setting = std::move(setting)};
  const bool drawn = subject.setting.networkFile.empty();
  if (std::optional<Error> wrong = drawn ? validate(subject.setting) : readNetwork(subject, activationChosen))
    return *wrong;
  if (std::optional<Error> wrong = readEndpoints(subject)) return *wrong;
  if (std::optional<Error> wrong = validate(subject)) return *wrong;
  return subject;
}

Expected<Subject> makeSubject(Setting setting, LoadedNetwork network) {
  Subject subject{.setting = std::move(setting)};
  network.network.activation = subject.setting.activation;
  describeNetwork(subject.setting, network);
  subject.loaded = std::make_shared<const LoadedNetwork>(std::move(network));
  const std::optional<Endpoints>& wanted = subject.setting.endpoints;
  if (subject.loaded->x0 && (!wanted || *wanted == Endpoints::Given))
    setPlane(subject, *subject.loaded->x0, *subject.loaded->x1);
  if (std::optional<Error> wrong = validate(subject)) return *wrong;
  return subject;
}

Expected<Subject> withDataEndpoints(Subject subject, const LearningTask& task, const DataPair& pair) {
  Expected<DataEndpoints> ends = endpointsOf(task, pair);
  if (!ends) return ends.error();
  subject.setting.endpoints = Endpoints::Given;
  subject.setting.endpointsFile = toText(pair);
  if (!subject.loaded) subject.setting.inputDim = 0;
  setPlane(subject, std::move(ends).value());
  if (std::optional<Error> wrong = validate(subject)) return *wrong;
  return subject;
}

std::optional<Error> validate(const Subject& subject) {
  const Setting& setting = subject.setting;
  if (subject.loaded) {
    const LoadedNetwork& loaded = *subject.loaded;
    const Index inputs =
        loaded.convolutional ? Index{loaded.convolutional->inputDim()} : loaded.network.inputDim();
    if (inputs != effectiveInputDim(setting))
      return Error{printable(setting.networkFile) + ": its network has " + std::to_string(inputs) +
                   " inputs; the input dimension is " + std::to_string(effectiveInputDim(setting))};
  }
  if (subject.plane && subject.plane->x0.size() != effectiveInputDim(setting)) {
    const std::string& file = setting.endpointsFile.empty() ? setting.networkFile : setting.endpointsFile;
    return Error{printable(file) + ": its end points have " + std::to_string(subject.plane->x0.size()) +
                 " numbers; the input dimension is " + std::to_string(effectiveInputDim(setting))};
  }
  return validate(setting);
}

Network networkOf(const Subject& subject) {
  return subject.loaded ? subject.loaded->network : drawNetwork(subject.setting);
}

Expected<TensorFile> tensorFileOf(const Subject& subject) {
  const Setting& setting = subject.setting;
  constexpr double copies = 3.0;  // the matrices, the tensors, the bytes of the file
  double numbers = 0.0;
  double fanIn = effectiveInputDim(setting);
  for (int layer = 1; layer <= setting.depth; ++layer) {
    const double units = widthOf(setting, layer);
    numbers += units * (fanIn + 1.0);
    fanIn = units;
  }
  if (const double bytes = numbers * sizeof(double) * copies; bytes > memoryLimit)
    return Error{"writing this network would take " + numberText(std::ceil(bytes / 1e9)) +
                 " GB of memory; at most " + numberText(std::floor(memoryLimit / 1e9)) + " GB are allowed"};
  const Plane plane = planeOf(subject);
  if (isConvolutional(subject)) {
    ConvolutionalNetwork network = *subject.loaded->convolutional;
    network.chain.network.activation = setting.activation;
    return toTensorFile(network, plane.x0, plane.x1, {{"setting", toJson(setting)}});
  }
  return toTensorFile(networkOf(subject), plane.x0, plane.x1,
                      {{"setting", toJson(setting)}, {"seed", std::to_string(setting.seed)}});
}

Plane planeOf(const Subject& subject) {
  return subject.plane ? *subject.plane : drawPlane(subject.setting, effectiveInputDim(subject.setting));
}

Curve curveOf(const Setting& setting) {
  return Curve(setting.trajectory, setting.path);
}

}  // namespace arcscope::core
