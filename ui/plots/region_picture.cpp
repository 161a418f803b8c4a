#include "ui/plots/region_picture.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "core/support/parallel.h"
#include "ui/plots/curve_path.h"
#include "ui/plots/line_raster.h"

namespace arcscope::ui {
namespace {

constexpr int supersampling = 2;  // of fills, each way

/// Takes points in units of the map's rectangle to the picture, without the rounding of (a, b) far from the
/// origin.
struct UnitMap {
  UnitMap(const core::PlaneRectangle& r, const PlaneFrame& frame)
      : origin(frame.map({0.5 * (r.a0 + r.a1), 0.5 * (r.b0 + r.b1)})),
        x(0.5 * (r.a1 - r.a0) * frame.pixels),
        y(-0.5 * (r.b1 - r.b0) * frame.pixels) {}
  [[nodiscard]] QPointF operator()(core::PlanePoint unit) const {
    return {origin.x() + unit.a * x, origin.y() + unit.b * y};
  }
  QPointF origin;
  double x;
  double y;
};

std::vector<QPointF> placedVertices(const RegionMap& map, const PlaneFrame& frame) {
  const UnitMap place(map.request.rectangle, frame);
  std::vector<QPointF> points(map.exact() ? static_cast<std::size_t>(map.regions.vertices())
                                          : map.levelSets.points.size());
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i] =
        place(map.exact() ? map.regions.unitVertex(static_cast<std::int32_t>(i)) : map.levelSets.points[i]);
  return points;
}

/// Boundaries that `layer` makes, each whole where deeper layers' boundaries meet it.
template <class Use>
void forEachBoundary(const RegionMap& map, int layer, const std::vector<QPointF>& points, const Use& use) {
  const auto at = [&](std::int32_t i) { return points[static_cast<std::size_t>(i)]; };
  for (const core::LevelLine& line : map.levelSets.lines)
    if (line.layer == layer)
      for (std::int32_t i = line.first + 1; i < line.first + line.count; ++i) use(at(i - 1), at(i));
  if (!map.exact()) return;
  for (const core::RegionEdge& edge : map.regions.level(layer).edges)
    if (edge.layer == layer) use(at(edge.begin), at(edge.end));
}

double lengthOf(const RegionMap& map, int layer, const std::vector<QPointF>& points) {
  double sum = 0.0;
  forEachBoundary(map, layer, points,
                  [&](QPointF a, QPointF b) { sum += std::hypot(b.x() - a.x(), b.y() - a.y()); });
  return sum;
}

/// How strongly each layer's boundaries are drawn, 0..1: the closer they are on average, the paler.
class Strengths {
 public:
  Strengths(const RegionMap& map, const RegionLook& look, const std::vector<QPointF>& points,
            const QRectF& area, double width)
      : m_quiet(look.fill == RegionFill::None ? 1.0 : 0.75) {
    const double pixels = std::max(1.0, area.width() * area.height());
    double all = 0.0;
    for (int layer = 1; layer <= look.layers; ++layer) {
      m_covered.push_back(lengthOf(map, layer, points) * width / pixels);
      all += m_covered.back();
    }
    m_all = paleness(all, 0.14, 0.45);
  }
  [[nodiscard]] double of(int layer) const {
    const double own = layer == 1 ? 1.0 : layer == 2 ? 0.9 : 0.8;
    const double covered = m_covered[static_cast<std::size_t>(layer - 1)];
    return std::max(0.05, m_quiet * own * m_all * paleness(covered, 0.12, 0.5));
  }

 private:
  [[nodiscard]] static double paleness(double covered, double free, double power) {
    return covered > free ? std::pow(free / covered, power) : 1.0;
  }
  double m_quiet;
  double m_all = 1.0;
  std::vector<double>
      m_covered;  ///< share of the picture under each layer's boundaries, counted without overlaps
};

/// A part of the picture's rows: what one task draws.
struct Band {
  int top = 0;
  int bottom = 0;  ///< behind the last row
};

/// Fills the pixels whose centres lie in a convex polygon. Neighbours share no pixel and leave none out.
void fillConvex(std::vector<QRgb>& pixels, int width, int top, int bottom, std::span<const QPointF> corners,
                QRgb colour) {
  double low = corners[0].y();
  double high = low;
  for (const QPointF& c : corners) {
    low = std::min(low, c.y());
    high = std::max(high, c.y());
  }
  const int first = std::max(top, static_cast<int>(std::ceil(std::max(low, -1e6) - 0.5)));
  const int last = std::min(bottom, static_cast<int>(std::ceil(std::min(high, 1e6) - 0.5)));
  for (int row = first; row < last; ++row) {
    const double y = row + 0.5;
    double left = 1e9;
    double right = -1e9;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const QPointF* p = &corners[i];
      const QPointF* q = &corners[i + 1 < corners.size() ? i + 1 : 0];
      if ((p->y() <= y) == (q->y() <= y)) continue;
      if (p->y() > q->y()) std::swap(p, q);  // the same rounding from both sides of an edge
      const double x = p->x() + (y - p->y()) / (q->y() - p->y()) * (q->x() - p->x());
      left = std::min(left, x);
      right = std::max(right, x);
    }
    const int from = std::max(0, static_cast<int>(std::ceil(std::max(left, -1.0) - 0.5)));
    const int to = std::min(width, static_cast<int>(std::ceil(std::min(right, width + 1.0) - 0.5)));
    QRgb* line = pixels.data() + static_cast<std::size_t>(row - top) * static_cast<std::size_t>(width);
    if (from < to) std::fill(line + from, line + to, colour);
  }
}

