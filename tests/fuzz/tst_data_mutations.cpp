#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "../core/data_bytes.h"
#include "core/data/cifar_file.h"
#include "core/data/csv_points.h"
#include "core/data/idx_file.h"
#include "mutator.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

struct Tally {
  int loaded = 0;
  int refused = 0;
};

/// Whether a refusal is one short sentence about the file.
bool isSentence(const std::string& message) {
  return message.starts_with("F: ") && message.size() < 400 && message.find('\n') == std::string::npos;
}

/// Reads thousands of mutations of `original`, every fourth packed; `read` says whether a good result makes
/// sense.
template <class Read>
Tally readMutations(const std::string& original, std::vector<std::string_view> splinters, Read read) {
  Mutator mutator(original.size(), std::move(splinters), 200);
  Tally tally;
  for (int i = 0; i < 6000; ++i) {
    const std::string mutant = mutator.mutate(original, [](std::string&) {});
    GzipFile file = GzipFile::inMemory("F", i % 4 == 0 ? gzipped(mutant) : mutant);
    const auto result = read(file);
    if (!result) {
      if (!isSentence(result.error().message)) qWarning("%s", result.error().message.c_str());
      ++tally.refused;
      continue;
    }
    if (!result.value()) qWarning("mutation %d was read and makes no sense", i);
    ++tally.loaded;
  }
  return tally;
}

Expected<bool> said(const Error& error) {
  return error;
}

}  // namespace

class DataMutationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void readIdxImages_thousandsOfMutations_imagesOrOneSentence() {
    using namespace std::string_view_literals;
    const Tally tally =
        readMutations(idxImages(20, 3, 3),
                      {"\0\0\0\0"sv, "\xff\xff\xff\xff"sv, "\x7f\xff\xff\xff"sv, "\0\0\0\1"sv,
                       "\x1f\x8b\x08"sv, "\0\0\x08\1"sv},
                      [](GzipFile& file) {
                        const Expected<LabelledImages> read = readIdxImages(file);
                        if (!read) return said(read.error());
                        const LabelledImages& images = read.value();
                        return Expected<bool>(images.features() > 0 && !images.pixels.empty() &&
                                              images.pixels.size() % images.features() == 0);
                      });
    QVERIFY2(tally.loaded > 100 && tally.refused > 3000, qPrintable(QString::number(tally.loaded)));
  }

  void readIdxLabels_thousandsOfMutations_labelsOrOneSentence() {
    using namespace std::string_view_literals;
    const Tally tally = readMutations(
        idxLabels(labelsInTurn(120, 10)),
        {"\0\0\0\0"sv, "\xff\xff\xff\xff"sv, "\0\0\0\1"sv, "\x1f\x8b\x08"sv, "\0\0\x08\3"sv, "\x0a"sv},
        [](GzipFile& file) {
          const Expected<std::vector<std::uint8_t>> read = readIdxLabels(file, 10);
          if (!read) return said(read.error());
          return Expected<bool>(!read.value().empty() &&
                                std::all_of(read.value().begin(), read.value().end(),
                                            [](std::uint8_t label) { return label < 10; }));
        });
    QVERIFY2(tally.loaded > 100 && tally.refused > 3000, qPrintable(QString::number(tally.loaded)));
  }

  void readCifar_thousandsOfMutations_imagesOrOneSentence() {
    const Tally tally = readMutations(
        cifarRecord(1, 3) + cifarRecord(9, 7), {"\x0a", "\xff", "\x1f\x8b\x08", "\x01"}, [](GzipFile& file) {
          const Expected<LabelledImages> read = readCifar(file);
          if (!read) return said(read.error());
          return Expected<bool>(!read.value().labels.empty() &&
                                read.value().pixels.size() == 3072 * read.value().labels.size());
        });
    QVERIFY2(tally.loaded > 100 && tally.refused > 3000, qPrintable(QString::number(tally.loaded)));
  }

  void readCsvPoints_thousandsOfMutations_pointsOrOneSentence() {
    std::string table = "x,y,label\n";
    for (int i = 0; i < 12; ++i)
      table +=
          std::to_string(i) + ".5,-" + std::to_string(i * i) + "e-1,class " + std::to_string(i % 3) + "\n";
    const Tally tally = readMutations(
        table,
        {",", ";", "\t", "\n", "\r\n", "\"", "\"\"", "nan", "inf", "1e999", "-", "1,5", "label",
         "\xEF\xBB\xBF"},
        [](GzipFile& file) {
          const Expected<LabelledPoints> read = readCsvPoints(file);
          if (!read) return said(read.error());
          const LabelledPoints& points = read.value();
          return Expected<bool>(
              points.points.inputs.rows() > 0 && points.points.inputs.allFinite() &&
              points.points.size() == static_cast<Eigen::Index>(points.points.labels.size()) &&
              points.classNames.size() >= 2 &&
              std::all_of(points.points.labels.begin(), points.points.labels.end(),
                          [&](std::uint8_t label) { return label < points.classNames.size(); }));
        });
    QVERIFY2(tally.loaded > 100 && tally.refused > 2000, qPrintable(QString::number(tally.loaded)));
  }
};

QTEST_APPLESS_MAIN(DataMutationsTest)
#include "tst_data_mutations.moc"
