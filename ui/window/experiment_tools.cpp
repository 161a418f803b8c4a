#include "ui/window/experiment_tools.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <array>

#include "ui/plots/experiment_view.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {

namespace {
constexpr std::array all{core::Experiment::OneLayer, core::Experiment::LayerNoise,
                         core::Experiment::LengthGrowth, core::Experiment::Normalisations};
}

/// Fits a row of four in a small card.
static QString word(core::Experiment experiment) {
  switch (experiment) {
    case core::Experiment::OneLayer:
      return ExperimentTools::tr("One layer");
    case core::Experiment::LayerNoise:
      return ExperimentTools::tr("Noise");
    case core::Experiment::LengthGrowth:
      return ExperimentTools::tr("Length");
    case core::Experiment::Normalisations:
      return ExperimentTools::tr("Normalising");
  }
  return {};
}

ExperimentTools::ExperimentTools(QWidget* parent)
    : QWidget(parent), m_stop(new Button(tr("Stop"), Button::Look::Quiet)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  for (const core::Experiment experiment : all) {
    auto* button = new Button(word(experiment), Button::Look::Quiet);
    button->setObjectName(QStringLiteral("experiment-") +
                          QString::fromStdString(std::string(name(experiment))));
    button->setToolTip(coreText(about(experiment)));
    button->setAccessibleName(tr("Run the experiment: %1").arg(shortTitle(experiment)));
    connect(button, &Button::clicked, this,
            [this, experiment] { Q_EMIT experimentRequested(experiment, m_repeats); });
    row->addWidget(button);
  }
  row->addStretch(1);
  m_stop->setObjectName(QStringLiteral("experimentStop"));
  m_stop->setToolTip(tr("Stop; the lines of the trainings that are done stay"));
  m_stop->setEnabled(false);
  connect(m_stop, &Button::clicked, this, &ExperimentTools::stopRequested);
  row->addWidget(m_stop);
}

void ExperimentTools::setRunning(bool running) {
  m_stop->setEnabled(running);
}

void ExperimentTools::addTo(QMenu& menu) {
  for (const core::Experiment experiment : all)
    connect(menu.addAction(shortTitle(experiment)), &QAction::triggered, this,
            [this, experiment] { Q_EMIT experimentRequested(experiment, m_repeats); });
  QAction* stop = menu.addAction(tr("Stop"));
  stop->setEnabled(m_stop->isEnabled());
  connect(stop, &QAction::triggered, this, &ExperimentTools::stopRequested);
  menu.addSeparator();
  auto* group = new QActionGroup(&menu);
  for (const int repeats : {1, 3, 5, 10}) {
    QAction* action = menu.addAction(repeats == 1 ? tr("1 repeat") : tr("%1 repeats").arg(repeats));
    action->setCheckable(true);
    action->setChecked(repeats == m_repeats);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, repeats] { m_repeats = repeats; });
  }
}

}  // namespace arcscope::ui
