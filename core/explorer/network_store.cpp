#include "core/explorer/network_store.h"

#include "core/network/random_network.h"
#include "core/support/parallel.h"

namespace arcscope::core {
namespace {

int panelRows() {
  return kernel::routines<float>(kernel::bestInstructionSet()).panelRows;
}
int fanInOf(const Setting& setting, int d) {
  return d == 1 ? effectiveInputDim(setting) : widthOf(setting, d - 1);
}
bool isSame(const Plane& a, const Plane& b) {
  return a.x0.size() == b.x0.size() && a.origin == b.origin && a.x0 == b.x0 && a.x1 == b.x1;
}

/// Rounded as Layer's own numbers are when T is double.
template <class T>
PackedLayer<T> scaled(const PackedLayer<T>& layer, const LayerScale& scale) {
  PackedLayer<T> result;
  result.rows = layer.rows;
  result.cols = layer.cols;
  result.weights.resize(layer.weights.size());
  result.bias.resize(layer.bias.size());
  const auto times = [](const AlignedArray<T>& from, double factor, AlignedArray<T>& to) {
    for (std::size_t i = 0; i < from.size(); ++i)
      to[i] = static_cast<T>(static_cast<double>(from[i]) * factor);
  };
  times(layer.weights, scale.weights, result.weights);
  times(layer.bias, scale.bias, result.bias);
  return result;
}

}  // namespace

Layer unitLayer(const Subject& subject, int d, const std::stop_token& stop) {
  if (subject.loaded) return subject.loaded->network.layers[static_cast<std::size_t>(d - 1)];
  const Setting& setting = subject.setting;
  return drawUnitLayer(setting, d, widthOf(setting, d), fanInOf(setting, d), stop);
}

Layer layerOf(const Subject& subject, int d, const std::stop_token& stop) {
  Layer layer = unitLayer(subject, d, stop);
  if (!subject.loaded) LayerScale{subject.setting.sigmaW, subject.setting.sigmaB}.apply(layer);
  return layer;
}

template <class T>
typename NetworkStore<T>::Key NetworkStore<T>::keyOf(const Subject& subject, int d) {
  const Setting& setting = subject.setting;
  return {setting.seed, setting.weights, widthOf(setting, d), fanInOf(setting, d), subject.loaded};
}

template <class T>
bool NetworkStore<T>::holds(const Subject& subject) const {
  if (static_cast<int>(m_kept.size()) < subject.setting.depth) return false;
  for (int d = 1; d <= subject.setting.depth; ++d) {
    const auto& kept = m_kept[static_cast<std::size_t>(d - 1)];
    if (!kept || !(kept->key == keyOf(subject, d))) return false;
  }
  return true;
}

template <class T>
void NetworkStore<T>::dropUnused(const Subject& subject) {
  constexpr std::size_t mostNumbers = (std::size_t{64} << 20) / sizeof(T);
  const auto depth = static_cast<std::size_t>(subject.setting.depth);
  const Key last = keyOf(subject, subject.setting.depth);
  std::size_t numbers = 0;
  for (std::size_t i = depth; i < m_kept.size(); ++i) {
    if (!m_kept[i]) continue;
    const Key& key = m_kept[i]->key;
    const bool ofTheSame = key == Key{last.seed, last.law, last.rows, last.rows, last.loaded};
    numbers += m_kept[i]->packed.weights.size();
    if (!ofTheSame || numbers > mostNumbers) m_kept[i].reset();
  }
}

template <class T>
std::vector<const PackedLayer<T>*> NetworkStore<T>::layers(const Subject& subject, const Plane& plane,
                                                           const LayerScale& scale,
                                                           const std::stop_token& stop) {
  const auto depth = static_cast<std::size_t>(subject.setting.depth);
  dropUnused(subject);
  if (m_kept.size() < depth) m_kept.resize(depth);
  std::vector<const PackedLayer<T>*> result;
  bool changed = false;
  for (std::size_t i = 0; i < depth; ++i) {
    const int d = static_cast<int>(i) + 1;
    Key key = keyOf(subject, d);
    std::optional<Kept>& kept = m_kept[i];
    const bool known = kept && kept->key == key;
    if (!known || (d == 1 && !isSame(plane, m_plane))) {
      changed = true;
      if (!known) {
        kept.reset();
        Layer layer = unitLayer(subject, d, stop);
        if (stop.stop_requested()) return {};
        if (d == 1)
          m_first = std::move(layer);
        else
          kept = Kept{std::move(key), pack<T>(layer, panelRows())};
      }
      if (d == 1) {
        kept = Kept{keyOf(subject, 1), pack<T>(restrictToPlane(m_first, plane), panelRows())};
        m_plane = plane;
      }
    }
    result.push_back(&kept->packed);
  }
  if (scale == LayerScale{}) {
    if (changed) m_scaled.clear();
    return result;
  }
  if (changed || m_scaled.size() != depth || !(m_scale == scale)) {
    m_scale = scale;
    m_scaled.resize(depth);
    Layer first = m_first;
    scale.apply(first);
    m_scaled[0] = pack<T>(restrictToPlane(first, plane), panelRows());
    parallelFor(depth - 1, [&](std::size_t i) { m_scaled[i + 1] = scaled(*result[i + 1], scale); });
  }
  for (std::size_t i = 0; i < depth; ++i) result[i] = &m_scaled[i];
  return result;
}

template <class T>
std::vector<const PackedLayer<T>*> NetworkStore<T>::layersOnce(const Subject& subject, const Plane& plane,
                                                               const LayerScale& scale,
                                                               const std::stop_token& stop) {
  for (int d = static_cast<int>(m_scaled.size()) + 1; d <= subject.setting.depth; ++d) {
    Layer layer = unitLayer(subject, d, stop);
    if (stop.stop_requested()) return {};
    if (!(scale == LayerScale{})) scale.apply(layer);
    m_scaled.push_back(pack<T>(d == 1 ? restrictToPlane(layer, plane) : layer, panelRows()));
  }
  std::vector<const PackedLayer<T>*> result;
  for (const PackedLayer<T>& layer : m_scaled) result.push_back(&layer);
  return result;
}

template <class T>
void NetworkStore<T>::clear() {
  m_kept.clear();
  m_first = {};
  m_plane = {};
  m_scaled.clear();
}

template class NetworkStore<float>;
template class NetworkStore<double>;

}  // namespace arcscope::core
