#pragma once
#include <QObject>
#include <vector>

namespace arcscope::ui {

/// A stretch of the curve.
struct TimeStretch {
  double begin = 0.0;
  double end = 0.0;
  friend bool operator==(const TimeStretch&, const TimeStretch&) = default;
};

/// What the views point at together: pointing at a t, a layer or a neuron in one lights it in all. GUI thread
/// only.
class Focus : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  [[nodiscard]] double t() const { return m_t; }       ///< the shared t, 0..1
  [[nodiscard]] int layer() const { return m_layer; }  ///< selected layer (raster, large panel), >= 0
  [[nodiscard]] int hoveredLayer() const { return m_hoveredLayer; }  ///< -1: none
  [[nodiscard]] int neuron() const { return m_neuron; }  ///< 0-based neuron of the selected layer; -1: none
  /// Where the curve is in what is pointed at: lit along t in every view. Rising, usually few; none: empty.
  [[nodiscard]] const std::vector<TimeStretch>& stretches() const { return m_stretches; }

 public Q_SLOTS:
  void setT(double t);
  void setLayer(int layer);
  void setHoveredLayer(int layer);
  void setNeuron(int neuron);
  void setStretches(std::vector<arcscope::ui::TimeStretch> stretches);

 Q_SIGNALS:
  void changed();       ///< any of them; views repaint their marks only
  void layerChanged();  ///< the selected layer

 private:
  double m_t = 0.3;
  int m_layer = 8;
  int m_hoveredLayer = -1;
  int m_neuron = -1;
  std::vector<TimeStretch> m_stretches;
};

}  // namespace arcscope::ui
