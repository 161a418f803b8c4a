#include "core/data/csv_points.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

constexpr std::uint64_t mostBytes = std::uint64_t{1} << 29U;
constexpr std::size_t mostClasses = 256;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes a line from the front of `rest`.
std::string_view takeLine(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

char separatorOf(std::string_view line) {
  for (const char separator : {'\t', ';'})
    if (line.find(separator) != std::string_view::npos) return separator;
  return ',';
}

/// Where a quoted cell ends: behind its closing quote, a doubled quote being one of the text; npos without
/// one.
std::size_t endOfQuoted(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != '"') continue;
    if (at + 1 >= text.size() || text[at + 1] != '"') return at + 1;
    ++at;
  }
  return std::string_view::npos;
}

std::string unquoted(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '"') return std::string(cell);
  std::string text;
  for (std::size_t at = 1; at + 1 < cell.size(); ++at) {
    text += cell[at];
    if (cell[at] == '"') ++at;
  }
  return text;
}

/// A number as tables have it; the whole cell or nothing.
std::optional<double> numberIn(std::string_view cell) {
  if (cell.size() > 2 && cell.front() == '"' && cell.back() == '"')
    cell = trimmed(cell.substr(1, cell.size() - 2));
  return numberFromText(cell);
}

/// "1,5": a number with the other decimal mark.
bool hasDecimalComma(std::string_view cell) {
  std::string text(cell);
  if (std::count(text.begin(), text.end(), ',') != 1) return false;
  std::replace(text.begin(), text.end(), ',', '.');
  return numberIn(text).has_value();
}

std::string place(std::size_t line, std::size_t column) {
  return "line " + std::to_string(line) + ", column " + std::to_string(column + 1);
}

/// The table while it is read, line by line.
class Table {
 public:
  explicit Table(std::string_view firstLine) : m_separator(separatorOf(firstLine)) {}

  /// Errors lack the file.
  std::optional<Error> add(std::string_view line, std::size_t number) {
    if (std::optional<Error> wrong = split(line, number)) return wrong;
    if (m_columns == 0) {
      m_columns = m_cells.size();
      m_label = m_columns - 1;
      m_firstLine = number;
      if (m_columns < 2)
        return Error{"line " + std::to_string(number) +
                     " has one column; a point needs a number and a label at least, with a comma, a "
                     "semicolon or a tab between them"};
      if (readHeader()) return std::nullopt;
    }
    if (m_cells.size() != m_columns)
      return Error{"line " + std::to_string(number) + " has " + std::to_string(m_cells.size()) +
                   " columns, but line " + std::to_string(m_firstLine) + " has " + std::to_string(m_columns)};
    return addPoint(number);
  }

  /// The points. Errors lack the file.
  Expected<LabelledPoints> finish() {
    if (m_labels.empty()) return Error{"it has no points"};
    if (m_classes.size() < 2)
      return Error{"the label of all its " + std::to_string(m_labels.size()) + " points is " +
                   inQuotes(m_classes.begin()->first) + "; a data set has at least two classes"};
    LabelledPoints result;
    const std::vector<std::uint8_t> ranks = nameClasses(result.classNames);
    result.points.inputs =
        Eigen::Map<const Eigen::MatrixXf>(m_values.data(), static_cast<Eigen::Index>(m_columns - 1),
                                          static_cast<Eigen::Index>(m_labels.size()));
    for (const std::uint8_t label : m_labels) result.points.labels.push_back(ranks[label]);
    return result;
  }

 private:
  std::optional<Error> split(std::string_view line, std::size_t number) {
    m_cells.clear();
    for (;;) {
      std::size_t begin = line.find_first_not_of(' ');
      begin = begin == std::string_view::npos ? 0 : begin;
      std::size_t searched = 0;
      if (begin < line.size() && line[begin] == '"') {
        const std::size_t end = endOfQuoted(line.substr(begin));
        if (end == std::string_view::npos)
          return Error{place(number, m_cells.size()) + ": a quote opens and does not close in this line"};
        searched = begin + end;
      }
      const std::size_t end = line.find(m_separator, searched);
      m_cells.push_back(trimmed(line.substr(0, end)));
      if (end == std::string_view::npos) return std::nullopt;
      line.remove_prefix(end + 1);
    }
  }

