#include <QAction>
#include <QApplication>
#include <QImage>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <set>

#include "tests/ui/window_fixture.h"
#include "ui/figures/figure_source.h"
#include "ui/panels/data_picker.h"
#include "ui/plots/class_colours.h"
#include "ui/plots/plane_view.h"
#include "ui/plots/point_picture.h"
#include "ui/plots/t_bar.h"
#include "ui/window/bottom_bar.h"
#include "ui/window/message_bar.h"

using namespace arcscope;
using namespace arcscope::ui;

class DataPickerTest : public WindowFixture {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() {
    // The offscreen platform cannot raise menus and says so.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
  }
  void cleanup() { m_window.reset(); }

  void dataEnds_chosenInThePanel_aFirstPairAtOnce_asOneStepOfUndo() {
    open();
    QVERIFY(!picker()->isVisible());
    chooseData();
    QVERIFY(picker()->isVisible());
    const core::LearningTask& task = *m_window->learningData().task();
    const core::DataPair pair = chosen();
    QVERIFY(labelOf(pair.first) != labelOf(pair.second));
    QCOMPARE(setting().inputDim, 784);
    QCOMPARE(setting().trajectory, core::Trajectory::Arc);
    QTRY_COMPARE(m_window->snapshot()->plane.x0.size(), Eigen::Index{784});
    QVERIFY(m_window->snapshot()->plane.x0 == task.training.inputs.col(pair.first).cast<double>());
    QVERIFY(m_window->snapshot()->plane.x1 == task.training.inputs.col(pair.second).cast<double>());
    QCOMPARE(find<Segmented>("endpoints")->current(), 2);
    m_window->session().undo();
    QCOMPARE(setting(), smallSetting());
    QVERIFY(!m_window->session().subject().dataEnds);
    m_window->session().redo();
    QVERIFY(chosen() == pair);
  }

  void picture_clicked_becomesTheStart_andTheNextOneTheEnd() {
    open();
    chooseData();
    const std::int64_t start = firstOf(6);
    const std::int64_t end = firstOf(2);
    clickPoint(start);
    QCOMPARE(chosen().first, start);
    QVERIFY(find<EndSlot>("secondEnd")->isChecked());
    clickPoint(end);
    QCOMPARE(setting().endpointsFile,
             "fashion-mnist-sample#" + std::to_string(start) + "," + std::to_string(end));
    QVERIFY(find<EndSlot>("firstEnd")->isChecked());
    QTest::mouseClick(find<EndSlot>("secondEnd"), Qt::LeftButton);
    clickPoint(firstOf(9));
    QCOMPARE(chosen().first, start);
    QCOMPARE(chosen().second, firstOf(9));
    QTRY_COMPARE(m_window->snapshot()->subject.setting, setting());
    QCOMPARE(m_window->snapshot()->subject.dataEnds->second.className, std::string("Ankle boot"));
  }

  void swapped_andTheOtherEndsPicture_theEndsChangePlaces() {
    open();
    chooseData();
    const core::DataPair pair = chosen();
    QTest::mouseClick(find<Button>("swapEnds"), Qt::LeftButton);
    QCOMPARE(chosen().first, pair.second);
    QCOMPARE(chosen().second, pair.first);
    clickPoint(firstOf(0));
    clickPoint(firstOf(1));
    clickPoint(firstOf(1));  // the start is meant: it was the end
    QCOMPARE(chosen().first, firstOf(1));
    QCOMPARE(chosen().second, firstOf(0));
  }

  void anotherPair_alwaysOfTwoClasses() {
    open();
    chooseData();
    std::set<std::string> pairs;
    for (int i = 0; i < 20; ++i) {
      QTest::mouseClick(find<Button>("anotherPair"), Qt::LeftButton);
      QVERIFY(labelOf(chosen().first) != labelOf(chosen().second));
      pairs.insert(setting().endpointsFile);
    }
    QVERIFY(pairs.size() > 15);
  }

