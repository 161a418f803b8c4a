#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include "tests/app/program.h"

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr const char* memoryCap = "";  // sanitizers reserve terabytes of address space
#else
constexpr const char* memoryCap = "ulimit -v 1500000;";  // kilobytes
#endif

QByteArray littleEndian(quint64 value) {
  return {reinterpret_cast<const char*>(&value), 8};
}

QByteArray safetensors(const QByteArray& header, const QByteArray& data = {}) {
  return littleEndian(static_cast<quint64>(header.size())) + header + data;
}

QByteArray doubles(int count, double value) {
  QByteArray bytes;
  for (int i = 0; i < count; ++i) bytes += QByteArray(reinterpret_cast<const char*>(&value), 8);
  return bytes;
}

QByteArray tensor(const char* name, const char* shape, int begin, int end, const char* type = "F64") {
  return QByteArray("\"") + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape +
         ",\"data_offsets\":[" + QByteArray::number(begin) + "," + QByteArray::number(end) + "]}";
}

/// A good network of two layers, 3 -> 4 -> 2.
QByteArray goodNetwork() {
  return safetensors("{" + tensor("0.weight", "[4,3]", 0, 96) + "," + tensor("0.bias", "[4]", 96, 128) + "," +
                         tensor("2.weight", "[2,4]", 128, 192) + "}",
                     doubles(24, 0.5));
}

}  // namespace

