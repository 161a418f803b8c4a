#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/measure/measure_set.h"
#include "core/setting/setting.h"
#include "core/support/expected.h"

namespace arcscope::core {

/// A parameter that a study varies.
struct StudyAxis {
  std::string key;                  ///< as in the setting's JSON: "sigma_w"
  std::vector<std::string> values;  ///< as flags take them, two at least
  bool numbers = false;             ///< the values are numbers
  friend bool operator==(const StudyAxis&, const StudyAxis&) = default;
};

/// The i-th of n parts of a study, counted from 1.
struct Shard {
  std::int64_t index = 1;
  std::int64_t count = 1;
  friend bool operator==(const Shard&, const Shard&) = default;
};

/// What a study's file says of itself: a grid of settings, so many draws of each, what is measured, and which
/// part this file has. Settings are counted from 0 with the last axis varying fastest. A task is one draw of
/// one setting, task number setting * draws + draw; shard i of n has the tasks i - 1, i - 1 + n, ...: the
/// expensive corner of a grid is shared out evenly.
struct StudyPlan {
  std::string version;            ///< of the program
  std::string setting;            ///< JSON of setting 0
  std::uint64_t fingerprint = 0;  ///< stands for all settings and what their files hold
  std::vector<StudyAxis> axes;
  std::vector<int> depths;  ///< hidden layers, one a setting
  std::int64_t draws = 1;
  MeasureSet measures;
  Shard shard;

  [[nodiscard]] std::int64_t settings() const { return static_cast<std::int64_t>(depths.size()); }
  [[nodiscard]] std::int64_t tasks() const { return settings() * draws; }
  /// Of its shard.
  [[nodiscard]] std::int64_t ownTasks() const { return (tasks() - shard.index + shard.count) / shard.count; }
  /// The own task number i (0..ownTasks() - 1) among all.
  [[nodiscard]] std::int64_t taskOf(std::int64_t i) const { return shard.index - 1 + i * shard.count; }
  friend bool operator==(const StudyPlan&, const StudyPlan&) = default;
};

inline constexpr std::int64_t mostSettings = 1'000'000;
inline constexpr std::int64_t mostDraws = 1'000'000'000;

/// Settings that the axes span; 1 without axes, nothing beyond mostSettings.
[[nodiscard]] std::optional<std::int64_t> settingsOf(std::span<const StudyAxis> axes);
/// Index of the value of each axis at one setting.
[[nodiscard]] std::vector<std::size_t> placeOf(std::span<const StudyAxis> axes, std::int64_t setting);

/// What a curve of `setting` has: no curvature where the activation is piecewise linear, no pieces where the
/// curve is sampled.
[[nodiscard]] MeasureSet measuresOf(const Setting& setting);

/// The plan as one line of JSON, without a line break.
[[nodiscard]] std::string toJson(const StudyPlan& plan);
[[nodiscard]] Expected<StudyPlan> planFromJson(std::string_view json);

/// In what two plans differ, shards apart, in a few words ("the number of draws"); nothing where they do not.
[[nodiscard]] std::optional<std::string> differenceOf(const StudyPlan& a, const StudyPlan& b);

}  // namespace arcscope::core
