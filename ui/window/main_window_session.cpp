// What a person set as a whole: undo of what the views show, session files, links, and the state that comes
// back.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>

#include "core/network/convolutional_network.h"
#include "ui/lecture/presentation.h"
#include "ui/model/background_read.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/question.h"
#include "ui/plots/dichotomies_view.h"
#include "ui/plots/family_view.h"
#include "ui/plots/phase_view.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/training_lengths_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"
#include "ui/session/session_file.h"
#include "ui/text/core_text.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"

namespace arcscope::ui {
namespace {

constexpr int mostRecent = 8;
constexpr double mostNumbersHeld = 2e6;  ///< weights that are written each time the window closes
constexpr qint64 largestLastSession = qint64{64} << 20;  // bytes

QString sessionFilter() {
  return QCoreApplication::translate("MainWindow", "Sessions (*.arcscope);;All files (*)");
}

/// Where the window keeps how it was left.
QString lastSessionFile() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
      .filePath(QStringLiteral("last.arcscope"));
}

const core::Network& weightsOf(const core::LoadedNetwork& loaded) {
  return loaded.convolutional ? loaded.convolutional->chain.network : loaded.network;
}

QStringList recentFiles() {
  return QSettings().value(QStringLiteral("recent")).toStringList();
}

}  // namespace

void MainWindow::connectDisplay() {
  const auto take = [this](const QString& gesture) { return [this, gesture] { takeDisplay(gesture); }; };
  connect(&m_session, &Session::displayChanged, this, &MainWindow::applyDisplay);
  connect(m_grid, &TrajectoryGrid::commonScaleChanged, this, take({}));
  connect(m_grid, &TrajectoryGrid::sideBySideChanged, this, take({}));
  connect(m_grid, &TrajectoryGrid::openLayerChanged, this, take(QStringLiteral("layer")));
  connect(m_transitions, &TransitionsView::runningTotalChanged, this, take({}));
  connect(&m_comparison, &Comparison::choiceChanged, this, take({}));
  connect(m_plane, &PlaneView::regionChoiceChanged, this, take(QStringLiteral("regions")));
  connect(m_phases, &PhaseView::quantityChanged, this, take({}));
  connect(m_families, &FamilyView::familyChoiceChanged, this, take({}));
  connect(m_dichotomies, &DichotomiesView::choiceChanged, this, take(QStringLiteral("labelings")));
  connect(m_prior, &PriorView::changed, this, take(QStringLiteral("prior")));
  connect(m_trainingLengths, &TrainingLengthsView::courseChanged, this, take({}));
  connect(m_column, &CardColumn::shownChanged, this, take({}));
}

/// What the views show now.
DisplayChoice MainWindow::displayOnView() const {
  DisplayChoice display;
  display.commonScale = m_grid->commonScale();
  display.sideBySide = m_grid->sideBySide();
  display.openLayer = m_grid->openLayer();
  display.runningTotal = m_transitions->runningTotal();
  display.comparison = m_comparison.choice();
  display.regionLayers = m_plane->regionLayers();
  display.fill = m_plane->regionFill();
  display.quantity = m_phases->quantity();
  display.families = m_families->familyChoice();
  display.dichotomyInputs = m_dichotomies->inputs();
  display.dichotomyDraws = m_dichotomies->draws();
  display.priorData = m_prior->data();
  display.course = m_trainingLengths->course();
  const QString cards = m_column->arrangement();
  if (cards != m_defaultArrangement) display.cards = cards;
  if (m_enlarged) display.enlarged = m_enlarged->objectName();
  display.hiddenControls = m_controls->hiddenParts();
  return display;
}

/// After a view was told something else: a step of undo, unless the network on view brought it about.
void MainWindow::takeDisplay(const QString& gesture) {
  if (m_applyingDisplay) return;
  if (m_takingSnapshot)
    m_session.amendDisplay(displayOnView());
  else
    m_session.setDisplay(displayOnView(), gesture);
}

/// The views follow the session, as far as they can.
void MainWindow::applyDisplay() {
  const DisplayChoice display = m_session.display();
  m_applyingDisplay = true;
  m_grid->setCommonScale(display.commonScale);
  m_grid->setSideBySide(display.sideBySide);
  m_grid->setOpenLayer(display.openLayer);
  // The layer of a network that is still to come.
  m_layerToOpen = m_grid->openLayer() != display.openLayer ? display.openLayer : -1;
  m_transitions->setRunningTotal(display.runningTotal);
  m_comparison.setChoice(display.comparison);
  m_plane->setRegionLayers(display.regionLayers);
  m_plane->setRegionFill(display.fill);
  m_phases->setQuantity(display.quantity);
  m_families->setFamilyChoice(display.families);
  m_dichotomies->setInputs(display.dichotomyInputs);
  m_dichotomies->setDraws(display.dichotomyDraws);
  m_prior->setData(display.priorData);
  m_trainingLengths->setCourse(display.course);
  m_controls->setHiddenParts(display.hiddenControls);
  const QString cards = display.cards.isEmpty() ? m_defaultArrangement : display.cards;
  if (cards != m_column->arrangement()) m_column->setArrangement(cards);
  Card* const large = m_column->cardNamed(display.enlarged);
  if (large != m_enlarged) {
    if (large != nullptr) m_column->setShown(large, true);
    enlarge(large != nullptr ? large : m_enlarged, large != nullptr);
  }
  m_applyingDisplay = false;
  m_session.amendDisplay(displayOnView());
}

