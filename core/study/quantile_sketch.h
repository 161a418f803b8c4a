#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace arcscope::core {

/// Quantiles of a stream of numbers in a memory that does not grow with it. Up to `exactUpTo` numbers they
/// are those of the sorted numbers, straight between neighbours (NumPy's default). Beyond, neighbours are
/// merged into clusters, a t-digest (Dunning 2021) whose clusters hold at most 2 pi sqrt(q (1 - q)) / 512 of
/// all numbers at the quantile q: the result is a quantile of a share within 0.7 % of the one asked for,
/// mostly within 0.1 %. The same numbers in the same order give the same bits: no random choices.
class QuantileSketch {
 public:
  static constexpr std::size_t exactUpTo = 1024;

  /// Amortised cost: some 50 ns. @param value finite.
  void add(double value);
  [[nodiscard]] std::int64_t count() const { return m_count; }
  [[nodiscard]] double least() const { return m_least; }      ///< NaN where nothing was added
  [[nodiscard]] double largest() const { return m_largest; }  ///< NaN where nothing was added
  /// One result a share in [0, 1]; NaN where nothing was added. Cost: a sort of the newest numbers.
  [[nodiscard]] std::vector<double> quantiles(std::span<const double> shares) const;
  /// Memory held, itself included.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Cluster {
    double mean;
    double weight;
  };
  [[nodiscard]] std::vector<Cluster> sorted() const;
  void compress();

  std::vector<double> m_newest;     ///< not yet in a cluster
  std::vector<Cluster> m_clusters;  ///< by mean
  std::int64_t m_count = 0;
  double m_least = std::numeric_limits<double>::quiet_NaN();
  double m_largest = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace arcscope::core
