// Tours, presentation, animation and help by the hands of a lecturer.
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QUrl>

#include "tests/ui/window_fixture.h"
#include "ui/help/help_topics.h"
#include "ui/help/help_window.h"
#include "ui/lecture/animation_dialog.h"
#include "ui/lecture/mirror.h"
#include "ui/lecture/pointer_ring.h"
#include "ui/lecture/presentation.h"
#include "ui/lecture/tour_editor.h"
#include "ui/lecture/tour_panel.h"
#include "ui/plots/length_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"
#include "ui/text/rich_text.h"
#include "ui/window/card_column.h"
#include "ui/window/gallery.h"
#include "ui/window/message_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

constexpr const char* smallTour = R"({"arcscope_tour": 1, "title": "T", "steps": [
  {"title": "One", "text": "a $x$", "question": "Why?", "answer": "Because.", "notes": "slowly",
   "state": "depth=3&width=16&sigma_w=1.5&points=64", "point": ["control:sigma_w", "grid"]},
  {"title": "Two", "text": "b", "state": "depth=3&width=16&points=64&display.enlarged=maps", "point": ["card:maps"]},
  {"title": "Three", "text": "c", "state": "depth=3&width=16&points=64",
   "animate": {"parameter": "sigma_b", "from": 0, "to": 2, "seconds": 0.2}},
  {"title": "Four", "text": "d", "state": "depth=3&width=16&points=64", "animate": {"layers": [0, 2], "seconds": 0.3}}]})";

}  // namespace

class LectureTest : public WindowFixture {
  Q_OBJECT

  QTemporaryDir m_folder;

