#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "core/version.h"
#include "tests/app/program.h"

namespace {

QByteArray readAll(const QString& file) {
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QJsonObject jsonOf(const QByteArray& text) {
  QJsonParseError error{};
  const QJsonDocument document = QJsonDocument::fromJson(text, &error);
  return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

const QStringList small{QStringLiteral("regions"),  QStringLiteral("--activation"),
                        QStringLiteral("relu"),     QStringLiteral("--width"),
                        QStringLiteral("6"),        QStringLiteral("--depth"),
                        QStringLiteral("3"),        QStringLiteral("--input-dim"),
                        QStringLiteral("2"),        QStringLiteral("--rectangle"),
                        QStringLiteral("-2,-1,3,4")};

/// Runs `regions` with an output file of this name and returns what it holds.
QByteArray regionsFile(const QStringList& arguments, const char* name) {
  const QTemporaryDir directory;
  const QString file = directory.filePath(QString::fromLatin1(name));
  const Run run = runProgram(arguments + QStringList{QStringLiteral("--output"), file});
  return run.status == 0 && run.out.isEmpty() ? readAll(file) : run.err;
}

}  // namespace

class TestRegions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void regions_json_polygonsTileTheRectangle() {
    const QJsonObject got = jsonOf(regionsFile(small, "r.json"));
    QCOMPARE(got[QStringLiteral("version")].toString(), QString::fromLatin1(arcscope::core::version));
    QCOMPARE(got[QStringLiteral("setting")].toObject()[QStringLiteral("width")].toInt(), 6);
    QCOMPARE(got[QStringLiteral("rectangle")].toArray(), (QJsonArray{-2, -1, 3, 4}));
    QCOMPARE(got[QStringLiteral("layers")].toInt(), 3);
    QVERIFY(got[QStringLiteral("complete")].toBool());
    const QJsonArray counts = got[QStringLiteral("counts")].toArray();
    QCOMPARE(counts.size(), 3);
    QVERIFY(counts[0].toInt() <= 22 && counts[0].toInt() > 5);  // 1 + k + k (k - 1) / 2
    QVERIFY(std::abs(got[QStringLiteral("log10_ceiling")].toArray()[0].toDouble() - std::log10(22.0)) <
            1e-12);
    const QJsonArray regions = got[QStringLiteral("regions")].toArray();
    QCOMPARE(regions.size(), counts[2].toInt());
    double total = 0.0;
    QSet<QString> patterns;
    for (const QJsonValue& value : regions) {
      const QJsonObject region = value.toObject();
      const QJsonArray polygon = region[QStringLiteral("polygon")].toArray();
      QVERIFY(polygon.size() >= 3);
      double twice = 0.0;
      for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QJsonArray p = polygon[i].toArray();
        const QJsonArray q = polygon[(i + 1) % polygon.size()].toArray();
        twice += p[0].toDouble() * q[1].toDouble() - p[1].toDouble() * q[0].toDouble();
      }
      QVERIFY(std::abs(0.5 * twice - region[QStringLiteral("area")].toDouble()) < 1e-12);
      total += region[QStringLiteral("area")].toDouble();
      const QJsonArray pattern = region[QStringLiteral("pattern")].toArray();
      QCOMPARE(pattern.size(), 3);
      QString joined;
      for (const QJsonValue& layer : pattern) {
        QCOMPARE(layer.toString().size(), 6);
        joined += layer.toString();
      }
      patterns.insert(joined);
      const QJsonArray parents = region[QStringLiteral("parents")].toArray();
      QCOMPARE(parents.size(), 2);
      QVERIFY(parents[0].toInt() < counts[0].toInt() && parents[1].toInt() < counts[1].toInt());
    }
    QVERIFY(std::abs(total / 25.0 - 1.0) < 1e-12);
    QCOMPARE(patterns.size(), regions.size());
    for (const QJsonValue& value : got[QStringLiteral("edges")].toArray()) {
      const QJsonObject edge = value.toObject();
      const int layer = edge[QStringLiteral("layer")].toInt();
      QVERIFY(layer >= 0 && layer <= 3);
      QCOMPARE(edge.contains(QStringLiteral("neuron")), layer > 0);
      QCOMPARE(edge[QStringLiteral("regions")].toArray()[1].toInt() == -1, layer == 0);
    }
  }

