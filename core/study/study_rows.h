#pragma once
#include <cstdint>
#include <string>

#include "core/study/study_plan.h"

namespace arcscope::core {

enum class RowFormat : std::uint8_t { Csv, JsonLines };

// A study's file: the plan, then a row a (setting, draw, layer), rising in this order. CSV begins with two
// lines, "# Arcscope study {...}" and the names of the columns; JSON lines with {"arcscope_study": {...}}.
// Columns: setting, draw (both counted from 0), layer, seed (that gives this draw to `arcscope measure`), one
// for each axis, method (exact or sampled), samples (points, 0 where only the exact method was needed), and
// the measures. What a layer does not have is empty in CSV; NaN and infinity are nan and inf there; all of
// them are null in JSON.

/// All that stands before the first row.
[[nodiscard]] std::string headerOf(const StudyPlan& plan, RowFormat format);
struct StudyHeader {
  StudyPlan plan;
  RowFormat format = RowFormat::Csv;
};
/// What the first line of a file says, with or without its line break.
[[nodiscard]] Expected<StudyHeader> headerFromLine(std::string_view line);

/// What the row of one layer begins with.
[[nodiscard]] std::string rowBegin(RowFormat format, std::int64_t setting, std::int64_t draw, int layer);
/// The rows of task number `task`, one a layer from 0 to depth.
[[nodiscard]] std::string rowsOf(const StudyPlan& plan, RowFormat format, std::int64_t task,
                                 std::uint64_t seed, const CurveMeasures& measures);

}  // namespace arcscope::core
