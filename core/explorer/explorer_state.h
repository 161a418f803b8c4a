#pragma once
#include <atomic>

#include "core/explorer/cost_model.h"
#include "core/explorer/explorer.h"
#include "core/explorer/matrix_pool.h"
#include "core/explorer/network_store.h"
#include "core/explorer/trace_cost.h"
#include "core/measure/measure_set.h"
#include "core/trajectory/sweep.h"

namespace arcscope::core {

struct ExplorerCache::State {
  NetworkStore<float> floats;
  NetworkStore<double> doubles;
  MatrixPool<ImageMatrix> images;
  MatrixPool<RegionMatrix> regions;
  std::vector<SweptLayer> swept;
  std::shared_ptr<const Snapshot> last;
  CostModel cost;
  TraceCost traceCost;
  TraceWorkspace traceWorkspace;
  std::atomic<std::int64_t> multiplications{0};

  template <class T>
  [[nodiscard]] NetworkStore<T>& store() {
    if constexpr (std::is_same_v<T, float>)
      return floats;
    else
      return doubles;
  }
};

/// What one call of explore() was given, for all of its parts.
struct ExplorerCall {
  const Subject& subject;
  const ViewChoice& view;
  Quality quality;
  ExplorerCache::State& state;
  const std::stop_token& stop;
  int selectedLayer;
  double keepBytes;
  MeasureSet measures = MeasureSet::all();
  bool pictures = true;  ///< images, regions and projections too, and the draw is kept for the next call

  [[nodiscard]] const Setting& setting() const { return subject.setting; }
  /// Whether the sweep is given sigma_w * weights: at Full, so that a drawn network and the same one from its
  /// file run the same arithmetic. On the screen a slider of sigma must not touch the weights.
  [[nodiscard]] bool scalesWeights() const { return subject.loaded || quality == Quality::Full; }
  [[nodiscard]] LayerScale scale() const {
    if (subject.loaded || !scalesWeights()) return {};
    return {setting().sigmaW, setting().sigmaB};
  }
  /// The network; empty when stopped.
  template <class T>
  [[nodiscard]] std::vector<const PackedLayer<T>*> layers(const Plane& plane) const {
    NetworkStore<T>& store = state.store<T>();
    return pictures ? store.layers(subject, plane, scale(), stop)
                    : store.layersOnce(subject, plane, scale(), stop);
  }
};

}  // namespace arcscope::core
