#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/explorer/subject.h"
#include "core/trajectory/packed_layer.h"

namespace arcscope::core {

/// Factors of a layer's weights and biases.
struct LayerScale {
  double weights = 1.0;
  double bias = 1.0;
  void apply(Layer& layer) const {
    layer.weights *= weights;
    layer.bias *= bias;
  }
  friend bool operator==(const LayerScale&, const LayerScale&) = default;
};

/// The layers of a subject's network as the kernels read them, before sigma_w and sigma_b, kept from one call
/// to the next: only layers that are new are drawn.
template <class T>
class NetworkStore {
 public:
  /// All layers, the first restricted to the plane, with `scale` applied as it is to a network that is
  /// written to a file. Empty when `stop` was requested.
  [[nodiscard]] std::vector<const PackedLayer<T>*> layers(const Subject& subject, const Plane& plane,
                                                          const LayerScale& scale,
                                                          const std::stop_token& stop);
  /// The same for a network that is looked at once: drawn scaled, without keeping what was drawn. The first
  /// call after clear() draws; later ones give that network again.
  [[nodiscard]] std::vector<const PackedLayer<T>*> layersOnce(const Subject& subject, const Plane& plane,
                                                              const LayerScale& scale,
                                                              const std::stop_token& stop);
  /// Whether layers() would draw something.
  [[nodiscard]] bool holds(const Subject& subject) const;
  void clear();

 private:
  struct Key {
    std::uint64_t seed = 0;
    WeightLaw law;
    int rows = 0;
    int cols = 0;
    std::shared_ptr<const LoadedNetwork> loaded;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Kept {
    Key key;
    PackedLayer<T> packed;
  };
  [[nodiscard]] static Key keyOf(const Subject& subject, int d);
  /// Of the layers behind the subject's last one, those go that it would not have if it were deeper, and what
  /// is beyond 64 MB.
  void dropUnused(const Subject& subject);
  std::vector<std::optional<Kept>> m_kept;  ///< by layer - 1
  Layer m_first;                            ///< of the whole input
  Plane m_plane;                            ///< that the first packed layer is restricted to
  std::vector<PackedLayer<T>> m_scaled;     ///< the last scaled ones: all of m_kept (or of a network that is
                                            ///< looked at once) and ...
  LayerScale m_scale;                       ///< ... this factor; 1 if there are none
};

/// Layer d (1..depth) as drawn or loaded, before sigma_w and sigma_b.
[[nodiscard]] Layer unitLayer(const Subject& subject, int d, const std::stop_token& stop);
/// The same with sigma_w and sigma_b, as the network's file has it.
[[nodiscard]] Layer layerOf(const Subject& subject, int d, const std::stop_token& stop);

}  // namespace arcscope::core
