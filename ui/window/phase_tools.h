#pragma once
#include <QMenu>
#include <QWidget>

#include "ui/panels/segmented.h"
#include "ui/plots/phase_view.h"

namespace arcscope::ui {

/// What the phase diagram shows. @param phases outlives this.
class PhaseTools : public QWidget {
  Q_OBJECT

 public:
  explicit PhaseTools(PhaseView* phases, QWidget* parent = nullptr);
  [[nodiscard]] Segmented* quantity() const { return m_quantity; }
  void addTo(QMenu& menu) const;

 private:
  PhaseView* m_phases;
  Segmented* m_quantity;
};

}  // namespace arcscope::ui
