#include "core/measure/measure_set.h"

#include <array>

namespace arcscope::core {
namespace {

constexpr std::array table{
    MeasureRow{Measure::Length, "length", 0},
    MeasureRow{Measure::LengthError, "length_error", 0},
    MeasureRow{Measure::Growth, "growth"},
    MeasureRow{Measure::Total, "total"},
    MeasureRow{Measure::Transitions, "transitions"},
    MeasureRow{Measure::SignTransitions, "sign_transitions"},
    MeasureRow{Measure::Patterns, "patterns"},
    MeasureRow{Measure::Pieces, "pieces"},
    MeasureRow{Measure::Turning, "turning"},
    MeasureRow{Measure::Q, "q"},
    MeasureRow{Measure::Correlation, "correlation"},
    MeasureRow{Measure::Saturated, "saturated"},
    MeasureRow{Measure::Dead, "dead"},
    MeasureRow{Measure::Curvature, "curvature"},
    MeasureRow{Measure::GaussMapLength, "gauss_map_length"},
};

template <class T>
std::optional<double> at(const std::vector<T>& values, int index) {
  const auto i = static_cast<std::size_t>(index);
  if (index < 0 || i >= values.size()) return std::nullopt;
  return static_cast<double>(values[i]);
}

std::optional<double> totalOf(const CurveMeasures& m, int layer) {
  const std::optional<double> length = at(m.length, layer);
  if (layer < 1 || !length) return std::nullopt;
  return *length / m.length.front();
}

}  // namespace

std::span<const MeasureRow> measureTable() {
  return table;
}

const MeasureRow& rowOf(Measure measure) {
  return table[static_cast<std::size_t>(measure)];
}

std::optional<Measure> measureFromName(std::string_view key) {
  for (const MeasureRow& row : table)
    if (row.key == key) return row.measure;
  return std::nullopt;
}

std::string measureNames() {
  std::string names;
  for (std::size_t i = 0; i < table.size(); ++i)
    names += (i == 0 ? "" : i + 1 == table.size() ? " or " : ", ") + std::string(table[i].key);
  return names;
}

MeasureSet MeasureSet::all() {
  MeasureSet set;
  for (const MeasureRow& row : table) set.add(row.measure);
  return set;
}

std::optional<double> figure(const CurveMeasures& m, Measure measure, int layer) {
  switch (measure) {
    case Measure::Length:
      return at(m.length, layer);
    case Measure::LengthError:
      return at(m.lengthError, layer);
    case Measure::Growth:
      return at(m.growth, layer - 1);
    case Measure::Total:
      return totalOf(m, layer);
    case Measure::Transitions:
      return at(m.transitions, layer - 1);
    case Measure::SignTransitions:
      return at(m.signTransitions, layer - 1);
    case Measure::Patterns:
      return at(m.patterns, layer - 1);
    case Measure::Pieces:
      return at(m.pieces, layer - 1);
    case Measure::Turning:
      return at(m.turning, layer - 1);
    case Measure::Q:
      return at(m.q, layer - 1);
    case Measure::Correlation:
      return at(m.correlation, layer - 1);
    case Measure::Saturated:
      return at(m.saturated, layer - 1);
    case Measure::Dead:
      return at(m.dead, layer - 1);
    case Measure::Curvature:
      return at(m.curvature, layer - 1);
    case Measure::GaussMapLength:
      return at(m.gaussMapLength, layer - 1);
  }
  return std::nullopt;
}

}  // namespace arcscope::core