  void regions_csv_aLineForEachOfTheSameRegions() {
    const QJsonObject json = jsonOf(regionsFile(small, "r.json"));
    const QByteArrayList lines = regionsFile(small, "r.csv").trimmed().split('\n');
    QVERIFY(lines[0].startsWith("# ") && lines[1].startsWith("# {"));
    QCOMPARE(jsonOf(lines[1].mid(2))[QStringLiteral("counts")], json[QStringLiteral("counts")]);
    QCOMPARE(lines[2], QByteArray("region,area,centroid_a,centroid_b,pattern_1,pattern_2,pattern_3,polygon"));
    const QJsonArray regions = json[QStringLiteral("regions")].toArray();
    QCOMPARE(lines.size(), regions.size() + 3);
    for (qsizetype i = 0; i < regions.size(); ++i) {
      const QByteArrayList cells = lines[i + 3].split(',');
      QCOMPARE(cells.size(), 8);
      QCOMPARE(cells[1].toDouble(), regions[i].toObject()[QStringLiteral("area")].toDouble());
      QCOMPARE(QString::fromLatin1(cells[4]),
               regions[i].toObject()[QStringLiteral("pattern")].toArray()[0].toString());
      QCOMPARE(cells[7].split(';').size(), regions[i].toObject()[QStringLiteral("polygon")].toArray().size());
    }
  }

  void regions_fewerLayers_theirCounts() {
    const QJsonArray all = jsonOf(regionsFile(small, "r.json"))[QStringLiteral("counts")].toArray();
    const QJsonObject two =
        jsonOf(regionsFile(small + QStringList{QStringLiteral("--layers"), QStringLiteral("1-2")}, "r.json"));
    QCOMPARE(two[QStringLiteral("counts")].toArray(), (QJsonArray{all[0], all[1]}));
    QCOMPARE(two[QStringLiteral("regions")].toArray().size(), all[1].toInt());
  }

  void regions_hardTanh_lettersOfThreeRegions() {
    const QByteArray csv =
        regionsFile(QStringList(small) << QStringLiteral("--activation=hard_tanh"), "r.csv");
    const QByteArray pattern = csv.trimmed().split('\n').last().split(',')[4];
    QCOMPARE(pattern.size(), 6);
    for (const char letter : pattern) QVERIFY(letter == '-' || letter == '0' || letter == '+');
  }

