#include "ui/model/focus.h"

#include <algorithm>
#include <utility>

namespace arcscope::ui {

void Focus::setT(double t) {
  t = std::clamp(t, 0.0, 1.0);
  if (t == m_t) return;
  m_t = t;
  Q_EMIT changed();
}

void Focus::setLayer(int layer) {
  if (layer == m_layer) return;
  m_layer = layer;
  m_neuron = -1;
  Q_EMIT layerChanged();
  Q_EMIT changed();
}

void Focus::setHoveredLayer(int layer) {
  if (layer == m_hoveredLayer) return;
  m_hoveredLayer = layer;
  Q_EMIT changed();
}

void Focus::setNeuron(int neuron) {
  if (neuron == m_neuron) return;
  m_neuron = neuron;
  Q_EMIT changed();
}

void Focus::setStretches(std::vector<TimeStretch> stretches) {
  if (stretches == m_stretches) return;
  m_stretches = std::move(stretches);
  Q_EMIT changed();
}

}  // namespace arcscope::ui
