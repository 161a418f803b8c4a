#pragma once
#include "core/data/labelled_images.h"

namespace arcscope::core {

// The IDX format of MNIST (http://yann.lecun.com/exdb/mnist). Memory is bounded by what the files contain,
// whatever their headers claim, and by mostNumbers. Errors name the file, the byte of its content and the
// cause: another kind of file (labels in place of images, say), one that breaks off, bytes too many, sizes of
// zero.

/// Grey images of unsigned bytes (magic 0x00000803), without labels.
[[nodiscard]] Expected<LabelledImages> readIdxImages(GzipFile& file);

/// Labels (0x00000801). Error besides: one that is not below `classes`.
[[nodiscard]] Expected<std::vector<std::uint8_t>> readIdxLabels(GzipFile& file, int classes = 256);

/// `images`, as read from `imagesFile`, with the labels that `labelsFile` has for them. Errors: those of
/// readIdxLabels, and another number of labels than images.
[[nodiscard]] Expected<LabelledImages> withIdxLabels(LabelledImages images, const GzipFile& imagesFile,
                                                     GzipFile& labelsFile, int classes = 256);

}  // namespace arcscope::core
