#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/measure/curve_measures.h"

namespace arcscope::core {

/// One column of CurveMeasures, or a ratio of it.
enum class Measure : std::uint8_t {
  Length,
  LengthError,
  Growth,
  Total,  ///< length[d] / length[0]
  Transitions,
  SignTransitions,
  Patterns,
  Pieces,
  Turning,
  Q,
  Correlation,
  Saturated,
  Dead,
  Curvature,
  GaussMapLength
};

struct MeasureRow {
  Measure measure;
  std::string_view key;  ///< "gauss_map_length": as `arcscope measure` and files name it
  int firstLayer = 1;    ///< 0: the input has one too
};
/// All measures in the order of the enumeration, which is that of columns in files.
[[nodiscard]] std::span<const MeasureRow> measureTable();
[[nodiscard]] const MeasureRow& rowOf(Measure measure);
[[nodiscard]] std::optional<Measure> measureFromName(std::string_view key);
/// "length, growth or q": all keys for a sentence.
[[nodiscard]] std::string measureNames();

/// Which measures are wanted.
class MeasureSet {
 public:
  constexpr MeasureSet() = default;
  constexpr MeasureSet(std::initializer_list<Measure> measures) {
    for (const Measure one : measures) m_bits |= bit(one);
  }
  [[nodiscard]] static MeasureSet all();
  [[nodiscard]] constexpr bool has(Measure measure) const { return (m_bits & bit(measure)) != 0; }
  [[nodiscard]] constexpr bool hasAnyOf(MeasureSet other) const { return (m_bits & other.m_bits) != 0; }
  constexpr void add(Measure measure) { m_bits |= bit(measure); }
  friend bool operator==(const MeasureSet&, const MeasureSet&) = default;

 private:
  [[nodiscard]] static constexpr std::uint32_t bit(Measure measure) {
    return std::uint32_t{1} << static_cast<unsigned>(measure);
  }
  std::uint32_t m_bits = 0;
};

/// One figure; NaN or infinite where it is undefined or left the range of double. Nothing where it does not
/// exist: transitions of a smooth activation, pieces of a sampled curve, layer 0 of most measures.
/// @param layer 0 (the input) to depth.
[[nodiscard]] std::optional<double> figure(const CurveMeasures& measures, Measure measure, int layer);

}  // namespace arcscope::core
