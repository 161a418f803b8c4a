// A walk through the whole program by real events: every menu with all its entries, card, control, key,
// dialog, topic, tour and preset; light, and in the full run dark. Nothing may warn. ARCSCOPE_PICTURES=FOLDER
// keeps a picture of each screen.
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDir>
#include <QListWidget>
#include <QMessageBox>
#include <QPainter>
#include <QPointer>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSettings>
#include <QTemporaryDir>
#include <QWhatsThis>
#include <vector>

#include "tests/core/soak.h"
#include "tests/ui/window_fixture.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/figure_of_view.h"
#include "ui/help/help_topics.h"
#include "ui/help/help_window.h"
#include "ui/lecture/animation_dialog.h"
#include "ui/lecture/presentation.h"
#include "ui/lecture/tour_editor.h"
#include "ui/lecture/tour_panel.h"
#include "ui/panels/data_picker.h"
#include "ui/panels/segmented.h"
#include "ui/panels/slider.h"
#include "ui/panels/stepper.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card_column.h"
#include "ui/window/gallery.h"
#include "ui/window/shortcuts_overlay.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// The way to an entry: its index in the menu, then in the menu that this opens, ...
using Entry = std::vector<int>;

void collect(const QMenu& menu, const Entry& way, std::vector<Entry>& all) {
  const QList<QAction*> actions = menu.actions();
  for (int i = 0; i < actions.size(); ++i) {
    Entry entry = way;
    entry.push_back(i);
    if (actions[i]->menu())
      collect(*actions[i]->menu(), entry, all);
    else if (actions[i]->isEnabled() && !actions[i]->isSeparator())
      all.push_back(entry);
  }
}

}  // namespace

class WalkTest : public WindowFixture {
  Q_OBJECT

  QTemporaryDir m_folder;
  QString m_pictures = qEnvironmentVariable("ARCSCOPE_PICTURES");
  QString m_look;
  int m_screens = 0;
  QTimer m_questions;  ///< answers what blocks until it is answered

  /// What is on the screen: the window, and whatever stands over it.
  void look(const QString& name) {
    ++m_screens;
    QTest::qWait(m_pictures.isEmpty() ? 1 : 250);
    QRect all(m_window->mapToGlobal(QPoint()), m_window->size());
    QWidgetList shown;
    for (QWidget* top : QApplication::topLevelWidgets())
      if (top->isVisible() && top != m_window.get()) shown << top;
    for (const QWidget* top : shown) all = all.united({top->mapToGlobal(QPoint()), top->size()});
    QPixmap picture(all.size());
    picture.fill(Qt::gray);
    QPainter painter(&picture);
    painter.drawPixmap(m_window->mapToGlobal(QPoint()) - all.topLeft(), m_window->grab());
    for (QWidget* top : shown) painter.drawPixmap(top->mapToGlobal(QPoint()) - all.topLeft(), top->grab());
    painter.end();
    if (m_pictures.isEmpty()) return;
    QString file = QStringLiteral("%1-%2-%3").arg(m_look).arg(m_screens, 4, 10, QLatin1Char('0')).arg(name);
    file.replace(QRegularExpression(QStringLiteral("[^\\w.-]+")), QStringLiteral("_"));
    QVERIFY(picture.save(m_pictures + QLatin1Char('/') + file + QStringLiteral(".png")));
  }

