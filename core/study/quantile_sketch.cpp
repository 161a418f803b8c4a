#include "core/study/quantile_sketch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace arcscope::core {
namespace {

constexpr double fineness = 512.0;  ///< about as many clusters remain

}  // namespace

void QuantileSketch::add(double value) {
  if (m_newest.size() + m_clusters.size() >= exactUpTo) compress();
  m_least = m_count == 0 ? value : std::min(m_least, value);
  m_largest = m_count == 0 ? value : std::max(m_largest, value);
  m_newest.push_back(value);
  ++m_count;
}

std::vector<QuantileSketch::Cluster> QuantileSketch::sorted() const {
  std::vector<double> values = m_newest;
  std::sort(values.begin(), values.end());
  std::vector<Cluster> all;
  all.reserve(values.size() + m_clusters.size());
  auto next = m_clusters.begin();
  for (const double value : values) {
    while (next != m_clusters.end() && next->mean <= value) all.push_back(*next++);
    all.push_back({value, 1.0});
  }
  all.insert(all.end(), next, m_clusters.end());
  return all;
}

/// One pass from the least to the largest: a cluster takes in its right neighbour while it stays small
/// enough.
void QuantileSketch::compress() {
  const std::vector<Cluster> all = sorted();
  const auto total = static_cast<double>(m_count);
  m_newest.clear();
  m_clusters.clear();
  double before = 0.0;  // weight to the left of the last cluster
  for (const Cluster& cluster : all) {
    if (!m_clusters.empty()) {
      Cluster& last = m_clusters.back();
      const double weight = last.weight + cluster.weight;
      const double share = (before + 0.5 * weight) / total;
      const double most = 2.0 * std::numbers::pi * total * std::sqrt(share * (1.0 - share)) / fineness;
      if (weight <= most) {
        last.mean += (cluster.mean - last.mean) * (cluster.weight / weight);
        last.weight = weight;
        continue;
      }
      before += last.weight;
    }
    m_clusters.push_back(cluster);
  }
}

std::vector<double> QuantileSketch::quantiles(std::span<const double> shares) const {
  if (m_count == 0) return std::vector<double>(shares.size(), m_least);
  const std::vector<Cluster> all = sorted();
  std::vector<double> places;  // of the clusters' middles among the numbers, counted from 0
  places.reserve(all.size());
  double before = 0.0;
  for (const Cluster& cluster : all) {
    places.push_back(before + 0.5 * (cluster.weight - 1.0));
    before += cluster.weight;
  }
  const auto last = static_cast<double>(m_count - 1);
  std::vector<double> result;
  for (const double share : shares) {
    const double place = share * last;
    const auto right =
        static_cast<std::size_t>(std::upper_bound(places.begin(), places.end(), place) - places.begin());
    const bool atBegin = right == 0;
    const bool atEnd = right == all.size();
    const double x0 = atBegin ? 0.0 : places[right - 1];
    const double y0 = atBegin ? m_least : all[right - 1].mean;
    const double x1 = atEnd ? last : places[right];
    const double y1 = atEnd ? m_largest : all[right].mean;
    result.push_back(x1 > x0 ? y0 + (y1 - y0) * ((place - x0) / (x1 - x0)) : y1);
  }
  return result;
}

std::size_t QuantileSketch::bytes() const {
  return sizeof *this + m_newest.capacity() * sizeof(double) + m_clusters.capacity() * sizeof(Cluster);
}

}  // namespace arcscope::core
