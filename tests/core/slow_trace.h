#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <set>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/trajectory/curve.h"

/// A trace by another method than the product's, slow and in long double: every region of the curve carries
/// the coefficients of all neurons in the basis (1, t) or (1, cos, sin) through the layers, breakpoints are
/// roots in that basis, regions and lengths are evaluated from scratch on the final partition.
namespace slow {

using Real = long double;

struct Trace {
  std::vector<Real> breakpoints;  ///< all layers, those of no pattern change left out
  std::vector<double> length;     ///< [depth + 1]
  std::vector<double> turning;    ///< [depth + 1]
  std::vector<std::int64_t> transitions, signTransitions, pieces, patterns;  ///< [depth]
};

class Tracer {
 public:
  Tracer(const arcscope::core::Network& network, const arcscope::core::Plane& plane,
         const arcscope::core::Curve& curve, const std::vector<arcscope::core::PlanePoint>& path)
      : m_network(network), m_plane(plane), m_curve(curve), m_path(path) {
    using arcscope::core::Trajectory;
    m_bends = curve.kind() == Trajectory::Arc || curve.kind() == Trajectory::Circle;
    m_rate = std::numbers::pi_v<Real> * (curve.kind() == Trajectory::Arc ? Real(0.5) : Real(2));
  }

  Trace run(Real begin = 0, Real end = 1) {
    m_cuts = {begin, end};
    std::vector<Real> spans{begin};
    for (const double corner : m_curve.corners())
      if (corner > begin && corner < end) spans.push_back(corner);
    spans.push_back(end);
    m_spans = spans;
    for (std::size_t i = 0; i + 1 < spans.size(); ++i) {
      Rows rows = input((spans[i] + spans[i + 1]) / 2);
      follow(rows, 0, spans[i], spans[i + 1]);
      m_cuts.push_back(spans[i + 1]);
    }
    std::sort(m_cuts.begin(), m_cuts.end());
    std::vector<Real> merged{m_cuts.front()};
    for (const Real cut : m_cuts)
      if (cut - merged.back() > Real(1e-12)) merged.push_back(cut);
    m_cuts = merged;
    return measured();
  }

 private:
  using Row = std::array<Real, 3>;
  using Rows = std::vector<Row>;

