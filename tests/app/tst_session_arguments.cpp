#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/program.h"

/// Sessions, figures and links as what the program begins with.
class SessionArgumentsTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  [[nodiscard]] Run run(const QStringList& arguments) const { return runProgram(arguments, m_folder.path()); }
  void write(const char* name, const QByteArray& bytes) const {
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  }
  void refused(const QStringList& arguments, const char* sentence) const {
    const Run refusal = run(arguments);
    QVERIFY(!refusal.crashed);
    QCOMPARE(refusal.status, 2);
    QCOMPARE(refusal.err, QByteArray("arcscope: ") + sentence + '\n');
  }

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void link_isTheSettingOfACommand_andFlagsChangeIt() {
    const QString link =
        QStringLiteral("arcscope:?depth=3&width=10&activation=relu&sigma_w=1.5&view.image=h");
    const Run byLink = run({QStringLiteral("measure"), QStringLiteral("--link"), link,
                            QStringLiteral("--depth"), QStringLiteral("2")});
    const Run byFlags = run({QStringLiteral("measure"), QStringLiteral("--depth"), QStringLiteral("2"),
                             QStringLiteral("--width"), QStringLiteral("10"), QStringLiteral("--activation"),
                             QStringLiteral("relu"), QStringLiteral("--sigma-w"), QStringLiteral("1.5")});
    QCOMPARE(byLink.status, 0);
    QVERIFY(!byFlags.out.isEmpty());
    QCOMPARE(byLink.out, byFlags.out);
  }

  void session_figureAndLink_openTheWindow() {
    write("a.arcscope", R"({"arcscope_session": 1, "setting": {"depth": 3, "width": 12}})");
    QCOMPARE(run({QStringLiteral("export"), QStringLiteral("--depth"), QStringLiteral("2"),
                  QStringLiteral("--width"), QStringLiteral("8"), QStringLiteral("--view"),
                  QStringLiteral("lengths"), QStringLiteral("--output"), QStringLiteral("figure.svg")})
                 .status,
             0);
    for (const char* first : {"a.arcscope", "figure.svg", "arcscope:?depth=2&width=6"}) {
      QFile::remove(m_folder.filePath(QStringLiteral("arcscope.png")));
      const Run opened = run({QString::fromLatin1(first)});
      QCOMPARE(opened.status, 0);
      QVERIFY2(QFile::exists(m_folder.filePath(QStringLiteral("arcscope.png"))), first);
    }
  }

  void whatCannotBeOpened_endsWithOneSentence() {
    write("broken.arcscope", "{\"arcscope_session\": 1, \"setting\": {\"depth\": 0}}");
    refused({QStringLiteral("broken.arcscope")},
            "broken.arcscope: depth is 0; it must be a whole number from 1 to 64");
    write("old.png", "\x89PNG\r\n");
    refused({QStringLiteral("old.png")}, "old.png: it holds no setting of Arcscope");
    refused({QStringLiteral("arcscope:?depth")}, "the link holds \"depth\"; it must be made of KEY=VALUE");
    refused({QStringLiteral("measure"), QStringLiteral("--link"), QStringLiteral("arcscope:?dpeth=3")},
            "--link: In the session's setting the setting has the key \"dpeth\", which is unknown.");
    write("a.arcscope", R"({"arcscope_session": 1})");
    refused({QStringLiteral("a.arcscope"), QStringLiteral("--depth"), QStringLiteral("3")},
            "--depth does not go with a session, which holds the whole setting");
  }
};

QTEST_GUILESS_MAIN(SessionArgumentsTest)
#include "tst_session_arguments.moc"