  /// Back to the window alone: by Escape, as a person leaves things.
  void leave() {
    if (QWhatsThis::inWhatsThisMode()) QWhatsThis::leaveWhatsThisMode();
    for (int i = 0; i < 8; ++i) {
      QWidget* top = QApplication::activePopupWidget();
      if (top == nullptr) top = QApplication::activeModalWidget();
      for (QWidget* other : QApplication::topLevelWidgets())
        if (top == nullptr && other->isVisible() && other != m_window.get() &&
            (qobject_cast<QDialog*>(other) || qobject_cast<Presentation*>(other)))
          top = other;
      if (top == nullptr) break;
      const QPointer<QWidget> open = top;
      QTest::keyClick(top, Qt::Key_Escape);
      QCoreApplication::processEvents();
      if (open && open->isVisible()) open->close();
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    if (auto* gallery = m_window->findChild<Gallery*>(); gallery && gallery->isVisible())
      QTest::keyClick(gallery, Qt::Key_Escape);
    if (auto* sheet = find<ShortcutsOverlay>("shortcuts"); sheet->isVisible())
      QTest::keyClick(sheet, Qt::Key_Escape);
    if (m_window->dataPicker()->isVisible())
      QTest::mouseClick(find<QAbstractButton>("pickerClose"), Qt::LeftButton);
    if (m_window->tours().isOpen()) m_window->tours().close();
    m_window->animator().stop();
    m_window->trainingService().forget();
    if (!m_window->isVisible()) m_window->show();
    keepSmall();
  }

  /// Figures of the literature are as large as they are: what follows would wait for them.
  void keepSmall() {
    const core::Setting& now = setting();
    if (now.width > 48 || now.depth > 8 || now.points > 256 || m_window->session().showsFile())
      m_window->session().setSubject({smallSetting(), nullptr, nullptr});
  }

  /// Opens the menu that `open` opens, and hands it over while it is open.
  void inMenu(const std::function<void()>& open, const std::function<void(QMenu&)>& act) {
    QTimer::singleShot(0, this, [act] {
      const QPointer<QMenu> menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      if (!menu) return;
      act(*menu);
      if (menu && menu->isVisible()) menu->close();
    });
    open();
    QCoreApplication::processEvents();
  }

  /// Goes to `entry` as the arrow keys do, and takes it by a click.
  static void take(QMenu& menu, const Entry& entry, std::size_t from = 0) {
    QAction* const action = menu.actions().value(entry[from]);
    if (action == nullptr) return;
    if (from + 1 < entry.size()) {
      menu.setActiveAction(action);
      QTest::keyClick(&menu, Qt::Key_Right);
      take(*action->menu(), entry, from + 1);
    } else {
      QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
    }
  }

  /// Every entry of a menu, one after the other.
  /// @return how many there were
  int walkMenu(const QString& name, const std::function<void()>& open) {
    std::vector<Entry> entries;
    inMenu(open, [&](QMenu& menu) {
      collect(menu, {}, entries);
      look(name);
    });
    for (const Entry& entry : entries) {
      QString text = name;
      inMenu(open, [&](QMenu& menu) {
        const QMenu* at = &menu;
        for (const int index : entry)
          if (QAction* const action = at->actions().value(index)) {
            text += QLatin1Char('-') + action->text().section(QLatin1Char('\t'), 0, 0);
            at = action->menu();
          }
        take(menu, entry);
      });
      look(text);
      leave();
    }
    return static_cast<int>(entries.size());
  }

  /// Touches everything in `widget` that a person can: buttons, choices, boxes, sliders, fields, views.
  void touchAll(QWidget* widget, const QString& name) {
    QList<QPointer<QWidget>> all;
    for (QWidget* one : widget->findChildren<QWidget*>()) all << one;
    for (const QPointer<QWidget>& one : all) {
      if (!one || !one->isVisibleTo(widget) || !one->isEnabled()) continue;
      if (auto* box = qobject_cast<QComboBox*>(one)) {
        for (int i = 0; i < box->count(); ++i) {
          box->setFocus();
          QTest::keyClick(box, i == 0 ? Qt::Key_Home : Qt::Key_Down);
          look(name + QLatin1Char('-') + box->objectName() + QLatin1Char('-') + box->currentText());
        }
      } else if (qobject_cast<Segmented*>(one) || qobject_cast<Stepper*>(one)) {
        for (int i = 0; i < 6; ++i) {
          if (!one || !one->isVisible()) break;
          QTest::mouseClick(one, Qt::LeftButton, {}, {one->width() * (2 * i + 1) / 12, one->height() / 2});
        }
        look(name + QLatin1Char('-') + (one ? one->objectName() : QString()));
      } else if (auto* slider = qobject_cast<Slider*>(one)) {
        drag(slider, {slider->width() / 2, slider->height() / 2}, {2, slider->height() / 2});
        drag(slider, {2, slider->height() / 2}, {slider->width() / 3, slider->height() / 2});
        wheel(slider, 1);
        QTest::keyClick(slider, Qt::Key_Left);
      } else if (auto* edit = qobject_cast<QLineEdit*>(one)) {
        const QString before = edit->text();
        for (const char* text : {"", "no number", "2"}) {
          edit->setFocus();
          edit->selectAll();
          QTest::keyClicks(edit, QString::fromLatin1(text));
          QTest::keyClick(edit, Qt::Key_Return);
          if (!edit) break;
        }
        edit->selectAll();
        QTest::keyClicks(edit, before);
        QTest::keyClick(edit, Qt::Key_Return);
      } else if (qobject_cast<View*>(one)) {
        touchView(one);
      }
    }
  }

  void touchView(QWidget* view) {
    const QPoint middle = view->rect().center();
    moveTo(view, middle / 2);
    moveTo(view, middle);
    QTest::mouseClick(view, Qt::LeftButton, {}, middle);
    drag(view, middle / 2, middle);
    wheel(view, 1);
    wheel(view, -1);
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Up, Qt::Key_Down, Qt::Key_Plus,
                              Qt::Key_Minus, Qt::Key_Home, Qt::Key_End})
      QTest::keyClick(view, key);
    QTest::mouseDClick(view, Qt::LeftButton, {}, middle);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
  }

  static void looks() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    if (soakFactor() > 1 || !qEnvironmentVariableIsEmpty("ARCSCOPE_PICTURES")) QTest::newRow("dark") << true;
  }
  void openWalk() {
    QFETCH(bool, dark);
    m_look = dark ? QStringLiteral("dark") : QStringLiteral("light");
    open();
    m_window->setTheme(dark ? Theme::dark() : Theme::light());
  }
  static void rightClick(QWidget* widget) {
    const QPoint at = widget->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
    QCoreApplication::sendEvent(widget, &event);
  }

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    QCoreApplication::setOrganizationName(QStringLiteral("ArcscopeTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QDir::setCurrent(m_folder.path());  // what it saves
    connect(&m_questions, &QTimer::timeout, this, [this] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr || box->objectName() != QStringLiteral("unsavedTour")) return;
      m_questions.stop();
      look(box->objectName());
      for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == QMessageBox::DestructiveRole)
          QTest::mouseClick(button, Qt::LeftButton);
      m_questions.start();
    });
    m_questions.start(20);
  }
  void init() {
    // What the platform without a screen cannot do is no fault of the program.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
  }
  void cleanup() { m_window.reset(); }

  void menus_everyEntry_warnsOfNothing_data() { looks(); }
  void menus_everyEntry_warnsOfNothing() {
    openWalk();
    m_window->pin();
    int entries = 0;
    for (const char* name : {"open", "views", "present", "help"}) {
      QAbstractButton* const button = find<QAbstractButton>(name);
      entries += walkMenu(QString::fromLatin1(name), [&] { QTest::mouseClick(button, Qt::LeftButton); });
    }
    auto* chip = find<QWidget>("pin0");
    entries += walkMenu(QStringLiteral("pin"), [&] {
      if (chip && m_window->session().pins().size() == 1)
        QTest::mouseClick(find<QWidget>("pin0"), Qt::LeftButton);
    });
    for (const char* name : {"weightLaw", "named"}) {
      QAbstractButton* const button = find<QAbstractButton>(name);
      entries += walkMenu(QString::fromLatin1(name), [&] { QTest::mouseClick(button, Qt::LeftButton); });
    }
    entries += walkMenu(QStringLiteral("bottom"), [&] { rightClick(m_window->bottomBar()); });
    for (const char* key : {"sigma_w", "depth"})
      entries += walkMenu(QString::fromLatin1(key), [&] { rightClick(control(key)); });
    QVERIFY2(entries > 60, qPrintable(QString::number(entries)));
  }

  void cards_menusToolsAndEnlarged_data() { looks(); }
  void cards_menusToolsAndEnlarged() {
    openWalk();
    for (Card* card : m_window->cardColumn()->cards()) {
      const QString name = card->objectName();
      m_window->cardColumn()->setShown(card, true);
      m_window->cardColumn()->bringToFront(card);
      look(name);
      // As itself, once it has something to show.
      QTRY_VERIFY2_WITH_TIMEOUT(figureChoiceOf(card->view()).kind != FigureKind::Page, qPrintable(name),
                                60000);
      touchView(card->view());
      QVERIFY(walkMenu(name, [&] {
                m_window->cardColumn()->setShown(card, true);
                m_window->cardColumn()->bringToFront(card);
                rightClick(card);
              }) >= 5);
      m_window->cardColumn()->setShown(card, true);
      m_window->cardColumn()->bringToFront(card);
      QCoreApplication::processEvents();
      if (!card->isEnlarged()) QTest::mouseDClick(card, Qt::LeftButton, {}, card->titleRect().center());
      look(name + QStringLiteral("-large"));
      touchAll(card, name);
      leave();
      QTest::keyClick(m_window.get(), Qt::Key_Escape);
      m_window->cardColumn()->setShown(card, false);
    }
  }

  void controls_touched_data() { looks(); }
  void controls_touched() {
    openWalk();
    touchAll(m_window->controls(), QStringLiteral("controls"));
    leave();
    for (QAbstractButton* button : m_window->controls()->findChildren<QAbstractButton*>()) {
      const QString name = button->objectName();
      if (!button->isVisible() || !button->isEnabled() || name == QStringLiteral("weightLaw") ||
          name == QStringLiteral("named"))
        continue;
      QTest::mouseClick(button, Qt::LeftButton);
      look(QStringLiteral("control-") + name);
      leave();
    }
    for (QAbstractButton* button : find<QWidget>("grid")->parentWidget()->findChildren<QAbstractButton*>())
      if (button->isVisible() && button->isEnabled()) {
        QTest::mouseClick(button, Qt::LeftButton);
        look(QStringLiteral("grid-") + button->objectName());
        leave();
      }
    touchAll(find<QWidget>("grid")->parentWidget(), QStringLiteral("grid"));
  }

  void keys_everyShortcut_data() { looks(); }
  void keys_everyShortcut() {
    openWalk();
    const QList<QAction*> actions = m_window->actions();
    QVERIFY(actions.size() > 25);
    for (const QAction* action : actions) {
      const QKeySequence keys = action->shortcut();
      if (keys == QKeySequence(Qt::CTRL | Qt::Key_Q)) continue;  // closes
      m_window->setFocus();
      QTest::keySequence(m_window.get(), keys);
      look(QStringLiteral("key-") + keys.toString());
      leave();
      m_window->setTheme(m_look == QStringLiteral("dark") ? Theme::dark() : Theme::light());
    }
  }

  void dialogs_touched_data() { looks(); }
  void dialogs_touched() {
    openWalk();
    m_window->pin();
    control("sigma_w")->slider()->setFocus();
    QTest::keyClick(control("sigma_w")->slider(), Qt::Key_Right);
    QTest::mouseClick(find<QAbstractButton>("export"), Qt::LeftButton);
    touchAll(find<QDialog>("exportDialog"), QStringLiteral("export"));
    leave();
    m_window->animate();
    touchAll(m_window->animationDialog(), QStringLiteral("animate"));
    QTest::mouseClick(find<QAbstractButton>("animatePlay"), Qt::LeftButton);
    look(QStringLiteral("animate-playing"));
    leave();
    m_window->editTour();
    touchAll(m_window->tourEditor(), QStringLiteral("editor"));
    QList<QPointer<QAbstractButton>> buttons;
    for (QAbstractButton* button : m_window->tourEditor()->findChildren<QAbstractButton*>())
      buttons << button;
    for (const QPointer<QAbstractButton>& button : buttons) {
      if (!button || !button->isVisible() || !button->isEnabled()) continue;
      const QString name = button->objectName();
      QTest::mouseClick(button, Qt::LeftButton);
      look(QStringLiteral("editor-") + name);
      for (QWidget* top : QApplication::topLevelWidgets())
        if (top->isVisible() && top->inherits("QFileDialog")) QTest::keyClick(top, Qt::Key_Escape);
    }
    leave();
    QVERIFY(!m_window->tourEditor());
    QTest::mouseClick(find<QAbstractButton>("train"), Qt::LeftButton);
    look(QStringLiteral("training"));
    auto* options = m_window->findChild<QAbstractButton*>(QStringLiteral("trainingOptionsButton"));
    if (options != nullptr) QTest::mouseClick(options, Qt::LeftButton);
    look(QStringLiteral("training-options"));
    leave();
    m_window->dataPicker()->open();
    look(QStringLiteral("picker"));
    touchAll(m_window->dataPicker(), QStringLiteral("picker"));
    leave();
  }

  void help_everyTopic_data() { looks(); }
  void help_everyTopic() {
    openWalk();
    m_window->openHelp(QStringLiteral("grid"));
    auto* topics = find<QListWidget>("helpTopics");
    QCOMPARE(topics->count(), static_cast<int>(helpTopics().size()));
    for (int i = 0; i < topics->count(); ++i) {
      QTest::keyClick(topics, i == 0 ? Qt::Key_Home : Qt::Key_Down);
      look(QStringLiteral("help-") + topics->currentItem()->text());
    }
    leave();
  }

  void tours_everyStep_data() { looks(); }
  void tours_everyStep() {
    openWalk();
    for (const ShippedTour& tour : shippedTours()) {
      m_window->openTourFile(tour.file);
      QVERIFY(m_window->tours().isOpen());
      int presses = 0;
      while (true) {
        look(tour.title + QStringLiteral("-%1").arg(m_window->tours().index() + 1));
        const int before = m_window->tours().index();
        const bool atEnd = before + 1 == m_window->tours().count() && m_window->tours().isAnswerShown();
        if (atEnd || ++presses > 100) break;
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        if (m_window->tours().index() == before && before + 1 == m_window->tours().count()) {
          look(tour.title + QStringLiteral("-answer"));
          break;
        }
      }
      QVERIFY(presses <= 100);
      QCOMPARE(m_window->tours().index() + 1, m_window->tours().count());
      leave();
    }
  }

  void presets_eachFromTheGallery_data() { looks(); }
  void presets_eachFromTheGallery() {
    openWalk();
    QStringList names;
    m_window->openGallery();
    look(QStringLiteral("gallery"));
    for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
      if (button->objectName().startsWith(QStringLiteral("gallery_"))) names << button->objectName();
    QVERIFY2(names.size() > 25, qPrintable(QString::number(names.size())));
    for (const QString& name : names) {
      m_window->openGallery();
      auto* const button = m_window->findChild<QAbstractButton*>(name);
      m_window->findChild<QScrollArea*>()->ensureWidgetVisible(button);
      QTest::mouseClick(button, Qt::LeftButton);
      QVERIFY2(!find<Gallery>("gallery")->isVisible(), qPrintable(name));  // it was hit
      look(name);
      m_window->experimentService().stop();
      leave();
    }
  }

  void presentation_inItsColours_data() { looks(); }
  void presentation_inItsColours() {
    openWalk();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->presentation());
    look(QStringLiteral("presentation"));
    for (const Qt::Key key :
         {Qt::Key_F, Qt::Key_F, Qt::Key_L, Qt::Key_L, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Left,
          Qt::Key_Right, Qt::Key_Space, Qt::Key_Space, Qt::Key_N, Qt::Key_Question}) {
      if (!m_window->presentation()) break;
      QTest::keyClick(m_window->presentation(), key);
      look(QStringLiteral("presentation-") + QKeySequence(key).toString());
    }
    leave();
    QVERIFY(!m_window->presentation());
  }
};

QTEST_MAIN(WalkTest)
#include "tst_walk.moc"