  Row basis(Real t) const {
    if (!m_bends) return {1, t, 0};
    return {1, std::cos(m_rate * t), std::sin(m_rate * t)};
  }
  static Real dot(const Row& a, const Row& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

  /// Coefficients of the input's coordinates around t.
  Rows input(Real t) const {
    Rows rows;
    Row a{0, 1, 0}, b{0, 0, 1};
    if (!m_bends) {
      a = {1, -1, 0};
      b = {0, 1, 0};
      const auto& corners = m_curve.corners();
      if (!m_path.empty()) {
        std::size_t i = 1;
        while (i + 1 < corners.size() && Real(corners[i]) < t) ++i;
        const Real t0 = corners[i - 1], width = Real(corners[i]) - t0;
        const auto line = [&](Real from, Real to) {
          const Real slope = (to - from) / width;
          return Row{from - slope * t0, slope, 0};
        };
        a = line(m_path[i - 1].a, m_path[i].a);
        b = line(m_path[i - 1].b, m_path[i].b);
      }
    }
    for (Eigen::Index i = 0; i < m_plane.x0.size(); ++i) {
      Row row{Real(m_plane.origin[i]), 0, 0};
      for (std::size_t c = 0; c < 3; ++c) row[c] += a[c] * Real(m_plane.x0[i]) + b[c] * Real(m_plane.x1[i]);
      rows.push_back(row);
    }
    return rows;
  }

  Rows apply(const Rows& z, std::size_t layer) const {
    const auto& one = m_network.layers[layer];
    Rows h;
    for (Eigen::Index i = 0; i < one.weights.rows(); ++i) {
      Row row{Real(one.bias[i]), 0, 0};
      for (std::size_t j = 0; j < z.size(); ++j)
        for (std::size_t c = 0; c < 3; ++c)
          row[c] += Real(one.weights(i, static_cast<Eigen::Index>(j))) * z[j][c];
      h.push_back(row);
    }
    return h;
  }

  static Real snapped(Real h, Real level) { return std::abs(h - level) < Real(1e-14) ? level : h; }
  int region(Real h) const {
    for (const double level : arcscope::core::thresholds(m_network.activation)) h = snapped(h, level);
    return arcscope::core::region(m_network.activation, static_cast<double>(h));
  }
  Row activated(const Row& h, Real middle) const {
    using arcscope::core::Activation;
    const int r = region(dot(h, basis(middle)));
    const auto times = [&](Real factor) { return Row{h[0] * factor, h[1] * factor, h[2] * factor}; };
    switch (m_network.activation) {
      case Activation::Relu:
        return times(r);
      case Activation::LeakyRelu:
        return times(r == 1 ? Real(1) : Real(arcscope::core::leakyReluSlope));
      case Activation::Abs:
        return times(r == 1 ? 1 : -1);
      case Activation::HardTanh:
        return r == 0 ? h : Row{Real(r), 0, 0};
      default:
        return h;
    }
  }

  std::vector<Real> roots(const Row& row, Real level, Real begin, Real end) const {
    std::vector<Real> found;
    if (!m_bends) {
      if (row[1] != 0) found.push_back((level - row[0]) / row[1]);
    } else {
      const Real radius = std::hypot(row[1], row[2]);
      const Real share = radius > 0 ? (level - row[0]) / radius : Real(2);
      if (std::abs(share) < 1) {
        const Real turn = 2 * std::numbers::pi_v<Real>;
        for (const Real angle :
             {std::atan2(row[2], row[1]) - std::acos(share), std::atan2(row[2], row[1]) + std::acos(share)})
          for (int k = -2; k <= 2; ++k) found.push_back((angle + Real(k) * turn) / m_rate);
      }
    }
    std::erase_if(found, [&](Real t) { return !(t > begin && t < end); });
    return found;
  }

  void follow(const Rows& z, std::size_t layer, Real begin, Real end) {
    if (layer == m_network.layers.size() || end - begin < Real(1e-13)) return;
    const Rows h = apply(z, layer);
    std::vector<Real> cuts{begin, end};
    for (const Row& row : h) {
      Real size = 0;
      for (const Real c : row) size = std::max(size, std::abs(c));
      for (const double level : arcscope::core::thresholds(m_network.activation)) {
        const Row middle = basis((begin + end) / 2);
        bool flat = true;
        for (const Real t : {begin, (begin + end) / 2, end})
          flat = flat && std::abs(dot(row, basis(t)) - Real(level)) < Real(1e-14) * std::max(Real(1), size);
        static_cast<void>(middle);
        if (flat) continue;
        for (const Real t : roots(row, level, begin, end)) cuts.push_back(t);
      }
    }
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      if (i > 0) m_cuts.push_back(cuts[i]);
      Rows next;
      for (const Row& row : h) next.push_back(activated(row, (cuts[i] + cuts[i + 1]) / 2));
      follow(next, layer + 1, cuts[i], cuts[i + 1]);
    }
  }

  Real speed(const Rows& z, Real t) const {
    Row slope{0, 1, 0};
    if (m_bends) slope = {0, -m_rate * std::sin(m_rate * t), m_rate * std::cos(m_rate * t)};
    Real sum = 0;
    for (const Row& row : z) sum += dot(row, slope) * dot(row, slope);
    return std::sqrt(sum);
  }
  Real angle(const Rows& a, const Rows& b, Real t) const {
    Row slope{0, 1, 0};
    if (m_bends) slope = {0, -std::sin(m_rate * t), std::cos(m_rate * t)};
    Real aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const Real u = dot(a[i], slope), v = dot(b[i], slope);
      aa += u * u;
      bb += v * v;
      ab += u * v;
    }
    if (aa < Real(1e-24) || bb < Real(1e-24)) return 0;
    return std::atan2(std::sqrt(std::max(Real(0), aa * bb - ab * ab)), ab);
  }
  /// Simpson's rule, halved until it agrees.
  Real integral(const Rows& z, Real begin, Real end, Real left, Real middle, Real right, int depth) const {
    const Real centre = (begin + end) / 2;
    const Real near = speed(z, (begin + centre) / 2), far = speed(z, (centre + end) / 2);
    const Real whole = (end - begin) / 6 * (left + 4 * middle + right);
    const Real halves = (end - begin) / 12 * (left + 4 * near + 2 * middle + 4 * far + right);
    if (depth > 22 || std::abs(whole - halves) < Real(1e-13)) return halves + (halves - whole) / 15;
    return integral(z, begin, centre, left, near, middle, depth + 1) +
           integral(z, centre, end, middle, far, right, depth + 1);
  }
  Real length(const Rows& z, Real begin, Real end) const {
    if (!m_bends) return speed(z, begin) * (end - begin);
    const Real centre = (begin + end) / 2;
    return integral(z, begin, end, speed(z, begin), speed(z, centre), speed(z, end), 0);
  }

