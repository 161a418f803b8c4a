#include "ui/window/dichotomy_tools.h"

#include <QActionGroup>

#include "ui/panels/stepper.h"

namespace arcscope::ui {

void addDichotomyTools(Card* card, DichotomiesView* view) {
  auto* inputs =
      new Stepper(DichotomiesView::tr("%1 inputs"), core::leastDichotomyInputs, core::mostDichotomyInputs);
  inputs->setObjectName(QStringLiteral("dichotomyInputs"));
  inputs->setAccessibleName(DichotomiesView::tr("Number of inputs that are labeled"));
  inputs->setToolTip(inputs->accessibleName());
  inputs->setValue(view->inputs());
  card->addTitleTool(inputs);
  QObject::connect(inputs, &Stepper::valueRequested, view, &DichotomiesView::setInputs);
  QObject::connect(view, &DichotomiesView::choiceChanged, inputs, [=] { inputs->setValue(view->inputs()); });
  QObject::connect(view, &DichotomiesView::choiceChanged, card, &Card::refresh);
  QObject::connect(view, &DichotomiesView::badgesChanged, card, &Card::refresh);
  card->setMenuExtension([view](QMenu& menu) {
    auto* group = new QActionGroup(&menu);
    for (const int draws : {1, 3, 10, 30}) {
      QAction* action =
          menu.addAction(draws == 1 ? DichotomiesView::tr("This draw alone")
                                    : DichotomiesView::tr("Mean and range of %1 draws").arg(draws));
      action->setCheckable(true);
      action->setChecked(draws == view->draws());
      group->addAction(action);
      QObject::connect(action, &QAction::triggered, view, [view, draws] { view->setDraws(draws); });
    }
  });
}

}  // namespace arcscope::ui