/// A polygon of the picture and its colour.
struct Filled {
  std::size_t first = 0;  ///< of its corners
  std::size_t count = 0;
  QRgb colour = 0;
};
struct FilledPolygons {
  std::vector<QPointF> corners;
  std::vector<Filled> polygons;
};

/// Everything that is filled: the regions of the layers shown, or the parts of the classes.
FilledPolygons filledPolygons(const RegionMap& map, const RegionLook& look, const RegionFills& fills,
                              const std::vector<QPointF>& points, const PlaneFrame& frame) {
  FilledPolygons filled;
  const auto close = [&](std::size_t first, std::size_t index) {
    filled.polygons.push_back({first, filled.corners.size() - first, fills.colours[index]});
  };
  if (fills.colours.empty()) return filled;
  if (look.fill == RegionFill::Class) {
    const UnitMap place(map.request.rectangle, frame);
    for (std::size_t i = 0; i < map.classes.parts.size(); ++i) {
      const std::size_t first = filled.corners.size();
      for (const core::PlanePoint& corner : map.classes.polygon(map.classes.parts[i]))
        filled.corners.push_back(place(corner));
      close(first, i);
    }
    return filled;
  }
  const core::RegionLevel& level = map.regions.level(look.layers);
  for (std::int32_t r = 0; r < level.regions(); ++r) {
    const std::size_t first = filled.corners.size();
    for (const core::RegionCorner& corner : level.polygon(r))
      filled.corners.push_back(points[static_cast<std::size_t>(corner.vertex)]);
    close(first, static_cast<std::size_t>(r));
  }
  return filled;
}

/// The boundary between classes, where they are shown.
std::vector<QLineF> classBoundary(const RegionMap& map, const RegionLook& look, const PlaneFrame& frame) {
  std::vector<QLineF> lines;
  if (look.fill != RegionFill::Class) return lines;
  const UnitMap place(map.request.rectangle, frame);
  for (const core::ClassParts::Edge& edge : map.classes.boundary)
    lines.emplace_back(place(edge.from), place(edge.to));
  return lines;
}

void fillBand(uchar* bits, qsizetype stride, int width, Band band, const FilledPolygons& filled,
              QRgb ground) {
  constexpr int s = supersampling;
  const int wide = width * s;
  std::vector<QRgb> pixels(
      static_cast<std::size_t>(wide) * static_cast<std::size_t>((band.bottom - band.top) * s), ground);
  std::vector<QPointF> corners;
  for (const Filled& polygon : filled.polygons) {
    corners.clear();
    double low = 1e300;
    double high = -1e300;
    for (std::size_t i = polygon.first; i < polygon.first + polygon.count; ++i) {
      corners.push_back(filled.corners[i] * s);
      low = std::min(low, corners.back().y());
      high = std::max(high, corners.back().y());
    }
    if (high < band.top * s || low > band.bottom * s) continue;
    fillConvex(pixels, wide, band.top * s, band.bottom * s, corners, polygon.colour);
  }
  for (int y = band.top; y < band.bottom; ++y) {
    auto* line = reinterpret_cast<QRgb*>(bits + y * stride);
    const QRgb* first =
        pixels.data() + static_cast<std::size_t>((y - band.top) * s) * static_cast<std::size_t>(wide);
    const QRgb* second = first + wide;
    for (int x = 0; x < width; ++x) {
      const QRgb four[4] = {first[2 * x], first[2 * x + 1], second[2 * x], second[2 * x + 1]};
      std::uint32_t rb = 0x20002;
      std::uint32_t g = 0x200;
      for (const QRgb p : four) {
        rb += (p & 0xff00ffU) >> 0;
        g += p & 0xff00U;
      }
      line[x] = 0xff000000U | ((rb >> 2) & 0xff00ffU) | ((g >> 2) & 0xff00U);
    }
  }
}

}  // namespace

QPolygonF regionOutline(const RegionMap& map, int d, std::int32_t region, const PlaneFrame& frame) {
  const UnitMap place(map.request.rectangle, frame);
  QPolygonF outline;
  for (const core::RegionCorner& corner : map.regions.level(d).polygon(region))
    outline << place(map.regions.unitVertex(corner.vertex));
  return outline;
}

