#pragma once
#include <Eigen/Core>

#include "core/theory/finite_width.h"
#include "core/trajectory/projection.h"

namespace arcscope::core {

/// Expected crossings of `level` by h per neuron of a layer with Gaussian weights, given the image of the
/// layer before as points [fan_in x points] that are joined by straight steps: exact on lines and between
/// breakpoints; arcs want steps that are short against their bend.
///
/// h = w.u with u = (sigma_w z / sqrt(fan_in), sigma_b) and w standard normal. Level 0: a step is crossed
/// with the probability angle / pi of the angle it spans, so the sum is (length of u / |u|) / pi (Kac, Rice).
/// A level above or below it: 2 T(a, ..) + 2 T(b, ..) with Owen's function T and a, b = level / |u| at both
/// ends. Angles and differences are taken from the steps, so short steps lose no digits. Points where u = 0
/// have no direction: their steps count for nothing at level 0.
/// Cost: one pass over the image; 0.3 us a step more where level is not 0.
/// @param layer fanIn is the image's number of rows.
[[nodiscard]] double expectedCrossings(const Eigen::MatrixXd& image, const LayerLaw& layer,
                                       double level = 0.0);
/// The same for an image as views have it, in float.
[[nodiscard]] double expectedCrossings(const ImageMatrix& image, const LayerLaw& layer, double level = 0.0);

/// Owen's T: (1 / (2 pi)) times the integral of exp(-h^2 (1 + x^2) / 2) / (1 + x^2) over [0, a]; a may be
/// infinite. To 1e-14.
[[nodiscard]] double owenT(double h, double a);

}  // namespace arcscope::core
