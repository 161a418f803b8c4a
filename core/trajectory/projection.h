#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace arcscope::core {

/// How an image [width x points] is brought to the screen.
struct ProjectionChoice {
  enum class Kind : std::uint8_t { PrincipalComponents, Neurons, RandomPlane };
  Kind kind = Kind::PrincipalComponents;
  int dimensions = 2;                   ///< 2 or 3
  std::array<int, 3> neurons{0, 1, 2};  ///< Kind::Neurons: 0-based; wraps around in layers that are narrower

  friend bool operator==(const ProjectionChoice&, const ProjectionChoice&) = default;
};

/// "pca2", "pca3", "neurons:i,j", "neurons:i,j,k", "plane" (fixed random plane).
[[nodiscard]] std::string toText(const ProjectionChoice& choice);
/// Reads it; neurons below 4096.
[[nodiscard]] std::optional<ProjectionChoice> projectionFromText(std::string_view text);
inline constexpr const char* projectionNames = "pca2, pca3, neurons:I,J, neurons:I,J,K or plane";

/// An image in 2 or 3 dimensions.
struct ProjectedImage {
  Eigen::MatrixXf points;             ///< [dimensions x points], column j = point j
  Eigen::VectorXd origin;             ///< [width] the image's mean (PCA), zero otherwise
  Eigen::MatrixXd basis;              ///< [width x dimensions] orthonormal: points = basis^T (image - origin)
  std::array<double, 3> explained{};  ///< share of variance along each principal component, falling; PCA only
  double explainedTotal =
      0.0;  ///< share of variance that the dimensions on view hold, 0..1; 1 if there is none
};

/// Row-major, so that a neuron's values along the curve are contiguous; column j = point j.
using ImageMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// How hard project() looks for the principal components.
struct PrincipalSearch {
  int iterations = 600;      ///< at most
  double tolerance = 1e-10;  ///< of the residual, relative to the largest variance
  bool inDouble = true;
  int points = std::numeric_limits<int>::max();  ///< about as many, evenly spread, are looked at
  const Eigen::MatrixXd* start = nullptr;        ///< basis to start from, used if it has the image's width
  std::stop_token stop{};  ///< polled every few passes; what comes out is then of no use
};

/// Brings `image` [width x points] to the screen. Principal components by subspace iteration; they come with
/// an arbitrary rotation within their subspace: see align(). An image without variance, or narrower than the
/// dimensions asked for, gets zeros there; one not finite, everywhere. Cost: a few passes each iteration.
/// @param layer, seed address the fixed random plane.
[[nodiscard]] ProjectedImage project(const ImageMatrix& image, const ProjectionChoice& choice,
                                     std::uint64_t seed, int layer, const PrincipalSearch& search = {});

/// Rotates and reflects a projection within its own subspace to lie as near as possible to `reference`
/// [dimensions or fewer x points] after scaling (orthogonal Procrustes), so that neighbouring layers and
/// frames do not flip.
void align(ProjectedImage& image, const Eigen::Ref<const Eigen::MatrixXf>& reference);

}  // namespace arcscope::core
