#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/program.h"

extern char** environ;

namespace {

QStringList words(const QString& text) {
  return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QByteArray readAll(const QString& file) {
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// Rows of a CSV file, each by the names of the columns.
QList<QHash<QByteArray, QByteArray>> rowsOf(const QByteArray& csv) {
  QList<QByteArray> lines = csv.split('\n');
  lines.removeFirst();  // the study
  lines.removeLast();   // after the last line break
  const QList<QByteArray> names = lines.takeFirst().split(',');
  QList<QHash<QByteArray, QByteArray>> rows;
  for (const QByteArray& line : lines) {
    const QList<QByteArray> fields = line.split(',');
    QHash<QByteArray, QByteArray> row;
    for (qsizetype i = 0; i < names.size(); ++i) row.insert(names[i], fields.value(i));
    rows.append(row);
  }
  return rows;
}

/// Largest memory that one run of the program had at a time, kB.
long peakOf(const QStringList& arguments, const QString& directory) {
  QList<QByteArray> texts{QByteArray(ARCSCOPE_PROGRAM)};
  for (const QString& argument : arguments) texts.append(argument.toUtf8());
  std::vector<char*> argv;
  for (QByteArray& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const QString before = QDir::currentPath();
  QDir::setCurrent(directory);
  const int failed = posix_spawn(&child, ARCSCOPE_PROGRAM, nullptr, nullptr, argv.data(), environ);
  QDir::setCurrent(before);
  rusage usage{};
  int status = -1;
  if (failed != 0 || wait4(child, &status, 0, &usage) != child || status != 0) return -1;
  return usage.ru_maxrss;
}

}  // namespace

class TestStudy : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void sweep_rows_areWhatMeasurePrints_data() {
    QTest::addColumn<QString>("flags");
    QTest::newRow("exact") << QStringLiteral("--activation relu --width 12 --depth 3");
    QTest::newRow("sampled") << QStringLiteral("--activation tanh --width 12 --depth 2 --points 200");
    QTest::newRow("refined") << QStringLiteral("--width 10 --depth 2 --method sampled --trajectory line");
  }
  void sweep_rows_areWhatMeasurePrints() {
    QFETCH(const QString, flags);
    const QString file = path("measure.csv");
    QFile::remove(file);
    const Run run =
        runProgram(words(QStringLiteral("sweep --sigma-w 1:2:0.5 --draws 3 --output %1 ").arg(file) + flags));
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.status, 0);
    QVERIFY2(run.err.contains("sweep: 9 of 9 draws"), run.err.constData());
    const auto rows = rowsOf(readAll(file));
    const int layers = flags.contains(QStringLiteral("depth 3")) ? 4 : 3;
    QCOMPARE(rows.size(), 3 * 3 * layers);
    for (const int first : {0, 2 * layers, 3 * layers, 8 * layers}) {
      const auto& top = rows[first];
      const Run measured = runProgram(QStringList{QStringLiteral("measure"), QStringLiteral("--seed"),
                                                  QString::fromLatin1(top[QByteArrayLiteral("seed")]),
                                                  QStringLiteral("--sigma-w"),
                                                  QString::fromLatin1(top[QByteArrayLiteral("sigma_w")])} +
                                      words(flags));
      const QJsonObject json = QJsonDocument::fromJson(measured.out).object();
      QCOMPARE(QString::fromLatin1(top[QByteArrayLiteral("method")]),
               json[QStringLiteral("method")].toString());
      int compared = 0;
      for (int layer = 0; layer < layers; ++layer) {
        const auto& row = rows[first + layer];
        QCOMPARE(row[QByteArrayLiteral("layer")].toInt(), layer);
        for (const char* key :
             {"length", "length_error", "growth", "transitions", "sign_transitions", "patterns", "pieces",
              "turning", "q", "correlation", "saturated", "dead", "curvature", "gauss_map_length"}) {
          const QJsonArray list = json[QLatin1String(key)].toArray();
          const int index = list.size() == layers ? layer : layer - 1;
          if (index < 0 || index >= list.size()) {
            QVERIFY(row.value(key).isEmpty());
            continue;
          }
          QCOMPARE(row[key].toDouble(), list[index].toDouble());
          ++compared;
        }
      }
      QVERIFY(compared > 8 * (layers - 1));
    }
    QCOMPARE(rows[0][QByteArrayLiteral("seed")], QByteArray("3"));
  }

  void sweep_grid_lastFlagIsFastestWhateverTheOrderGiven() {
    const QString file = path("order.csv");
    const QString other = path("other.csv");
    const QString rest =
        QStringLiteral(" --width 4 --draws 1 --measures length --points 8 --method sampled --output ");
    QCOMPARE(
        runProgram(words(QStringLiteral("sweep --depth 1,2 --weights gaussian,he") + rest + file)).status, 0);
    QCOMPARE(
        runProgram(words(QStringLiteral("sweep --weights gaussian,he --depth 1:2:1") + rest + other)).status,
        0);
    QCOMPARE(readAll(file), readAll(other));
    QByteArrayList order;
    for (const auto& row : rowsOf(readAll(file)))
      order << row[QByteArrayLiteral("setting")] + row[QByteArrayLiteral("depth")] +
                   row[QByteArrayLiteral("weights")] + row[QByteArrayLiteral("layer")];
    QCOMPARE(order, (QByteArrayList{"01gaussian0", "01gaussian1", "11he0", "11he1", "22gaussian0",
                                    "22gaussian1", "22gaussian2", "32he0", "32he1", "32he2"}));
  }

  void sweep_anyNumberOfThreads_givesTheSameBytes() {
    const QString whole = wholeStudy();
    const QString other = path("threads.csv");
    QCOMPARE(runProgram(study() + words(QStringLiteral("--threads 1 --output ")) + QStringList{other}).status,
             0);
    QVERIFY(readAll(other) == readAll(whole));
    QFile::remove(other);
    QCOMPARE(runProgram(study() + words(QStringLiteral("--threads 5 --output ")) + QStringList{other}).status,
             0);
    QVERIFY(readAll(other) == readAll(whole));
  }

  void sweep_killed_isResumedToTheSameBytes() {
    const QByteArray whole = readAll(wholeStudy());
    const QString file = path("killed.csv");
    int interrupted = 0;
    for (const qint64 size : {qint64(1), whole.size() / 3, 2 * whole.size() / 3}) {
      QProcess process;
      process.start(QStringLiteral(ARCSCOPE_PROGRAM),
                    study() + QStringList{QStringLiteral("--output"), file});
      QVERIFY(process.waitForStarted());
      QElapsedTimer timer;
      timer.start();
      while (QFileInfo(file).size() < size && timer.elapsed() < 60000) QTest::qSleep(1);
      process.kill();
      QVERIFY(process.waitForFinished());
      const QByteArray left = readAll(file);
      QVERIFY(whole.startsWith(left));
      interrupted += left.size() < whole.size() ? 1 : 0;
    }
    QVERIFY(interrupted > 0);
    const Run run = runProgram(study() + QStringList{QStringLiteral("--output"), file});
    QCOMPARE(run.status, 0);
    QVERIFY(readAll(file) == whole);
    QVERIFY2(runProgram(study() + QStringList{QStringLiteral("--output"), file}).status == 0,
             "nothing left to do");
    QVERIFY(readAll(file) == whole);
  }

  /// The real engine over real shards, in both formats.
  void merge_ontoOneOfItsParts_isRefusedAndNothingIsLost() {
    const QTemporaryDir folder;
    for (const char* part : {"1", "2"}) {
      const QString line =
          QStringLiteral("sweep --depth 2 --width 4 --draws 4 --shard %1/2 --output part%1.csv")
              .arg(QLatin1String(part));
      QCOMPARE(runProgram(line.split(QLatin1Char(' ')), folder.path()).status, 0);
    }
    const auto bytes = [&] {
      QFile file(folder.filePath(QStringLiteral("part1.csv")));
      return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    QVERIFY(!before.isEmpty());
    const Run run =
        runProgram({QStringLiteral("merge"), QStringLiteral("part1.csv"), QStringLiteral("part2.csv"),
                    QStringLiteral("--output"), QStringLiteral("./part1.csv")},
                   folder.path());
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("is one of the parts"), run.err.constData());
    QCOMPARE(bytes(), before);
  }

  void parallel_shards_mergeToTheBytesOfOneRun_data() {
    QTest::addColumn<QString>("format");
    for (const char* format : {"csv", "jsonl"}) QTest::newRow(format) << QString::fromLatin1(format);
  }
  void parallel_shards_mergeToTheBytesOfOneRun() {
    QFETCH(const QString, format);
    const QString parallel = QStandardPaths::findExecutable(QStringLiteral("parallel"));
    QVERIFY2(!parallel.isEmpty(), "GNU parallel is missing; tests/run.sh installs it");
    const QString whole = path("whole.") + format;
    QFile::remove(whole);
    QCOMPARE(runProgram(study() + QStringList{QStringLiteral("--output"), whole}).status, 0);
    QTemporaryDir parts;
    QProcess process;
    process.setWorkingDirectory(parts.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), parts.path());
    process.setProcessEnvironment(environment);
    process.start(
        parallel,
        QStringList{QStringLiteral("--will-cite"), QStringLiteral("-j2"), QStringLiteral(ARCSCOPE_PROGRAM)} +
            study() +
            QStringList{QStringLiteral("--shard"), QStringLiteral("{}/5"), QStringLiteral("--output"),
                        QStringLiteral("part{}.") + format, QStringLiteral(":::")} +
            words(QStringLiteral("1 2 3 4 5")));
    QVERIFY(process.waitForFinished(100000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QStringList names =
        QDir(parts.path()).entryList({QStringLiteral("part*")}, QDir::Files, QDir::Reversed);
    QCOMPARE(names.size(), 5);
    const Run merged =
        runProgram(QStringList{QStringLiteral("merge")} + names +
                       QStringList{QStringLiteral("--output"), QStringLiteral("all.") + format},
                   parts.path());
    QCOMPARE(merged.err, QByteArray());
    QCOMPARE(merged.status, 0);
    QVERIFY(readAll(parts.filePath(QStringLiteral("all.") + format)) == readAll(whole));

    const Run incomplete =
        runProgram(QStringList{QStringLiteral("merge")} + names.mid(1) +
                       QStringList{QStringLiteral("--output"), QStringLiteral("not.") + format},
                   parts.path());
    QCOMPARE(incomplete.status, 2);
    QVERIFY2(incomplete.err.contains("shard 5/5 is missing"), incomplete.err.constData());
    QVERIFY(!QFile::exists(parts.filePath(QStringLiteral("not.") + format)));
  }

  void sweep_fileOfAnotherStudy_isRefusedAndLeft() {
    const QString file = path("taken.csv");
    QCOMPARE(
        runProgram(words(QStringLiteral(
                             "sweep --depth 1,2 --width 4 --points 8 --method sampled --draws 2 --output ") +
                         file))
            .status,
        0);
    const QByteArray before = readAll(file);
    for (const char* flags :
         {"--draws 3", "--draws 2 --sigma-b 0.1", "--draws 2 --measures length", "--draws 2 --shard 1/2"}) {
      const Run run = runProgram(
          words(QStringLiteral("sweep --depth 1,2 --width 4 --points 8 --method sampled --output ") + file +
                QLatin1Char(' ') + QLatin1String(flags)));
      QCOMPARE(run.status, 2);
      QCOMPARE(run.err.count('\n'), 1);
      QVERIFY2(run.err.contains("left as it is"), run.err.constData());
      QCOMPARE(readAll(file), before);
    }
  }

  /// The first setting is the same, the second one is not: he chooses sigma_w where no flag does.
  void sweep_otherSettingsBehindTheSameGrid_isRefused() {
    const QString file = path("weights.csv");
    const QStringList sweep =
        words(QStringLiteral("sweep --weights gaussian,he --width 4 --depth 1 --draws 1 --output ")) +
        QStringList{file};
    QCOMPARE(runProgram(sweep).status, 0);
    const Run run = runProgram(sweep + words(QStringLiteral("--sigma-w 1.9")));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("what differs is a setting"), run.err.constData());
  }

  void sweep_memory_staysFlatInTheNumberOfDraws() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers keep what was freed");
#endif
    const QString flags = QStringLiteral(
        "ensemble --width 8 --depth 2 --points 32 --method sampled --draws %1 --measures "
        "length,q,transitions");
    const auto peak = [&](int draws) {
      return peakOf(words(flags.arg(draws)) +
                        QStringList{QStringLiteral("--output"), path(QStringLiteral("m%1.csv").arg(draws))},
                    m_directory.path());
    };
    const long few = peak(200);
    const long many = peak(20000);
    QVERIFY(few > 0 && many > 0);
    QVERIFY2(many < few + 3000, qPrintable(QStringLiteral("%1 kB and %2 kB").arg(few).arg(many)));
  }

