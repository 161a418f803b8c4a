#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>
#include <cstring>

#include "core/version.h"
#include "tests/app/program.h"

namespace {

QByteArray readAll(const QString& file) {
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QStringList words(const char* text) {
  return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// What stands in one SVG file.
struct Svg {
  bool wellFormed = false;
  QRectF box;
  QString size;
  QString title;
  QJsonObject metadata;
  QStringList texts;
  int paths = 0;
  int transforms = 0;
  QString outside;  ///< the first element with a coordinate outside the view box
};

Svg readSvg(const QByteArray& bytes) {
  static const QRegularExpression number(QStringLiteral("-?\\d+(?:\\.\\d+)?"));
  Svg svg;
  QXmlStreamReader xml(bytes);
  const auto check = [&](double x, double y) {
    constexpr double rounding = 0.011;
    if (svg.outside.isEmpty() && !svg.box.adjusted(-rounding, -rounding, rounding, rounding).contains(x, y))
      svg.outside = QStringLiteral("%1 (%2, %3)").arg(xml.name()).arg(x).arg(y);
  };
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    const QXmlStreamAttributes attributes = xml.attributes();
    const auto value = [&](const char* name) { return attributes.value(QLatin1String(name)).toDouble(); };
    if (attributes.hasAttribute(QStringLiteral("transform")) &&
        !attributes.value(QStringLiteral("transform")).startsWith(QStringLiteral("rotate(")))
      ++svg.transforms;
    if (xml.name() == QStringLiteral("svg")) {
      const QStringList box = attributes.value(QStringLiteral("viewBox")).toString().split(QLatin1Char(' '));
      if (box.size() == 4) svg.box = {box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()};
      svg.size = attributes.value(QStringLiteral("width")).toString() + QLatin1Char('x') + attributes.value(QStringLiteral("height")).toString();
    } else if (xml.name() == QStringLiteral("title")) {
      svg.title = xml.readElementText();
    } else if (xml.name() == QStringLiteral("metadata")) {
      svg.metadata = QJsonDocument::fromJson(xml.readElementText().toUtf8()).object();
    } else if (xml.name() == QStringLiteral("text")) {
      check(value("x"), value("y"));
      svg.texts << xml.readElementText();
    } else if (xml.name() == QStringLiteral("image")) {
      check(value("x"), value("y"));
      check(value("x") + value("width"), value("y") + value("height"));
    } else if (xml.name() == QStringLiteral("path")) {
      ++svg.paths;
      QRegularExpressionMatchIterator numbers = number.globalMatch(attributes.value(QStringLiteral("d")).toString());
      while (numbers.hasNext()) {
        const double x = numbers.next().captured().toDouble();
        if (!numbers.hasNext()) break;
        check(x, numbers.next().captured().toDouble());
      }
    }
  }
  svg.wellFormed = !xml.hasError();
  return svg;
}

/// A NumPy file of doubles.
struct Npy {
  QList<qsizetype> shape;
  std::vector<double> values;
};

Npy readNpy(const QByteArray& bytes) {
  Npy npy;
  if (!bytes.startsWith("\x93NUMPY\x01") || bytes.size() < 10) return npy;
  const int size = static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
  const QByteArray header = bytes.mid(10, size);
  if (!header.contains("'descr': '<f8'") || (10 + size) % 64 != 0) return npy;
  const qsizetype open = header.indexOf('(');
  for (const QByteArray& side : header.mid(open + 1, header.indexOf(')') - open - 1).split(','))
    if (!side.trimmed().isEmpty()) npy.shape << side.trimmed().toLongLong();
  const QByteArray data = bytes.mid(10 + size);
  npy.values.resize(static_cast<std::size_t>(data.size()) / sizeof(double));
  std::memcpy(npy.values.data(), data.constData(), npy.values.size() * sizeof(double));
  return npy;
}

}  // namespace

class TestExport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void svg_everyView_isClean_data() {
    QTest::addColumn<QStringList>("flags");
    for (const char* flags :
         {"--view grid", "--view lengths", "--view transitions", "--view transitions-length", "--view raster",
          "--view plane", "--view regions --width 10 --depth 3 --input-dim 2",
          "--view regions --activation relu --width 6 --input-dim 2 --fill pattern --rectangle 0.3,0.2,0.5,0.4",
          "--view regions --activation tanh --width 6 --layers 1-2", "--view page", "--view grid --layer 11", "--view grid --scale common --sigma-w 4",
          "--view grid --projection pca3", "--view grid --projection neurons:3,5 --image h", "--view grid --projection plane",
          "--view page --theme dark", "--view page --depth 64 --width 8", "--view page --size 90x160mm",
          "--view page --size 20x12mm", "--view grid --activation relu --sigma-w 8", "--view plane --path 900,0:0,1:-1,0",
          "--view page --sigma-w 0 --sigma-b 0", "--view page --width 1", "--view page --depth 1", "--view page --activation tanh",
          "--view prior", "--view prior --activation relu --data 0.2:1,0.7:-0.5", "--view prior --data 0.5:2 --theme dark --sigma-w 4",
          "--view raster --layer 3 --width 400", "--view transitions --total",
          "--view dichotomies --width 20 --depth 4 --inputs 6", "--view dichotomies --width 20 --depth 1 --draws 1",
          "--view similarity --width 20",
          "--view similarity --size 40x30mm --depth 64 --width 8", "--view autocorrelation --layer 3 --width 30 --depth 5",
          "--view autocorrelation --trajectory line --activation relu --width 20", "--view curvature --activation tanh --width 30",
          "--view curvature --activation relu --width 20", "--view curvature --method sampled --width 20",
          "--view gradients --width 20 --depth 5", "--view gradients --activation relu --width 300 --depth 2"})
      QTest::newRow(flags) << words(flags);
  }
  void svg_everyView_isClean() {
    QFETCH(QStringList, flags);
    const Svg svg = readSvg(written(QStringLiteral("svg"), flags));
    QVERIFY(svg.wellFormed);
    QCOMPARE(svg.outside, QString());
    QCOMPARE(svg.transforms, 0);
    QVERIFY(svg.paths > 0);
    QVERIFY(!svg.texts.isEmpty());
    QCOMPARE(svg.metadata[QStringLiteral("seed")].toInt(), 3);
    QCOMPARE(svg.metadata[QStringLiteral("view")].toString(), flags[1]);
    QCOMPARE(svg.metadata[QStringLiteral("version")].toString(), QString::fromLatin1(arcscope::core::version));
    QVERIFY(svg.metadata[QStringLiteral("setting")].toObject().contains(QStringLiteral("sigma_w")));
    if (!flags.contains(QStringLiteral("--size"))) QCOMPARE(svg.size, QStringLiteral("160mmx90mm"));
  }

