#pragma once
#include <memory>
#include <stop_token>

#include "core/exact/plane_regions.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

struct RegionRequest {
  PlaneRectangle rectangle{};
  int layers = 0;                           ///< 1..depth of the network; 0: all
  std::int64_t regionLimit = 1'000'000;     ///< of one level
  double byteLimit = 1024.0 * 1024 * 1024;  ///< of working memory and result together, roughly
  bool readout = false;  ///< also the network's read-out (its first row) at the vertices, for all layers
};

/// Finds the regions of a plane, see PlaneRegions, layer by layer: all vertices pass through a layer as the
/// columns of one matrix product, and since a layer is affine on each region of the layers before, the signs
/// at a polygon's vertices tell which neurons split it and where. Neighbours share their vertices and decide
/// alike, so that no region is lost or doubled. A sign within rounding (some units in the last place of the
/// terms that it is the sum of) counts as zero: rectangles narrower than about 1e-11 of the plane's origin
/// and axes show rounding. Cost: about layers * (vertices * width^2 multiplications + 0.4 us a region) on one
/// processor. Keeps its working memory, up to 128 MB of it: one finder for a live view. One thread at a time;
/// it uses all processors itself.
class RegionFinder {
 public:
  RegionFinder();
  ~RegionFinder();
  RegionFinder(RegionFinder&&) noexcept;
  RegionFinder& operator=(RegionFinder&&) noexcept;

  /// Fills `result`, whose memory is reused. The same for any number of threads. Where it ends early the
  /// levels that are whole remain, see PlaneRegions::end(). `stop` is polled every few hundred regions.
  /// @throws std::invalid_argument when the activation is not piecewise linear, the rectangle is empty or not
  /// finite, the layers or the plane do not fit the network, or a read-out is asked for that the network does
  /// not have.
  void find(const Network& network, const Plane& plane, const RegionRequest& request, PlaneRegions& result,
            const std::stop_token& stop = {});

 private:
  void findLevels(const Network& network, const Plane& plane, const RegionRequest& request,
                  PlaneRegions& result, const std::stop_token& stop);
  std::unique_ptr<class LevelBuilder> m_builder;
};

/// The same with working memory of its own.
[[nodiscard]] PlaneRegions findRegions(const Network& network, const Plane& plane,
                                       const RegionRequest& request, const std::stop_token& stop = {});

}  // namespace arcscope::core
