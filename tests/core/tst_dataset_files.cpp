#include <QRegularExpression>
#include <QtTest>
#include <algorithm>

#include "core/data/cifar_file.h"
#include "core/data/csv_points.h"
#include "core/data/idx_file.h"
#include "data_bytes.h"
#include "folder.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

/// What a reader says about the bytes, without the name of the file; empty where it reads them.
QString complaint(const QString& reader, const std::string& bytes) {
  GzipFile file = GzipFile::inMemory("F", bytes);
  const auto said = [](const auto& read) {
    return read ? QString() : QString::fromStdString(read.error().message);
  };
  const QString sentence = reader == QStringLiteral("images")   ? said(readIdxImages(file))
                           : reader == QStringLiteral("labels") ? said(readIdxLabels(file, 10))
                           : reader == QStringLiteral("cifar")  ? said(readCifar(file))
                                                                : said(readCsvPoints(file));
  if (!sentence.isEmpty() && !sentence.startsWith(QStringLiteral("F: "))) return QStringLiteral("no name");
  return sentence.mid(3);
}

std::string text(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Everything the file holds, `piece` bytes at a time; or the sentence.
std::pair<std::string, std::string> readAll(const std::string& bytes, std::uint64_t piece) {
  GzipFile file = GzipFile::inMemory("F", bytes);
  Bytes content;
  for (;;) {
    const std::size_t before = content.size();
    if (const std::optional<Error> wrong = file.read(piece, content)) return {text(content), wrong->message};
    if (content.size() == before) return {text(content), {}};
  }
}

LabelledPoints table(const std::string& bytes) {
  GzipFile file = GzipFile::inMemory("F", bytes);
  Expected<LabelledPoints> read = readCsvPoints(file);
  if (!read) {
    qWarning("%s", read.error().message.c_str());
    return {};
  }
  return std::move(read).value();
}

using Names = std::vector<std::string>;
using Labels = std::vector<std::uint8_t>;

}  // namespace

class DatasetFilesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void read_plainOrPackedOrInPieces_sameContent() {
    std::string content;
    for (unsigned i = 0; i < 300000; ++i) content += static_cast<char>(i * i >> 7U & 0xFFU);
    const std::string half = content.substr(0, 120000);
    for (const std::string& bytes :
         {content, gzipped(content), gzipped(half) + gzipped(content.substr(half.size()))})
      for (const std::uint64_t piece : {std::uint64_t{977}, std::uint64_t{65536}, ~std::uint64_t{0}}) {
        const auto [read, sentence] = readAll(bytes, piece);
        QCOMPARE(sentence, std::string());
        QVERIFY(read == content);
      }
    QCOMPARE(readAll("", 5), std::pair(std::string(), std::string()));
    QCOMPARE(readAll("\x1f", 5), std::pair(std::string("\x1f"), std::string()));
    QCOMPARE(readAll(gzipped(""), 5), std::pair(std::string(), std::string()));
  }

  void read_packedBreaksOffAnywhere_saysWhere() {
    const std::string whole = gzipped(idxImages(3, 5, 7));
    for (std::size_t length = 2; length < whole.size(); ++length)
      QCOMPARE(readAll(whole.substr(0, length), 64).second,
               "F: the gzip data breaks off at byte " + std::to_string(length) + ", the end of the file");
  }

  void read_anyByteOfPackedDataChanged_refusedOrTheSame() {
    const std::string content = idxLabels(labelsInTurn(300, 7));
    const std::string whole = gzipped(content);
    int refused = 0;
    for (std::size_t at = 2; at < whole.size(); ++at) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x15);
      const auto [read, sentence] = readAll(changed, 1000);
      QVERIFY(!sentence.empty() || read == content);  // a time or a name in the header changes nothing
      refused += sentence.empty() ? 0 : 1;
    }
    QVERIFY(refused > static_cast<int>(whole.size()) - 16);
    std::string changed = whole;
    changed[changed.size() - 5] = static_cast<char>(changed[changed.size() - 5] ^ 1);
    QCOMPARE(readAll(changed, 1000).second, "F: the gzip data is damaged at byte " +
                                                std::to_string(whole.size() - 4) + ": incorrect data check");
  }

  void read_bytesAfterPackedData_saysWhere() {
    const std::string packed = gzipped("abc");
    QCOMPARE(readAll(packed + "xyz", 1000),
             std::pair(std::string("abc"), "F: at byte " + std::to_string(packed.size()) +
                                               ", after the end of the gzip data, follow other bytes"));
    GzipFile file = GzipFile::inMemory("F", packed + std::string(9, '\0'));
    Bytes content;
    QVERIFY(!file.read(3, content));
    QVERIFY(!file.atEnd());
  }

  void read_manyBytesFromFewInFile_stopsAtWhatTheHeaderSays() {
    const std::string bomb = gzipped(idxImages(2, 2, 2) + std::string(std::size_t{96} << 20U, '\0'));
    QVERIFY(bomb.size() < 200000);
    GzipFile part = GzipFile::inMemory("F", bomb);
    Bytes content;
    QVERIFY(!part.read(24, content));
    QVERIFY(content.size() == 24 && content.capacity() < 1000);
    GzipFile few = GzipFile::inMemory("F", "1234");
    Bytes four;
    QVERIFY(!few.read(~std::uint64_t{0}, four));
    QVERIFY(four.size() == 4 && four.capacity() < 1000000);
    QCOMPARE(complaint(QStringLiteral("images"), bomb),
             QStringLiteral("the header says 2 images of 2 x 2 pixels, which end at byte 24, but more bytes "
                            "follow"));
  }

  void open_notAFile_oneSentence() {
    const Folder folder;
    const auto message = [](const std::filesystem::path& path) {
      const Expected<GzipFile> opened = GzipFile::open(path, "a CSV file");
      return opened ? std::string() : opened.error().message;
    };
    QCOMPARE(message(folder.path("missing")), folder.path("missing").string() + ": there is no such file");
    QCOMPARE(message(folder.path("")),
             folder.path("").string() + ": this is a directory; it must be a CSV file");
    QCOMPARE(message("/dev/zero"),
             std::string("/dev/zero: this is not a regular file; it must be a CSV file"));
    QCOMPARE(message(folder.write("empty", "")), std::string());
  }

  void reader_badBytes_sentenceNamesPlaceAndCause_data();
  void reader_badBytes_sentenceNamesPlaceAndCause() {
    QFETCH(const QString, reader);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, expected);
    QCOMPARE(complaint(reader, bytes.toStdString()), expected);
    const std::string packed = gzipped(bytes.toStdString());
    QCOMPARE(complaint(reader, packed), expected);
  }

  void withIdxLabels_countsDiffer_namesBothFiles() {
    GzipFile imagesFile = GzipFile::inMemory("I", idxImages(3, 2, 2));
    GzipFile labelsFile = GzipFile::inMemory("L", idxLabels("\1\2"));
    Expected<LabelledImages> images = readIdxImages(imagesFile);
    QVERIFY(images);
    const auto both = withIdxLabels(std::move(images).value(), imagesFile, labelsFile);
    QVERIFY(!both);
    QCOMPARE(both.error().message, std::string("L: it has 2 labels, but I has 3 images"));
  }

  void readIdxImages_goodFile_shapeAndPixels() {
    GzipFile file = GzipFile::inMemory("F", gzipped(idxImages(3, 2, 5)));
    const Expected<LabelledImages> read = readIdxImages(file);
    QVERIFY(read);
    QVERIFY(read.value().shape == (ImageShape{.width = 5, .height = 2, .channels = 1}));
    QCOMPARE(read.value().pixels.size(), std::size_t{30});
    for (std::size_t i = 0; i < 30; ++i) QCOMPARE(read.value().pixels[i], static_cast<std::uint8_t>(i));
  }

  void readCifar_goodFile_labelsAndChannels() {
    GzipFile file = GzipFile::inMemory("F", cifarRecord(9, 10) + cifarRecord(0, 200));
    const Expected<LabelledImages> read = readCifar(file);
    QVERIFY(read);
    QCOMPARE(read.value().labels, (Labels{9, 0}));
    QVERIFY(read.value().shape == (ImageShape{.width = 32, .height = 32, .channels = 3}));
    QCOMPARE(read.value().pixels.size(), std::size_t{6144});
    for (const auto& [at, value] : {std::pair(0, 10), {1023, 10}, {1024, 11}, {3071, 12}, {3072, 200}})
      QCOMPARE(read.value().pixels[static_cast<std::size_t>(at)], static_cast<std::uint8_t>(value));
  }

  void readCifarDirectory_batchMissing_named() {
    const Folder folder;
    QVERIFY(!isCifarDirectory(folder.path("")));
    for (const char* name :
         {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "test_batch.bin"})
      folder.write(name, cifarRecord(3, name[11]));
    QVERIFY(isCifarDirectory(folder.path("")));
    const auto batches = readCifarDirectory(folder.path(""));
    QVERIFY(!batches);
    QCOMPARE(batches.error().message, folder.path("data_batch_5.bin").string() + ": there is no such file");
    folder.write("data_batch_5.bin", cifarRecord(4, 1) + cifarRecord(5, 2));
    const auto all = readCifarDirectory(folder.path(""));
    QVERIFY(all);
    QCOMPARE(all.value().training.labels, (Labels{3, 3, 3, 3, 4, 5}));
    QCOMPARE(all.value().test.labels, Labels{3});
  }

  void readCsvPoints_everySeparatorAndHeader_samePoints() {
    const std::string bom = "\xEF\xBB\xBF";
    for (const std::string& bytes :
         {std::string("1,2.5,a\n-3e-1,4,b\n"), std::string("x,y,class\n1,2.5,a\n-3e-1,4,b"),
          std::string("x;label;y\r\n1;a;2.5\r\n\r\n-3e-1; b ;4\r\n\r\n"),
          bom + "\"label\"\t\"x\"\t\"y\"\n\"a\"\t1\t\"2.5\"\nb\t-.3\t4\n", gzipped("1,2.5,a\n-3e-1,4,b\n")}) {
      const LabelledPoints read = table(bytes);
      QCOMPARE(read.classNames, (Names{"a", "b"}));
      QCOMPARE(read.points.labels, (Labels{0, 1}));
      Eigen::MatrixXf expected(2, 2);
      expected << 1.0F, -0.3F, 2.5F, 4.0F;
      QVERIFY(read.points.inputs == expected);
    }
  }

  void readCsvPoints_labels_numbersInTheirOrderTextsInTheirs() {
    const LabelledPoints numbers = table("1,10\n1,9\n1,-1\n1,9\n");
    QCOMPARE(numbers.classNames, (Names{"-1", "9", "10"}));
    QCOMPARE(numbers.points.labels, (Labels{2, 1, 0, 1}));
    const LabelledPoints texts = table("1,dog\n1,10\n1,\"a, \"\"b\"\"\"\n1,dog");
    QCOMPARE(texts.classNames, (Names{"10", "a, \"b\"", "dog"}));
    QCOMPARE(texts.points.labels, (Labels{2, 0, 1, 2}));
    std::string many;
    for (int i = 0; i < 256; ++i) many += "0.5," + std::to_string(i) + "\n";
    QCOMPARE(table(many).classNames.size(), std::size_t{256});
    QCOMPARE(table(many).points.labels.back(), std::uint8_t{255});
  }

  void splitForTest_anyLabels_aFifthAndNoClassLost() {
    Labels labels;
    for (int i = 0; i < 1000; ++i) labels.push_back(static_cast<std::uint8_t>(i % 3));
    for (int i = 0; i < 5; ++i) labels.push_back(static_cast<std::uint8_t>(10 + i));  // classes of one point
    const Expected<Split> split = splitForTest(labels, 7);
    QVERIFY(split);
    QCOMPARE(split.value().test.size(), std::size_t{201});
    std::vector<std::size_t> all = split.value().training;
    for (const std::size_t point : split.value().test) QVERIFY(labels[point] < 3);
    all.insert(all.end(), split.value().test.begin(), split.value().test.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < labels.size(); ++i) QCOMPARE(all[i], i);
    QVERIFY(splitForTest(labels, 7).value().test == split.value().test);
    QVERIFY(splitForTest(labels, 8).value().test != split.value().test);
    QCOMPARE(splitForTest({4, 4}, 1).value().test.size(), std::size_t{1});
    QVERIFY(!splitForTest({1, 2, 3}, 1));
  }
};