  [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
  void openTour() {
    open();
    QFile file(path("small.arctour"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(smallTour);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QDropEvent dropped(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &dropped);
    QVERIFY(m_window->tours().isOpen());
  }
  [[nodiscard]] static core::Setting deepSetting() {
    core::Setting setting = smallSetting();
    setting.depth = 30;
    return setting;
  }
  [[nodiscard]] QString textOf(const char* name) const { return find<RichText>(name)->toPlainText(); }
  [[nodiscard]] int rings() const {
    int visible = 0;
    for (const PointerRing* ring : m_window->findChildren<PointerRing*>())
      visible += ring->isVisible() ? 1 : 0;
    return visible;
  }

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void cleanup() { m_window.reset(); }

  void tour_dropped_isSteppedByAClicker_andShowsWhatItSays() {
    const core::Setting before = smallSetting();
    openTour();
    TourPanel* const panel = m_window->tourPanel();
    QVERIFY(panel->isVisible());
    QCOMPARE(setting().sigmaW, 1.5);
    QCOMPARE(setting().depth, 3);
    QVERIFY(!textOf("tourQuestion").contains(QStringLiteral("Because")));
    QTRY_COMPARE(rings(), 2);
    QTest::keyClick(m_window.get(), Qt::Key_PageDown);
    QVERIFY(textOf("tourQuestion").contains(QStringLiteral("Because")));
    QCOMPARE(m_window->tours().index(), 0);
    QTest::keyClick(panel, Qt::Key_Space);
    QCOMPARE(m_window->tours().index(), 1);
    QCOMPARE(m_window->session().display().enlarged, QStringLiteral("maps"));
    QTRY_COMPARE(rings(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_PageUp);
    QCOMPARE(m_window->tours().index(), 0);
    QCOMPARE(m_window->session().display().enlarged, QString());
    QTest::mouseClick(find<QAbstractButton>("tourClose"), Qt::LeftButton);
    QVERIFY(!panel->isVisible());
    QVERIFY(setting() == before);  // the person's own state is there again
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(setting().sigmaW, 1.5);  // where the tour was left
    QTRY_COMPARE(rings(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_PageDown);
    QVERIFY(!m_window->tours().isOpen());
  }

  void rings_whileTheNetworkMoves_areThereAllTheSame() {
    openTour();
    QTRY_COMPARE(rings(), 2);
    QTimer frames;
    connect(&frames, &QTimer::timeout, this,
            [this] { Q_EMIT m_window->framePainted(m_window->snapshot(), 1.0); });
    frames.start(20);
    m_window->tours().goTo(1);
    QTRY_COMPARE(rings(), 1);
    m_window->tours().goTo(0);
    QTRY_COMPARE(rings(), 2);
  }

  void tourAnimations_play_andStopAtTheNextStep() {
    openTour();
    m_window->tours().goTo(2);
    QTRY_COMPARE(setting().sigmaB, 2.0);
    m_window->tours().goTo(3);
    QTRY_VERIFY(m_window->animator().isPlaying());
    QTRY_VERIFY(m_window->grid()->openLayer() >= 0);
    m_window->tours().back();
    QVERIFY(!m_window->animator().isPlaying());
    QCOMPARE(m_window->grid()->glide(), 0.0);
  }

  void tourEditor_closed_asksBeforeChangesAreLost() {
    openTour();
    m_window->editTour();
    m_window->tourEditor()->recordStep();
    const auto leave = [this](QMessageBox::ButtonRole role) {
      answer(QStringLiteral("unsavedTour"), role, [this] { m_window->tourEditor()->close(); });
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    leave(QMessageBox::RejectRole);
    QVERIFY(m_window->tourEditor() && m_window->tourEditor()->isVisible());
    leave(QMessageBox::DestructiveRole);
    QVERIFY(!m_window->tourEditor());
  }

  void tourFile_broken_saysSo_andWhatWasOnViewStays() {
    open();
    QFile file(path("broken.arctour"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"arcscope_tour\": 1, \"steps\": [");
    file.close();
    const core::Setting before = setting();
    m_window->openFile(file.fileName());
    QVERIFY(!m_window->tours().isOpen());
    QVERIFY(m_window->messageBar()->isVisible());
    QCOMPARE(setting(), before);
  }

  void shippedTours_everyStep_isShownWithoutAComplaint() {
    open();
    for (const ShippedTour& tour : shippedTours()) {
      m_window->openTourFile(tour.file);
      for (int i = 0; i < m_window->tours().count(); ++i) {
        if (!m_window->tours().tour().steps[static_cast<std::size_t>(i)].preset.isEmpty())
          continue;  // trainings
        m_window->tours().goTo(i);
        for (const QString& point : m_window->tours().step().points)
          QVERIFY2(m_window->targets().contains(point) || point.startsWith(QStringLiteral("layer:")),
                   qPrintable(tour.name + u' ' + point));
        QCoreApplication::processEvents();
        QVERIFY2(!m_window->messageBar()->isVisible(), qPrintable(tour.name + QString::number(i)));
      }
    }
  }

  void presentation_withATour_takesTheClicker_freezesAndLights() {
    openTour();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    Presentation* const show = m_window->presentation();
    QVERIFY(QTest::qWaitForWindowActive(show));
    QTest::keyClick(show, Qt::Key_PageDown);
    QVERIFY(m_window->tours().isAnswerShown());
    QTest::keyClick(show, Qt::Key_Space);
    QCOMPARE(m_window->tours().index(), 1);
    // The enlarged card stands where the images were.
    auto* const mirror = show->findChild<Mirror*>();
    QVERIFY(mirror->isVisible() && !show->grid()->isVisible());
    QCOMPARE(mirror->source(), card("maps")->view());
    const QImage drawn = mirror->grab().toImage();
    int ink = 0;
    for (int y = 0; y < drawn.height(); y += 2)
      for (int x = 0; x < drawn.width(); x += 2)
        ink += drawn.pixelColor(x, y) != drawn.pixelColor(0, 0) ? 1 : 0;
    QVERIFY2(ink > 300, qPrintable(QString::number(ink)));
    QTest::keyClick(show, Qt::Key_Left);
    QCOMPARE(m_window->tours().index(), 0);
    QVERIFY(!mirror->isVisible() && show->grid()->isVisible());
    QTest::keyClick(show, Qt::Key_L);
    QVERIFY(show->hasSpotlight());
    QTest::keyClick(show, Qt::Key_L);
    QVERIFY(!show->hasSpotlight());
    const QImage before = show->grab().toImage();
    QTest::keyClick(show, Qt::Key_F);
    QVERIFY(show->isFrozen());
    QTest::keyClick(show, Qt::Key_Up);
    QTRY_COMPARE(show->grid()->snapshot()->subject.setting.sigmaW, 1.55);
    QCOMPARE(show->grab().toImage(), before);
    QTest::keyClick(show, Qt::Key_F);
    QVERIFY(show->grab().toImage() != before);
    const double type = show->grid()->theme().scale;
    QTest::keyClick(show, Qt::Key_Plus);
    QVERIFY(show->grid()->theme().scale > 1.05 * type);
    QTest::keyClick(show, Qt::Key_Escape);
    QVERIFY(!m_window->presentation());
  }

  void presentation_pointsAt_whatTheTourPointsAt() {
    openTour();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    Presentation* const show = m_window->presentation();
    QVERIFY(QTest::qWaitForWindowActive(show));
    const auto visible = [&] {
      int count = 0;
      for (const PointerRing* ring : show->findChildren<PointerRing*>()) count += ring->isVisible() ? 1 : 0;
      return count;
    };
    QTRY_COMPARE(visible(), 1);  // the images; the control stays in the window
    m_window->tours().goTo(1);
    QTRY_COMPARE(visible(), 1);  // the enlarged card
    m_window->tours().goTo(2);
    QTRY_COMPARE(visible(), 0);
    // Who edits the step on view sees in both windows what it points at.
    Tour edited = m_window->tours().tour();
    edited.steps[2].points = QStringList{QStringLiteral("grid"), QStringLiteral("t")};
    m_window->tours().setTour(edited);
    QTRY_COMPARE(visible(), 2);
    QTRY_COMPARE(rings(), 2);
    // What is frozen stays.
    QTest::keyClick(show, Qt::Key_F);
    QVERIFY(show->isFrozen());
    QVERIFY(m_window->messageBar()->isVisible());  // the lecturer is told
    m_window->tours().close();
    QTRY_COMPARE(rings(), 0);
    QCOMPARE(visible(), 2);
    QTest::keyClick(show, Qt::Key_F);
    QTRY_COMPARE(visible(), 0);
  }

  void presentation_showsAllImages_andTheCurvesAndTheoryOfTheWindow() {
    open(deepSetting());
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    Presentation* const show = m_window->presentation();
    QVERIFY(QTest::qWaitForWindowActive(show));
    QTest::keyClick(show, Qt::Key_Plus);
    QTRY_COMPARE(show->grid()->snapshot()->depth(), 30);
    for (int layer = 0; layer <= 30; ++layer)
      QVERIFY2(show->grid()->rect().contains(show->grid()->tileRect(layer).toAlignedRect()),
               qPrintable(QString::number(layer)));
    auto* const length = show->findChild<LengthView*>();
    auto* const transitions = show->findChild<TransitionsView*>();
    QVERIFY(length->isVisible() && transitions->isVisible());
    const auto names = [&] {
      QStringList all;
      for (const PlotSeries& series : length->plot().content().series) all << series.name;
      return all.join(QLatin1Char(','));
    };
    QTRY_VERIFY2(names().contains(QStringLiteral("infinite width")), qPrintable(names()));
    const int height = length->height();
    m_window->cardColumn()->setShown(card("transitions"), false);
    QVERIFY(length->isVisible() && !transitions->isVisible());
    QVERIFY(length->height() > 3 * height / 2);
    QTest::keyClick(show, Qt::Key_V);
    QVERIFY(!length->isVisible());
    QTest::keyClick(show, Qt::Key_V);
    QVERIFY(length->isVisible() && !transitions->isVisible());
  }

  void editor_recordsWhatIsOnView_andTheFileIsTheTour() {
    open();
    m_window->editTour();
    TourEditor* const editor = m_window->tourEditor();
    QVERIFY(editor && m_window->tours().isOpen());
    QTest::keyClicks(find<QLineEdit>("tourEditStepTitle"), QStringLiteral("First"));
    find<QPlainTextEdit>("tourEditText")->setFocus();
    QTest::keyClicks(find<QPlainTextEdit>("tourEditText"), QStringLiteral("See $q$."));
    QCOMPARE(m_window->tours().step().text, QStringLiteral("See $q$."));
    core::Setting other = setting();
    other.sigmaW = 3.0;
    m_window->session().setSetting(other);
    QTest::mouseClick(find<QAbstractButton>("tourRecordStep"), Qt::LeftButton);
    QCOMPARE(editor->tour().steps.size(), 2U);
    QCOMPARE(editor->tour().steps[1].state->subject.setting.sigmaW, 3.0);
    auto* const targets = find<QComboBox>("tourEditTarget");
    const int maps = targets->findData(QStringLiteral("card:maps"));
    QVERIFY(maps > 0 && targets->itemText(maps).contains(card("maps")->shortTitle()));
    QVERIFY(targets->findData(QStringLiteral("layer:4")) > 0);
    find<QListWidget>("tourEditSteps")->setCurrentRow(0);
    QCOMPARE(setting().sigmaW, smallSetting().sigmaW);
    QVERIFY(!editor->isSaved());
    editor->saveTo(path("mine.arctour"));
    QVERIFY(editor->isSaved());
    const core::Expected<ReadTour> read = readTour(path("mine.arctour"));
    QVERIFY(read && read.value().remarks.isEmpty());
    QCOMPARE(read.value().tour.steps.size(), 2U);
    QCOMPARE(read.value().tour.steps[0].title, QStringLiteral("First"));
    QCOMPARE(read.value().tour.steps[0].state->subject.setting, smallSetting());
  }

  void editor_motionThatCannotBe_isSaidWhenItIsSaved() {
    openTour();
    m_window->editTour();
    auto* const moves = find<QComboBox>("tourEditMoves");
    moves->setCurrentIndex(moves->findData(QStringLiteral("t")));
    auto* const from = find<QLineEdit>("tourEditFrom");
    from->clear();
    QTest::keyClicks(from, QStringLiteral("abc0"));
    QCOMPARE(from->text(), QStringLiteral("0"));  // letters are no number
    auto* const to = find<QLineEdit>("tourEditTo");
    to->clear();
    QTest::keyClicks(to, QStringLiteral("3"));
    QTest::mouseClick(find<QAbstractButton>("tourSave"), Qt::LeftButton);
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    const QString said = m_window->messageBar()->text();
    QVERIFY2(said.contains(QStringLiteral("was written")) && said.contains(QStringLiteral("from 0 to 1")),
             qPrintable(said));
    m_window->tourEditor()->close();
  }

  void editor_withUnsavedChanges_keepsItsTourWhenThePersonGoesOn() {
    open();
    m_window->editTour();
    TourEditor* const editor = m_window->tourEditor();
    QTest::keyClicks(find<QLineEdit>("tourEditStepTitle"), QStringLiteral("Mine"));
    const auto goOn = [&] {
      QTimer::singleShot(0, this, [] {
        if (auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
          for (QAbstractButton* each : box->buttons())
            if (box->buttonRole(each) == QMessageBox::RejectRole)
              return QTest::mouseClick(each, Qt::LeftButton);
      });
    };
    goOn();
    m_window->openTourFile(shippedTours().front().file);
    QCOMPARE(m_window->tourEditor(), editor);
    QCOMPARE(m_window->tours().step().title, QStringLiteral("Mine"));
    goOn();
    m_window->close();
    QVERIFY(m_window->isVisible());
    editor->saveTo(path("kept.arctour"));
    m_window->openTourFile(shippedTours().front().file);
    QCOMPARE(m_window->tours().tour().title, shippedTours().front().title);
  }

  void animationDialog_playsAndWritesAFilm() {
    open();
    QTest::keyClick(m_window.get(), Qt::Key_A);
    AnimationDialog* const dialog = m_window->animationDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->animation().parameter, std::string("sigma_w"));
    find<QDoubleSpinBox>("animateSeconds")->setValue(0.2);
    QTest::mouseClick(find<QAbstractButton>("animatePlay"), Qt::LeftButton);
    QVERIFY(m_window->animator().isPlaying());
    const double goal = dialog->animation().to;
    QTRY_COMPARE(setting().sigmaW, goal);
    find<QSpinBox>("filmWidth")->setValue(160);
    find<QSpinBox>("filmHeight")->setValue(96);
    dialog->writeTo(path("a.txt"));
    QVERIFY(dialog->message().contains(QStringLiteral(".gif")));
    dialog->writeTo(path("a.gif"));
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isWriting(), 30'000);
    QVERIFY2(QFile::exists(path("a.gif")), qPrintable(dialog->message()));
  }

  void gallery_hasAPictureOfEverything_searchesAndOpensByKeys() {
    open();
    QTest::keyClick(m_window.get(), Qt::Key_G);
    auto* const gallery = find<Gallery>("gallery");
    QVERIFY(gallery->isVisible());
    QCOMPARE(gallery->shownCards(), static_cast<int>(presets().size() + shippedTours().size()));
    for (const char* ending : {".png", "-dark.png"}) {
      for (const Preset& preset : presets())
        QVERIFY2(QFile::exists(QStringLiteral(":/thumbnails/") + preset.name + QLatin1String(ending)),
                 qPrintable(preset.name));
      for (const ShippedTour& tour : shippedTours())
        QVERIFY2(QFile::exists(QStringLiteral(":/thumbnails/tour-") + tour.name + QLatin1String(ending)),
                 qPrintable(tour.name));
    }
    QTest::keyClicks(find<QLineEdit>("gallerySearch"), QStringLiteral("tangles"));
    QCOMPARE(gallery->shownCards(), 1);
    QTest::keyClick(find<QLineEdit>("gallerySearch"), Qt::Key_Return);
    QVERIFY(!gallery->isVisible());
    QCOMPARE(setting().activation, core::Activation::Tanh);
    QTest::keyClick(m_window.get(), Qt::Key_G);
    QTest::keyClick(gallery, Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget()->objectName(),
             QStringLiteral("gallery_tour-") + shippedTours()[1].name);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_window->tours().isOpen());
    QCOMPARE(m_window->tours().tour().title, shippedTours()[1].title);
    QTest::keyClick(m_window.get(), Qt::Key_G);
    QTest::keyClick(gallery, Qt::Key_Escape);
    QVERIFY(!gallery->isVisible());
  }

  void controls_putAway_comeBackByUndo() {
    open();
    ControlPanel* const panel = m_window->controls();
    DisplayChoice display = m_window->session().display();
    display.hiddenControls = {QStringLiteral("width"), QStringLiteral("activation")};
    m_window->session().setScene(
        {m_window->session().subject(), m_window->session().view(), display, m_window->session().pins()});
    QVERIFY(!panel->part(QStringLiteral("width"))->isVisible());
    QVERIFY(!panel->part(QStringLiteral("activation"))->isVisible());
    QVERIFY(panel->part(QStringLiteral("sigma_w"))->isVisible());
    m_window->session().undo();
    QVERIFY(panel->part(QStringLiteral("width"))->isVisible());
  }

  void help_f1_opensTheTopicOfTheFocus_andBibtexIsCopied() {
    open();
    card("length")->view()->setFocus();
    QTest::keyClick(card("length")->view(), Qt::Key_F1);
    auto* const help = find<HelpWindow>("help");
    QVERIFY(help->isVisible());
    QCOMPARE(help->topic(), QStringLiteral("card:length"));
    QTest::mouseClick(find<QAbstractButton>("helpBibtex"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("@")));
    QTest::keyClicks(find<QLineEdit>("helpSearch"), QStringLiteral("Kac"));
    QVERIFY(find<QListWidget>("helpTopics")->count() < static_cast<int>(helpTopics().size()));
  }

  void help_everyPartAndCard_hasATopic() {
    open();
    for (const QString& part : m_window->controls()->parts())
      QVERIFY2(!helpOf(m_window->controls()->part(part)).isEmpty(), qPrintable(part));
    for (Card* each : m_window->cardColumn()->cards()) {
      QCOMPARE(helpOf(each), QStringLiteral("card:") + each->objectName());
      QVERIFY(!each->whatsThis().isEmpty());
    }
  }
};

QTEST_MAIN(LectureTest)
#include "tst_lecture.moc"
