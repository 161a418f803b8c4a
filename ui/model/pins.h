#pragma once
#include <QString>
#include <memory>
#include <vector>

#include "core/explorer/explorer.h"
#include "core/explorer/layer_study.h"

namespace arcscope::ui {

inline constexpr std::size_t mostPins = 4;

/// What of a pinned state is computed only while a view shows it.
struct PinParts {
  core::LayerStudyParts study;
  bool theory = false;  ///< the maps of infinite width
  PinParts& operator|=(const PinParts& other) {
    study |= other.study;
    theory |= other.theory;
    return *this;
  }
};

/// A state that stays beside the one on view, seen as that one is: its name, what it is, and what was
/// computed of it.
struct Pin {
  QString name;
  core::Subject subject;
  core::ViewChoice view;
  std::shared_ptr<const core::Snapshot>
      snapshot;                   ///< without images and patterns; null: still to be computed
  int slot = 0;                   ///< its own colour and line style of mostPins
  bool shown = true;              ///< false: kept, but in no view
  core::LayerStudyPtr study{};    ///< as far as it was needed
  core::TheoryLinesPtr theory{};  ///< likewise
  /// What was computed is no part of it.
  friend bool operator==(const Pin& a, const Pin& b) {
    return a.name == b.name && a.slot == b.slot && a.shown == b.shown && a.isOf(b);
  }
  /// Whether what is computed of one holds for the other.
  [[nodiscard]] bool isOf(const Pin& other) const { return subject == other.subject && view == other.view; }
};

/// A pin of `snapshot` in the first free slot, with its letter as the name where none of `others` has that.
[[nodiscard]] Pin pinOf(const core::Snapshot& snapshot, const std::vector<Pin>& others);
/// `snapshot` without what a pin does not show: the images themselves and the patterns.
[[nodiscard]] std::shared_ptr<const core::Snapshot> lightened(const core::Snapshot& snapshot);
/// The first slot that no pin has; 0 where all are taken.
[[nodiscard]] int freeSlot(const std::vector<Pin>& pins);
/// Each in a slot of its own: the first with a slot keeps it.
void keepSlotsApart(std::vector<Pin>& pins);
/// All seen in `view`.
void showIn(const core::ViewChoice& view, std::vector<Pin>& pins);
/// Whether its snapshot is there and seen in its view: its figures hold in any, its projected images do not.
[[nodiscard]] bool isUpToDate(const Pin& pin);
/// Those that views show.
[[nodiscard]] std::vector<Pin> shownPins(const std::vector<Pin>& pins);

/// What of `wanted` the pin lacks, its snapshot aside.
[[nodiscard]] PinParts lackingParts(const Pin& pin, const PinParts& wanted);
/// Computes one thing that the pin lacks: its snapshot first, then the quick parts of `wanted` before the
/// others. False when `stop` was requested, or nothing lacks.
bool completeStep(Pin& pin, const PinParts& wanted, core::ExplorerCache& cache,
                  const std::stop_token& stop = {});
/// Computes all that it lacks.
void complete(Pin& pin, const PinParts& wanted, const std::stop_token& stop = {});
/// Takes what was computed of the same state.
void takeParts(Pin& pin, const Pin& computed);

/// In what `setting` differs from `reference`, for a legend: "relu, \u03c3_w 2.5", to be drawn by
/// drawLabel(). Empty: in nothing that is seen.
[[nodiscard]] QString differenceLine(const core::Setting& setting, const core::Setting& reference);
/// Likewise, all in what `setting` differs from any of `pins`.
[[nodiscard]] QString contrastLine(const core::Setting& setting, const std::vector<Pin>& pins);
/// "this network: \u03c3_w 3", what a legend calls the state on view beside `pins`.
[[nodiscard]] QString thisNetworkLabel(const core::Setting& setting, const std::vector<Pin>& pins);
/// "A: \u03c3_w 2.5", what a legend calls the pin beside a network of `reference`.
[[nodiscard]] QString labelOf(const Pin& pin, const core::Setting& reference);
/// The name, cut where it is too long for a legend or a button.
[[nodiscard]] QString shortName(const Pin& pin);
/// A label as plain text, for tooltips and screen readers.
[[nodiscard]] QString plainLabel(QString label);

}  // namespace arcscope::ui
