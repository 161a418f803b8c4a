// Lectures: tours and what they point at, animations, the presentation and its menu.
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTimer>

#include "ui/figures/figure_of_view.h"
#include "ui/figures/presets.h"
#include "ui/lecture/animation_dialog.h"
#include "ui/lecture/pointer_rings.h"
#include "ui/lecture/presentation.h"
#include "ui/lecture/tour_editor.h"
#include "ui/lecture/tour_panel.h"
#include "ui/model/background_read.h"
#include "ui/panels/control_panel.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/session/session_file.h"
#include "ui/text/core_text.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card.h"
#include "ui/window/card_column.h"
#include "ui/window/header_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"

namespace arcscope::ui {
namespace {

constexpr int ringMargin = 16;     ///< pixels round what is pointed at
constexpr double tourShare = 0.3;  ///< of the window's height, at most

const QString profileKey = QStringLiteral("presentation/profile");
const QString screenKey = QStringLiteral("presentation/screen");

}  // namespace

void MainWindow::connectLecture() {
  m_animator = new Animator(m_session, m_focus, this);
  connect(m_animator, &Animator::refused, this, [this](const QString& sentence) {
    showMessage(sentence.at(0).toUpper() + sentence.mid(1) + QLatin1Char('.'));
  });
  connect(m_animator, &Animator::glideChanged, this, [this](int layer, double share) {
    if (layer >= 0) m_grid->setOpenLayer(layer);
    m_grid->setGlide(share);
    if (m_presentation) m_presentation->glide(layer, share);
  });
  m_rings = new PointerRings(
      m_tours, [this](const QString& target) { return targetRect(target); }, this);
  connect(&m_tours, &TourGuide::stepEntered, this, &MainWindow::showTourStep);
  connect(&m_tours, &TourGuide::changed, this, [this] {
    for (QAction* action : m_tourKeys) action->setEnabled(m_tours.isOpen());
    placeTourPanel();
  });
  connect(&m_tours, &TourGuide::closed, this, [this] {
    m_animator->stop();
    leaveTour();
    setFocus();
  });
  connect(m_tourPanel, &TourPanel::heightChanged, this, [this] {
    placeTourPanel();
    m_rings->follow();
  });
  connect(m_tourPanel, &TourPanel::menuRequested, this, &MainWindow::openTourMenu);
  connect(this, &MainWindow::framePainted, m_rings, &PointerRings::follow);
  connect(m_column, &CardColumn::shownChanged, m_rings, &PointerRings::follow);
  connect(m_column, &CardColumn::shownChanged, this, &MainWindow::tellCurves);
  const auto whileTouring = [this](Qt::Key key, const std::function<void()>& act) {
    addKey(QKeySequence(key), act);
    m_tourKeys.push_back(actions().constLast());
    m_tourKeys.back()->setEnabled(false);
  };
  whileTouring(Qt::Key_PageDown, [this] { m_tours.next(); });
  whileTouring(Qt::Key_PageUp, [this] { m_tours.back(); });
}

TourEditor* MainWindow::tourEditor() const {
  return m_tourEditor;
}

AnimationDialog* MainWindow::animationDialog() const {
  return m_animationDialog;
}

void MainWindow::placeTourPanel() {
  if (!m_tours.isOpen()) return;
  const int width = std::max(m_splitter->width(), 400);
  // It grows where a step needs it, and stays: what is above does not jump from step to step.
  m_tourHeight = std::max(m_tourHeight, m_tourPanel->heightFor(width, qRound(tourShare * height())));
  m_tourPanel->setFixedHeight(m_tourHeight);
}

void MainWindow::openTour(Tour tour, const QString& file) {
  if (m_tourEditor && !m_tourEditor->close()) return;  // the person goes on editing
  m_tourFile = file;
  if (!m_tours.isOpen()) m_beforeTour = sessionContent();
  m_tourHeight = 0;
  m_tours.open(std::move(tour));
  m_tourPanel->setFocus();
}

/// The window is as before the tour; who records one goes on from where it stands.
void MainWindow::leaveTour() {
  const std::optional<SessionContent> before = std::exchange(m_beforeTour, std::nullopt);
  if (!before || m_tourEditor) return;
  const Scene now = m_session.scene();
  showSession({*before, {}}, SessionSource::File);
  if (now != m_session.scene())
    showMessage(tr("The window is as it was before the tour. Undo brings back where the tour was left."));
}

void MainWindow::openTourFile(const QString& file) {
  const core::Expected<ReadTour> read = readTour(file);
  if (!read) return showMessage(coreText(read.error().message) + QLatin1Char('.'));
  const bool shipped = file.startsWith(QLatin1Char(':'));
  openTour(read.value().tour, shipped ? QString() : file);
  if (!read.value().remarks.isEmpty()) showMessage(read.value().remarks.join(QLatin1Char(' ')));
  if (!shipped) remember(file);
}

void MainWindow::showTourStep() {
  const TourStep& step = m_tours.step();
  m_animator->stop();
  m_grid->setGlide(0.0);
  if (m_presentation) m_presentation->glide(-1, 0.0);
  if (const Preset* preset = step.preset.isEmpty() ? nullptr : presetFromName(step.preset)) {
    openPreset(*preset);
  } else if (step.state) {
    showSession({*step.state, {}}, SessionSource::File);
  }
  if (!step.points.isEmpty()) revealTargets(step.points);
  if (!step.animation) return;
  // When what it starts from has been seen.
  QTimer::singleShot(PointerRings::settlingMs, this,
                     [this, index = m_tours.index(), animation = *step.animation] {
                       if (m_tours.isOpen() && m_tours.index() == index) m_animator->play(animation);
                     });
}

/// Cards that are pointed at come to the front of their place.
void MainWindow::revealTargets(const QStringList& targets) {
  for (const QString& target : targets) {
    if (target.startsWith(QStringLiteral("card:"))) {
      if (Card* card = m_column->cardNamed(target.mid(5)); card != nullptr && card != m_enlarged) {
        m_column->setShown(card, true);
        m_column->bringToFront(card);
      }
    } else if (target.startsWith(QStringLiteral("control:"))) {
      if (QWidget* control = m_controls->part(target.mid(8))) {
        m_controls->reveal(target.mid(8));
        QTimer::singleShot(PointerRings::settlingMs / 2, control,
                           [this, control] {  // it may first have to get its place
                             m_controlScroll->ensureWidgetVisible(control, 0, ringMargin);
                           });
      }
    }
  }
}

QRect MainWindow::targetRect(const QString& target) const {
  const auto placeOf = [this](const QWidget* widget) {
    if (widget == nullptr || !widget->isVisible()) return QRect();
    QRect place(widget->mapTo(this, QPoint()), widget->size());
    for (const QWidget* at = widget->parentWidget(); at != nullptr && at != this; at = at->parentWidget())
      place = place.intersected(QRect(at->mapTo(this, QPoint()), at->size()));
    return place;
  };
  if (target == QStringLiteral("grid")) return placeOf(m_grid);
  if (target == QStringLiteral("t")) return placeOf(m_bottom);
  if (target == QStringLiteral("pins")) return placeOf(m_header->pins);
  if (target.startsWith(QStringLiteral("layer:"))) {
    if (!m_grid->isVisible()) return {};
    const QRect tile = m_grid->tileRect(target.mid(6).toInt()).toAlignedRect();
    return tile.isEmpty() ? tile : tile.translated(m_grid->mapTo(this, QPoint()));
  }
  if (target.startsWith(QStringLiteral("card:"))) return placeOf(m_column->cardNamed(target.mid(5)));
  if (target.startsWith(QStringLiteral("control:"))) return placeOf(m_controls->part(target.mid(8)));
  return {};
}

QStringList MainWindow::targets() const {
  QStringList all{QStringLiteral("grid"), QStringLiteral("t"), QStringLiteral("pins")};
  if (m_snapshot)
    for (int layer = 0; layer <= m_snapshot->depth(); ++layer) all << QStringLiteral("layer:%1").arg(layer);
  for (const Card* card : m_cards) all << QStringLiteral("card:") + card->objectName();
  for (const QString& part : m_controls->parts()) all << QStringLiteral("control:") + part;
  return all;
}

QString MainWindow::targetTitle(const QString& target) const {
  if (target == QStringLiteral("grid")) return tr("All images");
  if (target == QStringLiteral("t")) return tr("The shared t");
  if (target == QStringLiteral("pins")) return tr("The pinned states");
  const QString name = target.section(QLatin1Char(':'), 1);
  if (target.startsWith(QStringLiteral("layer:"))) return tr("Image of layer %1").arg(name);
  if (const Card* card = target.startsWith(QStringLiteral("card:")) ? m_column->cardNamed(name) : nullptr)
    return tr("View: %1").arg(card->shortTitle());
  return tr("Control: %1").arg(m_controls->partTitle(name));
}

void MainWindow::editTour() {
  if (!m_tourEditor) {
    m_tourEditor = new TourEditor(
        m_tours, [this] { return sessionContent(); },
        [this] {
          std::vector<TourEditor::Target> all;
          for (const QString& target : targets()) all.push_back({target, targetTitle(target)});
          return all;
        },
        m_theme, this);
    m_tourEditor->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_tourEditor, &TourEditor::said, this, &MainWindow::showMessage);
  }
  Tour tour = m_tours.tour();
  if (!m_tours.isOpen()) {
    tour = Tour();
    tour.title = tr("A tour");
    m_tourFile.clear();
  }
  m_tourEditor->edit(std::move(tour), m_tourFile);
  m_tourEditor->show();
  m_tourEditor->raise();
}

