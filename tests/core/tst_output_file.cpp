#include <sys/stat.h>
#include <unistd.h>

#include <QRegularExpression>
#include <QtTest>

#include "core/support/output_file.h"
#include "safetensors_bytes.h"

using namespace arcscope::core;
using namespace arcscope::tests;
namespace fs = std::filesystem;

class OutputFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void writeFile_newFile_holdsTheBytesAndNothingElseRemains() {
    const Folder folder;
    QVERIFY(!writeFile(folder.path("a.svg"), "hello"));
    QCOMPARE(contents(folder.path("a.svg")), std::string("hello"));
    QCOMPARE(folder.entries(), QStringList{QStringLiteral("a.svg")});
  }

  void writeFile_existingFile_replacedWithItsPermissions() {
    const Folder folder;
    const fs::path path = folder.write("a.csv", "old and longer");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    QVERIFY(!writeFile(path, "new"));
    QCOMPARE(contents(path), std::string("new"));
    QCOMPARE(fs::status(path).permissions(),
             fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  }

  void writeFile_link_replacesWhatItPointsTo() {
    const Folder folder;
    const fs::path target = folder.write("target", "old");
    fs::create_symlink("target", folder.path("link"));
    QVERIFY(!writeFile(folder.path("link"), "new"));
    QVERIFY(fs::is_symlink(folder.path("link")));
    QCOMPARE(contents(target), std::string("new"));
  }

  void outputFile_notCommitted_oldFileStaysAndNothingElseRemains() {
    const Folder folder;
    const fs::path path = folder.write("a.png", "old");
    {
      Expected<OutputFile> opened = OutputFile::open(path);
      QVERIFY(opened.has_value());
      OutputFile output = std::move(opened).value();
      QVERIFY(!output.write("half of the n"));
      QCOMPARE(contents(path), std::string("old"));
    }
    QCOMPARE(contents(path), std::string("old"));
    QCOMPARE(folder.entries(), QStringList{QStringLiteral("a.png")});
  }

  void writeFile_fullDevice_saysSo() {
    QCOMPARE(writeFile("/dev/full", "x").value().message,
             std::string("cannot write /dev/full: no space left on device"));
    QVERIFY(!writeFile("/dev/null", "x"));
    QVERIFY(!fs::is_regular_file("/dev/null"));
  }

  void writeFile_pipe_writtenInPlace() {
    const Folder folder;
    const fs::path pipe = folder.path("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QFile reader(QString::fromStdString(pipe.string()));
    QVERIFY(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));  // so that neither end waits
    QVERIFY(!writeFile(pipe, "through"));
    QCOMPARE(reader.read(7), QByteArray("through"));
    QVERIFY(fs::is_fifo(pipe));
  }

  void writeFile_impossibleTarget_oneSentenceAndNothingCreated() {
    const Folder folder;
    const fs::path file = folder.write("file", "kept");
    const auto message = [](const fs::path& path) {
      return writeFile(path, "x").value_or(Error{"written"}).message;
    };
    QVERIFY(message(folder.path("")).ends_with("it is a directory"));
    QVERIFY(message(folder.path("missing") / "a").find("there is no directory") != std::string::npos);
    QVERIFY(message(file / "a").ends_with("not a directory"));
    QVERIFY(message(folder.path(std::string(300, 'x').c_str())).ends_with("file name too long"));
    QCOMPARE(message({}), std::string("cannot write a file without a name"));
    QCOMPARE(contents(file), std::string("kept"));
    QCOMPARE(folder.entries(), QStringList{QStringLiteral("file")});
  }

  /// A right to write is also asked of the file itself, not of its directory alone (an administrator has
  /// every right).
  void writeFile_readOnlyFile_refused() {
    const Folder folder;
    const fs::path path = folder.write("a", "kept");
    fs::permissions(path, fs::perms::owner_read);
    if (::geteuid() == 0) QSKIP("runs with all rights");
    QVERIFY(writeFile(path, "x"));
    QCOMPARE(contents(path), std::string("kept"));
  }
};

QTEST_APPLESS_MAIN(OutputFileTest)
#include "tst_output_file.moc"