  void svg_preset_isItsFigure_data() {
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<QString>("view");
    const char* small = " --family-widths 6,10 --family-sigma-ws 1,2 --family-draws 2 --depth 3";
    for (const char* name : {"length-growth", "growth-by-scale", "growth-by-width", "transitions-by-length", "pieces"})
      QTest::newRow(name) << words((QByteArray("--preset ") + name + small).constData()) << QStringLiteral("families");
    for (const auto& [name, view] : {std::pair("polytopes", "regions"), {"tangled-circle", "grid"}, {"phases", "phases"}})
      QTest::newRow(name) << words((QByteArray("--preset ") + name).constData()) << QString::fromLatin1(view);
    for (const auto& [name, view] : {std::pair("maps", "maps"), {"circle-ordered", "grid"}, {"circle-chaotic", "grid"}, {"circle-far", "grid"}, {"he-length", "lengths"}, {"curvature", "curvature"}, {"dichotomies", "dichotomies"}})
      QTest::newRow(name) << words((QByteArray("--preset ") + name + " --width 24 --depth 15 --draws 3").constData()) << QString::fromLatin1(view);
  }
  void svg_preset_isItsFigure() {
    QFETCH(QStringList, flags);
    QFETCH(QString, view);
    const Svg svg = readSvg(written(QStringLiteral("svg"), flags));
    QVERIFY(svg.wellFormed);
    QCOMPARE(svg.outside, QString());
    QCOMPARE(svg.metadata[QStringLiteral("view")].toString(), view);
    QVERIFY(svg.paths > 2);
  }

