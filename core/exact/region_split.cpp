#include "core/exact/region_split.h"

#include <algorithm>
#include <cmath>

namespace arcscope::core {
namespace {

void setBit(std::uint64_t* pattern, std::int32_t cutter, bool isAbove) {
  std::uint64_t& word = pattern[cutter / 64];
  const std::uint64_t bit = std::uint64_t{1} << (cutter % 64);
  word = isAbove ? word | bit : word & ~bit;
}

}  // namespace

void RegionParts::finish(std::span<const std::uint64_t> itsPattern) {
  cornerEnd.push_back(static_cast<std::int32_t>(corners.size()));
  pattern.insert(pattern.end(), itsPattern.begin(), itsPattern.end());
}

void appendCrossings(std::span<const double> from, std::span<const double> to,
                     std::span<const double> tolerance, std::vector<double>& lambdas) {
  const auto first = static_cast<std::ptrdiff_t>(lambdas.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto sign = [&](double lambda) {
      const double value = between(from[i], to[i], lambda);
      return std::abs(value) <= tolerance[i] ? 0 : (value > 0.0) == (from[i] > 0.0) ? 1 : -1;
    };
    const auto begin = lambdas.begin() + first;
    const auto next =
        std::partition_point(begin, lambdas.end(), [&](double lambda) { return sign(lambda) > 0; });
    if (next != lambdas.end() && sign(*next) == 0) continue;
    const double low = next == begin ? 0.0 : *(next - 1);
    const double high = next == lambdas.end() ? 1.0 : *next;
    lambdas.insert(next, std::clamp(from[i] / (from[i] - to[i]), low, high));
  }
}

void RegionParts::clear() {
  corners.clear();
  cornerEnd.clear();
  pattern.clear();
  vertices.clear();
  edges.clear();
}

void RegionSplitter::begin(std::span<const std::int32_t> cutters, std::span<const double> tolerance,
                           std::int32_t firstStrict, std::span<const std::uint64_t> pattern,
                           std::size_t corners) {
  m_firstStrict = firstStrict;
  m_words = pattern.size();
  if (m_tolerance.size() < 64 * m_words) m_tolerance.resize(64 * m_words);
  for (std::size_t i = 0; i < cutters.size(); ++i)
    m_tolerance[static_cast<std::size_t>(cutters[i])] = tolerance[i];
  m_parts.assign(1, {corners, cutters.size(), 0, 0, 0, 0});
  m_corners.resize(corners);
  m_cutters.assign(cutters.begin(), cutters.end());
  m_valuesEnd = corners * cutters.size();
  if (m_values.size() < m_valuesEnd) m_values.resize(2 * m_valuesEnd);
  m_halfPattern.resize(m_words);
  m_patterns.assign(pattern.begin(), pattern.end());
}

bool RegionSplitter::split(RegionParts& parts, std::size_t limit, const std::stop_token& stop) {
  while (!m_parts.empty()) {
    const Part part = m_parts.back();
    Cut cut{};
    if (!findCut(valuesOf(part, part.cutters - 1), cut)) {
      mendLast(parts);
      continue;
    }
    m_parts.pop_back();
    const Chord chord = addChord(part, cut, parts);
    addHalf(part, cut, chord, true, parts);
    addHalf(part, cut, chord, false, parts);
    remove(part);
    if (parts.size() > limit || (parts.size() % 256 < 2 && stop.stop_requested())) return false;
  }
  return true;
}

/// Takes out what a part leaves after its halves have been put behind it.
void RegionSplitter::remove(const Part& part) {
  const auto take = [](auto& from, std::size_t first, std::size_t count) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
    from.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  };
  take(m_corners, part.firstCorner, part.corners);
  take(m_cutters, part.firstCutter, part.cutters);
  const std::size_t values = part.corners * part.cutters;
  std::copy(m_values.begin() + static_cast<std::ptrdiff_t>(part.firstValue + values),
            m_values.begin() + static_cast<std::ptrdiff_t>(m_valuesEnd),
            m_values.begin() + static_cast<std::ptrdiff_t>(part.firstValue));
  m_valuesEnd -= values;
  take(m_patterns, part.firstWord, m_words);
  for (std::size_t i = m_parts.size(); i-- > 0 && m_parts[i].firstCorner > part.firstCorner;) {
    m_parts[i].firstCorner -= part.corners;
    m_parts[i].firstCutter -= part.cutters;
    m_parts[i].firstValue -= values;
    m_parts[i].firstWord -= m_words;
  }
}

