#include "ui/plots/study_reader.h"

#include "ui/text/core_text.h"

namespace arcscope::ui {

void StudyReader::setStudy(const core::LayerStudyPtr& study) {
  if (!study || study == m_study || !study->parts().include(needs())) return;
  m_study = study;
  studyChanged();
}

QVector<Badge> StudyReader::ageBadge(const SnapshotPtr& snapshot) const {
  if (m_study && snapshot && !m_study->reason.empty() &&
      m_study->isOf(snapshot->subject, snapshot->view.image))
    return {{QObject::tr("not for this network"), coreText(m_study->reason), false}};
  if (!snapshot || (m_study && m_study->isOf(snapshot->subject, snapshot->view.image))) return {};
  return {{QObject::tr("computing"),
           m_study ? QObject::tr("What is shown is of the setting before.") : QObject::tr("It will follow."),
           false}};
}

}  // namespace arcscope::ui
