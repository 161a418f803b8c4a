#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/network/safetensors.h"

namespace arcscope::core {

inline constexpr std::string_view startName = "trajectory.x0";
inline constexpr std::string_view endName = "trajectory.x1";

/// A run of digits as a number of any size: no leading zeros, so that the longer one is the larger.
struct Numeral {
  std::string digits;
  friend bool operator==(const Numeral&, const Numeral&) = default;
  friend bool operator<(const Numeral& a, const Numeral& b);
};

/// What the tensors of one number of the chain are.
enum class TensorPart : std::uint8_t { Linear, BatchNorm, Lambda };

/// "model.layers.10.weight" is layer "model.layers.10" of chain "model.layers" with the numbers (10).
struct LayerName {
  std::string layer;             ///< all before ".weight" or ".bias"
  std::string chain;             ///< the same without its numbers: equal for the layers of one chain
  std::vector<Numeral> numbers;  ///< in which the layers are ordered
  TensorPart part = TensorPart::Linear;
};
[[nodiscard]] LayerName parseLayerName(std::string_view layer);
/// Whether `name` stands at the number right after that of `other`.
[[nodiscard]] bool follows(const LayerName& name, const LayerName& other);
/// "0.weight" of layer "0"; "weight" of the nameless one.
[[nodiscard]] std::string tensorName(const std::string& layer, std::string_view what);
/// The tensor without which there is no such part: its weight, or its lambda.
[[nodiscard]] std::string mainTensor(const LayerName& name);
/// "0" of "0.weight" and "weight"; nullopt where it does not end so.
[[nodiscard]] std::optional<std::string_view> withoutSuffix(std::string_view name, std::string_view suffix);

/// For sentences: tensor "0.weight", and [3, 4].
[[nodiscard]] std::string theTensor(std::string_view name);
[[nodiscard]] std::string shapeText(const Tensor& tensor);

/// Says where a number is not finite.
[[nodiscard]] std::optional<Error> checkFinite(std::string_view name, const Tensor& tensor);
/// Says so where it is none, or holds what is not finite.
[[nodiscard]] Expected<Eigen::VectorXd> toVector(std::string_view name, const Tensor& tensor);

}  // namespace arcscope::core
