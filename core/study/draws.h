#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>

#include "core/explorer/subject.h"
#include "core/measure/measure_set.h"

namespace arcscope::core {

/// The seed of draw i of a setting: draw 0 is the setting's own seed; draw i >= 1 the upper 53 bits (every
/// double holds them) of the SplitMix64 finaliser (Steele, Lea, Flood 2014) of seed + i 0x9E3779B97F4A7C15.
[[nodiscard]] std::uint64_t drawSeed(std::uint64_t seed, std::int64_t draw);
/// `subject` with the seed of draw i: the network where it is drawn, and end points where they are.
[[nodiscard]] Subject drawOf(const Subject& subject, std::int64_t draw);
/// Whether anything of `subject` is drawn, so that draws differ.
[[nodiscard]] bool isDrawn(const Subject& subject);

struct DrawOptions {
  std::size_t threads = 0;  ///< at once; 0: as many as parallelFor uses. Changes no result
  bool background = false;  ///< give way to other threads of the machine
};

/// Stands for the setting and for the numbers that `subject` took from files: FNV-1a of both.
[[nodiscard]] std::uint64_t fingerprintOf(const Subject& subject);

/// What was measured of one subject.
struct MeasuredDraw {
  Subject subject;
  CurveMeasures measures;
};

/// Measures subjects `first` to `last` - 1, see measureCurve(), one a thread, and hands the figures on in
/// rising order, whatever the number of threads. A subject so large that not all threads could have one
/// within memoryLimit is measured by itself, by all threads. Memory: buffers of one subject a thread, figures
/// of four subjects a thread.
/// @param subjectOf called in rising order, one call at a time, on any thread.
/// @param take called in rising order, one call at a time, on any thread; false stops.
/// @return the first one that was not taken: `last` unless stopped. `stop` is polled as in measureCurve().
/// The first exception is rethrown.
[[nodiscard]] std::int64_t measureInOrder(std::int64_t first, std::int64_t last,
                                          const std::function<Subject(std::int64_t)>& subjectOf,
                                          MeasureSet wanted, const DrawOptions& options,
                                          const std::function<bool(std::int64_t, const MeasuredDraw&)>& take,
                                          const std::stop_token& stop = {});

}  // namespace arcscope::core
