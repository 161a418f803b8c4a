#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/ui/mouse.h"
#include "tests/ui/sample_snapshot.h"
#include "ui/plots/phase_view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// A view that is given the diagram for everything that it asks for.
struct Served {
  explicit Served(core::Setting setting = test::smallSetting()) {
    view.resize(420, 300);
    QObject::connect(&view, &PhaseView::diagramRequested, &service, &PhaseService::request);
    QObject::connect(&service, &PhaseService::diagramReady, &view, &PhaseView::setDiagram);
    view.setSnapshot(test::sampleSnapshot(setting));
    view.show();
  }
  PhaseService service;
  PhaseView view;
};

}  // namespace

class PhaseViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void diagram_comesCoarseFirst_thenWhole() {
    Served served;
    std::vector<int> columns;
    connect(&served.service, &PhaseService::diagramReady, this,
            [&](const PhaseDiagramPtr& diagram) { columns.push_back(diagram->columns); });
    QTRY_VERIFY(!served.service.isBusy());
    QCOMPARE(columns.size(), 3u);
    QVERIFY(columns[0] < columns[1] && columns[1] < columns[2]);
    QVERIFY(served.view.diagram()->complete);
  }

  void service_askedAgain_givesWhatItKept() {
    PhaseService service;
    PhaseDiagramPtr last;
    connect(&service, &PhaseService::diagramReady, this, [&](const PhaseDiagramPtr& d) { last = d; });
    core::PhaseRequest relu;
    relu.activation = core::Activation::Relu;
    relu.columns = relu.rows = 20;
    core::PhaseRequest tanh = relu;
    tanh.activation = core::Activation::Tanh;
    service.request(relu);
    QTRY_VERIFY(!service.isBusy());
    const PhaseDiagramPtr first = last;
    service.request(tanh);
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(last->request.activation, core::Activation::Tanh);
    service.request(relu);
    QVERIFY(!service.isBusy());
    QCOMPARE(last, first);
  }

  void pointer_dragged_setsTheNetworkToHundredths() {
    Served served;
    QSignalSpy chosen(&served.view, &PhaseView::networkChosen);
    QSignalSpy ended(&served.view, &PhaseView::chosenForGood);
    const QPoint from = served.view.toWidget({2.0, 1.0}).toPoint();
    QTest::mousePress(&served.view, Qt::LeftButton, {}, from);
    test::moveMouse(served.view, served.view.toWidget({3.0, 2.0}), Qt::LeftButton);
    test::moveMouse(served.view, QPointF(-50.0, 9000.0), Qt::LeftButton);  // beyond the corner
    QTest::mouseRelease(&served.view, Qt::LeftButton, {}, from);
    QCOMPARE(chosen.size(), 3);
    QCOMPARE(ended.size(), 1);
    QVERIFY(std::abs(chosen[0][0].toDouble() - 2.0) < 0.03 && std::abs(chosen[0][1].toDouble() - 1.0) < 0.03);
    QCOMPARE(chosen[1][0].toDouble(), 3.0);
    QCOMPARE(chosen[1][1].toDouble(), 2.0);
    QCOMPARE(chosen[2][0].toDouble(), 0.0);
    QCOMPARE(chosen[2][1].toDouble(), 0.0);
    const double start = served.view.snapshot()->subject.setting.sigmaW;
    for (int i = 0; i < 2; ++i) QTest::keyClick(&served.view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(chosen.size(), 5);
    QCOMPARE(chosen[3][0].toDouble(), start + 0.1);
    QCOMPARE(chosen[4][0].toDouble(), start + 0.2);  // no snapshot came between: no step is lost
  }

  void snapshot_beyondTheUsualPart_widensTheDiagram() {
    core::Setting setting = test::smallSetting();
    QCOMPARE(Served(setting).view.request().sigmaWMax, 5.0);
    setting.sigmaW = 6.0;
    QCOMPARE(Served(setting).view.request().sigmaWMax, 8.0);
  }

  void picture_hasTheTwoPhasesInTwoColours() {
    Served served;
    QTRY_VERIFY(!served.service.isBusy());
    QImage image(served.view.size(), QImage::Format_ARGB32_Premultiplied);
    const auto paint = [&] {
      image.fill(Qt::white);
      QPainter painter(&image);
      served.view.paint(painter, QRectF(served.view.rect()), served.view.theme(), PaintTarget::Screen);
    };
    paint();
    const QColor ordered = image.pixelColor(served.view.toWidget({0.3, 2.0}).toPoint());
    const QColor chaotic = image.pixelColor(served.view.toWidget({4.6, 1.0}).toPoint());
    QVERIFY(ordered.blue() > ordered.red());
    QVERIFY(chaotic.red() > chaotic.blue());
    // On the critical line the line itself stands, in the colour of text.
    const double sigmaW = core::criticalSigmaW(core::Activation::HardTanh, 2.0).value;
    int darkest = 255;
    for (int dx = -2; dx <= 2; ++dx)
      darkest = std::min(
          darkest,
          image.pixelColor(served.view.toWidget({sigmaW, 2.0}).toPoint() + QPoint(dx, 0)).lightness());
    QVERIFY(darkest < 110);
    const QImage before = image;
    QTest::keyClick(&served.view, Qt::Key_Q);
    QCOMPARE(served.view.quantity(), PhaseQuantity::QStar);
    paint();
    QVERIFY(image != before);
  }

  void growth_chosen_isMeasuredOverThePlane() {
    Served served;
    QObject::connect(&served.view, &PhaseView::growthRequested, &served.service, &PhaseService::requestGrowth);
    QObject::connect(&served.service, &PhaseService::growthReady, &served.view, &PhaseView::setGrowth);
    QTRY_VERIFY(!served.service.isBusy());
    QVERIFY(!served.view.growth());
    served.view.setQuantity(PhaseQuantity::Growth);
    QVERIFY(served.service.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(served.view.growth() && served.view.growth()->complete, 30000);
    const core::PhaseDiagram& map = *served.view.growth();
    QVERIFY(map.growth[map.index(2, 4)] < 1.0);   // far on the ordered side
    QVERIFY(map.growth[map.index(2, 38)] > 1.0);  // and on the chaotic one
    QCOMPARE(served.view.numbers().columns.back(), QStringLiteral("growth"));
    QCOMPARE(served.view.numbers().rows.size(), map.rows * map.columns);
    // Something else is shown, or nothing: the measuring ends.
    QObject::connect(&served.view, &PhaseView::growthNotWanted, &served.service, &PhaseService::stopGrowth);
    core::Setting deeper = test::smallSetting();
    deeper.depth += 20;
    served.view.setSnapshot(test::sampleSnapshot(deeper));
    QVERIFY(served.service.isBusy());
    served.view.hide();
    QVERIFY(!served.service.isBusy());
    served.view.show();
    QVERIFY(served.service.isBusy());
    served.view.setQuantity(PhaseQuantity::QStar);
    QVERIFY(!served.service.isBusy());
    served.view.setSnapshot(test::sampleSnapshot(test::smallSetting()));
    served.view.setQuantity(PhaseQuantity::Growth);  // kept
    QVERIFY(!served.service.isBusy());
    // A drag asks for nothing new.
    core::Setting moved = test::smallSetting();
    moved.sigmaW += 0.5;
    QSignalSpy measured(&served.service, &PhaseService::growthReady);
    served.view.setSnapshot(test::sampleSnapshot(moved));
    QVERIFY(!served.service.isBusy());
    QCOMPARE(measured.size(), 0);
    const QImage picture = served.view.grab().toImage();
    const QColor ordered = picture.pixelColor(served.view.toWidget({0.3, 3.0}).toPoint());
    QVERIFY(ordered.blue() > ordered.red());
  }

  void scale_ofChi_hasOneInTheMiddle() {
    core::PhaseRequest request;
    request.columns = request.rows = 30;
    core::PhaseDiagram diagram;
    core::computePhaseDiagram(request, [&](const core::PhaseDiagram& pass) { diagram = pass; });
    const PhaseScale scale = phaseScale(diagram, PhaseQuantity::Chi1);
    QCOMPARE(scale.place(1.0), 0.5);
    for (const PhaseQuantity quantity :
         {PhaseQuantity::Chi1, PhaseQuantity::QStar, PhaseQuantity::CStar, PhaseQuantity::DepthScale}) {
      const PhaseScale one = phaseScale(diagram, quantity);
      for (const double place : {0.1, 0.5, 0.9})
        QVERIFY(std::abs(one.place(one.value(place)) - place) < 1e-9);
    }
  }

  void numbers_haveARowForEveryPoint() {
    Served served;
    QTRY_VERIFY(!served.service.isBusy());
    const DataTable table = served.view.numbers();
    QCOMPARE(table.rows.size(), 200 * 150);
    QCOMPARE(table.rows.front().size(), table.columns.size());
  }
};

QTEST_MAIN(PhaseViewTest)
#include "tst_phase_view.moc"
