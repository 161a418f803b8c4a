#include "app/commands/regions_file.h"

#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/support/output_file.h"
#include "core/support/text.h"
#include "core/theory/bounds.h"
#include "core/version.h"

namespace arcscope::app {
namespace {

using Json = nlohmann::ordered_json;
using MaybeError = std::optional<core::Error>;

Json summaryOf(const WrittenRegions& what) {
  const core::PlaneRegions& regions = what.regions;
  const core::Setting& setting = what.subject.setting;
  const core::PlaneRectangle& r = regions.rectangle();
  Json result;
  result["version"] = core::version;
  result["setting"] = core::parsedJson(core::toJson(setting));
  result["activation"] = core::name(regions.activation());
  result["method"] = "exact";
  result["rectangle"] = {r.a0, r.b0, r.a1, r.b1};
  result["layers"] = regions.depth();
  const bool complete = regions.end() == core::RegionsEnd::Complete;
  result["complete"] = complete;
  if (!complete) result["stopped_at"] = regions.depth() + 1;
  Json counts = Json::array();
  Json ceilings = Json::array();
  Json perNeuron = Json::array();
  std::vector<int> widths;
  double neurons = 0.0;
  for (int d = 1; d <= regions.depth(); ++d) {
    widths.push_back(regions.level(d).width);
    neurons += widths.back();
    counts.push_back(regions.count(d));
    ceilings.push_back(core::log10PatternCeiling(regions.activation(), widths, 2));
    perNeuron.push_back(regions.count(d) / neurons);
  }
  result["counts"] = counts;
  result["log10_ceiling"] = ceilings;
  result["regions_per_neuron"] = perNeuron;
  return result;
}

/// Text on its way to a file.
class Writer {
 public:
  explicit Writer(core::OutputFile& file) : m_file(file) {}
  Writer& operator<<(std::string_view text) {
    m_text += text;
    if (m_text.size() > 1 << 20) flush();
    return *this;
  }
  Writer& operator<<(double number) { return *this << core::numberText(number); }
  Writer& operator<<(std::int64_t number) { return *this << std::to_string(number); }
  [[nodiscard]] MaybeError finish() {
    flush();
    return m_error ? m_error : m_file.commit();
  }

 private:
  void flush() {
    if (!m_error) m_error = m_file.write(m_text);
    m_text.clear();
  }
  core::OutputFile& m_file;
  std::string m_text;
  MaybeError m_error;
};

void writePoint(Writer& out, core::PlanePoint point) {
  out << "[" << point.a << "," << point.b << "]";
}

void writeRegion(Writer& out, const core::PlaneRegions& regions, std::int32_t region) {
  const int d = regions.depth();
  out << "{\"polygon\":[";
  std::string_view comma;
  for (const core::RegionCorner& corner : regions.level(d).polygon(region)) {
    out << comma;
    writePoint(out, regions.vertex(corner.vertex));
    comma = ",";
  }
  out << "],\"area\":" << regions.area(d, region) << ",\"centroid\":";
  writePoint(out, regions.centroid(d, region));
  out << ",\"pattern\":[";
  for (int layer = 1; layer <= d; ++layer)
    out << (layer > 1 ? ",\"" : "\"") << regions.pattern(d, region, layer) << "\"";
  out << "],\"parents\":[";
  for (int layer = 1; layer < d; ++layer)
    out << (layer > 1 ? "," : "") << std::int64_t{regions.ancestor(d, region, layer)};
  out << "]}";
}

void writeEdge(Writer& out, const core::PlaneRegions& regions, const core::RegionEdge& edge) {
  out << "{\"points\":[";
  writePoint(out, regions.vertex(edge.begin));
  out << ",";
  writePoint(out, regions.vertex(edge.end));
  out << "],\"layer\":" << std::int64_t{edge.layer};
  if (edge.layer > 0)
    out << ",\"neuron\":" << std::int64_t{edge.neuron} << ",\"threshold\":"
        << core::thresholds(regions.activation())[static_cast<std::size_t>(edge.threshold)];
  out << ",\"regions\":[" << std::int64_t{edge.left} << "," << std::int64_t{edge.right} << "]}";
}

void writeJson(Writer& out, const WrittenRegions& what) {
  const core::PlaneRegions& regions = what.regions;
  out << "{";
  const Json summary = summaryOf(what);
  for (const auto& [key, value] : summary.items())
    out << "\n \"" << key << "\": " << core::jsonText(value) << ",";
  out << "\n \"regions\": [";
  for (std::int32_t region = 0; region < regions.count(regions.depth()); ++region) {
    out << (region > 0 ? ",\n  " : "\n  ");
    writeRegion(out, regions, region);
  }
  out << "\n ],\n \"edges\": [";
  std::string_view comma = "\n  ";
  for (const core::RegionEdge& edge : regions.level(regions.depth()).edges) {
    out << comma;
    writeEdge(out, regions, edge);
    comma = ",\n  ";
  }
  out << "\n ]\n}\n";
}

void writeCsv(Writer& out, const WrittenRegions& what) {
  const core::PlaneRegions& regions = what.regions;
  const int d = regions.depth();
  out << "# Linear regions of layers 1.." << std::int64_t{d} << " in a rectangle of the plane\n# "
      << core::jsonText(summaryOf(what)) << "\nregion,area,centroid_a,centroid_b";
  for (int layer = 1; layer <= d; ++layer) out << ",pattern_" << std::int64_t{layer};
  out << ",polygon\n";
  for (std::int32_t region = 0; region < regions.count(d); ++region) {
    const core::PlanePoint centroid = regions.centroid(d, region);
    out << std::int64_t{region} << "," << regions.area(d, region) << "," << centroid.a << "," << centroid.b;
    for (int layer = 1; layer <= d; ++layer) out << "," << regions.pattern(d, region, layer);
    std::string_view before = ",";
    for (const core::RegionCorner& corner : regions.level(d).polygon(region)) {
      const core::PlanePoint point = regions.vertex(corner.vertex);
      out << before << point.a << " " << point.b;
      before = "; ";
    }
    out << "\n";
  }
}

}  // namespace

MaybeError writeRegions(const WrittenRegions& what, RegionsFormat format, const std::filesystem::path& file) {
  core::Expected<core::OutputFile> opened = core::OutputFile::open(file);
  if (!opened) return opened.error();
  core::OutputFile target = std::move(opened).value();
  Writer out(target);
  if (format == RegionsFormat::Json)
    writeJson(out, what);
  else
    writeCsv(out, what);
  return out.finish();
}

}  // namespace arcscope::app