void DatasetFilesTest::reader_badBytes_sentenceNamesPlaceAndCause_data() {
  QTest::addColumn<QString>("reader");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("expected");
  QString reader;
  const auto row = [&reader](const char* name, const std::string& bytes, const char* expected) {
    QTest::newRow(qPrintable(reader + QLatin1Char(' ') + QLatin1String(name)))
        << reader << QByteArray::fromStdString(bytes) << QString::fromUtf8(expected);
  };
  reader = QStringLiteral("images");
  row("empty", "", "the content breaks off at byte 0, inside the header of 16 bytes");
  row("short header", words({0x803, 1}), "the content breaks off at byte 8, inside the header of 16 bytes");
  row("labels", idxLabels("abc"),
      "this is an IDX file of labels (0x00000801 at byte 0); an IDX file of images begins with the bytes of "
      "0x00000803");
  row("floats", words({0xD03, 1, 1, 1}),
      "an IDX file of images begins with the bytes of 0x00000803, this one with 0x00000D03");
  row("cut", idxImages(3, 2, 2).substr(0, 27),
      "the content breaks off at byte 27; the header says 3 images of 2 x 2 pixels, which end at byte 28");
  row("too long", idxImages(3, 2, 2) + "x",
      "the header says 3 images of 2 x 2 pixels, which end at byte 28, but more bytes follow");
  row("no images", words({0x803, 0, 28, 28}),
      "the header, at byte 4, says 0 images of 28 x 28 pixels; none of these may be 0");
  row("no pixels", words({0x803, 7, 28, 0}),
      "the header, at byte 4, says 7 images of 0 x 28 pixels; none of these may be 0");
  row("lies", words({0x803, 600000, 28, 28}) + "0123456789",
      "the content breaks off at byte 26; the header says 600000 images of 28 x 28 pixels, which end at byte "
      "470400016");
  row("lies wildly", words({0x803, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}),
      "the header, at byte 4, says 4294967295 images of 4294967295 x 4294967295 pixels; at most 536870912 "
      "pixels are allowed");
  reader = QStringLiteral("labels");
  row("images", idxImages(1, 1, 1),
      "this is an IDX file of images (0x00000803 at byte 0); an IDX file of labels begins with the bytes of "
      "0x00000801");
  row("out of range", idxLabels("\1\2\12"), "the label at byte 10 is 10; it must be from 0 to 9");
  row("cut", idxLabels("\1\2\3").substr(0, 10),
      "the content breaks off at byte 10; the header says 3 labels, which end at byte 11");
  row("too long", idxLabels("\1\2\3") + "xx",
      "the header says 3 labels, which end at byte 11, but more bytes follow");
  row("none", words({0x801, 0}), "the header, at byte 4, says 0 labels; it must be from 1 to 536870912");
  row("lies", words({0x801, 0x7FFFFFFF}),
      "the header, at byte 4, says 2147483647 labels; it must be from 1 to 536870912");
  reader = QStringLiteral("cifar");
  row("empty", "", "it is empty; it must hold images of CIFAR-10");
  row("cut", cifarRecord(1, 1) + cifarRecord(2, 2).substr(0, 100),
      "record 2, at byte 3073, breaks off after 100 of its 3073 bytes");
  row("label", cifarRecord(1, 1) + cifarRecord(1, 1) + cifarRecord(10, 1),
      "record 3, at byte 6146, has the label 10; it must be from 0 to 9");
  reader = QStringLiteral("csv");
  row("empty", "", "it is empty; it must hold points, one a line");
  row("blank", "\n \r\n", "it is empty; it must hold points, one a line");
  row("header only", "x,y,label\n", "it has no points");
  row("ragged", "1,2,a\n1,2,b\n\n1,2\n", "line 4 has 2 columns, but line 1 has 3");
  row("text", "x,y,label\n1,2,a\n1,abc,b\n", "line 3, column 2: \"abc\" is not a number");
  row("text in first line", "1,abc,b\n", "line 1, column 2: \"abc\" is not a number");
  row("two numbers", "1,2 3,b\n", "line 1, column 2: \"2 3\" is not a number");
  row("decimal comma", "x;y;label\n1,5;2,5;a\n",
      "line 2, column 1: \"1,5\" has a decimal comma; numbers must have a decimal point");
  row("decimal comma first", "1,5;-2,5;a\n",
      "line 1, column 1: \"1,5\" has a decimal comma; numbers must have a decimal point");
  row("decimal comma quoted", "1,\"2,5\",a\n",
      "line 1, column 2: \"2,5\" has a decimal comma; numbers must have a decimal point");
  row("nan", "1,2,a\nNaN,2,b\n", "line 2, column 1: \"NaN\" is not a finite number of single precision");
  row("infinite", "1,-inf,a\n", "line 1, column 2: \"-inf\" is not a finite number of single precision");
  row("beyond single", "1,1e39,a\n", "line 1, column 2: \"1e39\" is not a finite number of single precision");
  row("missing", "1,2,a\n1,,b\n", "line 2, column 2: a number is missing");
  row("no label", "1,2,a\n1,2,\n", "line 2, column 3: the label is missing");
  row("one class", "1,2,a\n3,4,a\n",
      "the label of all its 2 points is \"a\"; a data set has at least two classes");
  row("open quote", "1,2,\"a\n3,4,b\n", "line 1, column 3: a quote opens and does not close in this line");
  row("one column", "1\n2\n",
      "line 1 has one column; a point needs a number and a label at least, with a comma, a semicolon or a "
      "tab "
      "between them");
  std::string many;
  for (int i = 0; i < 300; ++i) many += "1," + std::to_string(i) + ".5\n";
  row("too many classes", many,
      "line 257, column 2: \"256.5\" is class number 257; at most 256 are allowed (is this column the "
      "label?)");
}

QTEST_APPLESS_MAIN(DatasetFilesTest)
#include "tst_dataset_files.moc"