  void ensemble_summary_isThatOfItsRows() {
    const QString flags = QStringLiteral("ensemble --activation relu --width 9 --depth 2 --draws 12");
    const QString file = path("rows.csv");
    QCOMPARE(runProgram(words(flags) + QStringList{QStringLiteral("--output"), file}).status, 0);
    const Run run = runProgram(words(flags));
    QCOMPARE(run.status, 0);
    const QJsonObject json = QJsonDocument::fromJson(run.out).object();
    QCOMPARE(json[QStringLiteral("draws")].toInt(), 12);
    QCOMPARE(json[QStringLiteral("exact_draws")].toInt(), 12);
    for (const char* key : {"length", "growth", "pieces", "correlation"}) {
      const QJsonObject measure = json[QLatin1String(key)].toObject();
      const int firstLayer = measure[QStringLiteral("first_layer")].toInt(-1);
      QCOMPARE(firstLayer, QLatin1String(key) == QLatin1String("length") ? 0 : 1);
      QCOMPARE(measure[QStringLiteral("mean")].toArray().size(), 3 - firstLayer);
      std::vector<double> figures;
      for (const auto& row : rowsOf(readAll(file)))
        if (row[QByteArrayLiteral("layer")] == "2") figures.push_back(row[key].toDouble());
      QCOMPARE(figures.size(), std::size_t{12});
      std::sort(figures.begin(), figures.end());
      double sum = 0.0;
      for (const double one : figures) sum += one;
      const auto last = [&](const char* name) {
        return measure[QLatin1String(name)].toArray().last().toDouble();
      };
      QVERIFY(std::abs(last("mean") - sum / 12.0) <= 1e-12 * std::abs(sum));
      QCOMPARE(last("min"), figures.front());
      QCOMPARE(last("max"), figures.back());
      QCOMPARE(last("count"), 12.0);
      QVERIFY(std::abs(last("q50") - 0.5 * (figures[5] + figures[6])) <= 1e-12 * std::abs(sum));
      QVERIFY(std::abs(last("stderr") - last("std") / std::sqrt(12.0)) < 1e-12 * std::abs(sum));
    }
    QVERIFY(!json.contains(QStringLiteral("curvature")));
  }

