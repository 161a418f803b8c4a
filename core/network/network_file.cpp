#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/network/convolutional_network.h"
#include "core/network/safetensors.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view startName = "trajectory.x0";
constexpr std::string_view endName = "trajectory.x1";

std::string theTensor(std::string_view name) {
  return "tensor " + inQuotes(name);
}

std::string shapeText(const Tensor& tensor) {
  std::string text = "[";
  for (std::size_t i = 0; i < std::min<std::size_t>(tensor.shape.size(), 8); ++i)
    text += (i > 0 ? ", " : "") + std::to_string(tensor.shape[i]);
  return text + (tensor.shape.size() > 8 ? ", ...]" : "]");
}

/// A run of digits as a number of any size: no leading zeros, so that the longer one is the larger.
struct Numeral {
  std::string digits;
  friend bool operator==(const Numeral&, const Numeral&) = default;
  friend bool operator<(const Numeral& a, const Numeral& b) {
    return std::tuple(a.digits.size(), std::string_view(a.digits)) <
           std::tuple(b.digits.size(), std::string_view(b.digits));
  }
};

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// What the tensors of one number of the chain are.
enum class Part : std::uint8_t { Linear, BatchNorm, Lambda };

/// What the metadata `image` says of a convolutional network's input.
struct Picture {
  int channels = 0, height = 0, width = 0;
};
/// "1x28x28"; nullopt for anything else.
std::optional<Picture> pictureFrom(const std::string& text) {
  constexpr int most = 1 << 12;
  Picture picture;
  int end = 0;
  if (std::sscanf(text.c_str(), "%5dx%5dx%5d%n", &picture.channels, &picture.height, &picture.width, &end) !=
          3 ||
      end != static_cast<int>(text.size()))
    return std::nullopt;
  const auto fits = [](int size) { return size >= 1 && size <= most; };
  if (!fits(picture.channels) || !fits(picture.height) || !fits(picture.width)) return std::nullopt;
  return picture;
}

/// "model.layers.10.weight" is layer "model.layers.10" of chain "model.layers." with the numbers (10).
struct LayerName {
  std::string layer;             ///< all before ".weight" or ".bias"
  std::string chain;             ///< the same without its numbers: equal for the layers of one chain
  std::vector<Numeral> numbers;  ///< in which the layers are ordered
  Part part = Part::Linear;
};

LayerName parseLayerName(std::string_view layer) {
  LayerName parsed{.layer = std::string(layer), .chain = {}, .numbers = {}, .part = Part::Linear};
  for (std::size_t i = 0; i < layer.size();) {
    if (!isDigit(layer[i])) {
      if (layer[i] != '.' || (!parsed.chain.empty() && parsed.chain.back() != '.')) parsed.chain += layer[i];
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < layer.size() && isDigit(layer[end])) ++end;
    while (i + 1 < end && layer[i] == '0') ++i;
    parsed.numbers.push_back({std::string(layer.substr(i, end - i))});
    i = end;
  }
  while (!parsed.chain.empty() && parsed.chain.back() == '.') parsed.chain.pop_back();
  return parsed;
}

std::optional<std::string_view> withoutSuffix(std::string_view name, std::string_view suffix) {
  if (name == suffix) return std::string_view{};
  if (name.size() <= suffix.size() || !name.ends_with(suffix) || name[name.size() - suffix.size() - 1] != '.')
    return std::nullopt;
  return name.substr(0, name.size() - suffix.size() - 1);
}

std::string tensorName(const std::string& layer, std::string_view what) {
  return layer.empty() ? std::string(what) : layer + "." + std::string(what);
}

std::optional<Error> checkFinite(std::string_view name, const Tensor& tensor) {
  const auto wrong =
      std::find_if_not(tensor.values.begin(), tensor.values.end(), [](double v) { return std::isfinite(v); });
  if (wrong == tensor.values.end()) return std::nullopt;
  return Error{theTensor(name) + " holds " + numberText(*wrong) + " at position " +
               std::to_string(wrong - tensor.values.begin()) + "; every number must be finite"};
}

