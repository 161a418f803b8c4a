#include "core/network/chain_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/network/convolutional_network.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

/// "1x28x28"; nullopt for anything else.
std::optional<PictureSize> pictureFrom(const std::string& text) {
  constexpr int most = 1 << 12;
  PictureSize picture;
  int end = 0;
  if (std::sscanf(text.c_str(), "%5dx%5dx%5d%n", &picture.channels, &picture.height, &picture.width, &end) !=
          3 ||
      end != static_cast<int>(text.size()))
    return std::nullopt;
  const auto fits = [](int size) { return size >= 1 && size <= most; };
  if (!fits(picture.channels) || !fits(picture.height) || !fits(picture.width)) return std::nullopt;
  return picture;
}

}  // namespace

Expected<LoadedNetwork> ChainReader::read() {
  LoadedNetwork loaded;
  for (const auto step : {&ChainReader::readEndpoints, &ChainReader::findLayers, &ChainReader::readLayers,
                          &ChainReader::checkEndpoints})
    if (std::optional<Error> wrong = (this->*step)(loaded)) return *wrong;
  return loaded;
}

NormalisedNetwork ChainReader::normalisations() const {
  return {.network = {},
          .placement = m_placement.value_or(Placement::BeforeActivation),
          .normalisations = m_normalisations};
}

std::optional<Error> ChainReader::readEndpoints(LoadedNetwork& loaded) {
  for (const auto& [name, field] : {std::pair(startName, &loaded.x0), std::pair(endName, &loaded.x1)}) {
    const auto found = m_tensors.find(std::string(name));
    if (found == m_tensors.end()) continue;
    Expected<Eigen::VectorXd> vector = toVector(name, found->second);
    if (!vector) return vector.error();
    *field = std::move(vector).value();
    m_tensors.erase(found);
  }
  if (loaded.x0.has_value() != loaded.x1.has_value())
    return Error{theTensor(loaded.x0 ? startName : endName) + " has no " +
                 theTensor(loaded.x0 ? endName : startName)};
  return std::nullopt;
}

std::optional<Error> ChainReader::findLayers(LoadedNetwork&) {
  for (const auto& [name, tensor] : m_tensors) {
    if (const auto layer = withoutSuffix(name, "weight")) {
      m_names.push_back(parseLayerName(*layer));
      if (m_tensors.contains(tensorName(std::string(*layer), "running_mean")))
        m_names.back().part = TensorPart::BatchNorm;
    } else if (const auto scaled = withoutSuffix(name, "lambda")) {
      m_names.push_back(parseLayerName(*scaled));
      m_names.back().part = TensorPart::Lambda;
    } else if (const auto running = ofBatchNorm(name)) {
      const std::string weight = tensorName(*running, "weight");
      if (!m_tensors.contains(weight)) return Error{theTensor(name) + " has no " + theTensor(weight)};
    } else if (const auto biased = withoutSuffix(name, "bias")) {
      const std::string weight = tensorName(std::string(*biased), "weight");
      if (!m_tensors.contains(weight)) return Error{theTensor(name) + " has no " + theTensor(weight)};
    } else {
      return Error{theTensor(name) + " is neither the weight nor the bias of a Linear layer"};
    }
  }
  const auto linear = [](const LayerName& name) { return name.part == TensorPart::Linear; };
  if (std::none_of(m_names.begin(), m_names.end(), linear))
    return Error{"there is no weight of a Linear layer among its tensors"};
  std::sort(m_names.begin(), m_names.end(),
            [](const LayerName& a, const LayerName& b) { return a.numbers < b.numbers; });
  for (std::size_t i = 1; i < m_names.size(); ++i) {
    const std::string what = theTensor(mainTensor(m_names[i]));
    const std::string before = theTensor(mainTensor(m_names[i - 1]));
    if (m_names[i].chain != m_names[i - 1].chain)
      return Error{what + " and " + before + " do not belong to one chain of layers"};
    if (m_names[i].numbers == m_names[i - 1].numbers)
      return Error{what + " and " + before + " stand at the same place of the chain"};
  }
  return std::nullopt;
}

