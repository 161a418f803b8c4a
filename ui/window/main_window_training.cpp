// The network in training, and what the window does with it.
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include "ui/figures/figure_training.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/experiment_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/training_view.h"
#include "ui/text/core_text.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/experiment_tools.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/training_tools.h"

namespace arcscope::ui {

void MainWindow::connectTraining() {
  TrainingService* const service = m_trainingService.get();
  TrainingLink* const link = m_trainingLink.get();
  const auto refresh = [this] {
    const QString data = QString::fromStdString(m_learningData.choice().name);
    m_training->setInvitation(tr("Start trains this network on %1.").arg(data));
    m_trainingTools->refresh();
  };
  connect(service, &TrainingService::stateReady, this, [this](const TrainingStatePtr& state) {
    for (Card* card : m_cards)
      if (auto* reader = dynamic_cast<TrainingReader*>(card->view())) {
        reader->setTraining(state);
        card->refresh();
      }
  });
  connect(link, &TrainingLink::refused, this, &MainWindow::showMessage);
  connect(link, &TrainingLink::told, this, &MainWindow::showMessage);
  connect(m_training, &TrainingView::momentChosen, link, &TrainingLink::scrub);
  connect(m_trainingTools, &TrainingTools::resetRequested, this, [this] { forgetTraining([] {}); });
  connect(m_trainingTools, &TrainingTools::saveRequested, this, &MainWindow::saveTrained);
  connect(service, &TrainingService::saved, this, [this](const QString& file) {
    if (const TrainingStatePtr& state = m_trainingService->state()) m_savedStep = state->step;
    showMessage(tr("The network was written to %1.").arg(file));
  });
  connect(m_trainingTools, &TrainingTools::dataFileRequested, this, &MainWindow::chooseData);
  connect(&m_learningData, &LearningData::opened, this, refresh);
  connect(&m_session, &Session::settingChanged, this, refresh);
  connect(m_experimentTools, &ExperimentTools::experimentRequested, this, &MainWindow::runExperiment);
  connect(m_experimentTools, &ExperimentTools::stopRequested, m_experimentService.get(),
          &ExperimentService::stop);
  connect(m_experimentService.get(), &ExperimentService::stateReady, m_experiments,
          &ExperimentView::setExperiment);
  connect(m_experimentService.get(), &ExperimentService::stateReady, m_experimentTools,
          [this](const ExperimentPtr& state) { m_experimentTools->setRunning(state->running); });
  connect(m_header->train, &Button::clicked, this, &MainWindow::showTraining);
  refresh();
}

void MainWindow::showTraining() {
  for (Card* card : m_cards)
    if (card->view() == m_training) {
      m_column->setShown(card, true);
      m_column->bringToFront(card);
    }
}

/// Asks first where something was learned.
void MainWindow::forgetTraining(const std::function<void()>& then) {
  if (!m_trainingLink->hasLearned()) {
    m_trainingLink->forget();
    return then();
  }
  const TrainingStatePtr& state = m_trainingService->state();
  const std::int64_t steps = std::max(state->step, state->history->back().step);
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("Reset training"),
                      tr("Forget what was learned in %1 steps?").arg(countText(static_cast<double>(steps))),
                      QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("forgetTraining"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  const QPushButton* forget = box->addButton(tr("Forget"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(tr("Keep"), QMessageBox::RejectRole));
  connect(box, &QMessageBox::buttonClicked, this, [this, forget, then](const QAbstractButton* chosen) {
    if (chosen != forget) return;
    m_trainingLink->forget();
    then();
  });
  box->open();
}

/// The network as it is when the name is chosen; learning goes on meanwhile.
void MainWindow::saveTrained() {
  auto* dialog = new QFileDialog(this, tr("Save network"), QStringLiteral("trained.safetensors"),
                                 tr("Networks (*.safetensors);;All files (*)"));
  dialog->setObjectName(QStringLiteral("saveTrained"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("safetensors"));
  connect(dialog, &QFileDialog::fileSelected, m_trainingService.get(), &TrainingService::save);
  dialog->open();
}

void MainWindow::chooseData() {
  auto* dialog =
      new QFileDialog(this, tr("Open data"), QString(),
                      tr("Images and points (*ubyte* *.gz *.bin *.csv *.tsv *.txt);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, &m_learningData, [this](const QString& file) {
    core::DataChoice choice = m_learningData.choice();
    choice.name = file.toStdString();
    m_learningData.open(choice);
  });
  dialog->open();
}

/// With the network on view, the window's data and the choices of the training.
void MainWindow::runExperiment(core::Experiment experiment, int repeats) {
  if (!m_learningData.task()) {
    connect(
        &m_learningData, &LearningData::opened, this,
        [this, experiment, repeats] { runExperiment(experiment, repeats); },
        static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
    return m_learningData.need();
  }
  core::Subject subject = m_session.subject();
  if (m_trainingLink->isShown()) subject = m_trainingService->state()->start;
  const core::Expected<core::ExperimentRequest> request =
      experimentToRun(std::move(subject), m_trainingService->choice(), m_learningData.task(),
                      m_learningData.choice(), experiment, repeats);
  if (!request) return showMessage(coreText(request.error().message));
  m_experimentService->start(request.value());
}

/// Opens the data and runs it on the preset's network.
void MainWindow::startExperiment(const LearningRequest& request, const ExperimentOrder& order) {
  m_trainingService->setChoice(request.choice);
  connect(
      &m_learningData, &LearningData::opened, this,
      [this, order] { runExperiment(order.experiment, order.repeats); },
      static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
  m_learningData.open(request.data);
}

/// Opens the data and begins at once, with the preset's network on view.
void MainWindow::startTraining(const LearningRequest& request) {
  m_trainingService->setChoice(request.choice);
  m_trainingService->setSpeed(request.stepsPerSecond);
  showTraining();
  m_trainingLink->playOn(request.data);
}

}  // namespace arcscope::ui
