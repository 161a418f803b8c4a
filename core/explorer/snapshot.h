#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/explorer/subject.h"
#include "core/measure/curve_measures.h"
#include "core/measure/region_counts.h"
#include "core/trajectory/projection.h"

namespace arcscope::core {

struct CurveTrace;

/// Post-activation z or pre-activation h.
enum class ImageKind : std::uint8_t { Z, H };

/// What to show of a setting; changes no measure.
struct ViewChoice {
  ImageKind image = ImageKind::Z;
  ProjectionChoice projection;
  friend bool operator==(const ViewChoice&, const ViewChoice&) = default;
};

enum class Quality : std::uint8_t {
  Preview,  ///< fewer points (or fewer still), float: within a frame
  Live,     ///< all equidistant points of the setting, no refinement; double for small networks, else float
  Full      ///< what commands compute: double, exact where that applies, else refined
};

/// Something a person must know before believing a view.
struct Notice {
  enum class Kind : std::uint8_t {
    Sampled,        ///< figures are sampled, not exact
    PieceLimit,     ///< the exact method met its limit in `layer`: sampled instead
    SamplingError,  ///< the length's sampling error is above 1 %
    LowVariance,    ///< the projection holds under half of the variance
    Overflow,       ///< values beyond the range of numbers from `layer` on
    Saturated,      ///< nearly all neurons are in a flat region
    Dead,           ///< the image of `layer` is a point
    NonPositive,    ///< a length of zero cannot stand on a log axis
    Streamed        ///< too large to keep: images and patterns of the selected layer only
  };
  Kind kind;
  int layer = -1;    ///< first layer concerned; -1: all
  std::string text;  ///< one short sentence
};

/// One layer's share of a snapshot; layer 0 is the input.
struct LayerSnapshot {
  int width = 0;             ///< neurons (layer 0: input dimension)
  ProjectedImage projected;  ///< of the chosen ImageKind
  std::shared_ptr<const RegionMatrix>
      regions;  ///< [width x points]; null for layer 0 and where streamed away
  std::shared_ptr<const ImageMatrix>
      image;  ///< [width x points] of the chosen kind; null where streamed away
};

/// What was computed from one setting: immutable, carries its setting, shared by all views, the exporter and
/// the command line.
struct Snapshot {
  Subject subject;
  ViewChoice view;
  Quality quality = Quality::Full;
  Plane plane;                        ///< the plane the curve lies in
  Eigen::VectorXd t;                  ///< [points] rising from tBegin to tEnd
  Eigen::Matrix2Xd inPlane;           ///< [2 x points] the curve in plane coordinates (a, b)
  std::vector<LayerSnapshot> layers;  ///< depth + 1
  CurveMeasures measures;
  std::shared_ptr<const CurveTrace> trace;  ///< what measures.exact rests on; may also have met a limit; null
                                            ///< where nothing was traced
  bool exactImages = false;  ///< t holds every breakpoint of the curve: images are exact between them
  bool streamed = false;
  std::vector<Notice> notices;
  double seconds = 0.0;  ///< wall time of the computation

  [[nodiscard]] int depth() const { return static_cast<int>(layers.size()) - 1; }
};

}  // namespace arcscope::core
