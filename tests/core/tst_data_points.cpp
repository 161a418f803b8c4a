#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "core/data/data_points.h"
#include "core/explorer/subject.h"
#include "data_bytes.h"
#include "folder.h"
#include "safetensors_bytes.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

std::string complaint(const std::string& text, int inputDim = 0) {
  Setting setting;
  setting.endpoints = Endpoints::Given;
  setting.endpointsFile = text;
  setting.inputDim = inputDim;
  const Expected<Subject> subject = makeSubject(setting);
  return subject ? std::string("made") : subject.error().message;
}

/// Three points of three numbers, two of them equal, and two more for the test part to be drawn from.
std::string tableOfPoints() {
  return "x,y,z,label\n1,2,3,a\n1,2,3,a\n5,6,9,b\n1,2,3,a\n5,6,9,b\n";
}

}  // namespace

class DataPointsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void dataPair_text_readsBack_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"fashion-mnist#3,17", "a folder/points.csv#0,12", "odd#name@home#5,4", "xor@noise=0.25#1,2",
                             "xor@size=40,seed=7#1,2", "points.csv@seed=18446744073709551615#1,2"})
      QTest::newRow(text) << QString::fromLatin1(text);
  }
  void dataPair_text_readsBack() {
    QFETCH(QString, text);
    const Expected<DataPair> pair = dataPairFromText(text.toStdString());
    QVERIFY2(pair, pair ? "" : pair.error().message.c_str());
    QCOMPARE(QString::fromStdString(toText(pair.value())), text);
  }

  void dataPair_parts_asWritten() {
    const DataPair pair = dataPairFromText("two-moons@noise=0.5,size=60,seed=9#4,2").value();
    QVERIFY(pair == (DataPair{{.name = "two-moons", .noise = 0.5, .size = 60, .seed = 9}, 4, 2}));
    QCOMPARE(dataPairFromText("a@b#0,1").value().data.name, std::string("a@b"));
    QVERIFY(namesDataPair("xor#1,2"));
    QVERIFY(!namesDataPair("xor"));
    QVERIFY(!namesDataPair("run#1,2.safetensors"));
  }

  void dataPair_badText_oneSentence_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"xor#", "xor#1", "xor#1,", "xor#,1", "xor#1,2,3", "xor#1;2", "xor# 1,2", "xor#1,2 ", "#1,2",
                             "xor#1.5,2", "xor#a,b", "xor#99999999999999999999,1", "xor#0x1,2", "xor#+1,2"})
      QTest::newRow(text) << QString::fromLatin1(text);
  }
  void dataPair_badText_oneSentence() {
    QFETCH(QString, text);
    const std::string sentence = text.toStdString() +
                                 ": end points of a data set are two of its training points, NAME#I,J, such as "
                                 "fashion-mnist-sample#3,17";
    QCOMPARE(complaint(text.toStdString()), sentence);
  }

  void endpoints_sample_areThePixelsStandardised() {
    const std::string bytes = unzipped(sampleDirectory() / "train-images-idx3-ubyte.gz").substr(16);
    double sum = 0.0, squares = 0.0;
    for (const char byte : bytes) {
      const double value = static_cast<unsigned char>(byte);
      sum += value;
      squares += value * value;
    }
    const double count = static_cast<double>(bytes.size());
    const double deviation = std::sqrt(squares / count - sum / count * (sum / count));
    Setting setting;
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = "fashion-mnist-sample#3,1999";
    const Expected<Subject> made = makeSubject(setting);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QCOMPARE(made.value().setting.inputDim, 784);
    const Plane plane = planeOf(made.value());
    QVERIFY(plane.origin.isZero(0.0));
    const std::string labels = unzipped(sampleDirectory() / "train-labels-idx1-ubyte.gz").substr(8);
    const LearningTask task = openTask({.name = "fashion-mnist-sample"}).value();
    const DataEndpoints& ends = *made.value().dataEnds;
    QCOMPARE(ends.first.className, task.classNames[static_cast<std::size_t>(labels[3])]);
    QCOMPARE(ends.second.className, task.classNames[static_cast<std::size_t>(labels[1999])]);
    QVERIFY(ends.image == task.image);
    for (Eigen::Index i = 0; i < 784; ++i)
      for (const auto& [point, vector] : {std::pair<std::size_t, const Eigen::VectorXd&>(3, plane.x0), {1999, plane.x1}}) {
        const double pixel = static_cast<unsigned char>(bytes[point * 784 + static_cast<std::size_t>(i)]);
        QVERIFY(std::abs(vector[i] - (pixel - sum / count) / deviation) < 1e-5);
        QVERIFY(std::abs(vector[i] * ends.deviation + ends.mean - pixel) < 1e-3);
      }
  }

  void endpoints_ofThePlane_stayAsTheyAreDrawn() {
    const LearningTask task = openTask({.name = "spirals", .noise = 0.2, .size = 30, .seed = 4}).value();
    const auto points = loadDataPair("spirals@noise=0.2,size=30,seed=4#7,29");
    QVERIFY(points);
    QVERIFY(points.value().first.x == task.training.inputs.col(7).cast<double>());
    QVERIFY(!points.value().image);
    QVERIFY(points.value().second.x == task.training.inputs.col(29).cast<double>());
  }

  void endpoints_missingOrEqualPoints_oneSentence() {
    QCOMPARE(complaint("fashion-mnist-sample#0,2000"),
             std::string("fashion-mnist-sample#0,2000: there is no training point 2000; they are numbered from 0 to 1999"));
    QCOMPARE(complaint("xor@size=20#-1,2"),
             std::string("xor@size=20#-1,2: there is no training point -1; they are numbered from 0 to 19"));
    QCOMPARE(complaint("xor#5,5"), std::string("xor#5,5: both are point 5; they must be two points"));
    const Folder folder;
    const std::string table = folder.write("points.csv", tableOfPoints()).string();
    const LearningTask task = openTask({.name = table}).value();
    Eigen::Index first = -1, second = -1;
    for (Eigen::Index j = 0; j < task.training.size(); ++j)
      if (task.training.labels[static_cast<std::size_t>(j)] == task.training.labels[0]) (first < 0 ? first : second) = j;
    QVERIFY(second > first);
    const std::string pair = table + "#" + std::to_string(first) + "," + std::to_string(second);
    QCOMPARE(complaint(pair), pair + ": the two points are equal in every number; they must differ");
  }

  void endpoints_unknownData_sentenceOfTheData() {
    const std::string sentence = complaint("fashion#1,2");
    QVERIFY2(sentence.starts_with("data is \"fashion\", and there is no such file or directory; it must be one of "),
             sentence.c_str());
    QVERIFY(complaint("xor@noise=3#1,2").starts_with("the noise of the data is 3;"));
    QVERIFY(complaint("xor@size=5#1,2").starts_with("the size of the data is 5;"));
  }

  void endpoints_otherInputDimension_sentenceNamesBoth() {
    QCOMPARE(complaint("fashion-mnist-sample#0,1", 100),
             std::string("fashion-mnist-sample#0,1: its end points have 784 numbers; the input dimension is 100"));
    Setting setting;
    setting.networkFile = std::string(ARCSCOPE_TEST_DATA) + "/relu-line-small.safetensors";
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = "xor#0,1";
    QCOMPARE(makeSubject(setting).error().message,
             std::string("xor#0,1: its end points have 2 numbers; the input dimension is 3"));
  }

  void endpoints_fileOfThatName_wins() {
    const Folder folder;
    Setting setting;
    setting.depth = 1;
    setting.inputDim = 6;
    const Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(6, 1.0, 2.0);
    const auto file = folder.path("xor#0,1");
    QVERIFY(!writeSafetensors(file, toTensorFile(Network{}, x, -x, {})));
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = file.string();
    const Expected<Subject> made = makeSubject(setting);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QVERIFY(made.value().plane->x1 == -x);
  }

  void withDataEndpoints_drawnNetwork_sameAsByName_andTheInputDimensionFollows() {
    const LearningTask task = openTask({.name = "fashion-mnist-sample"}).value();
    const DataPair pair{{.name = "fashion-mnist-sample"}, 8, 40};
    Setting setting;
    setting.inputDim = 12;
    const Subject chosen = withDataEndpoints({.setting = setting}, task, pair).value();
    setting.inputDim = 0;
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = "fashion-mnist-sample#8,40";
    const Subject named = makeSubject(setting).value();
    QCOMPARE(chosen.setting, named.setting);
    QVERIFY(chosen.plane->x1 == named.plane->x1);
    QVERIFY(!withDataEndpoints({.setting = setting}, task, {{.name = "fashion-mnist-sample"}, 8, 8}));
  }

  void withDataEndpoints_networkOfOtherInput_refused() {
    Setting setting;
    setting.networkFile = std::string(ARCSCOPE_TEST_DATA) + "/relu-line-small.safetensors";
    const Subject loaded = makeSubject(setting).value();
    const LearningTask task = openTask({.name = "xor"}).value();
    QCOMPARE(withDataEndpoints(loaded, task, {{.name = "xor"}, 0, 1}).error().message,
             std::string("xor#0,1: its end points have 2 numbers; the input dimension is 3"));
  }

  void endpoints_settingAsJson_comesBack() {
    Setting setting;
    setting.endpoints = Endpoints::Given;
    setting.endpointsFile = "fashion-mnist-sample#3,17";
    const Subject made = makeSubject(setting).value();
    const Subject again = makeSubject(settingFromJson(toJson(made.setting)).value()).value();
    QCOMPARE(again.setting, made.setting);
    QVERIFY(again.plane->x0 == made.plane->x0);
  }
};

QTEST_APPLESS_MAIN(DataPointsTest)
#include "tst_data_points.moc"
