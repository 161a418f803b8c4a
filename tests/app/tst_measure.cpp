#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/version.h"
#include "tests/app/program.h"

namespace {

QJsonObject jsonOf(const QByteArray& text) {
  QJsonParseError error{};
  const QJsonDocument document = QJsonDocument::fromJson(text, &error);
  return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QByteArray readAll(const QString& file) {
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// The text of one key's value: compared as text, doubles are compared bit for bit.
QByteArray valueText(const QByteArray& output, const QByteArray& key) {
  for (const QByteArray& line : output.split('\n'))
    if (line.startsWith(" \"" + key + "\": ")) return line;
  return {};
}

}  // namespace

class TestMeasure : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void measure_also_addsWhatIsAskedOfTheLayers() {
    const QStringList flags{QStringLiteral("measure"), QStringLiteral("--width"), QStringLiteral("12"),
                            QStringLiteral("--depth"), QStringLiteral("3"), QStringLiteral("--activation"),
                            QStringLiteral("tanh")};
    const QJsonObject plain = jsonOf(runProgram(flags).out);
    const Run run = runProgram(flags + QStringList{QStringLiteral("--also"), QStringLiteral("svcca,jacobian,autocorrelation")});
    QCOMPARE(run.err, QByteArray());
    const QJsonObject all = jsonOf(run.out);
    QVERIFY(!plain.contains(QStringLiteral("svcca")));
    QCOMPARE(all[QStringLiteral("length")], plain[QStringLiteral("length")]);
    const QJsonObject svcca = all[QStringLiteral("svcca")].toObject();
    QCOMPARE(svcca[QStringLiteral("similarity")].toArray().size(), 4);
    QVERIFY(std::abs(svcca[QStringLiteral("similarity")][2][2].toDouble() - 1.0) < 1e-6);
    const QJsonObject jacobian = all[QStringLiteral("jacobian")].toObject();
    QCOMPARE(jacobian[QStringLiteral("largest")].toArray().size(), 3);
    QCOMPARE(jacobian[QStringLiteral("rank")][2].toDouble(), 12.0);
    const QJsonObject correlation = all[QStringLiteral("autocorrelation")].toObject();
    QCOMPARE(correlation[QStringLiteral("mean_field")].toArray().size(), 3);
    QCOMPARE(correlation[QStringLiteral("layers")][1][0].toDouble(), 1.0);
    const Run wrong = runProgram(flags + QStringList{QStringLiteral("--also"), QStringLiteral("svcca,x")});
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.err.contains("--also"));
  }

