#pragma once
#include <QString>
#include <memory>
#include <vector>

#include "core/explorer/snapshot.h"

namespace arcscope::ui {

inline constexpr std::size_t mostPins = 4;

/// A state that stays beside the one on view: its name, what it is, and what was computed of it.
struct Pin {
  QString name;
  core::Subject subject;
  core::ViewChoice view;
  std::shared_ptr<const core::Snapshot>
      snapshot;  ///< without images and patterns; null: still to be computed
  /// What was computed is no part of it.
  friend bool operator==(const Pin& a, const Pin& b) {
    return a.name == b.name && a.subject == b.subject && a.view == b.view;
  }
};

/// A pin of `snapshot` with a name that none of `others` has: A to D.
[[nodiscard]] Pin pinOf(const core::Snapshot& snapshot, const std::vector<Pin>& others);
/// `snapshot` without what a pin does not show: the images themselves and the patterns.
[[nodiscard]] std::shared_ptr<const core::Snapshot> lightened(const core::Snapshot& snapshot);

/// In what `setting` differs from `reference`, for a legend: "relu, σw 2.5". Empty: in nothing that is seen.
[[nodiscard]] QString differenceLine(const core::Setting& setting, const core::Setting& reference);
/// "A: σw 2.5", what a legend calls the pin beside a network of `reference`.
[[nodiscard]] QString labelOf(const Pin& pin, const core::Setting& reference);

}  // namespace arcscope::ui
