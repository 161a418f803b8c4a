#include "core/exact/region_split.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace arcscope::core {

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
                           std::int32_t firstStrict) {
  m_cutters.assign(cutters.begin(), cutters.end());
  m_tolerance.assign(tolerance.begin(), tolerance.end());
  m_firstStrict = firstStrict;
  m_words = (cutters.size() + 63) / 64;
  m_ids.clear();
  m_corners.clear();
  m_above.resize(m_words);
  m_below.resize(m_words);
}

double* RegionSplitter::addVertex(std::int32_t id) {
  m_ids.push_back(id);
  const std::size_t needed = m_ids.size() * m_cutters.size();
  if (m_values.size() < needed) m_values.resize(2 * needed);
  return m_values.data() + (needed - m_cutters.size());
}

double* RegionSplitter::addCorner(RegionCorner corner) {
  m_corners.push_back({static_cast<std::int32_t>(m_ids.size()), corner.side});
  return addVertex(corner.vertex);
}

void RegionSplitter::setSides(std::size_t local) {
  if (m_sides.size() < (local + 1) * 2 * m_words) m_sides.resize((local + 1) * 4 * m_words);
  std::uint64_t* const sides = m_sides.data() + local * 2 * m_words;
  const double* values = m_values.data() + local * m_cutters.size();
  const double* tolerance = m_tolerance.data();
  for (std::size_t w = 0; w < m_words; ++w) {
    const std::size_t bits = std::min<std::size_t>(64, m_cutters.size() - 64 * w);
    std::uint64_t above = 0;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bits; ++i, ++values, ++tolerance) {
      above |= std::uint64_t{*values > *tolerance} << i;
      below |= std::uint64_t{*values < -*tolerance} << i;
    }
    sides[w] = above;
    sides[m_words + w] = below;
  }
}

int RegionSplitter::signOf(std::int32_t local, std::size_t cutter) const {
  const std::uint64_t* const above = m_sides.data() + static_cast<std::size_t>(local) * 2 * m_words;
  return static_cast<int>(above[cutter / 64] >> (cutter % 64) & 1) -
         static_cast<int>(above[m_words + cutter / 64] >> (cutter % 64) & 1);
}

bool RegionSplitter::split(std::span<const std::uint64_t> pattern, RegionParts& parts, std::size_t limit,
                           const std::stop_token& stop) {
  for (std::size_t local = 0; local < m_ids.size(); ++local) setSides(local);
  m_begins.assign(1, 0);
  while (!m_begins.empty()) {
    const std::size_t begin = m_begins.back();
    const std::span<const Corner> part(m_corners.data() + begin, m_corners.size() - begin);
    const std::size_t cutter = firstCutter(part);
    if (cutter < m_cutters.size()) {
      Cut cut{};
      if (findCut(part, cutter, cut))
        cutPart(begin, cutter, cut, parts);
      else
        mend(part, cutter);
      continue;
    }
    emit(part, pattern, parts);
    m_corners.resize(begin);
    m_begins.pop_back();
    if (parts.size() > limit || (parts.size() % 256 == 0 && stop.stop_requested())) return false;
  }
  return true;
}

/// Gathers the sides that the part lies on; the first cutter that has it on both, or as many as there are.
std::size_t RegionSplitter::firstCutter(std::span<const Corner> part) {
  std::size_t first = m_cutters.size();
  for (std::size_t w = m_words; w-- > 0;) {
    std::uint64_t above = 0;
    std::uint64_t below = 0;
    for (const Corner& corner : part) {
      const std::uint64_t* const sides =
          m_sides.data() + static_cast<std::size_t>(corner.local) * 2 * m_words + w;
      above |= sides[0];
      below |= sides[m_words];
    }
    m_above[w] = above;
    m_below[w] = below;
    if ((above & below) != 0) first = 64 * w + static_cast<std::size_t>(std::countr_zero(above & below));
  }
  return first;
}

/// The two corners that a cutter passes through. False when it changes its sign more than twice, as only
/// rounding can make it, or without a corner in between.
bool RegionSplitter::findCut(std::span<const Corner> part, std::size_t cutter, Cut& cut) const {
  const std::size_t n = part.size();
  std::size_t start = 0;
  while (signOf(part[start].local, cutter) <= 0) ++start;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  int last = 1;
  int changes = 0;
  std::size_t zero = none;  // the first one since the last other sign
  std::size_t i = start;
  do {
    i = i + 1 == n ? 0 : i + 1;
    const int now = signOf(part[i].local, cutter);
    if (now == 0) {
      if (zero == none) zero = i;
      continue;
    }
    if (now != last) {
      if (zero == none) return false;
      ++changes;
      (last > 0 ? cut.x : cut.y) = zero;
      last = now;
    }
    zero = none;
  } while (i != start);
  return changes == 2;
}

/// Leaves one run of corners above and one below, those with the largest values, and takes the others as
/// lying on the threshold; where the two runs meet, the nearest corner.
void RegionSplitter::mend(std::span<const Corner> part, std::size_t cutter) {
  const std::size_t n = part.size();
  const auto size = [&](std::size_t i) {
    const std::int32_t local = part[i].local;
    return signOf(local, cutter) == 0 ? 0.0
                                      : m_values[static_cast<std::size_t>(local) * m_cutters.size() + cutter];
  };
  const auto setZero = [&](std::size_t i) {
    std::uint64_t* const sides = m_sides.data() + static_cast<std::size_t>(part[i].local) * 2 * m_words;
    sides[cutter / 64] &= ~(std::uint64_t{1} << (cutter % 64));
    sides[m_words + cutter / 64] &= ~(std::uint64_t{1} << (cutter % 64));
  };
  std::size_t highest = 0;
  std::size_t lowest = 0;
  for (std::size_t i = 1; i < n; ++i) {
    if (size(i) > size(highest)) highest = i;
    if (size(i) < size(lowest)) lowest = i;
  }
  for (const std::size_t step : {std::size_t{1}, n - 1}) {  // both ways down
    bool isBelow = false;
    bool meets = true;
    std::size_t before = highest;
    for (std::size_t i = highest; i != lowest; i = (i + step) % n) {
      if (isBelow && size(i) > 0.0) setZero(i);
      if (size(i) == 0.0) meets = false;
      isBelow |= size(i) < 0.0;
      before = i;
    }
    if (meets) setZero(before == highest ? lowest : before);
  }
}

