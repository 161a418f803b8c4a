#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/network/safetensors.h"
#include "core/network/tensor_names.h"

namespace arcscope::core {

/// The input of a convolutional network.
struct PictureSize {
  int channels = 0, height = 0, width = 0;
};

/// Builds a network from the tensors of a file, which it consumes one by one: Linear or Conv2d layers and
/// what stands between them, in the order of the numbers in their names. Errors name the tensor.
class ChainReader {
 public:
  ChainReader(std::map<std::string, Tensor> tensors, const std::map<std::string, std::string>& metadata)
      : m_tensors(std::move(tensors)), m_metadata(metadata) {}

  /// The layers as they stand, neither folded nor told apart, and the end points. Once.
  [[nodiscard]] Expected<LoadedNetwork> read();
  /// What stood between the layers that read() returned.
  [[nodiscard]] NormalisedNetwork normalisations() const;
  /// Of the layers that read() returned, the first ones.
  [[nodiscard]] int convolutions() const { return m_convolutions; }
  [[nodiscard]] const PictureSize& picture() const { return m_picture; }

 private:
  std::optional<Error> readEndpoints(LoadedNetwork& loaded);
  std::optional<Error> findLayers(LoadedNetwork&);
  std::optional<Error> readLayers(LoadedNetwork& loaded);
  std::optional<Error> checkEndpoints(LoadedNetwork& loaded);
  /// "0.running_mean" is of layer "0".
  static std::optional<std::string> ofBatchNorm(std::string_view name);
  /// @param linear the Linear layer before; null: none.
  std::optional<Error> readNormalisation(const LayerName& name, const LayerName* linear);
  /// @param fanIn the units of the layer before; -1: none.
  Expected<Layer> readLayer(const std::string& name, Eigen::Index fanIn);
  /// The size of the input picture, from the metadata or as a square, when the first Linear layer after
  /// convolutions has `inputs`. @param shaped that layer's weight in words.
  std::optional<Error> findPicture(const std::string& shaped, Eigen::Index inputs, Eigen::Index channels);

  std::map<std::string, Tensor> m_tensors;
  const std::map<std::string, std::string>& m_metadata;
  std::vector<LayerName> m_names;
  int m_read = 0;                                    // layers
  int m_convolutions = 0;                            // the first of them
  PictureSize m_picture;                             // their input
  std::vector<LayerNormalisation> m_normalisations;  // one a Linear layer
  std::optional<Placement> m_placement;
  Eigen::Index m_unitsBefore = 0;
};

}  // namespace arcscope::core
