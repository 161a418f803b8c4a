#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/program.h"

namespace {

Run runLine(const QString& line, const QString& directory = QDir::tempPath()) {
  return runProgram(line.split(QLatin1Char(' '), Qt::SkipEmptyParts), directory);
}

QList<QJsonObject> linesOf(const QByteArray& out) {
  QList<QJsonObject> lines;
  for (const QByteArray& line : out.trimmed().split('\n')) lines << QJsonDocument::fromJson(line).object();
  return lines;
}

}  // namespace

class TestTrain : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_folder;

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void train_toySet_printsALineAnEpochAndWritesTheNetwork() {
    const Run run =
        runLine(QStringLiteral(
                    "train --data two-moons --depth 3 --width 20 --activation relu --sigma-w 1.4 --epochs 12 "
                    "--batch 20 --learning-rate 0.1 --normalisation batch --output moons.safetensors"),
                m_folder.path());
    QCOMPARE(run.status, 0);
    const QList<QJsonObject> lines = linesOf(run.out);
    QCOMPARE(lines.size(), 13);
    for (qsizetype i = 0; i < lines.size(); ++i) {
      for (const char* key : {"seconds", "train_loss", "test_loss", "train_accuracy", "test_accuracy"})
        QVERIFY2(lines[i][QLatin1String(key)].isDouble(), key);
      QCOMPARE(lines[i][QStringLiteral("epoch")].toDouble(), static_cast<double>(i));
      QCOMPARE(lines[i][QStringLiteral("length")].toArray().size(), 4);
    }
    QVERIFY(lines.last()[QStringLiteral("test_accuracy")].toDouble() > 0.95);

    // The same network, measured: exactly, so a little longer than its 257 samples.
    const Run measured = runLine(QStringLiteral("measure --network moons.safetensors"), m_folder.path());
    QCOMPARE(measured.status, 0);
    const QJsonArray exact =
        QJsonDocument::fromJson(measured.out).object()[QStringLiteral("length")].toArray();
    const QJsonArray sampled = lines.last()[QStringLiteral("length")].toArray();
    QCOMPARE(exact.size(), 4);
    for (int d = 0; d < 4; ++d)
      QVERIFY(std::abs(exact[d].toDouble() - sampled[d].toDouble()) < 0.02 * exact[d].toDouble());
    const QJsonArray pieces = lines.last()[QStringLiteral("pieces")].toArray();
    const QJsonArray counted =
        QJsonDocument::fromJson(measured.out).object()[QStringLiteral("pieces")].toArray();
    QCOMPARE(pieces.size(), 4);
    QCOMPARE(pieces.first().toInt(), 1);  // of the input
    QVERIFY(counted[2].toInt() > 3);
    for (int d = 0; d < 3; ++d) QCOMPARE(pieces[d + 1].toInt(), counted[d].toInt());
  }

  void train_figure_isWrittenBesideTheLines_data() {
    QTest::addColumn<QString>("view");
    QTest::addColumn<QByteArray>("axis");
    QTest::newRow("loss") << QStringLiteral("loss") << QByteArray("accuracy");
    QTest::newRow("length") << QStringLiteral("length") << QByteArray("length of the image");
    QTest::newRow("transitions") << QStringLiteral("transitions") << QByteArray("transitions");
    QTest::newRow("regions") << QStringLiteral("regions") << QByteArray("regions along the curve");
  }
  void train_figure_isWrittenBesideTheLines() {
    QFETCH(QString, view);
    QFETCH(QByteArray, axis);
    const Run run =
        runLine(QStringLiteral("train --data two-moons --data-size 100 --depth 2 --width 8 --epochs 2 "
                               "--batch 20 --activation relu --figure course.svg --view ") +
                    view,
                m_folder.path());
    QCOMPARE(run.status, 0);
    QCOMPARE(linesOf(run.out).size(), 3);
    QFile file(m_folder.filePath(QStringLiteral("course.svg")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY2(svg.contains(">" + axis), axis.constData());
    QVERIFY(svg.contains("two-moons"));  // how it was trained is inside
  }

  void train_figureOfAnotherKind_isRefusedBeforeAnythingIsLearned() {
    const Run run =
        runLine(QStringLiteral("train --data two-moons --figure course.safetensors"), m_folder.path());
    QCOMPARE(run.status, 2);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains("a name that ends in .json, .csv, .svg, .pdf or .png"), run.err.constData());
  }

  void train_sameCommand_sameFigures() {
    const QString line = QStringLiteral("train --data spirals --depth 2 --width 16 --epochs 3 --batch 32");
    QList<QJsonObject> first = linesOf(runLine(line).out);
    QList<QJsonObject> second = linesOf(runLine(line).out);
    QCOMPARE(first.size(), 4);
    for (qsizetype i = 0; i < 4; ++i) {
      first[i].remove(QStringLiteral("seconds"));
      second[i].remove(QStringLiteral("seconds"));
      QCOMPARE(second[i], first[i]);
    }
  }

  void convolutional_measuredExactly_isRefusedInOneSentence() {
    QCOMPARE(runLine(QStringLiteral("train --data fashion-mnist-sample --architecture convolutional --channels 2 "
                                    "--width 8 --epochs 1 --output pictures.safetensors"),
                     m_folder.path())
                 .status,
             0);
    const QString measure = QStringLiteral("measure --network pictures.safetensors --points 33");
    QVERIFY(runLine(measure, m_folder.path()).out.contains("\"method\": \"sampled\""));
    const Run exact = runLine(measure + QStringLiteral(" --method exact"), m_folder.path());
    QCOMPARE(exact.status, 2);
    QVERIFY2(exact.err.contains("convolutional: its figures are sampled"), exact.err.constData());
  }

  void experiment_oneLayer_printsItsLine() {
    const Run run =
        runLine(QStringLiteral("experiment one-layer --data circles --data-size 200 --depth 2 --width 10 "
                               "--epochs 2 --batch 20 --repeats 2"));
    QCOMPARE(run.status, 0);
    const QJsonObject result = QJsonDocument::fromJson(run.out).object();
    QCOMPARE(result[QStringLiteral("experiment")].toString(), QStringLiteral("one-layer"));
    const QJsonObject line = result[QStringLiteral("lines")].toArray().first().toObject();
    QCOMPARE(line[QStringLiteral("x")].toArray(), (QJsonArray{1.0, 2.0}));
    QCOMPARE(line[QStringLiteral("count")].toArray(), (QJsonArray{2, 2}));
  }

  void badInput_oneSentence_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* line, const char* sentence) {
      QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(sentence);
    };
    row("train --data two-moons --batch 1", "batch is 1; it must be between 2 and 4096");
    row("train --data two-moons --optimizer best",
        "--optimizer is \"best\"; it must be sgd, momentum or adam");
    row("train --data two-moons --freeze 1,x",
        "--freeze is \"1,x\"; it must be whole numbers from 1 on with commas between them");
    row("train --data two-moons --architecture convolutional",
        "the points of two-moons are no pictures; a convolutional network needs some");
    row("train --data two-moons --input-dim 5",
        "the network has 5 inputs; the points of two-moons have 2 numbers");
    row("experiment",
        "experiment needs the name of one: one-layer, layer-noise, length-growth or normalisation");
    row("experiment nothing",
        "\"nothing\" is no experiment; it must be one-layer, layer-noise, length-growth or normalisation");
  }
  void badInput_oneSentence() {
    QFETCH(QString, line);
    QFETCH(QString, sentence);
    const Run run = runLine(line);
    QCOMPARE(run.status, 2);
    QVERIFY(run.out.isEmpty());
    QCOMPARE(QString::fromUtf8(run.err).trimmed(), QStringLiteral("arcscope: ") + sentence);
  }

  void train_lossThatGrows_saysThatItDiverged() {
    const Run run = runLine(QStringLiteral(
        "train --data two-moons --depth 2 --width 10 --activation relu --loss squared --optimizer sgd "
        "--learning-rate 100 --epochs 20"));
    QCOMPARE(run.status, 1);
    QVERIFY(run.err.contains("the loss is no number any more at step"));
  }
};

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