  void study_mistakes_areRefusedInOneSentence_data() {
    QTest::addColumn<QString>("flags");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* flags, const char* says) {
      QTest::newRow(flags) << QString::fromLatin1(flags) << QString::fromLatin1(says);
    };
    row("sweep", "needs --output");
    row("sweep --output x.txt", ".csv or .jsonl");
    row("sweep --output x --format xml", "csv or jsonl");
    row("sweep --output x.csv --draws 0", "--draws is \"0\"");
    row("sweep --output x.csv --sigma-w 0:1", "FIRST:LAST:STEP");
    row("sweep --output x.csv --sigma-w 1,9", "--sigma-w is \"9\"");
    row("sweep --output x.csv --activation relu,relo", "--activation is \"relo\"");
    row("sweep --output x.csv --sigma-w 1,1.0", "each one once");
    row("sweep --output x.csv --shard 3/2", "--shard is \"3/2\"");
    row("sweep --output x.csv --shard 1/1000", "here 100");
    row("sweep --output x.csv --measures lenght", "--measures is \"lenght\"");
    row("sweep --output x.csv --threads 0", "--threads");
    row("sweep --output x.csv --sigma-w 0:8:0.001 --sigma-b 0:4:0.001", "more than 1000000 settings");
    row("ensemble --sigma-w 1,2", "--sigma-w is \"1,2\"");
    row("ensemble --shard 1/2", "--output");
    row("ensemble --network " ARCSCOPE_TEST_DATA "/relu-arc-he.safetensors", "nothing is drawn");
    row("merge", "PART...");
    row("merge absent.csv --output x.csv", "absent.csv");
  }
  void study_mistakes_areRefusedInOneSentence() {
    QFETCH(const QString, flags);
    QFETCH(const QString, says);
    const Run run = runProgram(words(flags), m_directory.path());
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
    QVERIFY(!QFile::exists(path("x.csv")));
  }

  void study_targetThatCannotBeWritten_endsWithStatusOne() {
    for (const char* target : {"no/such/folder.csv", "/dev/full"}) {
      const Run run =
          runProgram(words(QStringLiteral("sweep --width 4 --depth 1 --draws 2 --format csv --output ") +
                           QLatin1String(target)),
                     m_directory.path());
      QCOMPARE(run.status, 1);
      QVERIFY2(run.err.contains("cannot write"), run.err.constData());
    }
  }

  void help_studyCommands_listTheirFlags() {
    for (const char* command : {"ensemble", "sweep"}) {
      const Run help = runProgram({QString::fromLatin1(command), QStringLiteral("--help")});
      QCOMPARE(help.status, 0);
      for (const char* flag : {"--draws", "--measures", "--output", "--shard", "--threads", "--sigma-w"})
        QVERIFY2(help.out.contains(flag), flag);
      QVERIFY(help.out.contains("counted from 1"));
    }
    QVERIFY(runProgram({QStringLiteral("merge"), QStringLiteral("--help")}).out.contains("PART..."));
  }

 private:
  [[nodiscard]] QString path(const QString& name) const {
    return m_directory.filePath(name);
  }
  [[nodiscard]] QString path(const char* name) const {
    return path(QString::fromLatin1(name));
  }
  /// A study of a second: depths vary, exact and sampled.
  [[nodiscard]] static QStringList study() {
    return words(QStringLiteral(
        "sweep --activation relu,tanh --width 40 --depth 3:9:2 --sigma-w 1.5 --points 512 --draws 7"));
  }
  /// The file of one run of it.
  [[nodiscard]] QString wholeStudy() const {
    const QString file = path("whole.csv");
    if (!QFile::exists(file) &&
        runProgram(study() + QStringList{QStringLiteral("--output"), file}).status != 0)
      return {};
    return file;
  }
  QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"