std::optional<Error> ChainReader::readLayers(LoadedNetwork& loaded) {
  Eigen::Index fanIn = -1;
  const LayerName* linear = nullptr;  // the last one
  for (const LayerName& name : m_names) {
    if (name.part != TensorPart::Linear) {
      if (std::optional<Error> wrong = readNormalisation(name, linear)) return *wrong;
      continue;
    }
    linear = &name;
    m_normalisations.emplace_back();
    Expected<Layer> layer = readLayer(name.layer, fanIn);
    if (!layer) return layer.error();
    loaded.network.layers.push_back(std::move(layer).value());
    fanIn = loaded.network.layers.back().weights.rows();
    m_unitsBefore = fanIn;
  }
  if (m_convolutions == static_cast<int>(loaded.network.layers.size()))
    return Error{theTensor(mainTensor(*linear)) +
                 " is its last layer; a Linear layer must follow the convolutions"};
  return std::nullopt;
}

std::optional<Error> ChainReader::checkEndpoints(LoadedNetwork& loaded) {
  const Eigen::Index inputs = m_convolutions > 0
                                  ? Eigen::Index{m_picture.channels} * m_picture.height * m_picture.width
                                  : loaded.network.inputDim();
  if (loaded.x0 && (loaded.x0->size() != inputs || loaded.x1->size() != loaded.x0->size()))
    return Error{theTensor(startName) + " and " + theTensor(endName) + " have " +
                 std::to_string(loaded.x0->size()) + " and " + std::to_string(loaded.x1->size()) +
                 " numbers; the network has " + std::to_string(inputs) + " inputs"};
  return std::nullopt;
}

std::optional<std::string> ChainReader::ofBatchNorm(std::string_view name) {
  for (const std::string_view what : {"running_mean", "running_var", "num_batches_tracked"})
    if (const auto layer = withoutSuffix(name, what)) return std::string(*layer);
  return std::nullopt;
}

std::optional<Error> ChainReader::readNormalisation(const LayerName& name, const LayerName* linear) {
  const std::string main = theTensor(mainTensor(name));
  if (linear == nullptr) return Error{main + " has no Linear layer before it"};
  LayerNormalisation& normalisation = m_normalisations.back();
  if (normalisation.kind != Normalisation::None)
    return Error{main + " is a second normalisation of the layer " + inQuotes(linear->layer)};
  const Placement placement =
      follows(name, *linear) ? Placement::BeforeActivation : Placement::AfterActivation;
  if (m_placement && *m_placement != placement)
    return Error{main +
                 " stands elsewhere than the normalisations before it: all must stand before, or all after "
                 "the activation"};
  m_placement = placement;
  normalisation.kind = name.part == TensorPart::Lambda ? Normalisation::Trajectory : Normalisation::Batch;
  const Eigen::Index units = m_unitsBefore;
  const auto read = [&](std::string_view what, Eigen::Index size,
                        Eigen::VectorXd& numbers) -> std::optional<Error> {
    const std::string tensor = tensorName(name.layer, what);
    const auto found = m_tensors.extract(tensor);
    if (!found) return Error{main + " has no " + theTensor(tensor)};
    Expected<Eigen::VectorXd> vector = toVector(tensor, found.mapped());
    if (!vector) return vector.error();
    if (vector.value().size() != size)
      return Error{theTensor(tensor) + " has shape " + shapeText(found.mapped()) + "; it must have " +
                   std::to_string(size) + (size == 1 ? " number" : " numbers")};
    numbers = std::move(vector).value();
    return std::nullopt;
  };
  if (name.part == TensorPart::Lambda) return read("lambda", 1, normalisation.scale);
  m_tensors.erase(tensorName(name.layer, "num_batches_tracked"));
  for (const auto& [what, numbers] :
       {std::pair("weight", &normalisation.scale), std::pair("bias", &normalisation.shift),
        std::pair("running_mean", &normalisation.mean), std::pair("running_var", &normalisation.variance)})
    if (std::optional<Error> wrong = read(what, units, *numbers)) return wrong;
  if ((normalisation.variance.array() < 0.0).any())
    return Error{theTensor(tensorName(name.layer, "running_var")) + " holds a negative number"};
  return std::nullopt;
}

