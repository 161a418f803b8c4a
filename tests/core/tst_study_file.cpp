#include <QtTest>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/study/study_merge.h"

using namespace arcscope::core;
namespace fs = std::filesystem;

namespace {

StudyHeader sampleHeader(RowFormat format = RowFormat::Csv) {
  StudyHeader header;
  header.format = format;
  header.plan.version = "1.2.3";
  header.plan.setting = toJson(Setting{});
  header.plan.axes = {{"depth", {"1", "2"}, true}, {"sigma_w", {"0.5", "1.5", "2"}, true}};
  header.plan.depths = {1, 1, 1, 2, 2, 2};
  header.plan.draws = 3;
  header.plan.measures = {Measure::Length, Measure::Growth};
  return header;
}

/// Rows of one task, made up.
std::string rowsOf(const StudyHeader& header, std::int64_t task) {
  const int depth = header.plan.depths[static_cast<std::size_t>(task / header.plan.draws)];
  CurveMeasures measures;
  for (int layer = 0; layer <= depth; ++layer)
    measures.length.push_back(std::sin(100.0 * static_cast<double>(task) + layer));
  measures.growth.assign(static_cast<std::size_t>(depth), 0.25 * static_cast<double>(task));
  return arcscope::core::rowsOf(header.plan, header.format, task, static_cast<std::uint64_t>(task) * 7,
                                measures);
}

std::string bytesOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void setBytes(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// Runs the header's shard to its end, and says how many tasks were there before.
Expected<std::int64_t> write(const fs::path& file, const StudyHeader& header) {
  Expected<StudyFile> opened = StudyFile::open(file);
  if (!opened) return opened.error();
  StudyFile study = std::move(opened).value();
  if (const auto error = study.begin(header)) return *error;
  const std::int64_t before = study.done();
  while (study.done() < header.plan.ownTasks())
    if (const auto error = study.append(rowsOf(header, header.plan.taskOf(study.done())))) return *error;
  if (const auto error = study.finish()) return *error;
  return before;
}

StudyHeader shardOf(StudyHeader header, std::int64_t index, std::int64_t count) {
  header.plan.shard = {index, count};
  return header;
}

std::optional<std::string> join(const std::vector<fs::path>& files, std::string& bytes) {
  const Expected<StudyParts> parts = studyParts(files);
  if (!parts) return parts.error().message;
  bytes.clear();
  const auto failure = joinParts(parts.value(), [&](std::string_view more) {
    bytes += more;
    return std::optional<Error>();
  });
  return failure ? std::optional(failure->error.message) : std::nullopt;
}

}  // namespace

class StudyFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  /// What a run that was killed leaves is some first part of its bytes.
  void begin_fileCutAnywhere_isContinuedToTheSameBytes_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("csv") << static_cast<int>(RowFormat::Csv);
    QTest::newRow("jsonl") << static_cast<int>(RowFormat::JsonLines);
  }
  void begin_fileCutAnywhere_isContinuedToTheSameBytes() {
    QFETCH(const int, format);
    StudyHeader header = shardOf(sampleHeader(static_cast<RowFormat>(format)), 2, 3);
    header.plan.draws = 1;
    const fs::path file = path("cut");
    fs::remove(file);
    QCOMPARE(write(file, header).value(), 0);
    const std::string whole = bytesOf(file);
    QVERIFY(whole.starts_with(headerOf(header.plan, header.format)));
    const std::size_t begin = headerOf(header.plan, header.format).size();
    std::int64_t most = 0;
    for (std::size_t cut = 0; cut <= whole.size(); cut += cut + 20 < begin ? 17 : 1) {
      setBytes(file, std::string_view(whole).substr(0, cut));
      const auto before = write(file, header);
      QVERIFY2(bool(before), before ? "" : before.error().message.c_str());
      QVERIFY(before.value() >= most);
      most = before.value();
      QVERIFY(bytesOf(file) == whole);
    }
    QCOMPARE(most, header.plan.ownTasks());
  }

  void begin_fileOfSomethingElse_isRefusedAndLeft_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const StudyHeader header = sampleHeader();
    const auto text = [](const std::string& bytes) { return QByteArray::fromStdString(bytes); };
    const std::string begin = headerOf(header.plan, header.format);
    QTest::newRow("a text") << QByteArray("setting,draw\n1,2\n") << QStringLiteral("no file of a study");
    QTest::newRow("no line") << QByteArray("x") << QStringLiteral("no file of a study");
    StudyHeader other = header;
    other.plan.draws = 4;
    QTest::newRow("more draws") << text(headerOf(other.plan, other.format) + rowsOf(other, 0))
                                << QStringLiteral("the number of draws, 4 and 3");
    other = header;
    other.plan.version = "1.2.2";
    QTest::newRow("version") << text(headerOf(other.plan, other.format)) << QStringLiteral("1.2.2 and 1.2.3");
    other = shardOf(header, 1, 2);
    QTest::newRow("shard") << text(headerOf(other.plan, other.format))
                           << QStringLiteral("shard 1/2 of this study");
    QTest::newRow("other format") << text(headerOf(header.plan, RowFormat::JsonLines))
                                  << QStringLiteral("the format");
    QTest::newRow("damaged row") << text(begin + rowsOf(header, 0) + "0,7,0,1\n")
                                 << QStringLiteral("setting 0, draw 1 and layer 0");
    std::string all = begin;
    for (std::int64_t task = 0; task < header.plan.tasks(); ++task) all += rowsOf(header, task);
    QTest::newRow("more rows") << text(all + "x\n") << QStringLiteral("has more in it");
  }
  void begin_fileOfSomethingElse_isRefusedAndLeft() {
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    const fs::path file = path("foreign.csv");
    setBytes(file, bytes.toStdString());
    const auto result = write(file, sampleHeader());
    QVERIFY(!result);
    const QString message = QString::fromStdString(result.error().message);
    QVERIFY2(message.contains(says), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("foreign.csv")), qPrintable(message));
    QVERIFY(bytesOf(file) == bytes.toStdString());
  }

  void open_fileThatAnotherRunWrites_isRefused() {
    const fs::path file = path("busy.csv");
    Expected<StudyFile> first = StudyFile::open(file);
    QVERIFY(bool(first));
    const Expected<StudyFile> second = StudyFile::open(file);
    QVERIFY(!second);
    QVERIFY(QString::fromStdString(second.error().message).contains(QStringLiteral("another run")));
    QVERIFY(!StudyFile::open(path("no/such/folder.csv")));
  }

  void join_anyNumberOfShards_givesTheBytesOfOneRun_data() {
    begin_fileCutAnywhere_isContinuedToTheSameBytes_data();
  }
  void join_anyNumberOfShards_givesTheBytesOfOneRun() {
    QFETCH(const int, format);
    const StudyHeader header = sampleHeader(static_cast<RowFormat>(format));
    const fs::path one = path("one");
    fs::remove(one);
    QVERIFY(bool(write(one, header)));
    const std::string whole = bytesOf(one);
    for (const std::int64_t count : {1, 2, 5, 18}) {
      std::vector<fs::path> files;
      for (std::int64_t index = 1; index <= count; ++index) {
        files.insert(files.begin(), path(QStringLiteral("part%1").arg(index)));
        fs::remove(files.front());
        QVERIFY(bool(write(files.front(), shardOf(header, index, count))));
      }
      std::string joined;
      const auto error = join(files, joined);
      QVERIFY2(!error, error.value_or("").c_str());
      QVERIFY(joined == whole);
    }
  }

  void join_partsThatDoNotGoTogether_areRefused() {
    const StudyHeader header = sampleHeader();
    std::vector<fs::path> parts;
    for (std::int64_t index = 1; index <= 4; ++index) {
      parts.push_back(path(QStringLiteral("shard%1.csv").arg(index)));
      fs::remove(parts.back());
      QVERIFY(bool(write(parts.back(), shardOf(header, index, 4))));
    }
    const auto says = [](const std::vector<fs::path>& files, const char* what) {
      std::string bytes;
      const auto error = join(files, bytes);
      QVERIFY(error);
      QVERIFY2(QString::fromStdString(*error).contains(QLatin1String(what)), error->c_str());
    };
    says({parts[0], parts[2]}, "shards 2/4, 4/4 are missing");
    says({parts[0], parts[1], parts[2]}, "shard 4/4 is missing");
    says({parts[0], parts[1], parts[1], parts[2], parts[3]}, "both shard 2/4");
    const fs::path odd = path("odd.csv");
    setBytes(odd, "a,b\n");
    says({parts[0], odd}, "odd.csv is no part of a study");
    says({parts[0], path("absent.csv")}, "absent.csv");
    fs::remove(odd);
    QVERIFY(bool(write(odd, shardOf(header, 1, 3))));
    says({parts[0], odd}, "1/4 and 1/3");
    StudyHeader other = shardOf(header, 2, 4);
    other.plan.draws = 2;
    fs::remove(odd);
    QVERIFY(bool(write(odd, other)));
    says({parts[0], odd}, "not of the same study: they differ in the number of draws, 3 and 2");
    other = shardOf(sampleHeader(RowFormat::JsonLines), 2, 4);
    fs::remove(odd);
    QVERIFY(bool(write(odd, other)));
    says({parts[0], odd}, "format");
    const std::string whole = bytesOf(parts[2]);
    setBytes(parts[2], std::string_view(whole).substr(0, whole.size() - 3));
    says(parts, "shard3.csv is not complete: it ends after 3 of 4 draws");
    setBytes(parts[2], whole + "1,1,1,1\n");
    says(parts, "shard3.csv has more rows");
  }

 private:
  [[nodiscard]] fs::path path(const QString& name) const { return m_directory.filePath(name).toStdString(); }
  [[nodiscard]] fs::path path(const char* name) const { return path(QString::fromLatin1(name)); }
  QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(StudyFileTest)
#include "tst_study_file.moc"
