#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include "tests/ui/window_fixture.h"
#include "ui/figures/figure.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/prior_view.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/transitions_view.h"
#include "ui/session/session_file.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/card_column.h"
#include "ui/window/message_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

SessionContent contentOf(const core::Setting& setting) {
  SessionContent content;
  content.subject.setting = setting;
  return content;
}

}  // namespace

class WindowSessionTest : public WindowFixture {
  Q_OBJECT

  QTemporaryDir m_folder;

  [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
  void press(const char* button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
  [[nodiscard]] const DisplayChoice& display() const { return m_window->session().display(); }
  void key(int key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(m_window.get(), Qt::Key(key), modifiers);
  }

  /// Types a name into the file dialog that is open.
  void typeIntoDialog(const char* dialog, const QString& file) {
    auto* open = find<QFileDialog>(dialog);
    auto* name = open->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
  }

  void drop(const QString& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &dropped);
  }

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Arcscope"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_window_session"));
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
  }
  void init() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
  }
  void cleanup() { m_window.reset(); }
  void cleanupTestCase() {
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
  }

  void whatViewsShow_isUndoneAndRedone_aStepEach() {
    open();
    const DisplayChoice before = display();
    key(Qt::Key_C, {});  // common scale
    QVERIFY(m_window->grid()->commonScale());
    QTest::mouseDClick(card("length"), Qt::LeftButton, {}, card("length")->titleRect().center());
    QVERIFY(card("length")->isEnlarged());
    m_window->cardColumn()->setShown(card("pattern"), false);
    QCOMPARE(display().enlarged, QStringLiteral("length"));
    press("undo");
    QVERIFY(m_window->cardColumn()->isShown(card("pattern")));
    QVERIFY(card("length")->isEnlarged());
    press("undo");
    QVERIFY(!card("length")->isEnlarged());
    QVERIFY(m_window->grid()->commonScale());
    press("undo");
    QVERIFY(!m_window->grid()->commonScale());
    QVERIFY(display() == before);
    QVERIFY(!m_window->session().canUndo());
    for (int i = 0; i < 3; ++i) press("redo");
    QVERIFY(m_window->grid()->commonScale());
    QVERIFY(card("length")->isEnlarged());
    QVERIFY(!m_window->cardColumn()->isShown(card("pattern")));
  }

  void choicesOfPlaneAndProjection_areUndone() {
    open();
    auto* plane = find<PlaneView>("planeView");
    plane->setRegionFill(RegionFill::Area);
    QCOMPARE(display().fill, RegionFill::Area);
    core::ViewChoice view = m_window->session().view();
    view.image = core::ImageKind::H;
    m_window->session().setView(view);
    m_window->session().undo();
    QCOMPARE(m_window->session().view().image, core::ImageKind::Z);
    QCOMPARE(plane->regionFill(), RegionFill::Area);
    m_window->session().undo();
    QCOMPARE(plane->regionFill(), RegionFill::None);
  }

  /// The network has fewer layers than the one that is open large: no step of undo of its own.
  void shallowerNetwork_closesItsLayer_withoutAStepOfUndo() {
    open();
    m_window->grid()->setOpenLayer(4);
    const core::Setting before = setting();
    core::Setting shallow = before;
    shallow.depth = 2;
    m_window->session().setSetting(shallow, QStringLiteral("depth"));
    QTRY_COMPARE(m_window->grid()->openLayer(), 2);
    QCOMPARE(display().openLayer, 2);
    m_window->session().undo();
    QVERIFY(setting() == before);
    QTRY_COMPARE(m_window->grid()->openLayer(), 4);
  }

  void pinnedState_isInEveryChartAndInTheGrid_withWhatSetsItApart() {
    open();
    const core::Setting pinned = setting();
    const double length = m_window->snapshot()->measures.length.back();
    key(Qt::Key_P, {});
    QCOMPARE(m_window->session().pins().size(), std::size_t(1));
    QTRY_VERIFY(m_window->session().pins()[0].snapshot);  // at once where it was there in full
    core::Setting other = pinned;
    other.sigmaW = 3.0;
    other.depth = 2;
    m_window->session().setSetting(other);
    QTRY_COMPARE(m_window->snapshot()->depth(), 2);
    const QString label = QStringLiteral("A: depth 4, \u03c3_w 1.9");
    for (const char* name : {"lengthView", "transitionsView", "transitionsLengthView"}) {
      const auto* plot = find<PlotView>(name);
      const_cast<PlotView*>(plot)->setSnapshot(m_window->snapshot());  // hidden ones too
      const auto& series = plot->plot().content().series;
      const auto ghost = std::find_if(series.begin(), series.end(),
                                      [&](const PlotSeries& one) { return one.name == label; });
      QVERIFY2(ghost != series.end(), name);
      QCOMPARE(ghost->colour, PlotColour::Pin0);
      if (QLatin1String(name) == QLatin1String("lengthView")) {
        QCOMPARE(ghost->points.size(), 5);
        QCOMPARE(ghost->points.back().y(), length);
      }
    }
    QCOMPARE(m_window->grid()->pins().size(), std::size_t(1));
    const QImage with = m_window->grid()->grab().toImage();
    const DataTable numbers = find<PlotView>("lengthView")->numbers();
    QVERIFY(numbers.columns.contains(QStringLiteral("length A")));
    press("undo");
    press("undo");
    QVERIFY(m_window->session().pins().empty());
    press("redo");
    press("redo");
    QTRY_COMPARE(m_window->snapshot()->depth(), 2);
    QVERIFY(m_window->grid()->grab().toImage() == with);
    m_window->session().setPins({});
    QVERIFY(m_window->grid()->grab().toImage() != with);
  }

  void pinMenu_goesToIt_renames_andRemoves() {
    open();
    const core::Setting pinned = setting();
    press("pin");
    m_window->session().newDraw();
    const auto choose = [this](const QString& entry) {
      chooseFromMenu(find<QAbstractButton>("pin0"), entry);
    };
    choose(QStringLiteral("Rename"));
    QTRY_VERIFY(m_window->findChild<QLineEdit*>(QStringLiteral("renamePin")));
    QTest::keyClicks(find<QLineEdit>("renamePin"), QStringLiteral("spin"));
    QTest::keyClick(find<QLineEdit>("renamePin"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QLineEdit*>(QStringLiteral("renamePin")));
    QCOMPARE(m_window->session().pins()[0].name, QStringLiteral("A"));
    choose(QStringLiteral("Rename"));
    QTest::keyClicks(find<QLineEdit>("renamePin"), QStringLiteral("before"));
    QTest::keyClick(find<QLineEdit>("renamePin"), Qt::Key_Return);
    QTRY_COMPARE(m_window->session().pins()[0].name, QStringLiteral("before"));
    QVERIFY(find<QAbstractButton>("pin0")->toolTip().contains(QStringLiteral("seed 3")));
    choose(QStringLiteral("Go to it"));
    QVERIFY(setting() == pinned);
    QCOMPARE(m_window->session().pins().size(), std::size_t(1));
    choose(QStringLiteral("Remove"));
    QVERIFY(m_window->session().pins().empty());
    QVERIFY(!find<QAbstractButton>("pin0")->isVisible());
  }

  void fifthPin_takesThePlaceOfTheNewest() {
    open();
    for (int i = 0; i < 5; ++i) {
      press("pin");
      m_window->session().newDraw();
    }
    const auto& pins = m_window->session().pins();
    QCOMPARE(pins.size(), mostPins);
    QCOMPARE(pins[0].subject.setting.seed, 3u);
    QCOMPARE(pins[3].subject.setting.seed, 7u);
    QStringList names;
    for (const Pin& pin : pins) names << pin.name;
    QVERIFY(m_window->messageBar()->text().startsWith(QStringLiteral("D made room")));
    QCOMPARE(names.join(QString()), QStringLiteral("ABCD"));
  }

  void pins_ofASession_areComputedAnew() {
    open();
    press("pin");
    core::Setting other = setting();
    other.sigmaW = 2.75;
    m_window->session().setSetting(other);
    m_window->saveSessionTo(path("pins.arcscope"));
    m_window.reset();
    open();
    m_window->openFile(path("pins.arcscope"));
    QTRY_COMPARE(m_window->session().pins().size(), std::size_t(1));
    QTRY_VERIFY(m_window->session().pins()[0].snapshot);
    QTRY_COMPARE(m_window->grid()->pins().size(), std::size_t(1));
    QTRY_VERIFY(m_window->grid()->pins()[0].snapshot);
    QCOMPARE(m_window->grid()->pins()[0].snapshot->depth(), 4);
  }

  void session_savedAndOpened_bringsEverythingBack() {
    open();
    core::Setting wanted = setting();
    wanted.sigmaW = 2.25;
    m_window->session().setSetting(wanted);
    key(Qt::Key_C, {});
    find<PriorView>("priorView")->setData({{0.25, 1.0}});
    m_window->focusModel().setT(0.625);
    m_window->focusModel().setLayer(3);
    const DisplayChoice shown = display();
    key(Qt::Key_S, Qt::ControlModifier);
    typeIntoDialog("saveSession", path("lecture.arcscope"));
    QTRY_VERIFY(QFile::exists(path("lecture.arcscope")));
    QCOMPARE(m_window->windowTitle(), QStringLiteral("lecture \u2014 Arcscope"));
    m_window.reset();

    open();
    QVERIFY(setting().sigmaW != 2.25);
    chooseFromMenu(find<QAbstractButton>("open"), QStringLiteral("Open\u2026"));
    typeIntoDialog("openFile", path("lecture.arcscope"));
    QTRY_COMPARE(setting().sigmaW, 2.25);
    QVERIFY(setting() == wanted);
    QVERIFY(display() == shown);
    QVERIFY(m_window->grid()->commonScale());
    QCOMPARE(find<PriorView>("priorView")->data().size(), std::size_t(1));
    QCOMPARE(m_window->focusModel().t(), 0.625);
    QCOMPARE(m_window->focusModel().layer(), 3);
    QCOMPARE(m_window->sessionFile(), path("lecture.arcscope"));
    press("undo");  // all of it in one step
    QVERIFY(setting().sigmaW != 2.25);
    QVERIFY(!m_window->grid()->commonScale());
  }

  void session_dropped_thatHoldsTooMuch_saysWhatItLeftOut() {
    open();
    QByteArray text = sessionText(contentOf(setting())).value();
    text.replace("\"sigma_b\"", "\"gamma\"");
    QFile file(path("newer.arcscope"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    drop(file.fileName());
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    QVERIFY2(m_window->messageBar()->text().contains(QStringLiteral("gamma")),
             qPrintable(m_window->messageBar()->text()));
  }

  void session_broken_isRefusedInOneSentence_andNothingChanges() {
    open();
    const core::Setting before = setting();
    QFile file(path("broken.arcscope"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"arcscope_session\": 1, \"setting\": {\"depth\": 0}}");
    file.close();
    drop(file.fileName());
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    QVERIFY(m_window->messageBar()->text().startsWith(path("broken.arcscope")));
    QVERIFY(setting() == before);
  }

  void session_byItsSuffix_isReadAsOneWhateverItHolds() {
    open();
    for (const char* bytes : {"", "[1]", "\xEF\xBB\xBF["}) {
      QFile file(path("odd.arcscope"));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(bytes);
      file.close();
      m_window->messageBar()->dismiss();
      drop(file.fileName());
      QTRY_VERIFY(m_window->messageBar()->isVisible());
      QVERIFY2(!m_window->messageBar()->text().contains(QStringLiteral("safetensors")),
               qPrintable(m_window->messageBar()->text()));
    }
    QFile file(path("marked.arcscope"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xEF\xBB\xBF{\"arcscope_session\": 1, \"setting\": {\"depth\": 3}}");
    file.close();
    drop(file.fileName());
    QTRY_COMPARE(setting().depth, 3);
  }

  void figure_dropped_restoresItsSettingAndItsView() {
    open();
    FigureInfo info{.title = QStringLiteral("x"),
                    .view = QStringLiteral("regions"),
                    .setting = {},
                    .choices = {},
                    .seed = 3,
                    .version = {}};
    core::Setting wanted = setting();
    wanted.activation = core::Activation::Relu;
    info.setting = QByteArray::fromStdString(core::toJson(wanted));
    info.choices = "{\"region_layers\": 1, \"fill\": \"slope\"}";
    QFile file(path("figure.png"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        renderFigure(FigureFormat::Png, {.dpi = 72}, info, [](QPainter&, const QRectF&, const Theme&) {}));
    file.close();
    drop(file.fileName());
    QTRY_COMPARE(setting().activation, core::Activation::Relu);
    QVERIFY(setting() == wanted);
    QVERIFY(card("plane")->isEnlarged());
    QCOMPARE(find<PlaneView>("planeView")->regionFill(), RegionFill::Slope);
    QCOMPARE(find<PlaneView>("planeView")->regionLayers(), 1);
    QVERIFY(m_window->sessionFile().isEmpty());  // Save must not write over a figure
  }

  void link_copiedAndPasted_restoresTheSetting() {
    open();
    core::Setting wanted = setting();
    wanted.sigmaB = 1.25;
    m_window->session().setSetting(wanted);
    find<TransitionsView>("transitionsView")->setRunningTotal(true);
    key(Qt::Key_L, Qt::ControlModifier);
    const QString link = QGuiApplication::clipboard()->text();
    QVERIFY2(link.startsWith(QStringLiteral("arcscope:?")), qPrintable(link));
    press("undo");
    press("undo");
    QVERIFY(setting() != wanted);
    QTRY_VERIFY(m_window->snapshot()->subject.setting == setting());
    press("pin");
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(setting() == wanted);
    QCOMPARE(m_window->session().pins().size(), std::size_t(1));  // a link says nothing of pins
    QVERIFY(find<TransitionsView>("transitionsView")->runningTotal());
    QGuiApplication::clipboard()->setText(QStringLiteral("arcscope:?depth=900"));
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(m_window->messageBar()->isVisible());
    QVERIFY(setting() == wanted);
  }

  void window_closed_comesBackAsItWasLeft() {
    m_window = std::make_unique<MainWindow>(
        MainWindow::Options{.subject = {smallSetting(), nullptr, nullptr}, .remember = true});
    m_window->show();
    QTRY_VERIFY(m_window->snapshot());
    core::Setting wanted = setting();
    wanted.sigmaW = 3.5;
    m_window->session().setSetting(wanted);
    QTest::mouseDClick(card("length"), Qt::LeftButton, {}, card("length")->titleRect().center());
    m_window->grid()->setOpenLayer(3);
    m_window->focusModel().setT(0.875);
    m_window->close();
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {}, .remember = true});
    m_window->restoreLastSession();
    m_window->show();
    QVERIFY(setting() == wanted);
    QVERIFY(!m_window->session().canUndo());
    QVERIFY(card("length")->isEnlarged());
    QCOMPARE(m_window->focusModel().t(), 0.875);
    QTRY_VERIFY(m_window->snapshot());
    QTRY_COMPARE(m_window->grid()->openLayer(), 3);
  }

  void lastSession_damaged_isKeptAside_andSaysWhere() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QVERIFY(QDir().mkpath(folder));
    QFile last(folder + QStringLiteral("/last.arcscope"));
    QVERIFY(last.open(QIODevice::WriteOnly));
    last.write("{\"arcscope_session\": 1, \"setting\"");
    last.close();
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {}, .remember = true});
    m_window->restoreLastSession();
    m_window->show();
    QVERIFY(m_window->messageBar()->text().contains(QStringLiteral("last.arcscope.damaged")));
    m_window->close();
    QFile kept(last.fileName() + QStringLiteral(".damaged"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("{\"arcscope_session\": 1, \"setting\""));
    kept.remove();
  }

  void lastSession_thatCannotBeWritten_isAskedAboutBeforeTheWindowCloses() {
    const QString file =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/last.arcscope");
    QFile::remove(file);
    QVERIFY(QDir().mkpath(file + QStringLiteral("/in the way")));
    m_window = std::make_unique<MainWindow>(
        MainWindow::Options{.subject = {smallSetting(), nullptr, nullptr}, .remember = true});
    m_window->show();
    QTRY_VERIFY(m_window->snapshot());
    const auto close = [this](QMessageBox::ButtonRole role) {
      answer(QStringLiteral("cannotKeep"), role, [this] { m_window->close(); });
    };
    close(QMessageBox::RejectRole);
    QVERIFY(m_window->isVisible());
    close(QMessageBox::DestructiveRole);
    QVERIFY(!m_window->isVisible());
    QVERIFY(QDir(file).removeRecursively());
  }

  /// Closed in the middle of a training: what was learned is there again.
  void trainedNetwork_notSaved_comesBackWithTheWindow() {
    core::Setting setting = smallSetting();
    setting.inputDim = 2;
    setting.width = 8;
    setting.depth = 2;
    m_window = std::make_unique<MainWindow>(
        MainWindow::Options{.subject = {setting, nullptr, nullptr}, .remember = true});
    m_window->show();
    QTRY_VERIFY(m_window->snapshot());
    m_window->learningData().open({.name = "two-moons"});
    QTRY_VERIFY(m_window->learningData().task());
    press("train");
    press("trainingStep");
    const auto& service = m_window->trainingService();
    QTRY_VERIFY(service.state() && service.state()->step == 1 && !service.state()->running);
    QTRY_VERIFY(m_window->session().subject().loaded == service.state()->subject.loaded);
    const Eigen::MatrixXd learned = service.state()->subject.loaded->network.layers[0].weights;
    m_window->session().undo();  // out of sight
    QVERIFY(!m_window->session().showsFile());
    m_window->close();
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {}, .remember = true});
    m_window->restoreLastSession();
    QVERIFY(m_window->session().showsFile());
    QVERIFY(m_window->session().subject().loaded->network.layers[0].weights == learned);
    m_window->close();
    const auto recent = [] { return QSettings().value(QStringLiteral("recent")).toStringList(); };
    const qsizetype files = recent().size();
    // It comes back once more and is left for another one: it is not lost.
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {}, .remember = true});
    m_window->restoreLastSession();
    m_window->show();
    m_window->close();
    QCOMPARE(recent().size(), files);  // still the one that the window holds
    m_window = std::make_unique<MainWindow>(MainWindow::Options{.subject = {}, .remember = true});
    m_window->restoreLastSession();
    m_window->show();
    m_window->session().closeNetwork();
    m_window->close();
    const QString kept = QSettings().value(QStringLiteral("recent")).toStringList().value(0);
    QVERIFY2(QFileInfo(kept).fileName().startsWith(QStringLiteral("trained-")), qPrintable(kept));
    const auto read = readSession(kept);
    QVERIFY(read && read.value().content.subject.loaded->network.layers[0].weights == learned);
    QFile::remove(kept);
  }
};

QTEST_MAIN(WindowSessionTest)
#include "tst_window_session.moc"