/// The two corners that a cutter passes through. False when there are not two, as only rounding can make it.
bool RegionSplitter::findCut(std::span<const double> values, Cut& cut) {
  const std::size_t n = values.size();
  std::size_t start = 0;
  while (values[start] <= 0.0) ++start;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  bool wasAbove = true;
  int changes = 0;
  std::size_t zero = none;  // the first one since the last other value
  std::size_t i = start;
  do {
    i = i + 1 == n ? 0 : i + 1;
    const double value = values[i];
    if (value == 0.0) {
      if (zero == none) zero = i;
      continue;
    }
    if ((value > 0.0) != wasAbove) {
      if (zero == none) return false;
      ++changes;
      (wasAbove ? cut.x : cut.y) = zero;
      wasAbove = !wasAbove;
    }
    zero = none;
  } while (i != start);
  return changes == 2;
}

/// Makes the chord's vertices, where the other cutters cross it, and its edges.
RegionSplitter::Chord RegionSplitter::addChord(const Part& part, const Cut& cut, RegionParts& parts) {
  const std::size_t others = part.cutters - 1;
  const std::int32_t* const cutters = m_cutters.data() + part.firstCutter;
  m_from.clear();
  m_to.clear();
  m_chordTolerance.clear();
  m_lambdas.clear();
  for (std::size_t j = 0; j < others; ++j) {
    const double from = valuesOf(part, j)[cut.x];
    const double to = valuesOf(part, j)[cut.y];
    if (!((from > 0.0 && to < 0.0) || (from < 0.0 && to > 0.0))) continue;
    m_from.push_back(from);
    m_to.push_back(to);
    m_chordTolerance.push_back(m_tolerance[static_cast<std::size_t>(cutters[j])]);
  }
  if (!m_from.empty()) appendCrossings(m_from, m_to, m_chordTolerance, m_lambdas);

  const Chord chord{.firstVertex = static_cast<std::int32_t>(parts.vertices.size()),
                    .firstEdge = static_cast<std::int32_t>(parts.edges.size()),
                    .vertices = static_cast<std::int32_t>(m_lambdas.size())};
  const std::int32_t x = m_corners[part.firstCorner + cut.x].vertex;
  const std::int32_t y = m_corners[part.firstCorner + cut.y].vertex;
  std::int32_t from = x;
  for (const double lambda : m_lambdas) {
    const std::int32_t vertex = ~static_cast<std::int32_t>(parts.vertices.size());
    parts.vertices.push_back({x, y, lambda});
    parts.edges.push_back({from, vertex, cutters[others]});
    from = vertex;
  }
  parts.edges.push_back({from, y, cutters[others]});

  m_chordValues.clear();
  if (chord.vertices == 0) return chord;
  for (std::size_t j = 0; j < others; ++j)
    for (const double lambda : m_lambdas)
      m_chordValues.push_back(snapped(between(valuesOf(part, j)[cut.x], valuesOf(part, j)[cut.y], lambda),
                                      m_tolerance[static_cast<std::size_t>(cutters[j])]));
  return chord;
}