class TestBadInput : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void network_goodFile_isRead() {
    const Run run = measureFile(goodNetwork());
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.status, 0);
  }

  void network_badFile_isRefusedInOneSentence_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("names");  // what the sentence must name
    const QByteArray good = goodNetwork();
    const auto row = [](const char* name, const QByteArray& bytes, const char* names = "") {
      QTest::newRow(name) << bytes << QByteArray(names);
    };
    row("empty", {});
    row("seven bytes", good.left(7));
    row("no header", good.left(8));
    row("half a header", good.left(60));
    row("data cut off", good.chopped(1));
    row("data beyond the tensors", good + "x");
    row("header longer than the file", littleEndian(1000000) + "{}");
    row("header of 2^63 bytes", littleEndian(quint64{1} << 63) + "{}");
    row("header of 2^64 - 1 bytes", littleEndian(std::numeric_limits<quint64>::max()) + "{}");
    row("header that overflows with its length",
        littleEndian(std::numeric_limits<quint64>::max() - 7) + "{}");
    row("not JSON", safetensors("{\"0.weight\":"));
    row("JSON of another kind", safetensors("[1,2,3]"));
    row("a number", safetensors("7"));
    row("no tensors", safetensors("{}"));
    row("metadata alone", safetensors("{\"__metadata__\":{\"a\":\"b\"}}"));
    row("metadata not texts", safetensors("{\"__metadata__\":{\"a\":[1]}}"));
    row("nested JSON", safetensors(QByteArray(2000000, '[')));
    row("nested objects", safetensors(QByteArray("{\"a\":").repeated(300000)));
    row("nested in a tensor",
        safetensors("{\"0.weight\":{\"dtype\":\"F64\",\"shape\":" + QByteArray(500000, '[')));
    row("not UTF-8", safetensors("{\"\xff\xfe\":1}"));
    row("10^18 elements",
        safetensors("{" + tensor("0.weight", "[1000000000,1000000000]", 0, 8) + "}", doubles(1, 1)),
        "0.weight");
    row("elements that overflow",
        safetensors("{" + tensor("0.weight", "[4294967296,4294967296]", 0, 0) + "}"), "0.weight");
    row("a shape beyond 64 bits",
        safetensors("{" + tensor("0.weight", "[99999999999999999999,1]", 0, 8) + "}", doubles(1, 1)));
    row("negative shape", safetensors("{" + tensor("0.weight", "[-1,1]", 0, 8) + "}", doubles(1, 1)));
    row("fractional shape", safetensors("{" + tensor("0.weight", "[1.5,1]", 0, 8) + "}", doubles(1, 1)));
    row("shape a text", safetensors("{" + tensor("0.weight", "\"x\"", 0, 8) + "}", doubles(1, 1)));
    row("zero width", safetensors("{" + tensor("0.weight", "[0,1]", 0, 0) + "}"));
    row("offsets beyond the file",
        safetensors("{" + tensor("0.weight", "[1,1]", 800, 808) + "}", doubles(1, 1)), "0.weight");
    row("offsets backwards", safetensors("{" + tensor("0.weight", "[1,1]", 8, 0) + "}", doubles(1, 1)),
        "0.weight");
    row("negative offsets", safetensors("{" + tensor("0.weight", "[1,1]", -8, 0) + "}", doubles(1, 1)));
    row("overlapping offsets",
        safetensors("{" + tensor("0.weight", "[1,1]", 0, 8) + "," + tensor("2.weight", "[1,1]", 0, 8) + "}",
                    doubles(1, 1)));
    row("size not that of the shape",
        safetensors("{" + tensor("0.weight", "[2,1]", 0, 8) + "}", doubles(1, 1)), "0.weight");
    row("unknown type", safetensors("{" + tensor("0.weight", "[1,1]", 0, 8, "I32") + "}", doubles(1, 1)),
        "0.weight");
    row("type missing", safetensors("{\"0.weight\":{\"shape\":[1,1],\"data_offsets\":[0,8]}}", doubles(1, 1)),
        "0.weight");
    row("offsets missing", safetensors("{\"0.weight\":{\"dtype\":\"F64\",\"shape\":[1,1]}}", doubles(1, 1)),
        "0.weight");
    row("three offsets",
        safetensors("{\"0.weight\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8,8]}}",
                    doubles(1, 1)),
        "0.weight");
    row("same name twice",
        safetensors("{" + tensor("0.weight", "[1,1]", 0, 8) + "," + tensor("0.weight", "[1,1]", 8, 16) + "}",
                    doubles(2, 1)));
    row("NaN weight",
        safetensors("{" + tensor("0.weight", "[1,1]", 0, 8) + "}",
                    doubles(1, std::numeric_limits<double>::quiet_NaN())),
        "0.weight");
    row("infinite weight",
        safetensors("{" + tensor("0.weight", "[1,1]", 0, 8) + "}",
                    doubles(1, std::numeric_limits<double>::infinity())),
        "0.weight");
    row("infinite bias",
        safetensors("{" + tensor("0.bias", "[1]", 0, 8) + "," + tensor("0.weight", "[1,1]", 8, 16) + "}",
                    doubles(1, -std::numeric_limits<double>::infinity()) + doubles(1, 1)),
        "0.bias");
    row("shapes that do not meet",
        safetensors(
            "{" + tensor("0.weight", "[4,3]", 0, 96) + "," + tensor("2.weight", "[2,5]", 96, 176) + "}",
            doubles(22, 1)),
        "2.weight");
    row("bias of another width",
        safetensors("{" + tensor("0.weight", "[4,3]", 0, 96) + "," + tensor("0.bias", "[3]", 96, 120) + "}",
                    doubles(15, 1)),
        "0.bias");
    row("bias without its weight",
        safetensors("{" + tensor("0.weight", "[4,3]", 0, 96) + "," + tensor("2.bias", "[4]", 96, 128) + "}",
                    doubles(16, 1)),
        "2.bias");
    row("weight of three dimensions",
        safetensors("{" + tensor("0.weight", "[2,2,2]", 0, 64) + "}", doubles(8, 1)), "0.weight");
    row("another tensor",
        safetensors(
            "{" + tensor("0.weight", "[1,1]", 0, 8) + "," + tensor("running_mean", "[1]", 8, 16) + "}",
            doubles(2, 1)),
        "running_mean");
  }
  void network_badFile_isRefusedInOneSentence() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, names);
    const Run run = measureFile(bytes);
    verifyMistake(run);
    QVERIFY2(run.err.contains("net.safetensors"), run.err.constData());
    QVERIFY2(run.err.contains(names), run.err.constData());
  }

  void network_everyTruncation_isRefused() {
    const QByteArray good = goodNetwork();
    for (qsizetype size = 0; size < good.size(); size += 23) verifyMistake(measureFile(good.left(size)));
  }

  void network_noRegularFile_isRefused_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("directory") << QDir::tempPath();
    QTest::newRow("absent") << QStringLiteral("/nowhere/net.safetensors");
    QTest::newRow("null device") << QStringLiteral("/dev/null");
    QTest::newRow("empty name") << QString();
  }
  void network_noRegularFile_isRefused() {
    QFETCH(QString, file);
    verifyMistake(run({QStringLiteral("measure"), QStringLiteral("--network=") + file}));
    verifyMistake(run({QStringLiteral("measure"), QStringLiteral("--trajectory=line"),
                       QStringLiteral("--endpoints=") + file}));
  }

  void network_endlessDevice_isRefused() {
    verifyMistake(run({QStringLiteral("measure"), QStringLiteral("--network=/dev/zero")}));
  }

  void flags_badValue_isRefusedByName_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const QString& command, const char* names) {
      QTest::newRow(qPrintable(command)) << command << QByteArray(names);
    };
    for (const char* number :
         {"", "x", "nan", "inf", "-1", "0x10", "1e400", "3x", " 3", "3 ", "1,5", "1e", "--5", "9e99", "+-1"})
      for (const char* flag : {"depth", "width", "sigma-w", "sigma-b", "q0", "points", "tolerance"})
        row(QStringLiteral("measure|--%1=%2").arg(QLatin1String(flag), QLatin1String(number)), flag);
    row(QStringLiteral("measure|--depth=0"), "1 to 64");
    row(QStringLiteral("measure|--depth=65"), "1 to 64");
    row(QStringLiteral("measure|--depth=2.5"), "whole number");
    row(QStringLiteral("measure|--depth=99999999999999999999"), "1 to 64");
    row(QStringLiteral("measure|--width=4097"), "4096");
    row(QStringLiteral("measure|--sigma-w=8.01"), "0 to 8");
    row(QStringLiteral("measure|--sigma-b=4.5"), "0 to 4");
    row(QStringLiteral("measure|--q0=0"), "q0");
    row(QStringLiteral("measure|--points=1"), "points");
    row(QStringLiteral("measure|--input-dim=-2"), "input-dim");
    row(QStringLiteral("measure|--seed=-1"), "seed");
    row(QStringLiteral("measure|--seed=18446744073709551616"), "seed");
    row(QStringLiteral("measure|--seed=1.0"), "seed");
    row(QStringLiteral("measure|--activation=swish"), "relu");
    row(QStringLiteral("measure|--trajectory=spiral"), "circle");
    row(QStringLiteral("measure|--weights=heavy"), "gaussian");
    row(QStringLiteral("measure|--weights=sparse:0"), "weights");
    row(QStringLiteral("measure|--weights=sparse:2"), "weights");
    row(QStringLiteral("measure|--endpoints=fixed"), "orthonormal");
    row(QStringLiteral("measure|--method=nearly"), "exact or sampled");
    row(QStringLiteral("measure|--method=exact|--activation=gelu"), "gelu is smooth");
    row(QStringLiteral("measure|--readout=first"), "last");
    row(QStringLiteral("measure|--readout=last"), "--network");
    row(QStringLiteral("measure|--path=1,0"), "corners");
    row(QStringLiteral("measure|--path=1,0:1,0"), "corners");
    row(QStringLiteral("measure|--path=1,0:a,b"), "--path");
    row(QStringLiteral("measure|--path=1,0,0:1"), "--path");
    row(QStringLiteral("measure|--trajectory=polyline"), "--path");
    row(QStringLiteral("measure|--trajectory=line|--path=1,0:0,1"), "--path");
    row(QStringLiteral("measure|--widths=5,0"), "--widths");
    row(QStringLiteral("measure|--widths=5,,5"), "--widths");
    row(QStringLiteral("measure|--widths=5,5|--depth=3"), "--depth");
    row(QStringLiteral("measure|--points=100|--tolerance=0.1"), "--tolerance");
    row(QStringLiteral("measure|--depth"), "--depth");
    row(QStringLiteral("measure|--dept=3"), "--depth");
    row(QStringLiteral("measure|7"), "7");
    row(QStringLiteral("measure|--help=3"), "--help");
    row(QStringLiteral("measure|--depth=64|--width=4096|--points=10000000"), "GiB");
    row(QStringLiteral("measrue"), "measure");
    row(QStringLiteral("/nowhere/net.safetensors"), "nowhere");
    row(QStringLiteral("--dephth=3"), "--depth");
    row(QStringLiteral("draw"), "--output");
    row(QStringLiteral("draw|--output="), "--output");
    row(QStringLiteral("export"), "--output");
    row(QStringLiteral("export|--output=x.svg|--view=pie"), "grid");
    row(QStringLiteral("export|--output=x.bmp"), "svg");
    row(QStringLiteral("export|--output=x"), "svg");
    row(QStringLiteral("export|--output=x.svg|--size=160"), "--size");
    row(QStringLiteral("export|--output=x.svg|--size=0x90mm"), "mm");
    row(QStringLiteral("export|--output=x.svg|--size=1e9x90mm"), "mm");
    row(QStringLiteral("export|--output=x.svg|--size=nanx90mm"), "--size");
    row(QStringLiteral("export|--output=x.png|--dpi=0"), "--dpi");
    row(QStringLiteral("export|--output=x.png|--dpi=2400|--size=2000x2000mm"), "pixels");
    row(QStringLiteral("export|--output=x.svg|--layer=12"), "0 to 11");
    row(QStringLiteral("export|--output=x.svg|--view=raster|--layer=0"), "1 to 11");
    row(QStringLiteral("export|--output=x.svg|--view=raster|--layer=1,2"), "only the grid shows several");
    row(QStringLiteral("export|--output=x.svg|--view=grid|--layer=1,99"), "0 to 11");
    row(QStringLiteral("export|--output=x.svg|--view=grid|--projection=neurons:0,500"),
        "neurons from 0 to 99");
    row(QStringLiteral("ensemble|--measures=curvature"), "a measure that the activation has");
    row(QStringLiteral("train|--data=two-moons|--epochs=-3"), "it must be between 1 and 10000");
    row(QStringLiteral("export|--output=x.svg|--preset=pie"), "polytopes");
    row(QStringLiteral("--preset=pie"), "polytopes");
    row(QStringLiteral("export|--output=x.svg|--view=families|--compare=pie"), "growth-sigma");
    row(QStringLiteral("export|--output=x.svg|--view=families|--family-widths=0"), "1 to 4096");
    row(QStringLiteral("export|--output=x.svg|--view=families|--family-sigma-ws=1:9:1"), "0 to 8");
    row(QStringLiteral("export|--output=x.svg|--view=families|--family-draws=0"), "1 to 100000");
    row(QStringLiteral("export|--output=x.svg|--view=families|--compare=pieces|--activation=tanh"),
        "tanh is smooth");
    row(QStringLiteral("export|--output=x.svg|--image=y"), "z or h");
    row(QStringLiteral("export|--output=x.svg|--projection=pca9"), "pca2");
    row(QStringLiteral("export|--output=x.svg|--projection=neurons:1"), "neurons");
    row(QStringLiteral("export|--output=x.svg|--projection=neurons:-1,2"), "neurons");
    row(QStringLiteral("export|--output=x.svg|--theme=pink"), "dark");
    row(QStringLiteral("export|--output=x.svg|--scale=log"), "common");
    for (const char* data :
         {"", "0.5", "0.5:", ":1", "1.1:0", "-0.1:0", "0.5:1:2", "0.5:nan", "0.2:1,", "0.2;1"})
      row(QStringLiteral("export|--output=x.svg|--view=prior|--data=%1").arg(QLatin1String(data)), "--data");
    row(QStringLiteral("export|--output=x.svg|--view=prior|--data=0:0") +
            QStringLiteral(",0.1:0").repeated(64),
        "64");
  }
  void flags_badValue_isRefusedByName() {
    QFETCH(QString, command);
    QFETCH(QByteArray, names);
    const Run result = run(command.split(QLatin1Char('|')));
    verifyMistake(result);
    QVERIFY2(result.err.contains(names), result.err.constData());
  }

  void flags_theTextOfControlCharacters_staysOnOneLine() {
    verifyMistake(run({QStringLiteral("measure"), QStringLiteral("--depth=3\n4\033[31m")}));
    verifyMistake(run({QStringLiteral("no\nsuch\ncommand")}));
    verifyMistake(run({QStringLiteral("measure"), QStringLiteral("--network=/no\nwhere")}));
  }

  void output_fullDisk_isOneSentence_data() {
    QTest::addColumn<QString>("command");
    QTest::newRow("draw") << QStringLiteral("draw|--depth=2|--output=/dev/full");
    for (const char* kind : {"svg", "pdf", "png", "csv", "json", "npy"})
      QTest::newRow(kind) << QStringLiteral("export|--depth=2|--output=/dev/full|--format=") +
                                 QLatin1String(kind);
  }
  void output_fullDisk_isOneSentence() {
    QFETCH(QString, command);
    const Run result = run(command.split(QLatin1Char('|')));
    QVERIFY(!result.crashed);
    QCOMPARE(result.status, 1);
    verifyOneSentence(result);
    QVERIFY2(result.err.contains("/dev/full"), result.err.constData());
  }

  void output_fullStandardOutput_isOneSentence() {
    for (const char* arguments : {"measure", "--help", "measure --version"}) {
      const Run result = runProgram(QString::fromLatin1(arguments).split(QLatin1Char(' ')),
                                    m_directory.path(), {}, QStringLiteral("> /dev/full"));
      QCOMPARE(result.status, 1);
      verifyOneSentence(result);
    }
  }

  void output_unwritableTarget_isOneSentence_data() {
    QTest::addColumn<QString>("target");
    QTest::newRow("absent directory") << QStringLiteral("/nowhere/at/all");
    QTest::newRow("below a file") << QStringLiteral(ARCSCOPE_PROGRAM "/figure");
    QTest::newRow("below /proc") << QStringLiteral("/proc/figure");
  }
  void output_unwritableTarget_isOneSentence() {
    QFETCH(QString, target);
    for (const char* command :
         {"draw|--output=%1.safetensors", "export|--output=%1.svg", "export|--output=%1.npy",
          "export|--output=%1.py", "export|--output=%1.csv"}) {
      const Run result =
          run((QString::fromLatin1(command).arg(target) + QStringLiteral("|--depth=1|--width=4"))
                  .split(QLatin1Char('|')));
      QVERIFY(!result.crashed);
      QCOMPARE(result.status, 1);
      verifyOneSentence(result);
    }
  }

  void output_directoryAsTarget_isOneSentence() {
    const QString directory = m_directory.filePath(QStringLiteral("figure.svg"));
    QVERIFY(QDir().mkpath(directory));
    const Run result =
        run({QStringLiteral("export"), QStringLiteral("--depth=1"), QStringLiteral("--output=") + directory});
    QCOMPARE(result.status, 1);
    verifyOneSentence(result);
    QVERIFY(QFileInfo(directory).isDir());
  }

  void output_existingFile_survivesAFailure_data() {
    QTest::addColumn<QString>("command");
    QTest::newRow("bad flag") << QStringLiteral("draw|--depth=99");
    QTest::newRow("bad network") << QStringLiteral("draw|--network=/dev/null");
    QTest::newRow("file size limit") << QStringLiteral("draw|--width=400|--depth=3");
    QTest::newRow("file size limit, figure") << QStringLiteral("export|--format=npy|--depth=4");
  }
  void output_existingFile_survivesAFailure() {
    QFETCH(QString, command);
    const QString file = m_directory.filePath(QStringLiteral("precious"));
    {
      QFile precious(file);
      QVERIFY(precious.open(QIODevice::WriteOnly));
      precious.write("precious");
    }
    const QStringList before = QDir(m_directory.path()).entryList(QDir::Files);
    // A file may grow to 50 KiB; SIGXFSZ is ignored as it is for services, so that write() fails instead.
    const Run result =
        runProgram(command.split(QLatin1Char('|')) + QStringList{QStringLiteral("--output=") + file},
                   m_directory.path(), QStringLiteral("trap '' XFSZ; ulimit -f 100;"));
    QVERIFY(!result.crashed);
    QVERIFY(result.status != 0);
    verifyOneSentence(result);
    QFile precious(file);
    QVERIFY(precious.open(QIODevice::ReadOnly));
    QCOMPARE(precious.readAll(), QByteArray("precious"));
    QCOMPARE(QDir(m_directory.path()).entryList(QDir::Files), before);
  }

 private:
  Run run(const QStringList& arguments) {
    return runProgram(arguments, m_directory.path(), QString::fromLatin1(memoryCap));
  }
  Run measureFile(const QByteArray& bytes) {
    const QString name = m_directory.filePath(QStringLiteral("net.safetensors"));
    {
      QFile file(name);
      if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return {};
    }
    const Run result =
        run({QStringLiteral("measure"), QStringLiteral("--points=16"), QStringLiteral("--network"), name});
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.readAll() != bytes)
      return {};  // an input is never written to
    return result;
  }
  static void verifyOneSentence(const Run& result) {
    QVERIFY(!result.crashed);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.startsWith("arcscope: "), result.err.constData());
    QVERIFY2(result.err.endsWith('\n'), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY2(result.err.size() > 20 && result.err.size() < 600, result.err.constData());
    for (const char c : result.err.chopped(1)) QVERIFY(static_cast<unsigned char>(c) >= ' ' && c != 0x7f);
  }
  static void verifyMistake(const Run& result) {
    verifyOneSentence(result);
    QCOMPARE(result.status, 2);
  }

  QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