  Trace measured() const {
    const std::size_t depth = m_network.layers.size();
    Trace trace;
    std::vector<Real> lengths(depth + 1, 0), turning(depth + 1, 0);
    trace.transitions.assign(depth, 0);
    trace.signTransitions.assign(depth, 0);
    trace.pieces.assign(depth, 0);
    trace.patterns.assign(depth, 0);
    std::vector<std::vector<std::string>> regions(depth), signs(depth);  // by piece
    std::vector<std::vector<Rows>> images(depth + 1);
    for (std::size_t p = 0; p + 1 < m_cuts.size(); ++p) {
      const Real middle = (m_cuts[p] + m_cuts[p + 1]) / 2;
      Rows z = input(middle);
      lengths[0] += length(z, m_cuts[p], m_cuts[p + 1]);
      for (std::size_t d = 0; d < depth; ++d) {
        const Rows h = apply(z, d);
        std::string pattern;
        for (std::size_t i = 0; i < h.size(); ++i) {
          pattern.push_back(static_cast<char>('1' + region(dot(h[i], basis(middle)))));
          const auto sign = [&](Real t) { return snapped(dot(h[i], basis(t)), 0) > 0; };
          // Sign changes within the piece, and against the piece before.
          std::vector<Real> zeros = roots(h[i], 0, m_cuts[p] + Real(1e-12), m_cuts[p + 1] - Real(1e-12));
          bool flat = true;
          for (const Real t : {m_cuts[p], middle, m_cuts[p + 1]})
            flat = flat && std::abs(dot(h[i], basis(t))) < Real(1e-14);
          if (flat) zeros.clear();
          std::sort(zeros.begin(), zeros.end());
          trace.signTransitions[d] += static_cast<std::int64_t>(zeros.size());
          const Real first = zeros.empty() ? m_cuts[p + 1] : zeros.front();
          const Real last = zeros.empty() ? m_cuts[p] : zeros.back();
          signs[d].push_back(
              {sign((m_cuts[p] + first) / 2) ? '1' : '0', sign((last + m_cuts[p + 1]) / 2) ? '1' : '0'});
        }
        Rows next;
        for (const Row& row : h) next.push_back(activated(row, middle));
        z = next;
        regions[d].push_back(pattern);
        images[d + 1].push_back(z);
        lengths[d + 1] += length(z, m_cuts[p], m_cuts[p + 1]);
      }
    }
    const bool closed = m_curve.closed() && m_cuts.front() == 0 && m_cuts.back() == 1;
    const std::size_t pieces = m_cuts.size() - 1;
    for (std::size_t p = closed ? 0 : 1; p < pieces; ++p) {
      const std::size_t before = (p + pieces - 1) % pieces;
      bool changed = false;
      for (std::size_t d = 0; d < depth; ++d) {
        const std::size_t width = regions[d][p].size();
        for (std::size_t i = 0; i < width; ++i) {
          const int step = std::abs(regions[d][p][i] - regions[d][before][i]);
          trace.transitions[d] += step;
          changed = changed || step > 0;
          trace.signTransitions[d] += signs[d][p * width + i][0] != signs[d][before * width + i][1];
        }
        if (changed) ++trace.pieces[d];
        if (changed && p > 0) turning[d + 1] += angle(images[d + 1][before], images[d + 1][p], m_cuts[p]);
      }
      if (changed) trace.breakpoints.push_back(m_cuts[p]);
    }
    std::vector<std::string> whole(pieces);
    for (std::size_t d = 0; d < depth; ++d) {
      trace.pieces[d] = closed ? std::max<std::int64_t>(1, trace.pieces[d]) : trace.pieces[d] + 1;
      for (std::size_t p = 0; p < pieces; ++p) whole[p] += regions[d][p];
      trace.patterns[d] = static_cast<std::int64_t>(std::set<std::string>(whole.begin(), whole.end()).size());
    }
    for (const Real one : lengths) trace.length.push_back(static_cast<double>(one));
    for (const Real one : turning) trace.turning.push_back(static_cast<double>(one));
    return trace;
  }

  const arcscope::core::Network& m_network;
  const arcscope::core::Plane& m_plane;
  const arcscope::core::Curve& m_curve;
  std::vector<arcscope::core::PlanePoint> m_path;
  bool m_bends = false;
  Real m_rate = 0;
  std::vector<Real> m_spans;
  std::vector<Real> m_cuts;
};

}  // namespace slow