  void csv_families_haveARowAMemberAndLayer() {
    const QByteArray csv = written(QStringLiteral("csv"), words("--view families --compare length --family-widths 6,10 "
                                                                "--family-sigma-ws 1:2:0.5 --family-draws 2 --depth 3"));
    QList<QByteArray> lines = csv.trimmed().split('\n');
    lines.removeIf([](const QByteArray& line) { return line.startsWith('#'); });
    QCOMPARE(lines.size(), 1 + 2 * 3 * 4);
    QVERIFY(lines.front().startsWith("width,sigma_w,layer,draws,length_mean"));
    QVERIFY(lines.back().startsWith("10,2,3,2,"));
  }

  void svg_someLayers_areTheTilesOfTheGrid() {
    const Svg svg = readSvg(written(QStringLiteral("svg"), words("--view grid --layer 2,5 --width 20")));
    const QString all = svg.texts.join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("layer 2")) && all.contains(QStringLiteral("layer 5")));
    QVERIFY(!all.contains(QStringLiteral("layer 3")));
    QCOMPARE(svg.metadata[QStringLiteral("choices")].toObject()[QStringLiteral("layers")].toArray().size(), 2);
  }

  void svg_choices_standBesideTheSetting() {
    const auto choices = [&](const char* flags) {
      return readSvg(written(QStringLiteral("svg"), words(flags))).metadata[QStringLiteral("choices")].toObject();
    };
    QCOMPARE(choices("--view phases --quantity c-star")[QStringLiteral("quantity")].toString(), QStringLiteral("c-star"));
    QCOMPARE(choices("--view lengths --theory all")[QStringLiteral("theory")].toObject()[QStringLiteral("r17_scaling")].toBool(), true);
    QCOMPARE(choices("--view regions --width 6 --input-dim 2 --fill area")[QStringLiteral("fill")].toString(), QStringLiteral("area"));
    const QJsonObject labelings = choices("--view dichotomies --width 10 --depth 2 --inputs 5 --draws 2");
    QCOMPARE(labelings[QStringLiteral("inputs")].toInt(), 5);
    QCOMPARE(labelings[QStringLiteral("draws")].toInt(), 2);
  }

  void svg_curves_areFewPaths() {
    const Svg oneLayer = readSvg(written(QStringLiteral("svg"), words("--view grid --layer 11 --points 16384")));
    QVERIFY2(oneLayer.paths <= 60, qPrintable(QString::number(oneLayer.paths)));  // 48 colours along t
    const Svg lengths = readSvg(written(QStringLiteral("svg"), words("--view lengths --depth 2")));
    QVERIFY2(lengths.paths <= 30, qPrintable(QString::number(lengths.paths)));
  }

  void svg_texts_sayWhatIsShown() {
    const Svg page = readSvg(written(QStringLiteral("svg"), words("--depth 3 --width 20")));
    const QString all = page.texts.join(QLatin1Char('\n'));
    for (const char* text : {"layer 1", "layer 3", "Length", "Transitions", "Activation pattern", "depth 3", "seed 3"})
      QVERIFY2(all.contains(QLatin1String(text)), text);
    QVERIFY(page.title.contains(QStringLiteral("hard_tanh, depth 3, width 20")));
  }

  void svg_fileNameOfXmlCharacters_isEscaped() {
    const QString network = m_directory.filePath(QStringLiteral("a<b&\"c'.safetensors"));
    QCOMPARE(runProgram({QStringLiteral("draw"), QStringLiteral("--depth=2"), QStringLiteral("--output"), network}).status, 0);
    const Svg svg = readSvg(written(QStringLiteral("svg"), {QStringLiteral("--view"), QStringLiteral("lengths"),
                                                            QStringLiteral("--network"), network}));
    QVERIFY(svg.wellFormed);
    QCOMPARE(svg.metadata[QStringLiteral("setting")].toObject()[QStringLiteral("network")].toString(), network);
    const QByteArray pdf = written(QStringLiteral("pdf"), {QStringLiteral("--network"), network});
    const qsizetype xmp = pdf.indexOf("<x:xmpmeta");
    QVERIFY(xmp > 0);
    QXmlStreamReader reader(pdf.mid(xmp, pdf.indexOf("</x:xmpmeta>") + 12 - xmp));
    while (!reader.atEnd()) reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
  }

  void png_sizeAndResolution_areAsAsked() {
    const QByteArray bytes = written(QStringLiteral("png"), words("--view lengths --size 127x63.5mm --dpi 200"));
    const QImage image = QImage::fromData(bytes, "PNG");
    QCOMPARE(image.size(), QSize(1000, 500));
    QCOMPARE(image.dotsPerMeterX(), 7874);
    const QJsonObject info = QJsonDocument::fromJson(image.text(QStringLiteral("Arcscope")).toUtf8()).object();
    QCOMPARE(info[QStringLiteral("seed")].toInt(), 3);
    QCOMPARE(info[QStringLiteral("setting")].toObject()[QStringLiteral("depth")].toInt(), 11);
    QVERIFY(image.text(QStringLiteral("Software")).contains(QLatin1String(arcscope::core::version)));
    // Something is drawn: dark type and the accent colour of the curve.
    int dark = 0;
    int blue = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) {
        const QColor colour = image.pixelColor(x, y);
        dark += colour.lightness() < 60 ? 1 : 0;
        blue += colour.blue() > colour.red() + 80 ? 1 : 0;
      }
    QVERIFY(dark > 100);
    QVERIFY(blue > 100);
  }

  void png_darkTheme_hasADarkGround() {
    const QImage image = QImage::fromData(written(QStringLiteral("png"), words("--theme dark --dpi 72")), "PNG");
    QVERIFY(image.pixelColor(1, 1).lightness() < 60);
  }

  void pdf_textAndInformation_areReadBack() {
    const QString file = m_directory.filePath(QStringLiteral("read.pdf"));
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::WriteOnly));
    pdf.write(written(QStringLiteral("pdf"), words("--depth 4")));
    pdf.close();
    const QByteArray text = output(QStringLiteral("pdftotext"), {file, QStringLiteral("-")});
    for (const char* expected : {"layer 4", "Length", "depth 4"}) QVERIFY2(text.contains(expected), expected);
    const QByteArray info = output(QStringLiteral("pdfinfo"), {file});
    QVERIFY2(info.contains("\"sigma_w\":1.9"), info.constData());
    QVERIFY2(info.contains("454 x 255 pts"), info.constData());
    QVERIFY(info.contains("Arcscope "));
    QVERIFY(output(QStringLiteral("pdfinfo"), {QStringLiteral("-meta"), file}).contains("<arcscope:seed>3</arcscope:seed>"));
    for (const QByteArray& line : output(QStringLiteral("pdffonts"), {file}).split('\n').mid(2))
      QVERIFY2(line.isEmpty() || line.contains(" yes "), line.constData());  // embedded
  }

  void figures_sameSettingTwice_areTheSameBytes_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"svg", "png", "csv", "json", "npy", "py"}) QTest::newRow(kind) << QString::fromLatin1(kind);
  }
  void figures_sameSettingTwice_areTheSameBytes() {
    QFETCH(QString, kind);
    const QByteArray first = written(kind, words("--depth 6"));
    QVERIFY(!first.isEmpty());
    QCOMPARE(first, written(kind, words("--depth 6")));
    QVERIFY(kind == QStringLiteral("png") || first != written(kind, words("--depth 6 --seed 4")));
  }
  void pdf_sameSettingTwice_differsInItsDateAlone() {
    const auto undated = [&] {
      QString text = QString::fromLatin1(written(QStringLiteral("pdf"), words("--depth 2")));
      return text.remove(QRegularExpression(QStringLiteral("\\(D:\\d+[^)]*\\)")));
    };
    QCOMPARE(undated(), undated());
  }

  void csv_dichotomies_growBelowTheirCeiling() {
    const QByteArrayList lines =
        written(QStringLiteral("csv"), words("--view dichotomies --width 30 --depth 5 --sigma-w 3 --inputs 8 --draws 2"))
            .split('\n');
    QByteArrayList rows;
    for (const QByteArray& line : lines)
      if (!line.isEmpty() && !line.startsWith('#')) rows << line;
    QCOMPARE(rows.size(), 6);
    QVERIFY(rows[0].startsWith("remaining_depth,layer,labelings_mean,labelings_least,labelings_most,ceiling,draws"));
    const auto value = [&](int row, int column) { return rows[row].split(',')[column].toDouble(); };
    for (int row = 1; row <= 5; ++row) {
      QCOMPARE(value(row, 0), row - 1.0);
      QCOMPARE(value(row, 1), 6.0 - row);
      QCOMPARE(value(row, 2), 0.5 * (value(row, 3) + value(row, 4)));
      QCOMPARE(value(row, 5), 256.0);
      QCOMPARE(value(row, 6), 2.0);
      QVERIFY(value(row, 4) <= 256.0);
    }
    QVERIFY(value(5, 2) > value(1, 2));
    const Run few = runProgram(words("export --view dichotomies --inputs 2 --output x.svg"));
    QCOMPARE(few.status, 2);
    QVERIFY2(few.err.contains("--inputs is \"2\"; it must be a whole number from 3 to 24"), few.err.constData());
    QCOMPARE(runProgram(words("export --view dichotomies --draws 0 --output x.svg")).status, 2);
    QCOMPARE(runProgram(words("export --view dichotomies --width 4096 --depth 64 --output x.svg")).status, 2);
  }

  void csv_lengths_equalMeasure() {
    const QByteArrayList lines = written(QStringLiteral("csv"), words("--view lengths --depth 3 --points 300")).split('\n');
    const QJsonArray lengths = measured(words("--depth 3 --points 300"))[QStringLiteral("length")].toArray();
    QByteArrayList rows;
    for (const QByteArray& line : lines)
      if (!line.startsWith('#') && !line.isEmpty()) rows << line;
    QCOMPARE(rows.size(), 5);
    QVERIFY(rows[0].startsWith("layer,length"));
    for (int d = 0; d <= 3; ++d) QCOMPARE(rows[d + 1].split(',')[1].toDouble(), lengths[d].toDouble());
  }

  void csv_prior_passesThroughItsData() {
    const QByteArrayList lines =
        written(QStringLiteral("csv"), words("--view prior --depth 3 --data 0.123:0.7,0.5:-0.2")).split('\n');
    QVERIFY(lines[1].contains("\"data\""));
    const QByteArrayList names = lines[2].split(',');
    QCOMPARE(names[0], QByteArray("t"));
    int met = 0;
    for (const QByteArray& line : lines.mid(3)) {
      const QByteArrayList cells = line.split(',');
      const double target = cells[0] == "0.123" ? 0.7 : cells[0] == "0.5" ? -0.2 : qQNaN();
      if (std::isnan(target)) continue;
      ++met;
      for (const char* name : {"nngp_mean", "ntk_mean", "given_0", "given_11"})
        QVERIFY(std::abs(cells[names.indexOf(name)].toDouble() - target) < 1e-6);
    }
    QCOMPARE(met, 2);
  }

  void json_transitions_equalMeasure() {
    const QJsonObject object =
        QJsonDocument::fromJson(written(QStringLiteral("json"), words("--view transitions --depth 3 --points 300"))).object();
    const QJsonArray counts = measured(words("--depth 3 --points 300"))[QStringLiteral("transitions")].toArray();
    const QJsonArray rows = object[QStringLiteral("rows")].toArray();
    QCOMPARE(rows.size(), 3);
    for (int d = 0; d < 3; ++d) QCOMPARE(rows[d].toArray()[1].toDouble(), counts[d].toDouble());
    QCOMPARE(object[QStringLiteral("setting")].toObject()[QStringLiteral("depth")].toInt(), 3);
  }

  void npy_image_hasTheMeasuredLength() {
    const Npy npy = readNpy(written(QStringLiteral("npy"), words("--layer 3 --depth 4 --widths 9,8,7,6 --points 200")));
    QCOMPARE(npy.shape, (QList<qsizetype>{200, 7}));
    double length = 0.0;
    for (std::size_t j = 1; j < 200; ++j) {
      double square = 0.0;
      for (std::size_t i = 0; i < 7; ++i) square += std::pow(npy.values[j * 7 + i] - npy.values[(j - 1) * 7 + i], 2);
      length += std::sqrt(square);
    }
    const double expected =
        measured(words("--widths 9,8,7,6 --points 200 --method sampled"))[QStringLiteral("length")].toArray()[3].toDouble();
    QVERIFY(std::abs(length / expected - 1.0) < 1e-12);
  }
  void npy_allLayers_areOneArray() {
    const Npy all = readNpy(written(QStringLiteral("npy"), words("--depth 3 --width 5 --points 11 --image h")));
    QCOMPARE(all.shape, (QList<qsizetype>{3, 11, 5}));
    QCOMPARE(all.values.size(), std::size_t{3 * 11 * 5});
    const Npy second = readNpy(written(QStringLiteral("npy"), words("--depth 3 --width 5 --points 11 --image h --layer 2")));
    QVERIFY(std::equal(second.values.begin(), second.values.end(), all.values.begin() + 55));
    const Npy input = readNpy(written(QStringLiteral("npy"), words("--depth 3 --width 5 --points 11 --layer 0 --input-dim 2")));
    QCOMPARE(input.shape, (QList<qsizetype>{11, 2}));
    QCOMPARE(input.values[0], 1.0);
  }
  void npy_differentWidths_needALayer() {
    const QString file = m_directory.filePath(QStringLiteral("none.npy"));
    const Run run = runProgram({QStringLiteral("export"), QStringLiteral("--widths=3,4"), QStringLiteral("--output"), file});
    QVERIFY(run.status != 0);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(!QFile::exists(file));
  }

  void python_script_recomputesTheLengths_data() {
    QTest::addColumn<QStringList>("flags");
    for (const char* flags :
         {"--depth 3", "--depth 2 --activation relu --trajectory line --input-dim 2", "--depth 2 --activation erf --trajectory arc",
          "--depth 2 --activation gelu --path 1,0:0,1:-1,0.5", "--depth 2 --activation silu", "--depth 2 --activation sigmoid",
          "--depth 2 --activation leaky_relu --widths 6,9", "--depth 2 --activation sin", "--depth 2 --activation abs",
          "--depth 2 --activation tanh", "--depth 1 --activation linear"})
      QTest::newRow(flags) << words(flags);
  }
  void python_script_recomputesTheLengths() {
    QFETCH(QStringList, flags);
    flags << QStringLiteral("--points") << QStringLiteral("257");
    QVERIFY(!written(QStringLiteral("py"), flags).isEmpty());
    const QByteArray printed = output(QStringLiteral("/usr/bin/python3"), {m_directory.filePath(QStringLiteral("figure.py"))});
    const QJsonArray got = QJsonDocument::fromJson(printed).object()[QStringLiteral("length")].toArray();
    flags << QStringLiteral("--method") << QStringLiteral("sampled");
    const QJsonArray expected = measured(flags)[QStringLiteral("length")].toArray();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(got.size(), expected.size());
    for (qsizetype d = 0; d < got.size(); ++d)
      QVERIFY(std::abs(got[d].toDouble() / expected[d].toDouble() - 1.0) < 1e-9);
  }

  void window_withoutADisplay_writesTheStartPage() {
    const QTemporaryDir directory;
    const Run run = runProgram({}, directory.path());
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.status, 0);
    QVERIFY2(run.out.contains("arcscope.png"), run.out.constData());
    const QImage page(directory.filePath(QStringLiteral("arcscope.png")));
    QVERIFY(page.width() >= 1280 && page.height() >= 720);
  }

 private:
  /// What export writes with `flags` to figure.KIND; empty when anything is wrong.
  QByteArray written(const QString& kind, const QStringList& flags) {
    const QString file = m_directory.filePath(QStringLiteral("figure.") + kind);
    QFile::remove(file);
    Run run = runProgram(QStringList{QStringLiteral("export"), QStringLiteral("--output"), file} + flags);
    static const QRegularExpression progress(QStringLiteral("arcscope: \\w+: [^\n]* (draws|layers)[^\n]*\n"));
    run.err = QString::fromUtf8(run.err).remove(progress).toUtf8();  // of what takes longer than a second
    if (run.status != 0 || !run.out.isEmpty() || !run.err.isEmpty()) {
      qInfo("%s", run.err.constData());
      return {};
    }
    return readAll(file);
  }
  static QJsonObject measured(const QStringList& flags) {
    return QJsonDocument::fromJson(runProgram(QStringList{QStringLiteral("measure")} + flags).out).object();
  }
  static QByteArray output(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0) return {};
    return process.readAllStandardOutput();
  }

  QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
