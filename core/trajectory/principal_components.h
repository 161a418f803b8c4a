#pragma once
#include "core/trajectory/projection.h"

namespace arcscope::core {

/// The `dimensions` (<= 3) directions of largest variance of an image. Deterministic: without `search.start`
/// the result depends on the image alone.
[[nodiscard]] ProjectedImage principalComponents(const ImageMatrix& image, int dimensions,
                                                 const PrincipalSearch& search);

}  // namespace arcscope::core
