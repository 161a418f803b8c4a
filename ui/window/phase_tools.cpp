#include "ui/window/phase_tools.h"

#include <QActionGroup>
#include <QHBoxLayout>

namespace arcscope::ui {
namespace {

QStringList symbols() {
  QStringList names;
  for (int i = 0; i < phaseQuantities; ++i) names << symbolOf(static_cast<PhaseQuantity>(i));
  return names;
}

QStringList meanings() {
  QStringList names;
  for (int i = 0; i < phaseQuantities; ++i) names << meaningOf(static_cast<PhaseQuantity>(i));
  return names;
}

}  // namespace

PhaseTools::PhaseTools(PhaseView* phases, QWidget* parent)
    : QWidget(parent), m_phases(phases), m_quantity(new Segmented(symbols(), this)) {
  m_quantity->setObjectName(QStringLiteral("phaseQuantity"));
  m_quantity->setAccessibleName(tr("What the phase diagram shows"));
  m_quantity->setToolTips(meanings());
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_quantity);
  layout->addStretch();
  connect(m_quantity, &Segmented::chosen, m_phases,
          [phases](int i) { phases->setQuantity(static_cast<PhaseQuantity>(i)); });
  connect(m_phases, &PhaseView::quantityChanged, this,
          [this] { m_quantity->setCurrent(static_cast<int>(m_phases->quantity())); });
  m_quantity->setCurrent(static_cast<int>(m_phases->quantity()));
}

void PhaseTools::addTo(QMenu& menu) const {
  auto* group = new QActionGroup(&menu);
  for (int i = 0; i < phaseQuantities; ++i) {
    QAction* action = menu.addAction(QStringLiteral("%1: %2").arg(symbols()[i], meanings()[i]));
    action->setCheckable(true);
    action->setChecked(i == static_cast<int>(m_phases->quantity()));
    group->addAction(action);
    connect(action, &QAction::triggered, m_phases,
            [phases = m_phases, i] { phases->setQuantity(static_cast<PhaseQuantity>(i)); });
  }
}

}  // namespace arcscope::ui
