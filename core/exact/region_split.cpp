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
  m_values.clear();
  m_sides.clear();
  m_finished = 0;
  m_corners.clear();
  m_above.resize(m_words);
  m_below.resize(m_words);
}

double* RegionSplitter::addCorner(RegionCorner corner) {
  m_corners.push_back({static_cast<std::int32_t>(m_ids.size()), corner.side});
  m_ids.push_back(corner.vertex);
  m_values.resize(m_values.size() + m_cutters.size());
  return m_values.data() + (m_values.size() - m_cutters.size());
}

void RegionSplitter::finishCorner(std::size_t local) {
  m_sides.resize(m_sides.size() + 2 * m_words);
  std::uint64_t* const above = m_sides.data() + local * 2 * m_words;
  const double* const values = m_values.data() + local * m_cutters.size();
  for (std::size_t i = 0; i < m_cutters.size(); ++i) {
    above[i / 64] |= std::uint64_t{values[i] > m_tolerance[i]} << (i % 64);
    above[m_words + i / 64] |= std::uint64_t{values[i] < -m_tolerance[i]} << (i % 64);
  }
}

int RegionSplitter::signOf(std::int32_t local, std::size_t cutter) const {
  const std::uint64_t* const above = m_sides.data() + static_cast<std::size_t>(local) * 2 * m_words;
  return static_cast<int>(above[cutter / 64] >> (cutter % 64) & 1) -
         static_cast<int>(above[m_words + cutter / 64] >> (cutter % 64) & 1);
}

void RegionSplitter::setZero(std::int32_t local, std::size_t cutter) {
  std::uint64_t* const above = m_sides.data() + static_cast<std::size_t>(local) * 2 * m_words;
  above[cutter / 64] &= ~(std::uint64_t{1} << (cutter % 64));
  above[m_words + cutter / 64] &= ~(std::uint64_t{1} << (cutter % 64));
}

bool RegionSplitter::split(std::span<const std::uint64_t> pattern, RegionParts& parts, std::size_t limit,
                           const std::stop_token& stop) {
  for (; m_finished < m_ids.size(); ++m_finished) finishCorner(m_finished);
  m_begins.assign(1, 0);
  while (!m_begins.empty()) {
    const std::size_t begin = m_begins.back();
    const std::span<const Corner> part(m_corners.data() + begin, m_corners.size() - begin);
    const std::size_t cutter = firstCutter(part);
    Cut cut{};
    if (cutter < m_cutters.size()) {
      if (findCut(part, cutter, cut)) cutPart(begin, cutter, cut, parts);
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
  for (std::size_t w = 0; w < m_words; ++w) {
    std::uint64_t above = 0;
    std::uint64_t below = 0;
    for (const Corner& corner : part) {
      const std::uint64_t* const sides =
          m_sides.data() + static_cast<std::size_t>(corner.local) * 2 * m_words;
      above |= sides[w];
      below |= sides[m_words + w];
    }
    m_above[w] = above;
    m_below[w] = below;
  }
  for (std::size_t w = 0; w < m_words; ++w)
    if (const std::uint64_t both = m_above[w] & m_below[w])
      return 64 * w + static_cast<std::size_t>(std::countr_zero(both));
  return m_cutters.size();
}

/// The two corners that a cutter passes through. False when rounding left none that make two parts; the
/// cutter then no longer crosses this part.
bool RegionSplitter::findCut(std::span<const Corner> part, std::size_t cutter, Cut& cut) {
  const std::size_t n = part.size();
  const auto sign = [&](std::size_t i) { return signOf(part[i].local, cutter); };
  std::size_t start = 0;
  while (sign(start) <= 0) ++start;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  int last = 1;
  int changes = 0;
  std::size_t zero = none;  // the first one since the last other sign
  for (std::size_t step = 1; step <= n; ++step) {
    const std::size_t i = (start + step) % n;
    const int now = sign(i);
    if (now == 0) {
      if (zero == none) zero = i;
      continue;
    }
    if (now != last) {
      ++changes;
      if (zero == none) changes += 2;  // a crossing without its vertex
      (last > 0 ? cut.x : cut.y) = zero;
      last = now;
    }
    zero = none;
  }
  if (changes == 2) return true;
  for (const Corner& corner : part)
    if (signOf(corner.local, cutter) < 0) setZero(corner.local, cutter);
  return false;
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
    m_ids.push_back(~static_cast<std::int32_t>(parts.vertices.size()));
    parts.vertices.push_back(
        {m_ids[static_cast<std::size_t>(x)], m_ids[static_cast<std::size_t>(y)], lambda});
    m_values.resize(m_values.size() + count);
    double* const values = m_values.data() + local * count;
    for (std::size_t i = 0; i < count; ++i) values[i] = between(row(x)[i], row(y)[i], lambda);
    finishCorner(local);
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
  for (const Corner& corner : part)
    parts.corners.push_back({m_ids[static_cast<std::size_t>(corner.local)], corner.side});
  parts.cornerEnd.push_back(static_cast<std::int32_t>(parts.corners.size()));
  parts.pattern.insert(parts.pattern.end(), pattern.begin(), pattern.end());
  std::uint64_t* const bits = parts.pattern.data() + (parts.pattern.size() - pattern.size());
  for (std::size_t i = 0; i < m_cutters.size(); ++i) {
    const std::uint64_t* const sides = m_cutters[i] < m_firstStrict ? m_below.data() : m_above.data();
    const std::uint64_t side = sides[i / 64] >> (i % 64) & 1;
    const std::uint64_t above = m_cutters[i] < m_firstStrict ? side ^ 1 : side;
    const auto at = static_cast<std::size_t>(m_cutters[i]);
    bits[at / 64] = (bits[at / 64] & ~(std::uint64_t{1} << (at % 64))) | above << (at % 64);
  }
}

}  // namespace arcscope::core
