#include <QtTest>
#include <cstdlib>
#include <set>

#include "core/study/pace.h"
#include "core/study/study_plan.h"
#include "core/study/study_rows.h"
#include "core/study/value_list.h"
#include "core/support/text.h"

using namespace arcscope::core;

namespace {

StudyPlan samplePlan() {
  StudyPlan plan;
  plan.version = "1.2.3";
  plan.setting = toJson(Setting{});
  plan.axes = {{"depth", {"1", "2"}, true}, {"weights", {"gaussian", "sparse:0.1", "he"}, false}};
  plan.depths = {1, 1, 1, 2, 2, 2};
  plan.draws = 4;
  plan.measures = {Measure::Length, Measure::Transitions};
  plan.shard = {2, 5};
  plan.fingerprint = 0xFEDCBA9876543210;
  return plan;
}

}  // namespace

class StudyPlanTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void listedValues_text_areItsValues_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("values");
    const auto row = [](const char* text, ListedValue kind, const char* values) {
      QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(kind)
                          << QString::fromLatin1(values);
    };
    row("3", ListedValue::Number, "3");
    row("0,0.3", ListedValue::Number, "0 0.3");
    row("0.5:4:0.25", ListedValue::Number, "0.5 0.75 1 1.25 1.5 1.75 2 2.25 2.5 2.75 3 3.25 3.5 3.75 4");
    row("0:1:0.1", ListedValue::Number, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1");
    row("1:2:0.4", ListedValue::Number, "1 1.4 1.8");
    row("4:2.5:-0.5", ListedValue::Number, "4 3.5 3 2.5");
    row("-1:1:0.5", ListedValue::Number, "-1 -0.5 0 0.5 1");
    row("16:64:16,100", ListedValue::Number, "16 32 48 64 100");
    row("7:7:1", ListedValue::Number, "7");
    row("0.50,.25,2.0,-0", ListedValue::Number, "0.5 0.25 2 0");
    row("1000000:3000000:1000000", ListedValue::Number, "1000000 2000000 3000000");
    row("1e-3,x", ListedValue::Number, "1e-3 x");  // for the flag to read or to refuse
    row("relu,sparse:0.1", ListedValue::Word, "relu sparse:0.1");
    row("20,7;10", ListedValue::List, "20,7 10");
    row("1,0:0,1;1,0:0,2", ListedValue::List, "1,0:0,1 1,0:0,2");
  }
  void listedValues_text_areItsValues() {
    QFETCH(const QString, text);
    QFETCH(const int, kind);
    QFETCH(const QString, values);
    const auto listed = listedValues(text.toStdString(), static_cast<ListedValue>(kind));
    QVERIFY(bool(listed));
    QStringList got;
    for (const std::string& value : listed.value()) got << QString::fromStdString(value);
    QCOMPARE(got.join(QLatin1Char(' ')), values);
  }

  /// Each step is the number that a person would type.
  void listedValues_longRange_doesNotDrift() {
    const auto listed = listedValues("0:100:0.01", ListedValue::Number);
    QVERIFY(bool(listed));
    QCOMPARE(listed.value().size(), std::size_t{10001});
    for (int i = 0; i <= 10000; ++i) {
      const QByteArray typed =
          QByteArray::number(i / 100) + "." + QByteArray::number(i % 100).rightJustified(2, '0');
      QCOMPARE(std::strtod(listed.value()[static_cast<std::size_t>(i)].c_str(), nullptr),
               std::strtod(typed.constData(), nullptr));
    }
  }

  void listedValues_mistake_isRefused_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"0,0", "0.5,0.50", "0:1:0", "0:1:-0.1", "1:0:0.1", "0:1", "0:1:0.1:2", "1:2:x",
                             "::", "0:1:0.0000001", "0:1e3:1", "0,0:1:1"})
      QTest::newRow(text) << QString::fromLatin1(text);
  }
  void listedValues_mistake_isRefused() {
    QFETCH(const QString, text);
    const auto listed = listedValues(text.toStdString(), ListedValue::Number);
    QVERIFY(!listed);
    QVERIFY(QString::fromStdString(listed.error().message).contains(QStringLiteral("0.5:4:0.25")));
  }
  void listedValues_sameWordTwice_isRefused() { QVERIFY(!listedValues("relu,relu", ListedValue::Word)); }

  void placeOf_settings_lastAxisIsFastest() {
    const StudyPlan plan = samplePlan();
    QCOMPARE(settingsOf(plan.axes), std::optional<std::int64_t>(6));
    QCOMPARE(placeOf(plan.axes, 0), (std::vector<std::size_t>{0, 0}));
    QCOMPARE(placeOf(plan.axes, 1), (std::vector<std::size_t>{0, 1}));
    QCOMPARE(placeOf(plan.axes, 3), (std::vector<std::size_t>{1, 0}));
    QCOMPARE(placeOf(plan.axes, 5), (std::vector<std::size_t>{1, 2}));
    QCOMPARE(settingsOf({}), std::optional<std::int64_t>(1));
    const StudyAxis thousand{"width", std::vector<std::string>(1001), true};
    QCOMPARE(settingsOf(std::vector{thousand, thousand}), std::nullopt);
  }

  void shards_all_haveEachTaskOnce() {
    StudyPlan plan = samplePlan();
    for (std::int64_t count = 1; count <= plan.tasks(); ++count) {
      std::set<std::int64_t> tasks;
      for (std::int64_t index = 1; index <= count; ++index) {
        plan.shard = {index, count};
        for (std::int64_t i = 0; i < plan.ownTasks(); ++i) tasks.insert(plan.taskOf(i));
      }
      QCOMPARE(static_cast<std::int64_t>(tasks.size()), plan.tasks());
      QCOMPARE(*tasks.begin(), 0);
      QCOMPARE(*tasks.rbegin(), plan.tasks() - 1);
    }
  }

  void header_bothFormats_readBack() {
    for (const RowFormat format : {RowFormat::Csv, RowFormat::JsonLines}) {
      const StudyPlan plan = samplePlan();
      const std::string text = headerOf(plan, format);
      const auto read = headerFromLine(std::string_view(text).substr(0, text.find('\n')));
      QVERIFY(bool(read));
      QCOMPARE(read.value().format, format);
      QVERIFY(!differenceOf(read.value().plan, plan));
      QCOMPARE(read.value().plan.shard, plan.shard);
      QCOMPARE(headerOf(read.value().plan, format), text);
    }
  }

  void differenceOf_otherPlans_namesIt() {
    const StudyPlan plan = samplePlan();
    StudyPlan other = plan;
    other.draws = 5;
    QVERIFY(QString::fromStdString(differenceOf(plan, other).value()).contains(QStringLiteral("4 and 5")));
    other = plan;
    other.version = "1.2.4";
    QVERIFY(QString::fromStdString(differenceOf(plan, other).value()).contains(QStringLiteral("version")));
    other = plan;
    other.axes[0].values[1] = "3";
    QCOMPARE(differenceOf(plan, other), std::optional<std::string>("the grid"));
    other = plan;
    other.measures.add(Measure::Q);
    QCOMPARE(differenceOf(plan, other), std::optional<std::string>("the measures"));
    other = plan;
    Setting setting;
    setting.sigmaW = 1.0;
    other.setting = toJson(setting);
    QCOMPARE(differenceOf(plan, other), std::optional<std::string>("the setting"));
    other = plan;
    ++other.fingerprint;
    QVERIFY(QString::fromStdString(differenceOf(plan, other).value()).contains(QStringLiteral("files")));
    other = plan;
    other.shard = {1, 1};
    QVERIFY(!differenceOf(plan, other));
  }

  void rowsOf_draw_hasOneRowALayer() {
    StudyPlan plan = samplePlan();
    CurveMeasures measures;
    measures.exact = true;
    measures.length = {2.0, 0.1, double(INFINITY)};
    measures.transitions = {7, 1000000};
    QCOMPARE(QByteArray::fromStdString(rowsOf(plan, RowFormat::Csv, 4 * 4 + 1, 99, measures)),
             QByteArray("4,1,0,99,2,sparse:0.1,exact,0,2,\n"
                        "4,1,1,99,2,sparse:0.1,exact,0,0.1,7\n"
                        "4,1,2,99,2,sparse:0.1,exact,0,inf,1000000\n"));
    const QByteArray json =
        QByteArray::fromStdString(rowsOf(plan, RowFormat::JsonLines, 4 * 4 + 1, 99, measures));
    QCOMPARE(json.split('\n').last(), QByteArray());
    QCOMPARE(
        json.split('\n')[2],
        QByteArray("{\"setting\":4,\"draw\":1,\"layer\":2,\"seed\":99,\"depth\":2,\"weights\":\"sparse:0.1\","
                   "\"method\":\"exact\",\"samples\":0,\"length\":null,\"transitions\":1000000}"));
  }

  void secondsLeft_continuedWork_goesByItsOwnPace() {
    QCOMPARE(secondsLeft(3.0, 10, 10, 40), std::nullopt);
    QCOMPARE(secondsLeft(3.0, 10, 16, 40), std::optional(12.0));
    QCOMPARE(secondsLeft(3.0, 10, 40, 40), std::optional(0.0));
  }

  void durationText_isRoundedUp_inTwoUnitsAtMost() {
    QCOMPARE(durationText(0.0), "0 s");
    QCOMPARE(durationText(3.2), "4 s");
    QCOMPARE(durationText(59.5), "1 min 0 s");
    QCOMPARE(durationText(3599.0), "59 min 59 s");
    QCOMPARE(durationText(7500.0), "2 h 5 min");
  }

  void measuresOf_setting_areThoseThatItHas() {
    Setting setting;
    setting.activation = Activation::Relu;
    QVERIFY(measuresOf(setting).has(Measure::Pieces) && !measuresOf(setting).has(Measure::Curvature));
    setting.method = Method::Sampled;
    QVERIFY(!measuresOf(setting).has(Measure::Pieces) && measuresOf(setting).has(Measure::Transitions));
    setting.activation = Activation::Tanh;
    QVERIFY(!measuresOf(setting).has(Measure::Transitions) && measuresOf(setting).has(Measure::Curvature));
  }
};

QTEST_GUILESS_MAIN(StudyPlanTest)
#include "tst_study_plan.moc"
