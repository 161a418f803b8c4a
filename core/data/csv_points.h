#pragma once
#include "core/data/dataset.h"
#include "core/data/gzip_file.h"

namespace arcscope::core {

/// Points as a file has them.
struct LabelledPoints {
  Dataset points;
  std::vector<std::string> classNames;  ///< whole numbers in their order, or texts in theirs
};

/// Reads a table of points, one a line: numbers, and a label in the last column or in the one that the header
/// calls `label`. The header may be missing: a first line with a number in a feature's column is a point. The
/// first line tells what separates: a tab, else a semicolon, else a comma. Cells may be quoted; blank lines
/// do not count. Labels are whole numbers or texts. Errors name the file, the line and column, and the cause:
/// a line of another length, a text or a decimal comma in place of a number, NaN or a number beyond single
/// precision, an empty cell, no points, one class or more than 256, more than 512 MiB.
[[nodiscard]] Expected<LabelledPoints> readCsvPoints(GzipFile& file);

}  // namespace arcscope::core