/// Makes the chord's vertices and edges and leaves its corners from x to y, without y, in m_chord.
void RegionSplitter::addChord(std::int32_t x, std::int32_t y, std::size_t cutter, RegionParts& parts) {
  const std::size_t count = m_cutters.size();
  const auto row = [&](std::int32_t local) {
    return m_values.data() + static_cast<std::size_t>(local) * count;
  };
  m_from.clear();
  m_to.clear();
  m_chordTolerance.clear();
  m_lambdas.clear();
  const std::uint64_t* const ofX = m_sides.data() + static_cast<std::size_t>(x) * 2 * m_words;
  const std::uint64_t* const ofY = m_sides.data() + static_cast<std::size_t>(y) * 2 * m_words;
  for (std::size_t w = 0; w < m_words; ++w) {
    std::uint64_t crossing = (ofX[w] & ofY[m_words + w]) | (ofX[m_words + w] & ofY[w]);
    for (; crossing != 0; crossing &= crossing - 1) {
      const std::size_t i = 64 * w + static_cast<std::size_t>(std::countr_zero(crossing));
      m_from.push_back(row(x)[i]);
      m_to.push_back(row(y)[i]);
      m_chordTolerance.push_back(m_tolerance[i]);
    }
  }
  appendCrossings(m_from, m_to, m_chordTolerance, m_lambdas);

  m_chord.clear();
  std::int32_t from = x;
  const auto addEdge = [&](std::int32_t to) {
    m_chord.push_back({from, ~static_cast<std::int32_t>(2 * parts.edges.size())});
    parts.edges.push_back(
        {m_ids[static_cast<std::size_t>(from)], m_ids[static_cast<std::size_t>(to)], m_cutters[cutter]});
    from = to;
  };
  for (const double lambda : m_lambdas) {
    const std::size_t local = m_ids.size();
    double* const values = addVertex(~static_cast<std::int32_t>(parts.vertices.size()));
    parts.vertices.push_back(
        {m_ids[static_cast<std::size_t>(x)], m_ids[static_cast<std::size_t>(y)], lambda});
    const double* const fromX = row(x);
    const double* const toY = row(y);
    for (std::size_t i = 0; i < count; ++i) values[i] = between(fromX[i], toY[i], lambda);
    setSides(local);
    addEdge(static_cast<std::int32_t>(local));
  }
  addEdge(y);
}

/// Replaces the last part, which begins at `begin`, by the two that the cut makes of it.
void RegionSplitter::cutPart(std::size_t begin, std::size_t cutter, const Cut& cut, RegionParts& parts) {
  const std::size_t n = m_corners.size() - begin;
  const auto corner = [&](std::size_t i) { return m_corners[begin + i]; };
  const std::int32_t y = corner(cut.y).local;
  addChord(corner(cut.x).local, y, cutter, parts);
  m_built.clear();
  for (std::size_t i = cut.x; i != cut.y; i = i + 1 == n ? 0 : i + 1) m_built.push_back(corner(i));
  for (std::size_t i = m_chord.size(); i-- > 0;) {  // back along the chord
    const std::int32_t from = i + 1 < m_chord.size() ? m_chord[i + 1].local : y;
    m_built.push_back({from, ~(~m_chord[i].side + 1)});
  }
  const std::size_t middle = m_built.size();
  for (std::size_t i = cut.y; i != cut.x; i = i + 1 == n ? 0 : i + 1) m_built.push_back(corner(i));
  m_built.insert(m_built.end(), m_chord.begin(), m_chord.end());
  m_corners.resize(begin);
  m_corners.insert(m_corners.end(), m_built.begin(), m_built.end());
  m_begins.push_back(begin + middle);
}

void RegionSplitter::emit(std::span<const Corner> part, std::span<const std::uint64_t> pattern,
                          RegionParts& parts) const {
  const std::size_t already = parts.corners.size();
  parts.corners.resize(already + part.size());
  RegionCorner* out = parts.corners.data() + already;
  for (const Corner& corner : part) *out++ = {m_ids[static_cast<std::size_t>(corner.local)], corner.side};
  parts.cornerEnd.push_back(static_cast<std::int32_t>(parts.corners.size()));
  parts.pattern.insert(parts.pattern.end(), pattern.begin(), pattern.end());
  std::uint64_t* const bits = parts.pattern.data() + (parts.pattern.size() - pattern.size());
  for (std::size_t i = 0; i < m_cutters.size(); ++i) {
    const bool strict = m_cutters[i] >= m_firstStrict;
    const std::uint64_t side = (strict ? m_above : m_below)[i / 64] >> (i % 64) & 1;
    const auto at = static_cast<std::size_t>(m_cutters[i]);
    const std::uint64_t bit = std::uint64_t{1} << (at % 64);
    bits[at / 64] = (side != 0) == strict ? bits[at / 64] | bit : bits[at / 64] & ~bit;
  }
}

}  // namespace arcscope::core