  void nameOfAClass_clicked_showsAllOfIt() {
    open();
    chooseData();
    const auto& labels = m_window->learningData().task()->training.labels;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (labels[i] == 4) last = static_cast<std::int64_t>(i);
    QVERIFY(gallery()->pointRect(last).isNull());
    QTest::mouseClick(gallery(), Qt::LeftButton, {}, gallery()->nameRect(4).center());
    QVERIFY(!gallery()->pointRect(last).isNull());
    clickPoint(last);
    QCOMPARE(chosen().first, last);
    QTest::mouseClick(gallery(), Qt::LeftButton, {}, gallery()->nameRect(4).center());
    QVERIFY(gallery()->pointRect(last).isNull());
  }

  void keys_moveAndChoose() {
    open();
    QTest::keyClick(m_window.get(), Qt::Key_D);
    QTRY_VERIFY(m_window->session().subject().dataEnds);
    QVERIFY(gallery()->hasFocus());
    QTest::keyClick(gallery(), Qt::Key_Down);
    QTest::keyClick(gallery(), Qt::Key_Right);
    QTest::keyClick(gallery(), Qt::Key_Return);
    QCOMPARE(labelOf(chosen().first), 1);
    QVERIFY(chosen().first != firstOf(1));
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!picker()->isVisible());
    QVERIFY(m_window->session().subject().dataEnds);
  }

  void otherEnds_chosenAfterwards_theInputDimensionIsFreeAgain() {
    open();
    chooseData();
    QVERIFY(!control("input_dim")->isEnabled());
    chooseSegment(0);
    QCOMPARE(setting().endpoints, std::optional(core::Endpoints::Random));
    QCOMPARE(setting().inputDim, 0);
    QVERIFY(setting().endpointsFile.empty());
    QVERIFY(control("input_dim")->isEnabled());
  }

  void tBar_dataEnds_picturesAtItsEnds() {
    open();
    chooseData();
    clickPoint(firstOf(5));
    clickPoint(firstOf(8));
    QTRY_COMPARE(m_window->snapshot()->subject.setting, setting());
    m_window->focusModel().setT(0.5);
    TBar* bar = m_window->bottomBar()->bar();
    const QImage shown = bar->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const core::Subject& subject = m_window->session().subject();
    const PictureForm form = pictureForm(*subject.dataEnds);
    for (const double t : {0.0, 0.5, 1.0}) {
      const QImage want = pointPicture(pointAt(*subject.plane, subject.setting, t), form, m_window->theme());
      QVERIFY2(contains(shown, want), qPrintable(QStringLiteral("no picture of t = %1").arg(t)));
    }
  }

  void pointsOfThePlane_theInputHasTwoDimensions_andTheyStandInTheView() {
    open();
    chooseData();
    openData(QStringLiteral("two-moons"));
    QTRY_COMPARE(setting().inputDim, 2);
    QVERIFY(!setting().endpoints);
    QVERIFY(!find<QScrollArea>("pickerScroll")->isVisible());
    auto* plane = find<PlaneView>("planeView");
    QTRY_VERIFY(plane->snapshot()->plane.x0.size() == 2);
    QVERIFY(plane->dataPoints());
    plane->setRegionsShown(false);
    const QImage with = plane->grab().toImage();
    plane->setDataPointsShown(false);
    QVERIFY(plane->grab().toImage() != with);
    plane->setDataPointsShown(true);
    verifyPoints(with, [&](const core::PlanePoint& p) { return plane->toWidget(p); }, plane->theme());
  }

  void pointsOfThePlane_inAFigure_whereTheyAre() {
    open();
    chooseData();
    openData(QStringLiteral("gaussians"));
    QTRY_COMPARE(setting().inputDim, 2);
    QTRY_COMPARE(m_window->snapshot()->plane.x0.size(), Eigen::Index{2});
    const FigureChoice choice{.kind = FigureKind::Plane, .points = m_window->learningData().task()};
    const FigureSource source(m_window->snapshot(), choice);
    const FigureSource without(m_window->snapshot(), {.kind = FigureKind::Plane});
    const auto drawn = [](const FigureSource& figure) {
      QImage image(900, 900, QImage::Format_RGB32);
      image.fill(Qt::white);
      QPainter painter(&image);
      figure.paint(painter, QRectF(0, 0, 900, 900), Theme::print());
      return image;
    };
    const QImage with = drawn(source);
    QVERIFY(with != drawn(without));
    for (int label = 0; label < 3; ++label)
      QVERIFY(countOf(with, classColour(Theme::print(), label, 3)) >
              100 + countOf(drawn(without), classColour(Theme::print(), label, 3)));
  }

  void dataThatCannotBeRead_oneSentence_andTheEndsStay() {
    open();
    chooseData();
    const core::DataPair pair = chosen();
    m_window->learningData().open({.name = "/nowhere/points.csv"});
    QTRY_VERIFY(m_window->messageBar()->isVisible());
    QVERIFY(chosen() == pair);
  }

  void classColours_riseInLightness() {
    for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::print()})
      for (const int classes : {2, 3, 10}) {
        double before = -1.0;
        for (int label = 0; label < classes; ++label) {
          const double lightness = toOkLab(classColour(theme, label, classes).rgb()).lightness;
          QVERIFY(lightness > before + 0.01);
          before = lightness;
        }
      }
  }

 private:
  DataPicker* picker() const { return m_window->dataPicker(); }
  PointGallery* gallery() const { return picker()->gallery(); }
  void chooseSegment(int index) {
    auto* ends = find<Segmented>("endpoints");
    QTest::mouseClick(ends, Qt::LeftButton, {}, ends->segmentRect(index).center());
  }
  void chooseData() {
    chooseSegment(2);
    QTRY_VERIFY(m_window->session().subject().dataEnds);
  }
  void openData(const QString& name) {
    QTimer::singleShot(0, this, [name] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      QVERIFY(menu);
      for (QAction* action : menu->actions())
        if (action->text() == name) action->trigger();
      menu->close();
    });
    QTest::mouseClick(find<Button>("pickerData"), Qt::LeftButton);
  }
  [[nodiscard]] core::DataPair chosen() const { return core::dataPairFromText(setting().endpointsFile).value(); }
  [[nodiscard]] int labelOf(std::int64_t point) const {
    return m_window->learningData().task()->training.labels[static_cast<std::size_t>(point)];
  }
  [[nodiscard]] std::int64_t firstOf(int label) const {
    const auto& labels = m_window->learningData().task()->training.labels;
    return std::find(labels.begin(), labels.end(), label) - labels.begin();
  }
  void clickPoint(std::int64_t point) {
    const QRect place = gallery()->pointRect(point);
    QVERIFY(!place.isNull());
    QTest::mouseClick(gallery(), Qt::LeftButton, {}, place.center());
  }
  static bool contains(const QImage& image, const QImage& part) {
    for (int y = 0; y + part.height() <= image.height(); ++y)
      for (int x = 0; x + part.width() <= image.width(); ++x)
        if (image.copy(x, y, part.width(), part.height()) == part) return true;
    return false;
  }
  static int countOf(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return count;
  }
  /// Where a training point is alone, the picture has the colour of its class.
  template <class Place>
  void verifyPoints(const QImage& image, const Place& place, const Theme& theme) const {
    const core::LearningTask& task = *m_window->learningData().task();
    int right = 0;
    for (Eigen::Index j = 0; j < task.training.size(); ++j) {
      const QPointF at = place({static_cast<double>(task.training.inputs(0, j)), static_cast<double>(task.training.inputs(1, j))});
      const QColor colour = classColour(theme, labelOf(j), task.classes());
      const QPoint pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
      right += image.pixel(pixel) == colour.rgb() ? 1 : 0;
    }
    QVERIFY2(right > 0.6 * static_cast<double>(task.training.size()), qPrintable(QString::number(right)));
  }
};

QTEST_MAIN(DataPickerTest)
#include "tst_data_picker.moc"
