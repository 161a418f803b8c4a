#pragma once
#include <memory>

#include "core/explorer/explorer.h"
#include "ui/plots/view.h"

namespace arcscope::ui::test {

/// What the program computes of `setting`, at the setting's own equidistant points.
inline SnapshotPtr sampleSnapshot(core::Setting setting = {}, core::ViewChoice view = {},
                                  core::Quality quality = core::Quality::Full) {
  setting.refine = false;
  core::ExplorerCache cache;
  return core::explore(core::Subject{setting, nullptr, nullptr}, view, quality, cache);
}

/// A copy that a test may change.
inline std::shared_ptr<core::Snapshot> changeable(const SnapshotPtr& snapshot) {
  return std::make_shared<core::Snapshot>(*snapshot);
}

/// A small network, quick to explore.
inline core::Setting smallSetting() {
  core::Setting setting;
  setting.depth = 4;
  setting.width = 24;
  setting.points = 256;
  return setting;
}

}  // namespace arcscope::ui::test