void drawRegions(QImage& image, const RegionMap& map, const RegionLook& look, const RegionFills& fills,
                 const PlaneFrame& frame, const Theme& theme, double width) {
  if (image.isNull()) return;
  const std::vector<QPointF> points = placedVertices(map, frame);
  // Deep layers first, so that the first layer lies on top.
  const Strengths strengths(map, look, points, frame.area, width);
  std::vector<RasterSegment> segments;
  std::size_t firstLayer = 0;
  for (int layer = look.layers; layer >= 1; --layer) {
    QColor colour = layerColour(theme, layer);
    colour.setAlphaF(static_cast<float>(strengths.of(layer)));
    const QRgb rgba = colour.rgba();
    if (layer == 1) firstLayer = segments.size();
    forEachBoundary(map, layer, points, [&](QPointF a, QPointF b) {
      segments.push_back({{static_cast<float>(a.x()), static_cast<float>(a.y())},
                          {static_cast<float>(b.x()), static_cast<float>(b.y())},
                          rgba});
    });
  }
  const std::size_t firstBoundary = segments.size();
  const QRgb boundaryColour = theme.text.rgba();
  for (const QLineF& line : classBoundary(map, look, frame))
    segments.push_back({{static_cast<float>(line.x1()), static_cast<float>(line.y1())},
                        {static_cast<float>(line.x2()), static_cast<float>(line.y2())},
                        boundaryColour});
  const FilledPolygons filled = filledPolygons(map, look, fills, points, frame);
  const int rows = image.height();
  const int bands = std::clamp(rows / 48, 1, 16);
  uchar* bits = image.bits();
  const qsizetype stride = image.bytesPerLine();
  core::parallelFor(static_cast<std::size_t>(bands), [&](std::size_t i) {
    const Band band{rows * static_cast<int>(i) / bands, rows * (static_cast<int>(i) + 1) / bands};
    QImage part(bits + band.top * stride, image.width(), band.bottom - band.top, stride,
                QImage::Format_ARGB32_Premultiplied);
    if (!filled.polygons.empty()) fillBand(bits, stride, image.width(), band, filled, theme.card.rgb());
    const auto margin = static_cast<float>(width + 1.0);
    const auto top = static_cast<float>(band.top);
    const auto bottom = static_cast<float>(band.bottom);
    std::vector<RasterSegment> own;
    const auto draw = [&](std::size_t begin, std::size_t end, double wide) {
      own.clear();
      for (std::size_t s = begin; s < end; ++s) {
        RasterSegment segment = segments[s];
        if (std::max(segment.from.y, segment.to.y) < top - margin ||
            std::min(segment.from.y, segment.to.y) > bottom + margin)
          continue;
        segment.from.y -= top;
        segment.to.y -= top;
        own.push_back(segment);
      }
      drawSegments(part, own, wide);
    };
    draw(0, firstLayer, width);
    draw(firstLayer, firstBoundary, 1.25 * width);
    draw(firstBoundary, segments.size(), 2.2 * width);
  });
}

void paintRegions(QPainter& painter, const RegionMap& map, const RegionLook& look, const RegionFills& fills,
                  const PlaneFrame& frame, const Theme& theme) {
  const std::vector<QPointF> points = placedVertices(map, frame);
  painter.save();
  if (const FilledPolygons filled = filledPolygons(map, look, fills, points, frame);
      !filled.polygons.empty()) {
    painter.setRenderHint(QPainter::Antialiasing, false);  // no seams between neighbours
    painter.setPen(Qt::NoPen);
    const QPolygonF box(frame.area);
    for (const Filled& one : filled.polygons) {
      QPolygonF polygon;
      for (std::size_t i = one.first; i < one.first + one.count; ++i) polygon << filled.corners[i];
      if (!frame.area.contains(polygon.boundingRect())) polygon = polygon.intersected(box);
      if (polygon.size() < 3) continue;
      painter.setBrush(QColor::fromRgb(one.colour));
      painter.drawPolygon(polygon);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
  }
  painter.setBrush(Qt::NoBrush);
  const double width = 0.75 * theme.lineWidth * theme.scale;
  const Strengths strengths(map, look, points, frame.area, width);
  for (int layer = look.layers; layer >= 1; --layer) {
    QPainterPath path;
    QPointF last(NAN, NAN);
    forEachBoundary(map, layer, points, [&](QPointF a, QPointF b) {
      if (!clipLine(a, b, frame.area)) return;
      if (a != last) path.moveTo(a);
      path.lineTo(b);
      last = b;
    });
    if (path.isEmpty()) continue;
    QColor colour = layerColour(theme, layer);
    colour.setAlphaF(static_cast<float>(strengths.of(layer)));
    painter.setPen(
        QPen(colour, layer == 1 ? 1.3 * width : width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
  }
  QPainterPath boundary;
  for (const QLineF& line : classBoundary(map, look, frame)) {
    QPointF from = line.p1();
    QPointF to = line.p2();
    if (!clipLine(from, to, frame.area)) continue;
    boundary.moveTo(from);
    boundary.lineTo(to);
  }
  painter.setPen(QPen(theme.text, 2.2 * width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (!boundary.isEmpty()) painter.drawPath(boundary);
  painter.restore();
}

}  // namespace arcscope::ui
