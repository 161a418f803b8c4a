#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <vector>

#include "tests/app/program.h"
#include "tests/core/data_bytes.h"

namespace {

constexpr std::size_t pixels = 784;

/// Image `number` of the committed sample less the mean of all training pixels over their deviation.
std::vector<double> standardisedImage(std::size_t number) {
  const std::string bytes =
      arcscope::tests::unzipped(arcscope::tests::sampleDirectory() / "train-images-idx3-ubyte.gz").substr(16);
  double sum = 0.0, squares = 0.0;
  for (const char byte : bytes) {
    const double value = static_cast<unsigned char>(byte);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / static_cast<double>(bytes.size());
  const double deviation = std::sqrt(squares / static_cast<double>(bytes.size()) - mean * mean);
  std::vector<double> image;
  for (std::size_t i = 0; i < pixels; ++i)
    image.push_back((static_cast<unsigned char>(bytes[number * pixels + i]) - mean) / deviation);
  return image;
}

QStringList measure(const QString& endpoints, const QString& more = {}) {
  return QStringList{QStringLiteral("measure"), QStringLiteral("--width=20"), QStringLiteral("--depth=3"),
                     QStringLiteral("--method=sampled"), QStringLiteral("--points=101"),
                     QStringLiteral("--endpoints=") + endpoints} +
         more.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

}  // namespace

class TestDataEndpoints : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void measure_dataPoints_lengthOfTheInputIsThatBetweenThePictures_data() {
    QTest::addColumn<QString>("trajectory");
    QTest::newRow("line") << QStringLiteral("line");
    QTest::newRow("arc") << QStringLiteral("arc");
  }
  void measure_dataPoints_lengthOfTheInputIsThatBetweenThePictures() {
    QFETCH(QString, trajectory);
    const std::vector<double> x0 = standardisedImage(0), x1 = standardisedImage(1);
    double length = 0.0;
    std::vector<double> before = x0;
    for (int step = 1; step <= 100; ++step) {
      const double t = step / 100.0;
      const double a = trajectory == QLatin1String("arc") ? std::cos(0.5 * M_PI * t) : 1.0 - t;
      const double b = trajectory == QLatin1String("arc") ? std::sin(0.5 * M_PI * t) : t;
      double square = 0.0;
      for (std::size_t i = 0; i < pixels; ++i) {
        const double now = a * x0[i] + b * x1[i];
        square += (now - before[i]) * (now - before[i]);
        before[i] = now;
      }
      length += std::sqrt(square);
    }
    const Run run = runProgram(measure(QStringLiteral("fashion-mnist-sample#0,1"), QStringLiteral("--trajectory=") + trajectory));
    QCOMPARE(run.err, QByteArray());
    const QJsonObject got = QJsonDocument::fromJson(run.out).object();
    QCOMPARE(got[QStringLiteral("input_dim")].toInt(), 784);
    const double measured = got[QStringLiteral("length")][0].toDouble();
    QVERIFY2(std::abs(measured / length - 1.0) < 1e-6, qPrintable(QString::number(measured / length - 1.0)));
    QVERIFY(got[QStringLiteral("length")][3].toDouble() > 0.0);
  }

  void draw_dataPoints_networkFileCarriesThem() {
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("net.safetensors"));
    const Run drawn = runProgram({QStringLiteral("draw"), QStringLiteral("--width=20"), QStringLiteral("--depth=3"),
                                  QStringLiteral("--trajectory=line"), QStringLiteral("--endpoints=fashion-mnist-sample#5,6"),
                                  QStringLiteral("--output"), file});
    QCOMPARE(drawn.err, QByteArray());
    const auto lengths = [](const Run& run) {
      return QJsonDocument::fromJson(run.out).object().value(QStringLiteral("length")).toArray();
    };
    const Run named = runProgram(measure(QStringLiteral("fashion-mnist-sample#5,6"), QStringLiteral("--trajectory=line")));
    const Run loaded = runProgram({QStringLiteral("measure"), QStringLiteral("--network"), file, QStringLiteral("--method=sampled"),
                                   QStringLiteral("--points=101")});
    QCOMPARE(loaded.err, QByteArray());
    QVERIFY(lengths(named).size() == 4);
    QCOMPARE(lengths(loaded), lengths(named));
  }

  void measure_badDataPoints_oneSentence_data() {
    QTest::addColumn<QString>("endpoints");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char* endpoints, const char* more, const char* sentence) {
      QTest::newRow(endpoints) << QString::fromLatin1(endpoints) << QString::fromLatin1(more) << QByteArray(sentence);
    };
    row("fashion-mnist-sample#1", "", "NAME#I,J, such as fashion-mnist-sample#3,17");
    row("fashion-mnist-sample#0,2000", "", "numbered from 0 to 1999");
    row("fashion-mnist-sample#-1,2", "", "there is no training point -1");
    row("fashion-mnist-sample#7,7", "", "both are point 7");
    row("fashion#1,2", "", "fashion-mnist, fashion-mnist-sample, two-moons");
    row("xor@noise=9#1,2", "", "must be a number from 0 to 2");
    row("fashion-mnist-sample#0,1", "--input-dim=100", "have 784 numbers; the input dimension is 100");
    row("fashion-mnist-sample#2,1", "--network=" ARCSCOPE_TEST_DATA "/relu-line-small.safetensors",
        "have 784 numbers; the input dimension is 3");
    row("fashion-mnist-sample", "", "two points of a data set");
  }
  void measure_badDataPoints_oneSentence() {
    QFETCH(QString, endpoints);
    QFETCH(QString, more);
    QFETCH(QByteArray, sentence);
    QStringList arguments = measure(endpoints, more);
    if (more.contains(QLatin1String("network"))) arguments = {arguments[0], arguments[5], arguments[6]};
    const Run run = runProgram(arguments);
    QVERIFY(!run.crashed);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains(sentence), run.err.constData());
    QCOMPARE(run.err.count('\n'), 1);
  }

  void export_pointsOfThePlane_standInTheFigure() {
    const QTemporaryDir directory;
    const auto written = [&](const QStringList& more) {
      const QString file = directory.filePath(QStringLiteral("plane.svg"));
      const Run run = runProgram(QStringList{QStringLiteral("export"), QStringLiteral("--view=plane"), QStringLiteral("--width=8"),
                                             QStringLiteral("--depth=2"), QStringLiteral("--output"), file} +
                                 more);
      QFile figure(file);
      return run.status == 0 && run.err.isEmpty() && figure.open(QIODevice::ReadOnly) ? figure.readAll() : run.err;
    };
    const QByteArray plain = written({QStringLiteral("--input-dim=2")});
    const QByteArray moons = written({QStringLiteral("--data=two-moons")});
    // A thousand training points and a quarter as many for the test; few stand beyond the frame.
    QVERIFY2(moons.count("<ellipse") + moons.count("<circle") + moons.count("<path") >
                 1200 + plain.count("<ellipse") + plain.count("<circle") + plain.count("<path"),
             moons.left(300).constData());
    QVERIFY(written({QStringLiteral("--data=fashion-mnist-sample")}).contains("have 784 numbers; the plane shows points of 2"));
    QVERIFY(written({QStringLiteral("--data=moons")}).contains("two-moons"));
    QVERIFY(written({QStringLiteral("--data=xor"), QStringLiteral("--input-dim=3")}).contains("input dimension 2"));
  }
};

QTEST_GUILESS_MAIN(TestDataEndpoints)
#include "tst_data_endpoints.moc"
