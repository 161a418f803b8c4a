#pragma once
#include <Eigen/Core>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/network/convolutional_network.h"
#include "core/support/expected.h"

namespace arcscope::core {

/// One named array in memory, converted to double. Row-major as in the file: shape [rows, cols] or [n].
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<double> values;
};

/// A safetensors file (https://github.com/huggingface/safetensors), dtypes F16, BF16, F32, F64, and I64
/// (counters).
struct TensorFile {
  std::map<std::string, Tensor> tensors;
  std::map<std::string, std::string> metadata;
};

/// Reads a whole file. Memory is bounded by a small multiple of the file's size, whatever its header claims.
/// Errors name the file, and the tensor where one is at fault.
[[nodiscard]] Expected<TensorFile> readSafetensors(const std::filesystem::path& file);
/// The same of a file's bytes. Errors name no file.
[[nodiscard]] Expected<TensorFile> safetensorsFromText(std::string_view bytes);
/// The bytes of a file in F64.
[[nodiscard]] std::string safetensorsText(const TensorFile& content);
/// Writes F64. A regular file is written beside and renamed, so that nothing is lost on failure; a device or
/// a pipe is written in place.
[[nodiscard]] std::optional<Error> writeSafetensors(const std::filesystem::path& file,
                                                    const TensorFile& content);

/// What a network file held.
struct LoadedNetwork {
  Network network;  ///< normalisation folded in; activation: metadata `activation`, else hard_tanh
  std::shared_ptr<const NormalisedNetwork> normalised;  ///< as it stands in the file; null: no normalisation
  /// Not null: the network is this one, and `network` has no layers.
  std::shared_ptr<const ConvolutionalNetwork> convolutional;
  bool namesActivation = false;       ///< metadata had `activation`
  std::optional<Eigen::VectorXd> x0;  ///< `trajectory.x0`, `trajectory.x1`: [input dimension]
  std::optional<Eigen::VectorXd> x1;
  std::map<std::string, std::string> metadata;
};

/// Reads a chain of Linear layers as PyTorch's nn.Sequential saves it: `[prefix]N.weight` [out, in] and
/// `[prefix]N.bias` [out], ordered by their numbers; a missing bias is zero. The last layer is a linear
/// read-out if `readoutLast` or the metadata `readout` = `linear` says so. Refused with one sentence that
/// names the tensor: shapes that do not meet, a bias without its weight, NaN or infinite values, other
/// tensors that cannot belong to a chain. BatchNorm1d layers (`N.running_mean` beside weight, bias and
/// running_var) and trajectory regularisation (`N.lambda`) may stand between a Linear layer and the next, at
/// the number after it (before the activation) or later (after the activation), the same in all layers.
/// Leading Conv2d layers ([out, in, 3, 3], each with padding 1 and followed by MaxPool2d(2)) make it
/// convolutional; the size of their picture is the metadata `image` (1x28x28), else a square.
[[nodiscard]] Expected<LoadedNetwork> loadNetwork(const std::filesystem::path& file, bool readoutLast);
/// The same from tensors. Errors name no file.
[[nodiscard]] Expected<LoadedNetwork> networkFrom(TensorFile content, bool readoutLast);
/// `trajectory.x0` and `trajectory.x1` of any safetensors file.
[[nodiscard]] Expected<std::pair<Eigen::VectorXd, Eigen::VectorXd>> loadEndpoints(
    const std::filesystem::path& file);
/// The same from tensors. Errors name no file.
[[nodiscard]] Expected<std::pair<Eigen::VectorXd, Eigen::VectorXd>> endpointsFrom(const TensorFile& content);

/// `0.weight`, `0.bias`, `2.weight`, ... as PyTorch would name Linear layers with activations between them,
/// the end points, and metadata (setting as JSON under `setting`, `activation`, `readout`, version) in
/// double; a normalisation takes a number of its own, beside the activation's.
[[nodiscard]] TensorFile toTensorFile(const NormalisedNetwork& normalised, const Eigen::VectorXd& x0,
                                      const Eigen::VectorXd& x1, std::map<std::string, std::string> metadata);
[[nodiscard]] TensorFile toTensorFile(const ConvolutionalNetwork& network, const Eigen::VectorXd& x0,
                                      const Eigen::VectorXd& x1, std::map<std::string, std::string> metadata);
/// The same without normalisation.
[[nodiscard]] inline TensorFile toTensorFile(Network network, const Eigen::VectorXd& x0,
                                             const Eigen::VectorXd& x1,
                                             std::map<std::string, std::string> metadata) {
  return toTensorFile(NormalisedNetwork{.network = std::move(network), .placement = {}, .normalisations = {}},
                      x0, x1, std::move(metadata));
}

}  // namespace arcscope::core
