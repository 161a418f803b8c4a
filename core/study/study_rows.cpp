#include "core/study/study_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/support/json_text.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

constexpr std::string_view csvBegin = "# Arcscope study ";
constexpr std::string_view jsonBegin = "{\"arcscope_study\": ";

/// Columns that every row has; an axis of that name has none of its own.
constexpr std::array<std::string_view, 6> fixedColumns{"setting", "draw",   "layer",
                                                       "seed",    "method", "samples"};

bool hasColumn(const StudyAxis& axis) {
  return std::find(fixedColumns.begin(), fixedColumns.end(), axis.key) == fixedColumns.end();
}

std::string quotedForCsv(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// Whole numbers without an exponent.
std::string figureText(double value) {
  constexpr double wholes = 1e15;
  const bool whole = value == std::floor(value) && std::abs(value) < wholes && !std::signbit(value);
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : numberText(value);
}

/// One row, field by field.
class RowWriter {
 public:
  RowWriter(RowFormat format, std::string begin) : m_format(format), m_text(std::move(begin)) {}

  void add(std::string_view key, const std::string& text, bool number) {
    begin(key);
    if (m_format == RowFormat::Csv)
      m_text += number ? text : quotedForCsv(text);
    else
      m_text += number ? text : jsonString(text);
  }
  void add(std::string_view key, std::optional<double> value) {
    const bool none = !value || (m_format == RowFormat::JsonLines && !std::isfinite(*value));
    add(key, !none ? figureText(*value) : m_format == RowFormat::Csv ? "" : "null", true);
  }
  [[nodiscard]] std::string text() && { return m_text + (m_format == RowFormat::Csv ? "\n" : "}\n"); }

 private:
  void begin(std::string_view key) {
    if (!m_first) m_text += ",";
    m_first = false;
    if (m_format == RowFormat::JsonLines) m_text.append("\"").append(key).append("\":");
  }

  RowFormat m_format;
  std::string m_text;
  bool m_first = true;  ///< the beginning ends with a comma
};

}  // namespace

std::string headerOf(const StudyPlan& plan, RowFormat format) {
  if (format == RowFormat::JsonLines) return std::string(jsonBegin) + toJson(plan) + "}\n";
  std::string text = std::string(csvBegin) + toJson(plan) + "\nsetting,draw,layer,seed";
  for (const StudyAxis& axis : plan.axes)
    if (hasColumn(axis)) text += "," + axis.key;
  text += ",method,samples";
  for (const MeasureRow& row : measureTable())
    if (plan.measures.has(row.measure)) text.append(",").append(row.key);
  return text + "\n";
}

Expected<StudyHeader> headerFromLine(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  RowFormat format = RowFormat::Csv;
  if (line.starts_with(csvBegin)) {
    line.remove_prefix(csvBegin.size());
  } else if (line.starts_with(jsonBegin) && line.ends_with('}')) {
    format = RowFormat::JsonLines;
    line.remove_prefix(jsonBegin.size());
    line.remove_suffix(1);
  } else {
    return Error{"it does not begin like the file of a study"};
  }
  Expected<StudyPlan> plan = planFromJson(line);
  if (!plan) return plan.error();
  return StudyHeader{std::move(plan).value(), format};
}

std::string rowBegin(RowFormat format, std::int64_t setting, std::int64_t draw, int layer) {
  const std::string s = std::to_string(setting);
  const std::string d = std::to_string(draw);
  const std::string l = std::to_string(layer);
  if (format == RowFormat::Csv) return s + "," + d + "," + l + ",";
  return "{\"setting\":" + s + ",\"draw\":" + d + ",\"layer\":" + l + ",";
}

std::string rowsOf(const StudyPlan& plan, RowFormat format, std::int64_t task, std::uint64_t seed,
                   const CurveMeasures& measures) {
  const std::int64_t setting = task / plan.draws;
  const std::vector<std::size_t> place = placeOf(plan.axes, setting);
  std::string text;
  for (int layer = 0; layer <= plan.depths[static_cast<std::size_t>(setting)]; ++layer) {
    RowWriter row(format, rowBegin(format, setting, task % plan.draws, layer));
    row.add("seed", std::to_string(seed), true);
    for (std::size_t i = 0; i < place.size(); ++i)
      if (hasColumn(plan.axes[i])) {
        const std::string& value = plan.axes[i].values[place[i]];
        const std::optional<double> number = plan.axes[i].numbers ? numberFromText(value) : std::nullopt;
        row.add(plan.axes[i].key, number ? figureText(*number) : value, number.has_value());
      }
    row.add("method", std::string(name(measures.exact ? Method::Exact : Method::Sampled)), false);
    row.add("samples", static_cast<double>(measures.samples));
    for (const MeasureRow& one : measureTable())
      if (plan.measures.has(one.measure)) row.add(one.key, figure(measures, one.measure, layer));
    text += std::move(row).text();
  }
  return text;
}

}  // namespace arcscope::core