void MainWindow::chooseTour() {
  auto* dialog = new QFileDialog(this, tr("Open tour"), QString(), tr("Tours (*.arctour);;All files (*)"));
  dialog->setObjectName(QStringLiteral("openTour"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openTourFile);
  dialog->open();
}

void MainWindow::openTourMenu(const QPoint& at) {
  QMenu menu(this);
  for (int i = 0; i < m_tours.count(); ++i) {
    QAction* const action = menu.addAction(
        QStringLiteral("%1  %2").arg(i + 1).arg(m_tours.tour().steps[static_cast<std::size_t>(i)].title),
        this, [this, i] { m_tours.goTo(i); });
    action->setCheckable(true);
    action->setChecked(i == m_tours.index());
  }
  menu.addSeparator();
  menu.addAction(tr("Edit this tour\u2026"), this, &MainWindow::editTour);
  menu.addAction(tr("End the tour"), &m_tours, &TourGuide::close);
  menu.exec(at);
}

void MainWindow::animate() {
  if (!m_animationDialog) {
    m_animationDialog = new AnimationDialog(m_session, m_focus, *m_animator, m_theme, this);
    m_animationDialog->setAttribute(Qt::WA_DeleteOnClose);
  }
  m_animationDialog->setFigure(figureChoiceOf(currentView()));
  m_animationDialog->show();
  m_animationDialog->raise();
}

Theme MainWindow::presentationTheme() const {
  const QString profile = m_presentationProfile;
  if (profile == QStringLiteral("projector")) return Theme::projector();
  if (profile == QStringLiteral("light")) return Theme::light();
  if (profile == QStringLiteral("dark")) return Theme::dark();
  if (profile == QStringLiteral("print")) return Theme::paper();
  return m_theme;
}

void MainWindow::openPresentMenu() {
  QMenu menu(this);
  menu.addAction(m_presentation ? tr("End the presentation\tF11") : tr("Present full screen\tF11"), this,
                 &MainWindow::togglePresentation);
  const QList<QScreen*> screens = QGuiApplication::screens();
  if (screens.size() > 1) {
    QMenu* const where = menu.addMenu(tr("On screen"));
    for (const QScreen* screen : screens) {
      QAction* const action = where->addAction(
          tr("%1, %2 \u00d7 %3").arg(screen->name()).arg(screen->size().width()).arg(screen->size().height()),
          this, [this, name = screen->name()] {
            m_presentationScreen = name;
            if (m_presentation) m_presentation->showOnScreen(name);
          });
      action->setCheckable(true);
      action->setChecked(screen->name() == m_presentationScreen);
    }
  }
  QMenu* const profiles = menu.addMenu(tr("Colours of the presentation"));
  const auto profile = [&](const QString& label, const QString& name) {
    QAction* const action = profiles->addAction(label, this, [this, name] {
      m_presentationProfile = name;
      if (m_presentation) m_presentation->setTheme(presentationTheme());
    });
    action->setCheckable(true);
    action->setChecked(name == m_presentationProfile);
  };
  profile(tr("As the window"), QString());
  profile(tr("Projector: strong contrast, thick lines"), QStringLiteral("projector"));
  profile(tr("Light"), QStringLiteral("light"));
  profile(tr("Dark"), QStringLiteral("dark"));
  profile(tr("Print: white ground"), QStringLiteral("print"));
  QMenu* const shown = menu.addMenu(tr("Controls shown"));
  for (const QString& part : m_controls->parts()) {
    QAction* const action = shown->addAction(m_controls->partTitle(part));
    action->setCheckable(true);
    action->setChecked(!m_controls->hiddenParts().contains(part));
    connect(action, &QAction::toggled, this, [this, part](bool on) {
      QStringList hidden = m_controls->hiddenParts();
      hidden.removeAll(part);
      if (!on) hidden << part;
      m_controls->setHiddenParts(hidden);
      takeDisplay({});
    });
  }
  menu.addSeparator();
  menu.addAction(tr("Animate\u2026\tA"), this, &MainWindow::animate);
  menu.addSeparator();
  for (const ShippedTour& tour : shippedTours())
    menu.addAction(tour.title, this, [this, &tour] { openTourFile(tour.file); })->setToolTip(tour.summary);
  menu.addAction(tr("Open tour\u2026"), this, &MainWindow::chooseTour);
  menu.addAction(m_tours.isOpen() ? tr("Edit this tour\u2026") : tr("Record a tour\u2026"), this,
                 &MainWindow::editTour);
  menu.setToolTipsVisible(true);
  menu.exec(m_header->present->mapToGlobal(QPoint(0, m_header->present->height() + 2)));
}

void MainWindow::readLecturePreferences() {
  const QSettings settings;
  m_presentationProfile = settings.value(profileKey).toString();
  m_presentationScreen = settings.value(screenKey).toString();
}

void MainWindow::writeLecturePreferences() const {
  QSettings settings;
  settings.setValue(profileKey, m_presentationProfile);
  settings.setValue(screenKey, m_presentationScreen);
}

}  // namespace arcscope::ui
