#include "ui/model/phase_service.h"

namespace arcscope::ui {

namespace {
constexpr std::chrono::milliseconds beforeMeasuring{250};  // so that a drag is not slowed down
}

PhaseService::PhaseService(QObject* parent)
    : QObject(parent),
      m_phases(this, std::chrono::milliseconds(0), core::computePhaseDiagram,
               [this](const PhaseDiagramPtr& diagram) { Q_EMIT diagramReady(diagram); }),
      m_growth(this, beforeMeasuring, core::computeGrowthMap,
               [this](const PhaseDiagramPtr& map) { Q_EMIT growthReady(map); }) {}

}  // namespace arcscope::ui
