#include "core/network/tensor_names.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool operator<(const Numeral& a, const Numeral& b) {
  return std::tuple(a.digits.size(), std::string_view(a.digits)) <
         std::tuple(b.digits.size(), std::string_view(b.digits));
}

LayerName parseLayerName(std::string_view layer) {
  LayerName parsed{.layer = std::string(layer), .chain = {}, .numbers = {}, .part = TensorPart::Linear};
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

bool follows(const LayerName& name, const LayerName& other) {
  constexpr std::size_t longest = 9;
  const auto last = [](const LayerName& one) -> long {
    if (one.numbers.empty() || one.numbers.back().digits.size() > longest) return -1;
    return std::stol(one.numbers.back().digits);
  };
  return last(name) >= 0 && last(name) == last(other) + 1;
}

std::string tensorName(const std::string& layer, std::string_view what) {
  return layer.empty() ? std::string(what) : layer + "." + std::string(what);
}

std::string mainTensor(const LayerName& name) {
  return tensorName(name.layer, name.part == TensorPart::Lambda ? "lambda" : "weight");
}

std::optional<std::string_view> withoutSuffix(std::string_view name, std::string_view suffix) {
  if (name == suffix) return std::string_view{};
  if (name.size() <= suffix.size() || !name.ends_with(suffix) || name[name.size() - suffix.size() - 1] != '.')
    return std::nullopt;
  return name.substr(0, name.size() - suffix.size() - 1);
}

std::string theTensor(std::string_view name) {
  return "tensor " + inQuotes(name);
}

std::string shapeText(const Tensor& tensor) {
  std::string text = "[";
  for (std::size_t i = 0; i < std::min<std::size_t>(tensor.shape.size(), 8); ++i)
    text += (i > 0 ? ", " : "") + std::to_string(tensor.shape[i]);
  return text + (tensor.shape.size() > 8 ? ", ...]" : "]");
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

}  // namespace arcscope::core
