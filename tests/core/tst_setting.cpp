#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include "core/setting/parameters.h"
#include "core/setting/setting.h"

using namespace arcscope::core;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Setting unusual() {
  Setting setting;
  setting.depth = 3;
  setting.width = 17;
  setting.widths = {5, 4096, 1};
  setting.inputDim = 9;
  setting.sigmaW = 0.1 + 0.2;
  setting.sigmaB = 1.0 / 3.0;
  setting.activation = Activation::Silu;
  setting.weights = {.kind = WeightLaw::Kind::Sparse, .keep = 0.1, .rescale = false};
  setting.seed = 18446744073709551615ULL;
  setting.trajectory = Trajectory::Freehand;
  setting.endpoints = Endpoints::Orthonormal;
  setting.q0 = 1e-5;
  setting.path = {{0.1, -0.2}, {1e-17, 3.0}, {0.1, -0.2}};
  setting.points = 100;
  setting.refine = false;
  setting.tolerance = 1e-7;
  setting.pointLimit = 99;
  setting.tBegin = 0.1;
  setting.tEnd = 0.7000000000000001;
  return setting;
}

std::string complaint(const Setting& setting) {
  return validate(setting).value_or(Error{"valid"}).message;
}

/// The default setting with one thing changed.
template <class Change>
std::string complaintWith(Change change) {
  Setting setting;
  change(setting);
  return complaint(setting);
}

std::string jsonComplaint(const char* json) {
  const Expected<Setting> setting = settingFromJson(json);
  return setting ? std::string("read") : setting.error().message;
}

const char* const hostileJson[] = {
    "",
    "[]",
    "null",
    "{",
    "{\"depth\": 3} x",
    "{\"depth\": \"3\"}",
    "{\"depth\": 2.5}",
    "{\"depth\": 1e300}",
    "{\"depth\": null}",
    "{\"depth\": [3]}",
    "{\"seed\": -1}",
    "{\"seed\": 1.5}",
    "{\"seed\": 18446744073709551616}",
    "{\"activation\": \"Relu\"}",
    "{\"activation\": 1}",
    "{\"weights\": \"sparse:2\"}",
    "{\"weights\": {}}",
    "{\"widths\": [1, 2.5]}",
    "{\"widths\": [0]}",
    "{\"widths\": {\"a\": 1}}",
    "{\"path\": [[1]]}",
    "{\"path\": [[1, [2]]]}",
    "{\"path\": [[1, \"2\"]]}",
    "{\"trajectory\": \"spiral\"}",
    "{\"endpoints\": \"file\"}",
    "{\"readout\": true}",
    "{\"refine\": 1}",
    "{\"network\": 5}",
    "{\"t_begin\": \"0\"}",
    "{\"sigma\": 1}",
    "{\"depth\": 3, \"depth\": 4}",
};

}  // namespace

class SettingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void parameters_everyRow_isConsistent() {
    std::set<std::string_view> keys;
    for (const Parameter& row : parameters()) {
      const QString key = QString::fromStdString(std::string(row.key));
      QVERIFY2(keys.insert(row.key).second, qPrintable(key));
      QCOMPARE(row.get(Setting{}), row.defaultValue);
      QVERIFY(row.minimum <= row.sliderMinimum && row.sliderMinimum < row.sliderMaximum);
      QVERIFY(row.sliderMaximum <= row.maximum);
      QVERIFY(row.defaultValue >= row.sliderMinimum && row.defaultValue <= row.sliderMaximum);
      QVERIFY(row.step > 0.0 && row.decimals >= 0 && row.integer == (row.decimals == 0));
      QVERIFY(row.scale == SliderScale::Linear || row.sliderMinimum > 0.0);
      QVERIFY(!row.label.empty() && !row.symbol.empty());
      QVERIFY2(row.tooltip.ends_with('.') && row.tooltip.size() < 260, qPrintable(key));
      Setting setting;
      row.set(setting, row.sliderMaximum);
      QCOMPARE(row.get(setting), row.sliderMaximum);
      row.set(setting, row.defaultValue);
      QCOMPARE(setting, Setting{});  // a row touches nothing but its own field
    }
    QCOMPARE(&parameter("sigma_w"), &parameters()[2]);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(parameter("sigma")), std::invalid_argument);
  }

  void parameters_ranges_asPromised() {
    const auto range = [](std::string_view key) {
      const Parameter& row = parameter(key);
      return std::vector<double>{row.minimum, row.sliderMinimum, row.sliderMaximum, row.maximum};
    };
    QCOMPARE(range("depth"), (std::vector<double>{1, 1, 64, 64}));
    QCOMPARE(range("width"), (std::vector<double>{1, 1, 1024, 4096}));
    QCOMPARE(range("sigma_w"), (std::vector<double>{0, 0, 8, 8}));
    QCOMPARE(range("sigma_b"), (std::vector<double>{0, 0, 4, 4}));
    QCOMPARE(parameter("points").sliderMinimum, 64.0);
    QCOMPARE(parameter("points").sliderMaximum, 16384.0);
  }

  void parameters_integerRow_roundsWhatASliderGives() {
    Setting setting;
    parameter("depth").set(setting, 6.9999);
    QCOMPARE(setting.depth, 7);
  }

  void toJson_anySetting_readsBackTheSame() {
    for (const Setting& setting : {Setting{}, unusual()}) {
      const Expected<Setting> read = settingFromJson(toJson(setting));
      QVERIFY2(read, read ? "" : read.error().message.c_str());
      QCOMPARE(read.value(), setting);
    }
    Setting files;
    files.networkFile = "folder/ünï \"quoted\" \\ <&>.safetensors";
    files.readoutLast = true;
    files.endpoints = Endpoints::Given;
    files.endpointsFile = "random";
    QCOMPARE(settingFromJson(toJson(files)).value(), files);
  }

  void toJson_defaults_isJsonWithTheFlagNames() {
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(unusual()))).object();
    QCOMPARE(json[QLatin1String("activation")].toString(), QStringLiteral("silu"));
    QCOMPARE(json[QLatin1String("sigma_w")].toDouble(), 0.1 + 0.2);
    QCOMPARE(json[QLatin1String("input_dim")].toInt(), 9);
    QCOMPARE(json[QLatin1String("weights")].toString(), QStringLiteral("sparse-unscaled:0.1"));
    QCOMPARE(json[QLatin1String("widths")].toArray().size(), 3);
    QVERIFY(toJson(Setting{}).find("\"sigma_w\": 1.9,") != std::string::npos);  // the shortest form
  }

  void settingFromJson_missingKeys_defaults() {
    QCOMPARE(settingFromJson("{}").value(), Setting{});
    Setting expected;
    expected.sigmaW = 2.0;
    QCOMPARE(settingFromJson(" { \"sigma_w\" : 2 } ").value(), expected);
  }

  void settingFromJson_hostileText_oneSentence() {
    for (const char* json : hostileJson) {
      const std::string message = jsonComplaint(json);
      QVERIFY2(message != "read" && message.size() < 400 && message.find('\n') == std::string::npos, json);
    }
    QVERIFY(!settingFromJson(std::string(1'000'000, '[')));
    QVERIFY(!settingFromJson("{\"path\":" + std::string(1'000'000, '[')));
    QCOMPARE(jsonComplaint("{\"depth\": \"3\"}"),
             std::string("depth is \"3\"; it must be a whole number from 1 to 64"));
    QCOMPARE(jsonComplaint("{\"sigma\": 1}"),
             std::string("the setting has the key \"sigma\", which is unknown"));
  }

  void validate_defaultsAndLimits_areValid() {
    QCOMPARE(complaint(Setting{}), std::string("valid"));
    QCOMPARE(complaintWith([](Setting& s) { s.depth = 64, s.width = 1024; }), std::string("valid"));
    QCOMPARE(
        complaintWith([](Setting& s) { s.depth = 1, s.width = 1, s.sigmaW = 0, s.sigmaB = 0, s.points = 2; }),
        std::string("valid"));
    QCOMPARE(complaintWith([](Setting& s) { s.depth = 64, s.width = 4096; }),
             std::string("valid"));  // streamed
  }

  void validate_outOfRange_namesValueAndRange() {
    QCOMPARE(complaintWith([](Setting& s) { s.depth = 0; }),
             std::string("depth is 0; it must be a whole number from 1 to 64"));
    QCOMPARE(complaintWith([](Setting& s) { s.depth = 65; }),
             std::string("depth is 65; it must be a whole number from 1 to 64"));
    QCOMPARE(complaintWith([](Setting& s) { s.width = 4097; }),
             std::string("width is 4097; it must be a whole number from 1 to 4096"));
    QCOMPARE(complaintWith([](Setting& s) { s.sigmaW = 8.5; }),
             std::string("sigma_w is 8.5; it must be a number from 0 to 8"));
    QCOMPARE(complaintWith([](Setting& s) { s.sigmaB = notANumber; }),
             std::string("sigma_b is nan; it must be a number from 0 to 4"));
    QVERIFY(complaintWith([](Setting& s) { s.inputDim = -1; }).starts_with("input_dim is -1;"));
    QVERIFY(complaintWith([](Setting& s) { s.q0 = 0.0; }).starts_with("q0 is 0;"));
    QVERIFY(complaintWith([](Setting& s) {
              s.q0 = std::numeric_limits<double>::infinity();
            }).starts_with("q0 is inf;"));
    QVERIFY(complaintWith([](Setting& s) { s.points = 1; }).starts_with("points is 1;"));
    QVERIFY(complaintWith([](Setting& s) { s.points = 10'000'001; }).starts_with("points is 10000001;"));
    QVERIFY(complaintWith([](Setting& s) { s.tolerance = 0.0; }).starts_with("tolerance is 0;"));
    QVERIFY(complaintWith([](Setting& s) { s.pointLimit = 0; }).starts_with("point_limit is 0;"));
  }

  void validate_network_contradictionsRefused() {
    QCOMPARE(complaintWith([](Setting& s) {
               s.widths = {3, 4};
             }),
             std::string("widths names 2 layers; it must name as many as depth, 11"));
    QVERIFY(complaintWith([](Setting& s) {
              s.depth = 2, s.widths = {3, 0};
            }).starts_with("the width of layer 2 is 0;"));
    QVERIFY(complaintWith([](Setting& s) {
              s.weights = {.kind = WeightLaw::Kind::Sparse, .keep = 0.0};
            }).starts_with("the share of kept weights is 0;"));
    QVERIFY(complaintWith([](Setting& s) { s.readoutLast = true; }).find("network file") !=
            std::string::npos);
  }

  void validate_networkFile_ignoresWhatTheFileDecides() {
    QCOMPARE(complaintWith([](Setting& s) { s.networkFile = "a", s.depth = 90, s.width = 1, s.sigmaW = 99; }),
             std::string("valid"));
  }

  void validate_trajectory_contradictionsRefused() {
    const auto polyline = [](std::vector<PlanePoint> path) {
      return complaintWith([&](Setting& s) { s.trajectory = Trajectory::Polyline, s.path = path; });
    };
    QCOMPARE(polyline({{0, 0}, {1, 0}}), std::string("valid"));
    QCOMPARE(polyline({{0, 0}}), std::string("the polyline has 1 corners; it must have at least 2"));
    QVERIFY(polyline({{1, 2}, {1, 2}, {1, 2}}).find("all the same point") != std::string::npos);
    QVERIFY(
        polyline({{1, 2}, {1, notANumber}}).starts_with("corner 2 of the polyline has the coordinate nan;"));
    QVERIFY(polyline({{1e9, 2}, {1, 0}}).starts_with("corner 1 of the polyline"));
    QVERIFY(complaintWith([](Setting& s) { s.endpoints = Endpoints::Given; }).find("no file") !=
            std::string::npos);
    QVERIFY(complaintWith([](Setting& s) { s.tBegin = -0.1; }).starts_with("t_begin is -0.1;"));
    QVERIFY(complaintWith([](Setting& s) { s.tEnd = notANumber; }).starts_with("t_end is nan;"));
    QVERIFY(
        complaintWith([](Setting& s) { s.tBegin = s.tEnd = 0.5; }).starts_with("t runs from 0.5 to 0.5;"));
    QVERIFY(complaintWith([](Setting& s) {
              s.tBegin = 0.6, s.tEnd = 0.5;
            }).starts_with("t runs from 0.6 to 0.5;"));
  }

  void validate_tooLarge_refusedWithTheMemory() {
    const std::string message = complaintWith([](Setting& s) { s.width = 1000, s.points = 10'000'000; });
    QVERIFY2(message.starts_with("depth 11, width 1000 and 10000000 points need ") &&
                 message.ends_with(" of memory; at most 4 GiB are allowed"),
             message.c_str());
  }

  void memoryNeeded_largerSettings_needMoreUntilTheyStream() {
    Setting setting;
    QVERIFY(!isStreamed(setting));
    double before = memoryNeeded(setting);
    QVERIFY(before > 0.0 && before < keepLimit);
    for (int width = 150; !isStreamed(setting); width += 50) {
      QVERIFY(memoryNeeded(setting) >= before);
      before = memoryNeeded(setting);
      setting.width = width;
      QVERIFY(width < 4096);
    }
    QVERIFY(memoryNeeded(setting) < before);
    setting.width = 4096;
    setting.depth = 1;
    const double shallow = memoryNeeded(setting);
    setting.depth = 64;
    QVERIFY(isStreamed(setting));
    QVERIFY(memoryNeeded(setting) < 1.2 * shallow);  // streamed: about one layer at a time
  }

  void derivedValues_followTheSetting() {
    Setting setting;
    QCOMPARE(effectiveEndpoints(setting), Endpoints::Orthonormal);
    setting.trajectory = Trajectory::Arc;
    QCOMPARE(effectiveEndpoints(setting), Endpoints::Random);
    QCOMPARE(effectiveInputDim(setting), setting.width);
    setting.depth = 2;
    setting.widths = {7, 8};
    QCOMPARE(effectiveInputDim(setting), 7);
    QCOMPARE(widthOf(setting, 2), 8);
    setting.inputDim = 2;
    QCOMPARE(effectiveInputDim(setting), 2);
    for (const Trajectory kind :
         {Trajectory::Line, Trajectory::Arc, Trajectory::Circle, Trajectory::Polyline, Trajectory::Freehand})
      QCOMPARE(trajectoryFromName(name(kind)), kind);
    for (const Endpoints kind : {Endpoints::Random, Endpoints::Orthonormal, Endpoints::Given})
      QCOMPARE(endpointsFromName(name(kind)), kind);
  }

  void isClosed_onlyWholeLoops() {
    Setting setting;
    QVERIFY(isClosed(setting));
    setting.tEnd = 0.5;
    QVERIFY(!isClosed(setting));
    setting.tEnd = 1.0;
    setting.trajectory = Trajectory::Arc;
    QVERIFY(!isClosed(setting));
    setting.trajectory = Trajectory::Polyline;
    setting.path = {{0, 0}, {1, 0}, {0, 1}, {0, 0}};
    QVERIFY(isClosed(setting));
    setting.path.pop_back();
    QVERIFY(!isClosed(setting));
  }
};

QTEST_APPLESS_MAIN(SettingTest)
#include "tst_setting.moc"
