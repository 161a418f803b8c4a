#include "core/explorer/network_store.h"

#include "core/network/random_network.h"

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

}  // namespace

Layer unitLayer(const Subject& subject, int d, const std::stop_token& stop) {
  if (subject.loaded) return subject.loaded->network.layers[static_cast<std::size_t>(d - 1)];
  const Setting& setting = subject.setting;
  return drawUnitLayer(setting, d, widthOf(setting, d), fanInOf(setting, d), stop);
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
std::vector<const PackedLayer<T>*> NetworkStore<T>::layers(const Subject& subject, const Plane& plane,
                                                           const std::stop_token& stop) {
  const auto depth = static_cast<std::size_t>(subject.setting.depth);
  if (m_kept.size() < depth) m_kept.resize(depth);
  std::vector<const PackedLayer<T>*> result;
  for (std::size_t i = 0; i < depth; ++i) {
    const int d = static_cast<int>(i) + 1;
    Key key = keyOf(subject, d);
    std::optional<Kept>& kept = m_kept[i];
    const bool known = kept && kept->key == key;
    if (!known || (d == 1 && !isSame(plane, m_plane))) {
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
  return result;
}

template <class T>
void NetworkStore<T>::clear() {
  m_kept.clear();
  m_first = {};
  m_plane = {};
}

template class NetworkStore<float>;
template class NetworkStore<double>;

}  // namespace arcscope::core
