#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "core/network/random_network.h"
#include "tests/fuzz/mutator.h"
#include "ui/figures/figure_data.h"
#include "ui/figures/figure_source.h"
#include "ui/session/figure_cards.h"
#include "ui/session/session_file.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// Differs from the start-up state in every part.
SessionContent someContent() {
  SessionContent content;
  core::Setting& setting = content.subject.setting;
  setting.depth = 5;
  setting.width = 12;
  setting.sigmaW = 2.0 / 3.0;
  setting.activation = core::Activation::Tanh;
  setting.seed = 18446744073709551615U;
  setting.trajectory = core::Trajectory::Polyline;
  setting.path = {{0.1, -2.5}, {1e-7, 3.0}, {1.0, 1.0}};
  setting.tBegin = 0.25;
  content.view = {
      .image = core::ImageKind::H,
      .projection = {.kind = core::ProjectionChoice::Kind::Neurons, .dimensions = 3, .neurons = {4, 0, 7}}};
  DisplayChoice& display = content.display;
  display.commonScale = true;
  display.sideBySide = true;
  display.openLayer = 3;
  display.runningTotal = true;
  display.comparison = {.finiteWidth = false, .meanField = true, .scaling = true, .ensemble = false};
  display.regionLayers = 2;
  display.fill = RegionFill::Area;
  display.quantity = PhaseQuantity::DepthScale;
  display.families = {.figure = FamilyFigure::Pieces, .widths = {3, 5}, .sigmaWs = {0.1, 7.0}, .draws = 99};
  display.dichotomyInputs = 9;
  display.dichotomyDraws = 4;
  display.priorData = {{0.1, -1.0 / 3.0}, {1.0, 2.0}};
  display.course = {.quantity = LayerCourse::Quantity::Pieces, .byLayer = true};
  display.cards = QStringLiteral("plane -length transitions");
  display.enlarged = QStringLiteral("plane");
  Pin pin{.name = QStringLiteral("bef\u00f6re, \"A\""), .subject = {}, .view = {}, .snapshot = nullptr};
  pin.subject.setting.sigmaB = 2.0;
  pin.view = content.view;  // all are seen in one
  pin.slot = 2;
  pin.shown = false;
  content.pins = {pin};
  content.t = 0.7;
  content.layer = 4;
  content.training.optimizer = {.kind = core::Optimizer::Adam, .learningRate = 0.003};
  content.training.normalisation = core::Normalisation::Trajectory;
  content.training.epochs = 77;
  content.data = {.name = "two-moons", .noise = 0.3, .size = 500, .seed = 9};
  return content;
}

void compareContent(const SessionContent& read, const SessionContent& written) {
  QVERIFY(read.subject.setting == written.subject.setting);
  QVERIFY(read.view == written.view);
  QVERIFY(read.display == written.display);
  QVERIFY(read.pins == written.pins);
  QCOMPARE(read.t, written.t);
  QCOMPARE(read.layer, written.layer);
  QVERIFY(read.training == written.training);
  QVERIFY(read.data == written.data);
}

SessionContent withNetwork(bool normalised) {
  SessionContent content;
  core::Setting drawn;
  drawn.depth = 2;
  drawn.width = 6;
  drawn.inputDim = 4;
  core::LoadedNetwork loaded;
  core::NormalisedNetwork network{
      .network = core::drawNetwork(drawn, 3), .placement = {}, .normalisations = {}};
  for (int d = 0; d < 2; ++d)
    network.normalisations.push_back({.kind = core::Normalisation::Trajectory,
                                      .scale = Eigen::VectorXd::Constant(1, 0.5 + d),
                                      .shift = {},
                                      .mean = {},
                                      .variance = {}});
  loaded.network = normalised ? core::folded(network) : network.network;
  if (normalised) loaded.normalised = std::make_shared<const core::NormalisedNetwork>(network);
  loaded.x0 = Eigen::VectorXd::LinSpaced(4, 0.0, 1.0);
  loaded.x1 = Eigen::VectorXd::LinSpaced(4, 1.0, -1.0 / 3.0);
  core::Setting setting;
  setting.networkFile = "/somewhere/else.safetensors";
  content.subject = core::makeSubject(setting, loaded).value();
  return content;
}

}  // namespace

class SessionFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void text_ofEveryPart_readsBackTheSame() {
    const SessionContent written = someContent();
    const auto text = sessionText(written);
    QVERIFY(text);
    const auto read = sessionFromText(text.value());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY2(read.value().remarks.isEmpty(), qPrintable(read.value().remarks.join(QLatin1Char('\n'))));
    compareContent(read.value().content, written);
    QVERIFY(sessionText(read.value().content).value() == text.value());
  }

  void text_ofTheStartUpState_readsBackTheSame() {
    const auto read = sessionFromText(sessionText({}).value());
    QVERIFY(read);
    compareContent(read.value().content, {});
  }

  void link_ofEveryPart_readsBackAllButPinsAndCards() {
    SessionContent written = someContent();
    const auto link = linkText(written);
    QVERIFY(link);
    QVERIFY(!link.value().contains(QLatin1Char(' ')));
    const auto read = sessionFromLink(link.value());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY2(read.value().remarks.isEmpty(), qPrintable(read.value().remarks.join(QLatin1Char('\n'))));
    written.display.cards.clear();
    written.pins.clear();  // a link is short
    compareContent(read.value().content, written);
  }

  void link_isShort_andOneCanWriteItByHand() {
    SessionContent content;
    content.subject.setting.sigmaW = 2.5;
    content.display.fill = RegionFill::Pattern;
    QCOMPARE(linkText(content).value(), QStringLiteral("arcscope:?sigma_w=2.5&display.fill=pattern"));
    QCOMPARE(linkText({}).value(), QStringLiteral("arcscope:?"));
    const auto read = sessionFromLink(QStringLiteral("  arcscope:?depth=3&activation=relu&view.image=h\n"));
    QVERIFY(read);
    QCOMPARE(read.value().content.subject.setting.depth, 3);
    QCOMPARE(read.value().content.subject.setting.activation, core::Activation::Relu);
    QCOMPARE(read.value().content.view.image, core::ImageKind::H);
  }

  void link_ofALoadedNetwork_isRefused() {
    const auto link = linkText(withNetwork(false));
    QVERIFY(!link);
    QVERIFY(link.error().message.find("save a session instead") != std::string::npos);
  }

  void network_isInTheSession_withItsNormalisationAndEndPoints() {
    for (const bool normalised : {false, true}) {
      const SessionContent written = withNetwork(normalised);
      const auto read = sessionFromText(sessionText(written).value());
      QVERIFY2(read, read ? "" : read.error().message.c_str());
      QVERIFY(read.value().remarks.isEmpty());
      const core::Subject& subject = read.value().content.subject;
      QVERIFY(subject.setting == written.subject.setting);
      const core::LoadedNetwork& loaded = *subject.loaded;
      const core::LoadedNetwork& expected = *written.subject.loaded;
      for (std::size_t d = 0; d < 2; ++d)
        QVERIFY(loaded.network.layers[d].weights == expected.network.layers[d].weights);
      QVERIFY(loaded.network.readout->bias == expected.network.readout->bias);
      QCOMPARE(loaded.normalised != nullptr, normalised);
      QVERIFY(subject.plane->x1 == written.subject.plane->x1);
    }
  }

  void pins_withNetworks_areInTheSession_andBrokenOnesLeftOut() {
    SessionContent written;
    written.pins = {
        {.name = QStringLiteral("A"), .subject = withNetwork(true).subject, .view = {}, .snapshot = nullptr},
        {.name = QStringLiteral("B"), .subject = {}, .view = {}, .snapshot = nullptr}};
    QByteArray text = sessionText(written).value();
    const auto read = sessionFromText(text);
    QVERIFY(read && read.value().remarks.isEmpty());
    QCOMPARE(read.value().content.pins.size(), std::size_t(2));
    const core::Subject& subject = read.value().content.pins[0].subject;
    QVERIFY(subject.loaded->network.layers[1].weights ==
            written.pins[0].subject.loaded->network.layers[1].weights);
    QVERIFY(subject.loaded->normalised);
    const qsizetype second = text.indexOf("\"B\"");
    text.replace(text.indexOf("\"depth\": 11", second), 11, "\"depth\": 99");
    const auto broken = sessionFromText(text);
    QVERIFY(broken);
    QCOMPARE(broken.value().content.pins.size(), std::size_t(1));
    QCOMPARE(
        broken.value().remarks,
        QStringList{QStringLiteral("A pin of the session is left out: depth is 99; it must be a whole number "
                                   "from 1 to 64.")});
  }

  void network_inTraining_getsANameOfItsOwn() {
    SessionContent written = withNetwork(false);
    written.subject.setting.networkFile = "(in training)";
    const auto read = sessionFromText(sessionText(written).value());
    QVERIFY(read);
    QCOMPARE(read.value().content.subject.setting.networkFile, std::string(networkOfSession));
  }

  void endpoints_ofADataSet_comeWithTheirPictures() {
    SessionContent written;
    written.subject.setting.endpoints = core::Endpoints::Given;
    written.subject.setting.endpointsFile = "fashion-mnist-sample#3,17";
    written.subject = core::makeSubject(written.subject.setting).value();
    const auto read = sessionFromText(sessionText(written).value());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const core::Subject& subject = read.value().content.subject;
    QVERIFY(subject.plane->x0 == written.subject.plane->x0);
    QVERIFY(subject.dataEnds);
    // A session goes to a machine where the data set is not.
    QByteArray text = sessionText(written).value();
    text.replace("fashion-mnist-sample#3,17", "/nowhere/at-all#3,17");
    const auto moved = sessionFromText(text);
    QVERIFY2(moved, moved ? "" : moved.error().message.c_str());
    QVERIFY(moved.value().content.subject.plane->x0 == written.subject.plane->x0);
    QVERIFY(!moved.value().content.subject.dataEnds);
  }

  void unknownAndWrongKeys_areLeftOut_withARemarkEach() {
    SessionContent content = someContent();
    content.pins.clear();
    QByteArray text = sessionText(content).value();
    text.replace("\"sigma_b\"", "\"sigma_c\"");
    text.replace("\"running_total\": true", "\"running_total\": 7");
    text.replace("\"t\": 0.7", "\"mood\": \"calm\", \"t\": 5");
    text.replace("\"arcscope_session\": 1", "\"arcscope_session\": 12");
    const auto read = sessionFromText(text);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const QString remarks = read.value().remarks.join(QLatin1Char('\n'));
    QCOMPARE(read.value().remarks.size(), 5);
    for (const char* part : {"newer version", "sigma_c", "running_total is 7; it must be true or false",
                             "mood", "t must be a number from 0 to 1"})
      QVERIFY2(remarks.contains(QLatin1String(part)), qPrintable(remarks));
    content = read.value().content;
    QCOMPARE(content.subject.setting.sigmaB, core::Setting{}.sigmaB);
    QCOMPARE(content.subject.setting.sigmaW, 2.0 / 3.0);
    QVERIFY(!content.display.runningTotal);
    QCOMPARE(content.display.fill, RegionFill::Area);
    QCOMPARE(content.t, SessionContent{}.t);
  }

  void whatIsNoSession_isRefusedInOneSentence_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty") << QByteArray() << "it is not a JSON object of keys and values";
    QTest::newRow("list") << QByteArray("[1]") << "it is not a JSON object of keys and values";
    QTest::newRow("other") << QByteArray("{\"a\": 1}")
                           << "it has no number arcscope_session: it is no session of Arcscope";
    QTest::newRow("deep") << "{\"a\": " + QByteArray(100000, '[') + QByteArray(100000, ']') + "}"
                          << "it is nested deeper than 8 levels";
    QTest::newRow("network") << QByteArray("{\"arcscope_session\": 1, \"network\": \"$$$\"}")
                             << "its network: it is no text in base 64";
    QTest::newRow("bad network") << QByteArray("{\"arcscope_session\": 1, \"network\": \"AAAA\"}")
                                 << "its network: a safetensors file has at least 8 bytes; this one has 3";
  }
  void whatIsNoSession_isRefusedInOneSentence() {
    QFETCH(QByteArray, text);
    QFETCH(QString, sentence);
    const auto read = sessionFromText(text);
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message), sentence);
  }

  void mutations_thousands_giveASessionOrOneSentence() {
    tests::Mutator mutator(5, {"0",     "-1",       "1e400",          "18446744073709551616",
                               "null",  "[[[[[[[[", "]]]]",           "{}",
                               "\"",    "\\u0000",  "\\ud800",        ",",
                               ":",     "true",     "\"network\":\"", "\"endpoints\":\"AAAA\",",
                               "depth", "widths",   "[4096,4096]",    "\"arcscope_session\":2,"},
                           4000);
    SessionContent content = someContent();
    std::vector<std::string> seeds{sessionText(content).value().toStdString(),
                                   sessionText(withNetwork(true)).value().toStdString()};
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
      const std::string text = mutator.mutate(seeds[std::size_t(i) % seeds.size()], [](std::string&) {});
      const auto session = sessionFromText(QByteArray::fromStdString(text));
      if (session)
        ++read;
      else
        QVERIFY(!session.error().message.empty());
    }
    QVERIFY(read > 30);
    const std::string link = linkText(content).value().toStdString();
    for (int i = 0; i < 2000; ++i)
      static_cast<void>(sessionFromLink(QString::fromStdString(mutator.mutate(link, [](std::string&) {}))));
  }

  void figure_everyFormat_givesBackItsSettingAndChoices() {
    core::Setting setting;
    setting.depth = 3;
    setting.width = 8;
    setting.activation = core::Activation::Relu;
    setting.sigmaW = 1.3;
    core::ExplorerCache cache;
    const core::ViewChoice view{.image = core::ImageKind::H,
                                .projection = {.kind = core::ProjectionChoice::Kind::RandomPlane}};
    const SnapshotPtr snapshot = core::explore({setting, nullptr, nullptr}, view, core::Quality::Full, cache);
    const FigureSource regions(snapshot,
                               {.kind = FigureKind::Regions, .regionLayers = 2, .fill = RegionFill::Pattern});
    const FigureSource grid(snapshot, {.kind = FigureKind::Grid, .commonScale = true});
    const auto picture = [](FigureFormat format) {
      return [format](const FigureSource& source) {
        return renderFigure(format, {.dpi = 72}, source.info(),
                            [&](QPainter& painter, const QRectF& page, const Theme& theme) {
                              source.paint(painter, page, theme);
                            });
      };
    };
    const auto csv = [](const FigureSource& source) { return asCsv(source.numbers(), source.info()); };
    const auto json = [](const FigureSource& source) { return asJson(source.numbers(), source.info()); };
    const std::vector<std::function<QByteArray(const FigureSource&)>> formats{
        picture(FigureFormat::Png), picture(FigureFormat::Svg), picture(FigureFormat::Pdf), csv, json};
    for (const auto& bytesOf : formats) {
      const auto plane = sessionFromFigure(bytesOf(regions));
      QVERIFY2(plane, plane ? "" : plane.error().message.c_str());
      QVERIFY2(plane.value().remarks.isEmpty(), qPrintable(plane.value().remarks.join(QLatin1Char('\n'))));
      QVERIFY(plane.value().content.subject.setting == setting);
      QCOMPARE(plane.value().content.display.regionLayers, 2);
      QCOMPARE(plane.value().content.display.fill, RegionFill::Pattern);
      QCOMPARE(plane.value().content.display.enlarged, QStringLiteral("plane"));
      const auto images = sessionFromFigure(bytesOf(grid));
      QVERIFY(images);
      QVERIFY(images.value().content.view == view);
      QVERIFY(images.value().content.display.commonScale);
    }
    QImage plain(4, 4, QImage::Format_RGB32);
    plain.fill(Qt::red);
    QVERIFY(plain.save(path("plain.png")));
    QVERIFY(isSessionOrFigure(path("plain.png")));
    const auto none = readSession(path("plain.png"));
    QVERIFY(!none);
    QCOMPARE(QString::fromStdString(none.error().message),
             path("plain.png") + ": it holds no setting of Arcscope");
  }

  void files_areToldByTheirFirstBytes() {
    QVERIFY(!isSessionOrFigure(path("missing.txt")));
    QVERIFY(isSessionOrFigure(path("missing.arcscope")));  // by its suffix
    QVERIFY(!writeSession(path("a.txt"), {}));
    QVERIFY(isSessionOrFigure(path("a.txt")));
    // A safetensors header of 0x7b bytes begins like an object.
    QFile tensors(path("b.safetensors"));
    QVERIFY(tensors.open(QIODevice::WriteOnly));
    tensors.write(QByteArray("\x7b\0\0\0\0\0\0\0{\"a\":", 13));
    tensors.close();
    QVERIFY(!isSessionOrFigure(path("b.safetensors")));
    const auto missing = readSession(path("missing.arcscope"));
    QCOMPARE(QString::fromStdString(missing.error().message),
             path("missing.arcscope") + ": there is no such file");
    QVERIFY(writeSession(QStringLiteral("/dev/full"), {}).has_value());
  }

  /// A process that is killed while it writes leaves one whole session or the other.
  void write_killedInTheMiddle_leavesAWholeFile() {
    const QString file = path("killed.arcscope");
    const SessionContent first = withNetwork(true);
    QVERIFY(!writeSession(file, first));
    SessionContent second = someContent();
    second.display.priorData.assign(core::mostOutputPoints, {0.5, 1.0 / 3.0});
    for (int round = 0; round < 20; ++round) {
      const pid_t child = fork();
      if (child == 0) {
        for (;;) static_cast<void>(writeSession(file, second));
      }
      QVERIFY(child > 0);
      usleep(static_cast<useconds_t>(2000 + 731 * round));
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
      const auto read = readSession(file);
      QVERIFY2(read, read ? "" : read.error().message.c_str());
      QVERIFY(read.value().remarks.isEmpty());
    }
  }

  void preset_display_enlargesTheCardOfItsFigure() {
    for (const Preset& preset : presets()) {
      const DisplayChoice display = displayOf(preset);
      QCOMPARE(display.families, preset.figure.families);
      if (preset.figure.kind == FigureKind::Families) QCOMPARE(display.enlarged, QStringLiteral("families"));
    }
  }

 private:
  [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
  QTemporaryDir m_folder;
};

QTEST_MAIN(SessionFileTest)
#include "tst_session_file.moc"