/// Adds one side of the cut: the corners from one end of the chord to the other, and back along it.
void RegionSplitter::addHalf(const Part& part, const Cut& cut, const Chord& chord, bool isAbove,
                             RegionParts& parts) {
  const std::size_t begin = isAbove ? cut.y : cut.x;
  const std::size_t end = isAbove ? cut.x : cut.y;
  const auto within = static_cast<std::size_t>(chord.vertices);
  const std::size_t count = (begin < end ? end - begin : end + part.corners - begin) + 1 + within;
  const std::size_t others = part.cutters - 1;
  if (m_values.size() < m_valuesEnd + others * count) m_values.resize(2 * (m_valuesEnd + others * count));
  const Part half{.corners = count,
                  .cutters = 0,
                  .firstCorner = m_corners.size(),
                  .firstCutter = m_cutters.size(),
                  .firstValue = m_valuesEnd,
                  .firstWord = m_patterns.size()};

  std::copy_n(m_patterns.data() + part.firstWord, m_words, m_halfPattern.data());
  setBit(m_halfPattern.data(), m_cutters[part.firstCutter + others], isAbove);
  for (std::size_t j = 0; j < others; ++j) {
    const double* const own = m_values.data() + part.firstValue + j * part.corners;
    const double* const inner = m_chordValues.data() + j * within;
    double* value = m_values.data() + m_valuesEnd;
    bool above = own[end] > 0.0;
    bool below = own[end] < 0.0;
    for (std::size_t i = begin; i != end; i = i + 1 == part.corners ? 0 : i + 1) {
      above |= own[i] > 0.0;
      below |= own[i] < 0.0;
      *value++ = own[i];
    }
    *value++ = own[end];
    for (std::size_t k = 0; k < within; ++k) *value++ = inner[isAbove ? k : within - 1 - k];
    const std::int32_t cutter = m_cutters[part.firstCutter + j];
    if (above && below) {
      m_cutters.push_back(cutter);
      m_valuesEnd += count;
    } else {  // what lies within the chord is on the side of its ends
      setBit(m_halfPattern.data(), cutter, above || (!below && cutter < m_firstStrict));
    }
  }

  const std::size_t cutters = m_cutters.size() - half.firstCutter;
  std::vector<RegionCorner>& target = cutters > 0 ? m_corners : parts.corners;
  target.resize(target.size() + count);
  const RegionCorner* const own = m_corners.data() + part.firstCorner;
  RegionCorner* corner = target.data() + (target.size() - count);
  for (std::size_t i = begin; i != end; i = i + 1 == part.corners ? 0 : i + 1) *corner++ = own[i];
  std::int32_t vertex = own[end].vertex;
  for (std::int32_t k = 0; k <= chord.vertices; ++k) {
    const std::int32_t edge = isAbove ? chord.firstEdge + k : chord.firstEdge + chord.vertices - k;
    *corner++ = {vertex, ~(2 * edge + (isAbove ? 0 : 1))};
    vertex = ~(isAbove ? chord.firstVertex + k : chord.firstVertex + chord.vertices - 1 - k);
  }
  if (cutters == 0) return parts.finish(m_halfPattern);
  m_patterns.insert(m_patterns.end(), m_halfPattern.begin(), m_halfPattern.end());
  m_parts.push_back(half);
  m_parts.back().cutters = cutters;
}

/// Goes on with the last part, whose last cutter changes its sign as no line does: mended or, where even that
/// does not help, not cut by it.
void RegionSplitter::mendLast(RegionParts& parts) {
  const Part part = m_parts.back();
  const std::span<double> values = valuesOf(part, part.cutters - 1);
  mend(values);
  Cut cut{};
  if (findCut(values, cut)) return;
  std::uint64_t* const pattern = m_patterns.data() + part.firstWord;
  setBit(pattern, m_cutters.back(), std::ranges::max(values) > -std::ranges::min(values));
  m_cutters.pop_back();
  m_valuesEnd -= part.corners;
  m_parts.back().cutters = part.cutters - 1;
  if (part.cutters > 1) return;
  const RegionCorner* const corners = m_corners.data() + part.firstCorner;
  parts.corners.insert(parts.corners.end(), corners, corners + part.corners);
  parts.finish({pattern, m_words});
  m_parts.pop_back();
  m_corners.resize(part.firstCorner);
  m_patterns.resize(part.firstWord);
}

/// Leaves one run of corners above and one below, those with the largest values, and puts the others onto the
/// threshold.
void RegionSplitter::mend(std::span<double> values) {
  const auto highest = static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
  const auto lowest = static_cast<std::size_t>(std::ranges::min_element(values) - values.begin());
  for (const std::size_t step : {std::size_t{1}, values.size() - 1}) {  // both ways down
    bool isBelow = false;
    for (std::size_t i = highest; i != lowest; i = (i + step) % values.size()) {
      isBelow |= values[i] < 0.0;
      if (isBelow && values[i] > 0.0) values[i] = 0.0;
    }
  }
}

}  // namespace arcscope::core
