#pragma once
#include <cstdint>
#include <memory>
#include <stop_token>

#include "core/explorer/snapshot.h"

namespace arcscope::core {

/// What explore() keeps between calls so that a small change costs little: the drawn and packed network,
/// buffers, the bases of the last projection. Results do not depend on it, except that live projections start
/// from the last bases. One thread at a time.
class ExplorerCache {
 public:
  ExplorerCache();
  ~ExplorerCache();
  ExplorerCache(ExplorerCache&&) noexcept;
  ExplorerCache& operator=(ExplorerCache&&) noexcept;
  /// Multiplications of all sweeps so far. May be asked while explore() runs on another thread.
  [[nodiscard]] std::int64_t multiplications() const;
  struct State;
  [[nodiscard]] State& state() { return *m_state; }
  [[nodiscard]] const State& state() const { return *m_state; }

 private:
  std::unique_ptr<State> m_state;
};

/// Computes what every view shows of `subject`. Quality::Full is pure: the same subject and view give the
/// same snapshot, bit for bit on one machine, whatever the cache holds and however many threads there are.
/// Null when `stop` was requested first (polled per layer and per share of a tile of points).
/// At full quality smooth activations also get their curvature, at 1025 equidistant t, or as many (129 at
/// least) as 1e10 multiplications allow.
/// @param selectedLayer the layer whose image and regions are kept when the setting is streamed.
/// @param keepBytes of network and images; beyond them (bytesToKeep()) the layers are streamed.
/// @throws std::invalid_argument for a setting that validate() refuses.
[[nodiscard]] std::shared_ptr<const Snapshot> explore(const Subject& subject, const ViewChoice& view,
                                                      Quality quality, ExplorerCache& cache,
                                                      const std::stop_token& stop = {}, int selectedLayer = 1,
                                                      double keepBytes = keepLimit);

/// Rough cost of explore() in seconds on this machine, to choose between Preview and Live before starting.
/// Learned from the cache's earlier calls.
[[nodiscard]] double estimatedSeconds(const Subject& subject, Quality quality, const ExplorerCache& cache);

}  // namespace arcscope::core
