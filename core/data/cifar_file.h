#pragma once
#include <filesystem>

#include "core/data/labelled_images.h"

namespace arcscope::core {

/// airplane, automobile, ..., truck
[[nodiscard]] const std::vector<std::string>& cifarClassNames();

/// Reads a binary batch of CIFAR-10 (https://www.cs.toronto.edu/~kriz/cifar.html): records of one byte label,
/// 0 to 9, and 32 x 32 bytes of red, of green and of blue. Errors name the file, the record and its byte, and
/// the cause: a record that breaks off, a label out of range, no record, more than mostNumbers.
[[nodiscard]] Expected<LabelledImages> readCifar(GzipFile& file);

/// The batches of a directory, in order.
struct CifarBatches {
  LabelledImages training;  ///< data_batch_1.bin to data_batch_5.bin
  LabelledImages test;      ///< test_batch.bin
};
/// Whether one of the batches' names is there.
[[nodiscard]] bool isCifarDirectory(const std::filesystem::path& directory);
/// Errors: those of readCifar, and a batch that is missing.
[[nodiscard]] Expected<CifarBatches> readCifarDirectory(const std::filesystem::path& directory);

}  // namespace arcscope::core