  void regions_networkFile_equalsFlags() {
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("net.safetensors"));
    QStringList flags = small.mid(1, 8);
    QCOMPARE(runProgram(QStringList{QStringLiteral("draw"), QStringLiteral("--output"), file} + flags).status,
             0);
    const QJsonObject fromFile =
        jsonOf(regionsFile({QStringLiteral("regions"), QStringLiteral("--network"), file}, "r.json"));
    const QJsonObject fromFlags =
        jsonOf(regionsFile(QStringList{QStringLiteral("regions")} + flags, "r.json"));
    QVERIFY(fromFile[QStringLiteral("regions")].toArray().size() > 5);
    QCOMPARE(fromFile[QStringLiteral("counts")], fromFlags[QStringLiteral("counts")]);
  }

  void regions_limitMet_saysWhere() {
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("r.json"));
    const Run run =
        runProgram(small + QStringList{QStringLiteral("--region-limit=3"), QStringLiteral("--output"), file});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.err, QByteArray("arcscope: the regions end before layer 1: it makes more than 3, see "
                                 "--region-limit\n"));
    const QJsonObject got = jsonOf(readAll(file));
    QVERIFY(!got[QStringLiteral("complete")].toBool(true));
    QCOMPARE(got[QStringLiteral("stopped_at")].toInt(), 1);
    QCOMPARE(got[QStringLiteral("layers")].toInt(), 0);
    QCOMPARE(got[QStringLiteral("regions")].toArray().size(), 1);
  }

  void regions_sameTwice_sameBytes() { QCOMPARE(regionsFile(small, "r.json"), regionsFile(small, "r.json")); }

  void regions_svg_hasOnePathALayerAndTheSetting() {
    const QStringList flags = QStringList(small) << QStringLiteral("--layers") << QStringLiteral("1-2");
    const QByteArray lines = regionsFile(flags, "r.svg");
    QXmlStreamReader xml(lines);
    QString metadata;
    QStringList boundaries;  // colours of paths of many pieces
    while (!xml.atEnd()) {
      if (xml.readNext() != QXmlStreamReader::StartElement) continue;
      if (xml.name() == QStringLiteral("metadata")) metadata = xml.readElementText();
      if (xml.name() == QStringLiteral("path") &&
          xml.attributes().value(QStringLiteral("d")).count(QLatin1Char('M')) > 3)
        boundaries << xml.attributes().value(QStringLiteral("stroke")).toString();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(boundaries.size(), 2);
    QVERIFY(boundaries[0] != boundaries[1]);
    const QJsonObject info = jsonOf(metadata.toUtf8());
    QCOMPARE(info[QStringLiteral("view")].toString(), QStringLiteral("regions"));
    QCOMPARE(info[QStringLiteral("setting")].toObject()[QStringLiteral("width")].toInt(), 6);
    QVERIFY(lines.contains("exact"));
    // Filled: a polygon a region.
    const QByteArray filled = regionsFile(QStringList(flags) << QStringLiteral("--fill=pattern"), "r.svg");
    const int regions =
        jsonOf(regionsFile(flags, "r.json"))[QStringLiteral("counts")].toArray().last().toInt();
    QVERIFY(regions > 10);
    QVERIFY(filled.count("<path") + filled.count("<polygon") >=
            lines.count("<path") + lines.count("<polygon") + regions);
    QCOMPARE(regionsFile(QStringList(flags) << QStringLiteral("--fill=pattern"), "r.svg"), filled);
  }

  void regions_pdfAndPng_arePictures() {
    QVERIFY(regionsFile(small, "r.pdf").startsWith("%PDF"));
    QVERIFY(QImage::fromData(regionsFile(small, "r.png")).width() > 1000);
    const QStringList smooth = QStringList(small) << QStringLiteral("--activation=tanh");
    QVERIFY(regionsFile(smooth, "r.svg").contains("sampled"));
  }

  void regions_mistake_oneSentenceAndNoFile_data() {
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const char* flags, const char* names) {
      QTest::newRow(flags) << QString::fromLatin1(flags).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                           << QByteArray(names);
    };
    row("", "--output FILE");
    row("--output r.svgz", "--output is \"r.svgz\"");
    row("--output r", "a name that ends in .json, .csv, .svg, .pdf or .png");
    row("--output r.json --layers 2-3", "--layers is \"2-3\"");
    row("--output r.json --layers 1-12", "from 1 to 11");
    row("--output r.json --layers 3", "--layers is \"3\"");
    row("--output r.json --rectangle 0,0,1", "--rectangle is \"0,0,1\"");
    row("--output r.json --rectangle 1,0,0,1", "with A0 below A1");
    row("--output r.json --rectangle -1e308,0,1e308,1", "--rectangle is");
    row("--output r.json --rectangle a,0,0,1", "--rectangle is \"a,0,0,1\"");
    row("--output r.svg --fill red", "none, pattern, slope, area or class");
    row("--output r.png --dpi 1", "--dpi is \"1\"");
    row("--output r.json --region-limit 0", "--region-limit is \"0\"");
    row("--output r.json --activation tanh", "have no linear regions");
    row("--output r.json --colour red", "--colour");
  }
  void regions_mistake_oneSentenceAndNoFile() {
    QFETCH(QStringList, flags);
    QFETCH(QByteArray, names);
    const QTemporaryDir directory;
    const Run run = runProgram(QStringList{QStringLiteral("regions")} + flags, directory.path());
    QCOMPARE(run.status, 2);
    QVERIFY(!run.crashed);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY2(run.err.contains(names), run.err.constData());
    QVERIFY(QDir(directory.path()).isEmpty());
  }

  void regions_targetThatCannotBeWritten_exitStatusOne() {
    const Run run =
        runProgram(small + QStringList{QStringLiteral("--output"), QStringLiteral("/nonexistent/r.json")});
    QCOMPARE(run.status, 1);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.err.contains("/nonexistent/r.json"));
  }
};

QTEST_GUILESS_MAIN(TestRegions)
#include "tst_regions.moc"