/// The arrangement with one card more in it.
QString MainWindow::cardsWith(const QString& name) const {
  QStringList words = m_column->arrangement().split(QLatin1Char(' '));
  words.replaceInStrings(QLatin1Char('-') + name, name);
  return words.join(QLatin1Char(' '));
}

SessionContent MainWindow::sessionContent() const {
  return {.subject = m_session.subject(),
          .view = m_session.view(),
          .display = m_session.display(),
          .pins = m_session.pins(),
          .t = m_focus.t(),
          .layer = m_focus.layer(),
          .training = m_trainingService->choice(),
          .data = m_learningData.choice()};
}

void MainWindow::showSession(const ReadSession& read, SessionSource source) {
  const SessionContent& content = read.content;
  DisplayChoice display = content.display;
  if (source != SessionSource::File && display.cards.isEmpty()) display.cards = m_session.display().cards;
  const Scene scene{content.subject, content.view, display, content.pins};
  if (source == SessionSource::Last)
    m_session.restart(scene);
  else
    m_session.setScene(scene);
  m_plane->resetZoom();
  m_focus.setT(std::clamp(content.t, content.subject.setting.tBegin, content.subject.setting.tEnd));
  m_focus.setLayer(std::min(content.layer, content.subject.setting.depth));
  if (!m_trainingService->hasRun()) m_trainingService->setChoice(content.training);
  if (content.data != m_learningData.choice()) m_learningData.open(content.data);
  if (read.remarks.isEmpty())
    m_message->dismiss();
  else
    showMessage(read.remarks.join(QLatin1Char(' ')));
}

void MainWindow::openFile(const QString& file) {
  if (isTour(file)) return openTourFile(file);
  const bool session = isNamedAsSession(file);
  if (!isSessionOrFigure(file)) {
    remember(file);
    return m_session.openNetwork(file);
  }
  readInBackground<ReadSession>(
      this, [file] { return readSession(file); },
      [this, file, session](const core::Expected<ReadSession>& read) {
        if (!read) return showMessage(coreText(read.error().message) + QLatin1Char('.'));
        showSession(read.value(), session ? SessionSource::File : SessionSource::Text);
        remember(file);
        if (session) setSessionFile(file);
      });
}

void MainWindow::openLink(const QString& link) {
  const core::Expected<ReadSession> read = sessionFromLink(link);
  if (!read) return showMessage(coreText(read.error().message) + QLatin1Char('.'));
  ReadSession session = read.value();
  session.content.pins = m_session.pins();  // a link holds none: those that are there stay
  showSession(session, SessionSource::Text);
}

