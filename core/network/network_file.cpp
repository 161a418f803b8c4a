#include <algorithm>

#include "core/network/chain_reader.h"
#include "core/network/convolutional_network.h"
#include "core/network/safetensors.h"
#include "core/network/tensor_names.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

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