Expected<Layer> ChainReader::readLayer(const std::string& name, Eigen::Index fanIn) {
  const std::string weightName = tensorName(name, "weight");
  const std::string biasName = tensorName(name, "bias");
  const Tensor weight = std::move(m_tensors.extract(weightName).mapped());
  const std::string shaped = theTensor(weightName) + " has shape " + shapeText(weight);
  const bool convolves = weight.shape.size() == 4 && !weight.values.empty();
  Eigen::Index columns = weight.shape.size() == 2 ? weight.shape[1] : 0;
  if (convolves) {
    if (m_convolutions != m_read) return Error{shaped + "; no convolution may follow a Linear layer"};
    if (weight.shape[2] != ConvolutionalNetwork::side || weight.shape[3] != ConvolutionalNetwork::side)
      return Error{shaped + "; the filters of a Conv2d layer must be 3 x 3"};
    columns = weight.shape[1] * ConvolutionalNetwork::taps;
    if (m_convolutions == 0) m_picture.channels = static_cast<int>(weight.shape[1]);
    ++m_convolutions;
  } else if (weight.shape.size() != 2 || weight.values.empty())
    return Error{shaped + "; the weight of a Linear layer must be [outputs, inputs]"};
  const Eigen::Index units = weight.shape[0];
  const Eigen::Index inputs = columns;
  if (fanIn >= 0 && m_convolutions == m_read && !convolves) {
    if (std::optional<Error> wrong = findPicture(shaped, inputs, fanIn)) return *wrong;
  } else if (fanIn >= 0 && (convolves ? weight.shape[1] : inputs) != fanIn) {
    return Error{shaped + ", but the layer before has " + std::to_string(fanIn) +
                 (convolves ? " channels" : " outputs")};
  }
  if (std::optional<Error> wrong = checkFinite(weightName, weight)) return *wrong;
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Layer layer{Eigen::Map<const RowMajor>(weight.values.data(), units, inputs), Eigen::VectorXd::Zero(units)};
  if (const auto bias = m_tensors.extract(biasName)) {
    Expected<Eigen::VectorXd> vector = toVector(biasName, bias.mapped());
    if (!vector) return vector.error();
    if (vector.value().size() != units)
      return Error{theTensor(biasName) + " has shape " + shapeText(bias.mapped()) + ", but " +
                   theTensor(weightName) + " has " + std::to_string(units) + " outputs"};
    layer.bias = std::move(vector).value();
  }
  ++m_read;
  return layer;
}

std::optional<Error> ChainReader::findPicture(const std::string& shaped, Eigen::Index inputs,
                                              Eigen::Index channels) {
  constexpr int mostBlocks = 4;
  if (m_convolutions > mostBlocks)
    return Error{"it has " + std::to_string(m_convolutions) + " convolutions; at most " +
                 std::to_string(mostBlocks) + " are allowed"};
  const auto unitsOf = [&](int height, int width) {
    return channels * (height >> m_convolutions) * (width >> m_convolutions);
  };
  if (const auto named = m_metadata.find("image"); named != m_metadata.end()) {
    const std::optional<PictureSize> picture = pictureFrom(named->second);
    if (!picture || picture->channels != m_picture.channels)
      return Error{"its metadata image is " + inQuotes(named->second) +
                   "; it must be channels x height x width with " + std::to_string(m_picture.channels) +
                   " channels, such as " + std::to_string(m_picture.channels) + "x28x28"};
    m_picture = *picture;
  } else {
    const auto square = std::lround(std::sqrt(static_cast<double>(inputs) / static_cast<double>(channels)));
    m_picture.height = m_picture.width = static_cast<int>(std::min<long>(square, 1 << 8)) << m_convolutions;
  }
  const Eigen::Index units = unitsOf(m_picture.height, m_picture.width);
  if (units == inputs && units > 0) return std::nullopt;
  return Error{shaped + ", but the convolutions before it, each with pooling, leave " +
               std::to_string(units) + " numbers of a picture of " + std::to_string(m_picture.height) +
               " x " + std::to_string(m_picture.width) + " pixels (the metadata image may say the size)"};
}

}  // namespace arcscope::core
