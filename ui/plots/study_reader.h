#pragma once
#include "core/explorer/layer_study.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// What a view is that shows part of a study of the layers. Studies arrive behind the snapshots; until then
/// the view keeps the last one and says so.
class StudyReader {
 public:
  virtual ~StudyReader() = default;
  [[nodiscard]] virtual core::LayerStudyParts needs() const = 0;
  /// Of studies without what it needs the view takes no notice.
  void setStudy(const core::LayerStudyPtr& study);
  [[nodiscard]] const core::LayerStudyPtr& study() const { return m_study; }  ///< may be null

 protected:
  virtual void studyChanged() = 0;
  /// "computing" where the study is not of the snapshot on view, or is still missing; why there is none.
  [[nodiscard]] QVector<Badge> ageBadge(const SnapshotPtr& snapshot) const;

  core::LayerStudyPtr m_study;
};

}  // namespace arcscope::ui