Expected<Eigen::VectorXd> toVector(std::string_view name, const Tensor& tensor) {
  if (tensor.shape.size() != 1 || tensor.shape[0] == 0)
    return Error{theTensor(name) + " has shape " + shapeText(tensor) + "; it must be a vector"};
  if (std::optional<Error> wrong = checkFinite(name, tensor)) return *wrong;
  return Eigen::VectorXd(Eigen::Map<const Eigen::VectorXd>(tensor.values.data(),
                                                           static_cast<Eigen::Index>(tensor.values.size())));
}

/// Builds a network from tensors, which it consumes one by one.
class ChainReader {
 public:
  ChainReader(std::map<std::string, Tensor> tensors, const std::map<std::string, std::string>& metadata)
      : m_tensors(std::move(tensors)), m_metadata(metadata) {}

  Expected<LoadedNetwork> read() {
    LoadedNetwork loaded;
    for (const auto step : {&ChainReader::readEndpoints, &ChainReader::findLayers, &ChainReader::readLayers,
                            &ChainReader::checkEndpoints})
      if (std::optional<Error> wrong = (this->*step)(loaded)) return *wrong;
    return loaded;
  }
  /// What stood between the layers that read() returned.
  [[nodiscard]] NormalisedNetwork normalisations() const {
    return {.network = {},
            .placement = m_placement.value_or(Placement::BeforeActivation),
            .normalisations = m_normalisations};
  }
  /// Of the layers that read() returned, the first ones.
  [[nodiscard]] int convolutions() const { return m_convolutions; }
  [[nodiscard]] const Picture& picture() const { return m_picture; }