void MainWindow::chooseFile() {
  auto* dialog = new QFileDialog(
      this, tr("Open"), QString(),
      tr("Sessions, tours, networks, figures (*.arcscope *.arctour *.safetensors *.png *.svg *.pdf *.csv *.json);;All "
         "files (*)"));
  dialog->setObjectName(QStringLiteral("openFile"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFile);
  dialog->open();
}

void MainWindow::saveSession() {
  if (m_sessionFile.isEmpty()) return saveSessionAs();
  saveSessionTo(m_sessionFile);
}

void MainWindow::saveSessionAs() {
  auto* dialog = new QFileDialog(this, tr("Save session"),
                                 m_sessionFile.isEmpty() ? QStringLiteral("session.arcscope") : m_sessionFile,
                                 sessionFilter());
  dialog->setObjectName(QStringLiteral("saveSession"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QLatin1String(sessionSuffix));
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::saveSessionTo);
  dialog->open();
}

void MainWindow::saveSessionTo(const QString& file) {
  if (const auto error = writeSession(file, sessionContent()))
    return showMessage(coreText(error->message) + QLatin1Char('.'));
  setSessionFile(file);
  remember(file);
  showMessage(tr("The session was written to %1.").arg(file));
}

void MainWindow::setSessionFile(const QString& file) {
  m_sessionFile = file;
  setWindowTitle(file.isEmpty() ? QStringLiteral("Arcscope")
                                : QFileInfo(file).completeBaseName() + QStringLiteral(" \u2014 Arcscope"));
}

void MainWindow::copyLink() {
  const core::Expected<QString> link = linkText(sessionContent());
  if (!link) return showMessage(coreText(link.error().message) + QLatin1Char('.'));
  QApplication::clipboard()->setText(link.value());
  showMessage(m_session.pins().empty()
                  ? tr("The link is on the clipboard: paste it here, or start arcscope with it.")
                  : tr("The link is on the clipboard, without the pinned states: a session holds them."));
}

/// A link, a session's text, or a setting.
void MainWindow::paste() {
  const QString text = QApplication::clipboard()->text().trimmed();
  if (text.startsWith(QLatin1String(linkPrefix))) return openLink(text);
  if (!text.contains(QLatin1String("\"arcscope_session\""))) return m_session.pasteSetting();
  const core::Expected<ReadSession> read = sessionFromText(text.toUtf8());
  if (!read) return showMessage(tr("The session on the clipboard: %1.").arg(coreText(read.error().message)));
  showSession(read.value(), SessionSource::Text);
}

void MainWindow::openFileMenu() {
  QMenu menu(this);
  menu.addAction(tr("Open\u2026\tCtrl+O"), this, &MainWindow::chooseFile);
  QMenu* const recent = menu.addMenu(tr("Open recent"));
  for (const QString& file : recentFiles())
    recent->addAction(QFileInfo(file).fileName(), this, [this, file] { openFile(file); })->setToolTip(file);
  recent->setToolTipsVisible(true);
  recent->setEnabled(!recent->isEmpty());
  menu.addSeparator();
  menu.addAction(tr("Save session\tCtrl+S"), this, &MainWindow::saveSession);
  menu.addAction(tr("Save session as\u2026\tCtrl+Shift+S"), this, &MainWindow::saveSessionAs);
  menu.addSeparator();
  menu.addAction(tr("Copy link\tCtrl+L"), this, &MainWindow::copyLink);
  menu.addAction(tr("Paste link or setting\tCtrl+V"), this, &MainWindow::paste);
  menu.addSeparator();
  menu.addAction(tr("Back to the start-up state"), this, [this] {
    showSession({SessionContent(), {}}, SessionSource::Text);
  });
  menu.exec(m_header->open->mapToGlobal(QPoint(0, m_header->open->height() + 2)));
}

/// First among the recent files.
void MainWindow::remember(const QString& file) {
  if (!m_remember) return;
  const QString path = QFileInfo(file).absoluteFilePath();
  QStringList files = recentFiles();
  files.removeAll(path);
  files.prepend(path);
  QSettings().setValue(QStringLiteral("recent"), QStringList(files.mid(0, mostRecent)));
}

/// A network that the window before left, and that neither a file nor `next` holds, is not written over: it
/// stays among the recent files.
void MainWindow::keepTrainedSession(const core::Subject& next) {
  const QFileInfo last(lastSessionFile());
  if (!last.exists()) return;
  if (last.size() <= largestLastSession) {
    const core::Expected<ReadSession> read = readSession(last.filePath());
    if (!read || !read.value().content.subject.loaded) return;
    const core::Subject& left = read.value().content.subject;
    if (QFileInfo::exists(QString::fromStdString(left.setting.networkFile))) return;
    if (next.loaded && haveSameWeights(weightsOf(*left.loaded), weightsOf(*next.loaded))) return;
  }
  const QString kept = last.dir().filePath(
      last.lastModified().toString(QStringLiteral("'trained-'yyyyMMdd-hhmmss'.arcscope'")));
  if (QFile::rename(last.filePath(), kept)) remember(kept);
}

/// A network that learned and was not written anywhere is in it in place of a drawn one, and comes back too.
std::optional<core::Error> MainWindow::writeLastSession() {
  QDir().mkpath(QFileInfo(lastSessionFile()).path());
  SessionContent content = sessionContent();
  if (m_trainingLink->hasLearned() && !m_trainingLink->isShown() && !content.subject.loaded &&
      m_trainingService->state()->step != m_savedStep)
    content.subject = m_trainingService->state()->subject;
  core::Subject& subject = content.subject;
  if (numbersHeld(subject) > mostNumbersHeld &&
      QFileInfo::exists(QString::fromStdString(subject.setting.networkFile)))
    subject = {.setting = subject.setting,
               .loaded = nullptr,
               .plane = nullptr,
               .dataEnds = nullptr};  // its file holds it
  keepTrainedSession(subject);
  return writeSession(lastSessionFile(), content);
}

bool MainWindow::closesAllTheSame(const core::Error& error) {
  return isConfirmed({.name = "cannotKeep",
                      .title = tr("Close"),
                      .text = tr("How the window is left cannot be kept: %1.").arg(coreText(error.message)),
                      .act = tr("Close all the same"),
                      .keep = tr("Stay")},
                     this);
}

void MainWindow::restoreLastSession() {
  const QFileInfo file(lastSessionFile());
  if (!file.exists() || file.size() > largestLastSession) return;
  const core::Expected<ReadSession> read = readSession(file.filePath());
  if (read) return showSession(read.value(), SessionSource::Last);
  // The next one would be written over it.
  const QString kept = file.filePath() + QStringLiteral(".damaged");
  QFile::remove(kept);
  const QString where = QFile::rename(file.filePath(), kept) ? tr(" It is kept as %1.").arg(kept) : QString();
  showMessage(tr("The window cannot come back as it was left: %1.").arg(coreText(read.error().message)) +
              where);
}

}  // namespace arcscope::ui