  void measure_referenceCase_equalsItsSampledFigures_data() {
    QTest::addColumn<QString>("file");
    const QDir data(QStringLiteral(ARCSCOPE_TEST_DATA));
    for (const QString& file : data.entryList({QStringLiteral("*.safetensors")}))
      QTest::newRow(qPrintable(file)) << data.filePath(file);
  }
  void measure_referenceCase_equalsItsSampledFigures() {
    QFETCH(QString, file);
    const QJsonObject want = jsonOf(readAll(file.chopped(12) + QStringLiteral(".json")));
    const Run run = runProgram({QStringLiteral("measure"), QStringLiteral("--network"), file,
                                QStringLiteral("--trajectory"), want[QStringLiteral("trajectory")].toString(),
                                QStringLiteral("--method"), QStringLiteral("sampled"), QStringLiteral("--points"),
                                QStringLiteral("1001")});
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.status, 0);
    const QJsonObject got = jsonOf(run.out);
    for (const char* key : {"activation", "trajectory", "input_dim", "width", "depth"})
      QCOMPARE(got[QLatin1String(key)], want[QLatin1String(key)]);
    const QJsonObject sampled = want[QStringLiteral("sampled_1001")].toObject();
    const QJsonArray lengths = got[QStringLiteral("length")].toArray();
    const QJsonArray wantedLengths = sampled[QStringLiteral("length")].toArray();
    QCOMPARE(lengths.size(), wantedLengths.size());
    for (qsizetype d = 0; d < lengths.size(); ++d)
      QVERIFY2(std::abs(lengths[d].toDouble() / wantedLengths[d].toDouble() - 1.0) <= 1e-9,
               qPrintable(QStringLiteral("layer %1").arg(d)));
    const QJsonArray transitions = sampled[QStringLiteral("transitions")].toArray();
    QCOMPARE(got[QStringLiteral("transitions")].toArray(), transitions);
    QCOMPARE(got[QStringLiteral("samples")].toInt(), 1001);
  }

  void measure_referenceCase_comesOutExactlyWithoutFurtherFlags_data() {
    measure_referenceCase_equalsItsSampledFigures_data();
  }
  void measure_referenceCase_comesOutExactlyWithoutFurtherFlags() {
    QFETCH(QString, file);
    const QJsonObject want = jsonOf(readAll(file.chopped(12) + QStringLiteral(".json")));
    const Run run = runProgram({QStringLiteral("measure"), QStringLiteral("--network"), file,
                                QStringLiteral("--trajectory"), want[QStringLiteral("trajectory")].toString()});
    QCOMPARE(run.err, QByteArray());
    const QJsonObject got = jsonOf(run.out);
    const bool smooth = want[QStringLiteral("activation")].toString() == QStringLiteral("tanh");
    QCOMPARE(got[QStringLiteral("method")].toString(),
             smooth ? QStringLiteral("sampled") : QStringLiteral("exact"));
    const QJsonArray lengths = got[QStringLiteral("length")].toArray();
    const QJsonArray wanted = want[QStringLiteral("length")].toArray();
    QCOMPARE(lengths.size(), wanted.size());
    for (qsizetype d = 0; d < lengths.size(); ++d)
      QVERIFY2(std::abs(lengths[d].toDouble() / wanted[d].toDouble() - 1.0) <= (smooth ? 2e-3 : 1e-9),
               qPrintable(QStringLiteral("layer %1").arg(d)));
    if (smooth) return;
    for (const char* key : {"transitions", "pieces", "patterns"})
      QCOMPARE(got[QLatin1String(key)].toArray(), want[QLatin1String(key)].toArray());
  }

  void measure_pieceLimit_fallsBackAndNamesIt() {
    const Run run = runProgram({QStringLiteral("measure"), QStringLiteral("--depth"), QStringLiteral("4"),
                                QStringLiteral("--piece-limit"), QStringLiteral("50")});
    QCOMPARE(run.status, 0);
    const QJsonObject got = jsonOf(run.out);
    QCOMPARE(got[QStringLiteral("method")].toString(), QStringLiteral("sampled"));
    QVERIFY(got[QStringLiteral("notes")].toArray().first().toString().contains(QStringLiteral("50 pieces")));
  }

  void measure_exactForASmoothActivation_isRefused() {
    const Run run = runProgram({QStringLiteral("measure"), QStringLiteral("--method"), QStringLiteral("exact"),
                                QStringLiteral("--activation"), QStringLiteral("tanh")});
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("tanh is smooth"), run.err.constData());
  }

  void measure_defaults_areTheStartUpState() {
    const Run run = runProgram({QStringLiteral("measure")});
    QCOMPARE(run.status, 0);
    const QJsonObject got = jsonOf(run.out);
    QCOMPARE(got[QStringLiteral("activation")].toString(), QStringLiteral("hard_tanh"));
    QCOMPARE(got[QStringLiteral("trajectory")].toString(), QStringLiteral("circle"));
    QCOMPARE(got[QStringLiteral("depth")].toInt(), 11);
    QCOMPARE(got[QStringLiteral("width")].toInt(), 100);
    QCOMPARE(got[QStringLiteral("length")].toArray().size(), 12);
    for (const char* key : {"transitions", "sign_transitions", "growth", "patterns", "q", "correlation"})
      QCOMPARE(got[QLatin1String(key)].toArray().size(), 11);
    QCOMPARE(got[QStringLiteral("method")].toString(), QStringLiteral("exact"));
    QCOMPARE(got[QStringLiteral("sampling_error")].toDouble(-1.0), 0.0);
    QCOMPARE(got[QStringLiteral("version")].toString(), QString::fromLatin1(arcscope::core::version));
    QVERIFY(got[QStringLiteral("setting")].isObject());
  }

  void measure_samePointsTwice_givesTheSameBytes() {
    const QStringList arguments{QStringLiteral("measure"), QStringLiteral("--width"), QStringLiteral("40")};
    QCOMPARE(runProgram(arguments).out, runProgram(arguments).out);
  }

  void measure_drawnFile_equalsFlags_data() {
    QTest::addColumn<QStringList>("flags");
    const auto row = [](const char* name, const QString& flags) {
      QTest::newRow(name) << flags.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    row("start-up", QString());
    row("relu line", QStringLiteral("--activation relu --weights he --trajectory line --depth 4 --width 30"));
    row("widths", QStringLiteral("--widths 20,7,13 --input-dim 5 --trajectory arc"));
    row("plane itself", QStringLiteral("--input-dim 2 --depth 3 --width 16"));
    row("polyline", QStringLiteral("--path 1,0:0,1:-1,0.5 --depth 3 --width 16 --activation tanh"));
    row("sparse", QStringLiteral("--weights sparse:0.3 --depth 3 --width 30 --seed 18446744073709551615"));
    row("orthonormal arc", QStringLiteral("--trajectory arc --endpoints orthonormal --q0 2.5 --depth 2"));
  }
  void measure_drawnFile_equalsFlags() {
    QFETCH(QStringList, flags);
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("net.safetensors"));
    const Run drawn = runProgram(QStringList{QStringLiteral("draw"), QStringLiteral("--output"), file} + flags);
    QCOMPARE(drawn.err, QByteArray());
    QCOMPARE(drawn.out, QByteArray());
    QCOMPARE(drawn.status, 0);
    const QStringList points{QStringLiteral("--points"), QStringLiteral("501")};
    const Run fromFlags = runProgram(QStringList{QStringLiteral("measure")} + flags + points);
    const Run fromFile = runProgram(QStringList{QStringLiteral("measure"), QStringLiteral("--network"), file} + points);
    QCOMPARE(fromFile.err, QByteArray());
    for (const char* key : {"activation", "trajectory", "input_dim", "depth", "widths", "transitions", "sign_transitions"})
      QCOMPARE(valueText(fromFile.out, key), valueText(fromFlags.out, key));
    const QJsonObject got = jsonOf(fromFile.out);
    const QJsonObject want = jsonOf(fromFlags.out);
    for (const char* key : {"length", "q", "growth"}) {
      const QJsonArray values = got[QLatin1String(key)].toArray();
      const QJsonArray wanted = want[QLatin1String(key)].toArray();
      QVERIFY(!values.isEmpty());
      QCOMPARE(values.size(), wanted.size());
      for (qsizetype d = 0; d < values.size(); ++d)
        QVERIFY2(std::abs(values[d].toDouble() / wanted[d].toDouble() - 1.0) < 1e-11, key);
    }
  }

  void measure_deeperNetwork_containsTheShallowerOne() {
    const auto lengths = [](const QString& depth) {
      return jsonOf(runProgram({QStringLiteral("measure"), QStringLiteral("--depth"), depth, QStringLiteral("--points"),
                                QStringLiteral("200")})
                        .out)[QStringLiteral("length")]
          .toArray();
    };
    const QJsonArray shallow = lengths(QStringLiteral("3"));
    const QJsonArray deep = lengths(QStringLiteral("5"));
    QCOMPARE(shallow.size(), 4);
    for (qsizetype d = 0; d < shallow.size(); ++d) QCOMPARE(deep[d].toDouble(), shallow[d].toDouble());
  }

  void measure_namedInitialisation_choosesTheScalesThatAreNotGiven() {
    const auto measured = [](const QStringList& flags) {
      return jsonOf(runProgram(QStringList{QStringLiteral("measure"), QStringLiteral("--weights"), QStringLiteral("he"),
                                           QStringLiteral("--depth"), QStringLiteral("1")} +
                               flags)
                        .out);
    };
    QCOMPARE(measured({})[QStringLiteral("sigma_w")].toDouble(), std::sqrt(2.0));
    QCOMPARE(measured({})[QStringLiteral("sigma_b")].toDouble(), 0.0);
    QCOMPARE(measured({QStringLiteral("--sigma-w=3")})[QStringLiteral("sigma_w")].toDouble(), 3.0);
  }

  void measure_smoothActivation_hasSignTransitionsOnly() {
    const QJsonObject got = jsonOf(runProgram({QStringLiteral("measure"), QStringLiteral("--activation"),
                                               QStringLiteral("tanh"), QStringLiteral("--depth=2")})
                                       .out);
    QVERIFY(!got.contains(QStringLiteral("transitions")));
    QCOMPARE(got[QStringLiteral("sign_transitions")].toArray().size(), 2);
  }

  /// h_1 of a circle is an ellipse: its tangent turns once around, whatever the weights.
  void measure_smoothActivation_printsHowTheImagesBend() {
    const auto measured = [](const char* activation, const char* trajectory) {
      return jsonOf(runProgram({QStringLiteral("measure"), QStringLiteral("--activation"),
                                QString::fromLatin1(activation), QStringLiteral("--trajectory"),
                                QString::fromLatin1(trajectory), QStringLiteral("--depth=3"),
                                QStringLiteral("--width=50")})
                        .out);
    };
    const QJsonObject circle = measured("tanh", "circle");
    const QJsonArray turning = circle[QStringLiteral("gauss_map_length")].toArray();
    QCOMPARE(turning.size(), 3);
    QVERIFY(std::abs(turning[0].toDouble() - 2.0 * M_PI) < 1e-9);
    QVERIFY(turning[2].toDouble() > turning[0].toDouble());
    const QJsonArray bends = circle[QStringLiteral("curvature")].toArray();
    QCOMPARE(bends.size(), 3);
    for (const QJsonValue& bend : bends) QVERIFY(bend.toDouble() > 0.0);
    const QJsonObject line = measured("gelu", "line");
    QVERIFY(line[QStringLiteral("curvature")].toArray()[0].toDouble() < 1e-12);
    const QJsonObject kinked = measured("relu", "circle");
    QVERIFY(!kinked.contains(QStringLiteral("curvature")));
    QVERIFY(!kinked.contains(QStringLiteral("gauss_map_length")));
  }

  void measure_imageIsAPoint_notesDoNotSpeakOfAxes() {
    const QByteArray notes =
        valueText(runProgram({QStringLiteral("measure"), QStringLiteral("--sigma-w=0"), QStringLiteral("--depth=2"),
                              QStringLiteral("--points=64")})
                      .out,
                  "notes");
    QVERIFY2(notes.contains("single point"), notes.constData());
    QVERIFY2(!notes.contains("axis"), notes.constData());
  }

  void measure_overflowingNetwork_saysSoAndStaysJson() {
    const Run run = runProgram({QStringLiteral("measure"), QStringLiteral("--network"), overflowing(), QStringLiteral("--points=64")});
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.status, 0);
    const QJsonObject got = jsonOf(run.out);
    QVERIFY(!got.isEmpty());
    QVERIFY(got[QStringLiteral("length")].toArray().last().isNull());
    bool said = false;
    for (const QJsonValue& note : got[QStringLiteral("notes")].toArray())
      said = said || note.toString().contains(QStringLiteral("beyond"));
    QVERIFY2(said, run.out.constData());
  }

  void help_everyCommand_listsItsFlags_data() {
    QTest::addColumn<QStringList>("command");
    QTest::newRow("window") << QStringList{};
    for (const char* command : {"measure", "theory", "draw", "export"})
      QTest::newRow(command) << QStringList{QString::fromLatin1(command)};
  }
  void help_everyCommand_listsItsFlags() {
    QFETCH(QStringList, command);
    const Run help = runProgram(command + QStringList{QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    QCOMPARE(help.err, QByteArray());
    for (const char* flag : {"--activation", "--depth", "--width", "--sigma-w", "--sigma-b", "--input-dim", "--weights",
                             "--trajectory", "--endpoints", "--q0", "--points", "--seed", "--help", "--version"})
      QVERIFY2(help.out.contains(flag), flag);
    const Run version = runProgram(command + QStringList{QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("arcscope ") + arcscope::core::version + "\n");
  }

 private:
  /// A relu network of one input whose weights of 1e200 leave the range of double in layer 2.
  QString overflowing() {
    QByteArray header = R"({"0.weight":{"dtype":"F64","shape":[2,2],"data_offsets":[0,32]},)"
                        R"("2.weight":{"dtype":"F64","shape":[2,2],"data_offsets":[32,64]},)"
                        R"("__metadata__":{"activation":"relu"}})";
    while (header.size() % 8 != 0) header += ' ';
    const quint64 size = static_cast<quint64>(header.size());
    QByteArray bytes(reinterpret_cast<const char*>(&size), 8);
    bytes += header;
    const double big = 1e200;
    for (int i = 0; i < 8; ++i) bytes += QByteArray(reinterpret_cast<const char*>(&big), 8);
    QFile file(m_directory.filePath(QStringLiteral("overflow.safetensors")));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return file.fileName();
  }
  QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestMeasure)
#include "tst_measure.moc"