 private:
  std::optional<Error> readEndpoints(LoadedNetwork& loaded) {
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

  std::optional<Error> findLayers(LoadedNetwork&) {
    for (const auto& [name, tensor] : m_tensors) {
      if (const auto layer = withoutSuffix(name, "weight")) {
        m_names.push_back(parseLayerName(*layer));
        if (m_tensors.contains(tensorName(std::string(*layer), "running_mean")))
          m_names.back().part = Part::BatchNorm;
      } else if (const auto scaled = withoutSuffix(name, "lambda")) {
        m_names.push_back(parseLayerName(*scaled));
        m_names.back().part = Part::Lambda;
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
    const auto linear = [](const LayerName& name) { return name.part == Part::Linear; };
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

  std::optional<Error> readLayers(LoadedNetwork& loaded) {
    Eigen::Index fanIn = -1;
    const LayerName* linear = nullptr;  // the last one
    for (const LayerName& name : m_names) {
      if (name.part != Part::Linear) {
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

  std::optional<Error> checkEndpoints(LoadedNetwork& loaded) {
    const Eigen::Index inputs = m_convolutions > 0
                                    ? Eigen::Index{m_picture.channels} * m_picture.height * m_picture.width
                                    : loaded.network.inputDim();
    if (loaded.x0 && (loaded.x0->size() != inputs || loaded.x1->size() != loaded.x0->size()))
      return Error{theTensor(startName) + " and " + theTensor(endName) + " have " +
                   std::to_string(loaded.x0->size()) + " and " + std::to_string(loaded.x1->size()) +
                   " numbers; the network has " + std::to_string(inputs) + " inputs"};
    return std::nullopt;
  }

  /// "0.running_mean" is of layer "0".
  static std::optional<std::string> ofBatchNorm(std::string_view name) {
    for (const std::string_view what : {"running_mean", "running_var", "num_batches_tracked"})
      if (const auto layer = withoutSuffix(name, what)) return std::string(*layer);
    return std::nullopt;
  }

  static std::string mainTensor(const LayerName& name) {
    return tensorName(name.layer, name.part == Part::Lambda ? "lambda" : "weight");
  }

  /// @param linear the Linear layer before; null: none.
  std::optional<Error> readNormalisation(const LayerName& name, const LayerName* linear) {
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
    normalisation.kind = name.part == Part::Lambda ? Normalisation::Trajectory : Normalisation::Batch;
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
    if (name.part == Part::Lambda) return read("lambda", 1, normalisation.scale);
    m_tensors.erase(tensorName(name.layer, "num_batches_tracked"));
    for (const auto& [what, numbers] :
         {std::pair("weight", &normalisation.scale), std::pair("bias", &normalisation.shift),
          std::pair("running_mean", &normalisation.mean), std::pair("running_var", &normalisation.variance)})
      if (std::optional<Error> wrong = read(what, units, *numbers)) return wrong;
    if ((normalisation.variance.array() < 0.0).any())
      return Error{theTensor(tensorName(name.layer, "running_var")) + " holds a negative number"};
    return std::nullopt;
  }

  /// Whether `name` stands at the number right after that of `linear`.
  static bool follows(const LayerName& name, const LayerName& linear) {
    constexpr std::size_t longest = 9;
    const auto last = [](const LayerName& one) -> long {
      if (one.numbers.empty() || one.numbers.back().digits.size() > longest) return -1;
      return std::stol(one.numbers.back().digits);
    };
    return last(name) >= 0 && last(name) == last(linear) + 1;
  }

  /// @param fanIn the units of the layer before; -1: none.
  Expected<Layer> readLayer(const std::string& name, Eigen::Index fanIn) {
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
    Layer layer{Eigen::Map<const RowMajor>(weight.values.data(), units, inputs),
                Eigen::VectorXd::Zero(units)};
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

  /// The size of the input picture, from the metadata or as a square, when the first Linear layer after
  /// convolutions has `inputs`. @param shaped that layer's weight in words.
  std::optional<Error> findPicture(const std::string& shaped, Eigen::Index inputs, Eigen::Index channels) {
    constexpr int mostBlocks = 4;
    if (m_convolutions > mostBlocks)
      return Error{"it has " + std::to_string(m_convolutions) + " convolutions; at most " +
                   std::to_string(mostBlocks) + " are allowed"};
    const auto unitsOf = [&](int height, int width) {
      return channels * (height >> m_convolutions) * (width >> m_convolutions);
    };
    if (const auto named = m_metadata.find("image"); named != m_metadata.end()) {
      const std::optional<Picture> picture = pictureFrom(named->second);
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

  std::map<std::string, Tensor> m_tensors;
  const std::map<std::string, std::string>& m_metadata;
  std::vector<LayerName> m_names;
  int m_read = 0;                                    // layers
  int m_convolutions = 0;                            // the first of them
  Picture m_picture;                                 // their input
  std::vector<LayerNormalisation> m_normalisations;  // one a Linear layer
  std::optional<Placement> m_placement;
  Eigen::Index m_unitsBefore = 0;
};

std::optional<Error> applyMetadata(LoadedNetwork& loaded, bool readoutLast) {
  Network& network = loaded.network;
  if (const auto named = loaded.metadata.find("activation"); named != loaded.metadata.end())
    if (const auto activation = activationFromName(named->second)) {
      network.activation = *activation;
      loaded.namesActivation = true;
    }
  if (const auto readout = loaded.metadata.find("readout"); readout != loaded.metadata.end()) {
    if (readout->second != "linear" && readout->second != "none")
      return Error{"its metadata readout is " + inQuotes(readout->second) + "; it must be linear or none"};
    readoutLast = readoutLast || readout->second == "linear";
  }
  if (!readoutLast) return std::nullopt;
  if (network.layers.size() < 2)
    return Error{"its only layer cannot be a read-out; at least one hidden layer must stand before it"};
  network.readout = std::move(network.layers.back());
  network.layers.pop_back();
  return std::nullopt;
}

/// Folds `normalised`, whose layers are still those of `loaded`, into it.
std::optional<Error> fold(LoadedNetwork& loaded, NormalisedNetwork normalised) {
  auto& all = normalised.normalisations;
  const auto exists = [](const LayerNormalisation& one) { return one.kind != Normalisation::None; };
  if (std::none_of(all.begin(), all.end(), exists)) return std::nullopt;
  if (loaded.network.readout) {
    if (exists(all.back())) return Error{"a normalisation follows its read-out; none may"};
    all.pop_back();
  } else if (normalised.placement == Placement::AfterActivation && exists(all.back())) {
    return Error{"a normalisation follows its last layer; a layer must come after it"};
  }
  normalised.network = std::move(loaded.network);
  loaded.network = folded(normalised);
  loaded.normalised = std::make_shared<const NormalisedNetwork>(std::move(normalised));
  return std::nullopt;
}

/// Makes `loaded` a convolutional network of the layers that were read into it.
std::optional<Error> convolve(LoadedNetwork& loaded, const ChainReader& reader) {
  auto network = std::make_shared<ConvolutionalNetwork>();
  network->channels = reader.picture().channels;
  network->height = reader.picture().height;
  network->width = reader.picture().width;
  network->blocks = reader.convolutions();
  network->chain = reader.normalisations();
  auto& all = network->chain.normalisations;
  if (loaded.network.readout) {
    if (all.back().kind != Normalisation::None)
      return Error{"a normalisation follows its read-out; none may"};
    all.pop_back();
  } else if (network->chain.placement == Placement::AfterActivation &&
             all.back().kind != Normalisation::None) {
    return Error{"a normalisation follows its last layer; a layer must come after it"};
  }
  constexpr std::int64_t unitsMost = 1 << 20;
  for (int block = 0; block < network->blocks; ++block) {
    const std::int64_t units = std::int64_t{network->height >> block} * (network->width >> block) *
                               loaded.network.layers[static_cast<std::size_t>(block)].bias.size();
    if (units > unitsMost)
      return Error{"its convolution " + std::to_string(block + 1) + " has " + std::to_string(units) +
                   " units; at most " + std::to_string(unitsMost) + " are allowed"};
  }
  Normalisation kind = Normalisation::None;
  for (const LayerNormalisation& one : all) {
    if (one.kind == Normalisation::None) continue;
    if (kind != Normalisation::None && one.kind != kind)
      return Error{"it holds two kinds of normalisation; a convolutional network may have one"};
    kind = one.kind;
  }
  network->chain.network = std::move(loaded.network);
  loaded.network = {.activation = network->chain.network.activation, .layers = {}, .readout = std::nullopt};
  loaded.convolutional = std::move(network);
  return std::nullopt;
}

Error about(const fs::path& file, const Error& error) {
  return {printable(file.string()) + ": " + error.message};
}

}  // namespace

Expected<LoadedNetwork> networkFrom(TensorFile content, bool readoutLast) {
  ChainReader reader(std::move(content.tensors), content.metadata);
  Expected<LoadedNetwork> chain = reader.read();
  if (!chain) return chain.error();
  LoadedNetwork loaded = std::move(chain).value();
  loaded.metadata = content.metadata;
  if (std::optional<Error> wrong = applyMetadata(loaded, readoutLast)) return *wrong;
  if (std::optional<Error> wrong =
          reader.convolutions() > 0 ? convolve(loaded, reader) : fold(loaded, reader.normalisations()))
    return *wrong;
  return loaded;
}

Expected<LoadedNetwork> loadNetwork(const fs::path& file, bool readoutLast) {
  Expected<TensorFile> content = readSafetensors(file);
  if (!content) return content.error();
  Expected<LoadedNetwork> loaded = networkFrom(std::move(content).value(), readoutLast);
  if (!loaded) return about(file, loaded.error());
  return loaded;
}

Expected<std::pair<Eigen::VectorXd, Eigen::VectorXd>> endpointsFrom(const TensorFile& content) {
  std::pair<Eigen::VectorXd, Eigen::VectorXd> points;
  for (const auto& [name, vector] :
       {std::pair(startName, &points.first), std::pair(endName, &points.second)}) {
    const auto found = content.tensors.find(std::string(name));
    if (found == content.tensors.end()) return Error{"it has no " + theTensor(name)};
    Expected<Eigen::VectorXd> read = toVector(name, found->second);
    if (!read) return read.error();
    *vector = std::move(read).value();
  }
  if (points.first.size() != points.second.size())
    return Error{theTensor(startName) + " has " + std::to_string(points.first.size()) + " numbers and " +
                 theTensor(endName) + " has " + std::to_string(points.second.size()) +
                 "; they must have the same number"};
  return points;
}

Expected<std::pair<Eigen::VectorXd, Eigen::VectorXd>> loadEndpoints(const fs::path& file) {
  const Expected<TensorFile> content = readSafetensors(file);
  if (!content) return content.error();
  auto points = endpointsFrom(content.value());
  if (!points) return about(file, points.error());
  return points;
}

}  // namespace arcscope::core
