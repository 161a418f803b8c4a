#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/network/activation.h"
#include "core/network/weight_law.h"
#include "core/support/expected.h"

namespace arcscope::core {

/// A point of the trajectory's plane: a along x0, b along x1.
struct PlanePoint {
  double a = 0.0;
  double b = 0.0;
  friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

enum class Trajectory : std::uint8_t { Line, Arc, Circle, Polyline, Freehand };
enum class Endpoints : std::uint8_t { Random, Orthonormal, Given };
/// How lengths and counts are found: followed from breakpoint to breakpoint where the activation is piecewise
/// linear, or from samples of the curve.
enum class Method : std::uint8_t { Exact, Sampled };

/// What the person chose: a plain value. Everything that is computed follows from it (and from the loaded
/// network and end points that `networkFile` and `endpointsFile` name, see core/explorer/subject.h). The
/// defaults are the start-up state. parameters.h has the table of ranges, symbols and tooltips.
struct Setting {
  // The network
  int depth = 11;           ///< n, hidden layers, 1..64
  int width = 100;          ///< k, neurons a layer, 1..4096
  std::vector<int> widths;  ///< empty: `width` in every layer; else one a layer, widths.size() = depth
  int inputDim = 0;         ///< m; 0: as wide as the first layer
  double sigmaW = 1.9;      ///< 0..8
  double sigmaB = 0.3;      ///< 0..4
  Activation activation = Activation::HardTanh;
  WeightLaw weights;
  std::uint64_t seed = 3;
  std::string networkFile;   ///< not empty: the network is loaded, the fields above (but activation) rest
  bool readoutLast = false;  ///< the loaded network's last layer is a linear read-out

  // The trajectory
  Trajectory trajectory = Trajectory::Circle;
  std::optional<Endpoints> endpoints;  ///< none: orthonormal for the circle, random otherwise
  std::string endpointsFile;           ///< for Endpoints::Given: a file, or NAME#I,J of a data set
  double q0 = 1.0;                     ///< |x0|^2 / m of orthonormal end points, > 0
  std::vector<PlanePoint> path;        ///< Polyline, Freehand: its corners, at least two

  // The measuring
  Method method = Method::Exact;  ///< smooth activations are sampled whatever it says
  int pieceLimit = 1'000'000;     ///< the exact method stops here: samples take over
  int points = 1024;              ///< equidistant t to start from, 64..16384 in the window
  bool refine = true;             ///< insert t where the curve turns until `tolerance` or `pointLimit`
  double tolerance = 1e-3;        ///< relative error of the length of every layer to refine to
  int pointLimit = 16384;         ///< refinement stops here
  double tBegin = 0.0;            ///< the stretch of t that is computed, 0 <= tBegin < tEnd <= 1, at least
                                  ///< `shortestStretch` long
  double tEnd = 1.0;

  friend bool operator==(const Setting&, const Setting&) = default;
};

inline constexpr double shortestStretch = 1e-9;  ///< of t: shorter ones are lost in the rounding of t

/// The end points' law that applies: the chosen one or the trajectory's default.
[[nodiscard]] Endpoints effectiveEndpoints(const Setting& setting);
/// Neurons of hidden layer `layer` (1..depth).
[[nodiscard]] int widthOf(const Setting& setting, int layer);
[[nodiscard]] int effectiveInputDim(const Setting& setting);
/// True for a curve that ends where it begins (circle, or a path whose ends meet) when the whole of it is on
/// view.
[[nodiscard]] bool isClosed(const Setting& setting);

/// The setting with the default way of sampling in place of its own: points, refinement and the stretch on
/// view, which say nothing of the network and the whole curve.
[[nodiscard]] Setting unsampled(Setting setting);

inline constexpr double keepLimit =
    1024.0 * 1024 * 1024;  ///< bytes of network and images that stay in memory
/// Bytes of network and images when all layers are kept at `points` samples with weights of `weightBytes`.
[[nodiscard]] double bytesToKeep(const Setting& setting, double points, std::size_t weightBytes);
/// True if keeping all layers would take more than keepLimit: layers are then drawn, computed and dropped one
/// by one.
[[nodiscard]] bool isStreamed(const Setting& setting);
/// Peak bytes that exploring `setting` takes at full quality; networks too large to keep are streamed layer
/// by layer, which this takes into account.
[[nodiscard]] double memoryNeeded(const Setting& setting);
inline constexpr double memoryLimit = 4.0 * 1024 * 1024 * 1024;  ///< bytes; a setting beyond it is refused

/// First thing wrong with `setting` in one sentence that names the value and what is allowed, or nullopt.
/// The window and the command line show the sentence as it is.
[[nodiscard]] std::optional<Error> validate(const Setting& setting);

[[nodiscard]] std::string_view name(Trajectory trajectory);
[[nodiscard]] std::optional<Trajectory> trajectoryFromName(std::string_view name);
[[nodiscard]] std::string_view name(Method method);
[[nodiscard]] std::optional<Method> methodFromName(std::string_view name);
[[nodiscard]] std::string_view name(Endpoints endpoints);
[[nodiscard]] std::optional<Endpoints> endpointsFromName(std::string_view name);

/// The whole setting as one JSON object with the flag names as keys (sigma_w, input_dim, ...), numbers in the
/// shortest form that reads back to the same double. It goes into every exported file.
[[nodiscard]] std::string toJson(const Setting& setting);
/// Reads what toJson writes; keys may be missing (their defaults hold), unknown keys are an error.
[[nodiscard]] Expected<Setting> settingFromJson(std::string_view json);

}  // namespace arcscope::core