  /// Whether the first line is a header; then the label's column is known.
  bool readHeader() {
    const auto isLabel = [](std::string_view cell) {
      return unquoted(cell) == "label" || unquoted(cell) == "Label";
    };
    const auto found = std::find_if(m_cells.begin(), m_cells.end(), isLabel);
    if (found != m_cells.end()) {
      m_label = static_cast<std::size_t>(found - m_cells.begin());
      return true;
    }
    return std::none_of(m_cells.begin(), m_cells.end() - 1, [](std::string_view cell) {
      return cell.empty() || numberIn(cell) || hasDecimalComma(cell);
    });
  }

  std::optional<Error> addPoint(std::size_t number) {
    for (std::size_t column = 0; column < m_columns; ++column) {
      if (column == m_label) continue;
      const Expected<float> value = readNumber(m_cells[column]);
      if (!value) return Error{place(number, column) + ": " + value.error().message};
      m_values.push_back(value.value());
    }
    const std::string label = unquoted(m_cells[m_label]);
    if (label.empty()) return Error{place(number, m_label) + ": the label is missing"};
    const auto known = m_classes.find(label);
    if (known == m_classes.end() && m_classes.size() == mostClasses)
      return Error{place(number, m_label) + ": " + inQuotes(label) +
                   " is class number 257; at most 256 are allowed (is this column the label?)"};
    m_labels.push_back(
        known != m_classes.end()
            ? known->second
            : m_classes.emplace(label, static_cast<std::uint8_t>(m_classes.size())).first->second);
    return std::nullopt;
  }

  Expected<float> readNumber(std::string_view cell) const {
    if (cell.empty()) return Error{"a number is missing"};
    const std::optional<double> value = numberIn(cell);
    if (!value && hasDecimalComma(cell))
      return Error{inQuotes(unquoted(cell)) + " has a decimal comma; numbers must have a decimal point"};
    if (!value) return Error{inQuotes(unquoted(cell)) + " is not a number"};
    if (!(std::abs(*value) <= static_cast<double>(std::numeric_limits<float>::max())))
      return Error{inQuotes(cell) + " is not a finite number of single precision"};
    return static_cast<float>(*value);
  }

  /// Names the classes in their order; returns the place of each class in it, by its order of appearance.
  std::vector<std::uint8_t> nameClasses(std::vector<std::string>& names) const {
    struct Class {
      std::string name;
      std::uint8_t appearance = 0;
      std::int64_t number = 0;
    };
    std::vector<Class> classes;
    bool areNumbers = true;
    for (const auto& [name, appearance] : m_classes) {
      Class added{.name = name, .appearance = appearance, .number = 0};
      const char* end = name.data() + name.size();
      const auto read = std::from_chars(name.data(), end, added.number);
      areNumbers = areNumbers && read.ec == std::errc{} && read.ptr == end;
      classes.push_back(std::move(added));
    }
    if (areNumbers)  // the map has brought them into the order of texts
      std::stable_sort(classes.begin(), classes.end(),
                       [](const Class& a, const Class& b) { return a.number < b.number; });
    std::vector<std::uint8_t> ranks(classes.size());
    for (const Class& one : classes) {
      ranks[one.appearance] = static_cast<std::uint8_t>(names.size());
      names.push_back(printable(one.name));
    }
    return ranks;
  }

  char m_separator;
  std::vector<std::string_view> m_cells;  // of the line that is read
  std::size_t m_columns = 0;
  std::size_t m_label = 0;
  std::size_t m_firstLine = 0;
  std::vector<float> m_values;
  std::vector<std::uint8_t> m_labels;                          // by order of appearance
  std::map<std::string, std::uint8_t, std::less<>> m_classes;  // order of appearance
};

}  // namespace

Expected<LabelledPoints> readCsvPoints(GzipFile& file) {
  Bytes bytes;
  if (std::optional<Error> wrong = file.read(mostBytes + 1, bytes)) return *std::move(wrong);
  if (bytes.size() > mostBytes)
    return file.about("it has more than " + std::to_string(mostBytes) + " bytes, which is what is allowed");
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (constexpr std::string_view mark = "\xEF\xBB\xBF"; rest.starts_with(mark))
    rest.remove_prefix(mark.size());  // of UTF-8
  std::optional<Table> table;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = takeLine(rest);
    if (trimmed(line).empty()) continue;
    if (!table) table.emplace(line);
    if (std::optional<Error> wrong = table->add(line, number)) return file.about(wrong->message);
  }
  if (!table) return file.about("it is empty; it must hold points, one a line");
  Expected<LabelledPoints> points = table->finish();
  if (!points) return file.about(points.error().message);
  return points;
}

}  // namespace arcscope::core
