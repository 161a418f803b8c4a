#include "ui/window/comparison_tools.h"

#include <QAction>
#include <QCoreApplication>

namespace arcscope::ui {
namespace {

struct ComparisonText {
  Q_DECLARE_TR_FUNCTIONS(Comparison)
};

using Field = bool ComparisonChoice::*;

void choose(Comparison& comparison, std::initializer_list<Field> fields, bool on) {
  ComparisonChoice next = comparison.choice();
  for (const Field field : fields) next.*field = on;
  comparison.setChoice(next);
}

Button* titleButton(const QString& text, const char* name, const QString& tip) {
  auto* button = new Button(text, Button::Look::Quiet);
  button->setObjectName(QString::fromLatin1(name));
  button->setCheckable(true);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  return button;
}

}  // namespace

void addComparisonTools(Card* card, Comparison& comparison, const std::function<void(QMenu&)>& more) {
  Comparison* const shared = &comparison;
  auto* draws = titleButton(ComparisonText::tr("draws"), "drawsButton",
                            ComparisonText::tr("The spread over many draws of this setting"));
  auto* theory = titleButton(ComparisonText::tr("theory"), "theoryButton",
                             ComparisonText::tr("What theory predicts, beside what is measured"));
  card->addTitleTool(draws);
  card->addTitleTool(theory);
  const auto refresh = [=] {
    const ComparisonChoice& now = shared->choice();
    // A network from a file is one that no law is of, and no draw of any setting.
    const bool drawn = !shared->theory() || shared->theory()->setting.networkFile.empty();
    draws->setEnabled(drawn);
    theory->setEnabled(drawn);
    draws->setChecked(drawn && now.ensemble);
    theory->setChecked(drawn && (now.finiteWidth || now.meanField || now.scaling));
  };
  refresh();
  QObject::connect(shared, &Comparison::choiceChanged, card, refresh);
  QObject::connect(shared, &Comparison::changed, card, refresh);
  QObject::connect(draws, &Button::clicked, card,
                   [shared](bool on) { choose(*shared, {&ComparisonChoice::ensemble}, on); });
  QObject::connect(theory, &Button::clicked, card, [shared](bool on) {
    choose(*shared, {&ComparisonChoice::finiteWidth, &ComparisonChoice::meanField}, on);
    if (!on) choose(*shared, {&ComparisonChoice::scaling}, false);
  });
  card->setMenuExtension([shared, more](QMenu& menu) {
    const auto add = [&](const QString& text, Field field) {
      QAction* action = menu.addAction(text);
      action->setCheckable(true);
      action->setChecked(shared->choice().*field);
      QObject::connect(action, &QAction::toggled, shared,
                       [shared, field](bool on) { choose(*shared, {field}, on); });
    };
    add(ComparisonText::tr("Laws of finite width"), &ComparisonChoice::finiteWidth);
    add(ComparisonText::tr("Infinite width"), &ComparisonChoice::meanField);
    add(ComparisonText::tr("Printed scaling of [R17]"), &ComparisonChoice::scaling);
    add(ComparisonText::tr("Many draws"), &ComparisonChoice::ensemble);
    if (more) more(menu);
  });
}

}  // namespace arcscope::ui
