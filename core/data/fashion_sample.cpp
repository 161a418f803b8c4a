#include "core/data/fashion_sample.h"

// The assembler copies a file between two symbols of the read-only data: nothing is converted or compiled.
#define ARCSCOPE_EMBED(symbol, file)                                      \
  __asm__(                                                                \
      ".pushsection .rodata\n"                                            \
      ".globl arcscope_" symbol "\n.hidden arcscope_" symbol              \
      "\n"                                                                \
      ".globl arcscope_" symbol "_end\n.hidden arcscope_" symbol          \
      "_end\n"                                                            \
      "arcscope_" symbol ":\n.incbin \"" ARCSCOPE_FASHION_SAMPLE "/" file \
      "\"\n"                                                              \
      "arcscope_" symbol                                                  \
      "_end:\n"                                                           \
      ".popsection\n")

ARCSCOPE_EMBED("training_images", "train-images-idx3-ubyte.gz");
ARCSCOPE_EMBED("training_labels", "train-labels-idx1-ubyte.gz");
ARCSCOPE_EMBED("test_images", "t10k-images-idx3-ubyte.gz");
ARCSCOPE_EMBED("test_labels", "t10k-labels-idx1-ubyte.gz");

#define ARCSCOPE_EMBEDDED extern "C" __attribute__((visibility("hidden"))) const char
ARCSCOPE_EMBEDDED arcscope_training_images[], arcscope_training_images_end[];
ARCSCOPE_EMBEDDED arcscope_training_labels[], arcscope_training_labels_end[];
ARCSCOPE_EMBEDDED arcscope_test_images[], arcscope_test_images_end[];
ARCSCOPE_EMBEDDED arcscope_test_labels[], arcscope_test_labels_end[];

namespace arcscope::core {

FashionSample fashionSample() {
  return {.trainingImages = {arcscope_training_images, arcscope_training_images_end},
          .trainingLabels = {arcscope_training_labels, arcscope_training_labels_end},
          .testImages = {arcscope_test_images, arcscope_test_images_end},
          .testLabels = {arcscope_test_labels, arcscope_test_labels_end}};
}

}  // namespace arcscope::core
