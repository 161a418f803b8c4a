#include "ui/model/comparison.h"

namespace arcscope::ui {

void Comparison::setTheory(const core::TheoryLinesPtr& theory) {
  if (theory == m_theory) return;
  m_theory = theory;
  if (!theory || theory->quality == core::Quality::Full) Q_EMIT changed();
}

void Comparison::setEnsemble(const EnsemblePtr& ensemble, const EnsembleProgress& progress) {
  if (ensemble == m_ensemble) return;
  m_progress = progress;
  m_ensemble = ensemble;
  Q_EMIT changed();
}

void Comparison::setChoice(const ComparisonChoice& choice) {
  if (choice == m_choice) return;
  m_choice = choice;
  Q_EMIT choiceChanged();
  Q_EMIT changed();
}

void Comparison::setPins(const std::vector<Pin>& pins) {
  m_pins = pins;
  Q_EMIT changed();
}

void Comparison::setPinsNamed(bool named) {
  if (named == m_pinsNamed) return;
  m_pinsNamed = named;
  Q_EMIT changed();
}

}  // namespace arcscope::ui
