#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

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

  void link_ofAnEnsemble_isItsSetting() {
    const auto measured = [this](const QStringList& setting) {
      return run(QStringList{QStringLiteral("ensemble"), QStringLiteral("--draws"), QStringLiteral("2")} +
                 setting);
    };
    const Run byLink = measured({QStringLiteral("--link"), QStringLiteral("arcscope:?depth=2&width=6")});
    const Run byFlags = measured(
        {QStringLiteral("--depth"), QStringLiteral("2"), QStringLiteral("--width"), QStringLiteral("6")});
    QCOMPARE(byLink.status, 0);
    QVERIFY(byFlags.out.contains("\"depth\":2"));
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

  void export_ofASession_showsItsPinsAndItsView() {
    write("pins.arcscope", R"({"arcscope_session": 1, "setting": {"depth": 3, "width": 12},
      "display": {"running_total": true},
      "pins": [{"name": "before", "setting": {"depth": 3, "width": 12, "sigma_w": 1}}]})");
    const QStringList exported{QStringLiteral("export"),        QStringLiteral("--session"),
                               QStringLiteral("pins.arcscope"), QStringLiteral("--view"),
                               QStringLiteral("transitions"),   QStringLiteral("--output")};
    QCOMPARE(run(exported + QStringList{QStringLiteral("t.svg")}).status, 0);
    QFile svg(m_folder.filePath(QStringLiteral("t.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray text = svg.readAll();
    QVERIFY(text.contains("before"));
    QVERIFY(text.contains("&quot;running_total&quot;:true") || text.contains("\"running_total\":true"));
    refused(exported + QStringList{QStringLiteral("t.svg"), QStringLiteral("--depth"), QStringLiteral("4")},
            "--depth does not go with a session, which holds the whole setting");
  }

  void animate_writesAFilm_andMistakesAreOneSentence() {
    const auto animate = [](const char* words) {
      return QStringList{QStringLiteral("animate")} + QString::fromLatin1(words).split(QLatin1Char(' '));
    };
    const char* small = " --depth 2 --width 8 --points 64 --seconds 0.5 --fps 6 --pixels 96x64";
    const auto made = [&](const char* what) { return run(animate((QByteArray(what) + small).constData())); };
    QCOMPARE(made("--move sigma_w=1:3 --output a.gif").status, 0);
    QFile gif(m_folder.filePath(QStringLiteral("a.gif")));
    QVERIFY(gif.open(QIODevice::ReadOnly));
    QVERIFY(gif.readAll().startsWith("GIF89a"));
    QCOMPARE(made("--glide 0-2 --output b.png").status, 0);
    QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("b-0003.png"))));
    QCOMPARE(made("--towards arcscope:?depth=2&width=8&sigma_w=4 --view lengths --output c.gif").status, 0);
    refused(animate("--move sigma_w=1:3 --output a.avi"),
            "--output is \"a.avi\"; it must be a name that ends in .gif, .mp4, .webm or .png");
    refused(animate("--output a.gif"), "animate needs one of --move, --glide and --towards: what moves");
    refused(animate("--move depth=1:900 --output a.gif"),
            "depth moves from 1 to 64 at most; 900 is outside of that");
    refused(animate("--move sigma_w=1:3 --view families --output a.gif"),
            "the view families takes too long for each frame to be filmed");
    refused(animate("--glide 0-3 --depth 2 --output a.gif"),
            "the layer moves from 0 to 2 at most; 3 is outside of that");
  }

  /// As at the end of the day: what was set is there again.
  void window_ended_keepsHowItWasLeft() {
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"}) environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"),
                       QStringLiteral("xcb;offscreen"));  // a window, unseen
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME"})
      environment.remove(QString::fromLatin1(name));
    window.setProcessEnvironment(environment);
    window.setWorkingDirectory(m_folder.path());
    window.start(QStringLiteral(ARCSCOPE_PROGRAM), {QStringLiteral("--depth=3"), QStringLiteral("--width=12"),
                                                    QStringLiteral("--sigma-w=2.75")});
    QVERIFY(window.waitForStarted());
    const auto isListening = [&window] {  // the signals that it catches, in hexadecimal
      QFile status(QStringLiteral("/proc/%1/status").arg(window.processId()));
      if (!status.open(QIODevice::ReadOnly)) return false;
      const QByteArray text = status.readAll();
      const qsizetype at = text.indexOf("SigCgt:");
      return ((text.mid(at + 7, 17).trimmed().toULongLong(nullptr, 16) >> (SIGTERM - 1)) & 1U) != 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), 30000);
    window.terminate();
    QVERIFY(window.waitForFinished());
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.exitCode(), 0);
    QFile last(m_folder.filePath(QStringLiteral(".local/share/Arcscope/arcscope/last.arcscope")));
    QVERIFY(last.open(QIODevice::ReadOnly));
    QVERIFY(last.readAll().contains("2.75"));
  }

  void tour_byNameAndByFile_opens() {
    write("mine.arctour", R"({"arcscope_tour": 1, "title": "T", "steps": [{"title": "A", "text": "a",
      "state": "depth=2&width=6"}]})");
    for (const QStringList& arguments :
         {QStringList{QStringLiteral("mine.arctour")},
          QStringList{QStringLiteral("--tour"), QStringLiteral("order-and-chaos")}}) {
      QFile::remove(m_folder.filePath(QStringLiteral("arcscope.png")));
      const Run opened = run(arguments);
      QCOMPARE(opened.status, 0);
      QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("arcscope.png"))));
    }
    const Run unknown = run({QStringLiteral("--tour"), QStringLiteral("nothing")});
    QCOMPARE(unknown.status, 2);
    QVERIFY(unknown.err.startsWith("arcscope: --tour is \"nothing\"; it must be "));
    QCOMPARE(unknown.err.count('\n'), 1);
    QCOMPARE(run({QStringLiteral("--screenshot"), QStringLiteral("shot.png"), QStringLiteral("--depth"),
                  QStringLiteral("2")})
                 .status,
             0);
    QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("shot.png"))));
  }

  void language_ofTheEnvironment_changesNoByte() {
    const QString german = QStringLiteral("unset LC_ALL; export LANGUAGE=de LANG=de_DE.UTF-8;");
    const QStringList network =
        QStringLiteral("--depth 3 --width 12 --activation tanh --sigma-w 3.25").split(QLatin1Char(' '));
    const auto fileOf = [&](const QString& name) {
      QFile file(m_folder.filePath(name));
      return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QStringList measure = QStringList{QStringLiteral("measure")} + network;
    QCOMPARE(runProgram(measure, m_folder.path(), german).out, run(measure).out);
    for (const char* name : {"g.svg", "g.pdf", "g.csv", "g.json"}) {
      const QString file = QLatin1String(name);
      const QStringList figure = QStringList{QStringLiteral("export"), QStringLiteral("--view"),
                                             QStringLiteral("lengths"), QStringLiteral("--output"), file} +
                                 network;
      QCOMPARE(run(figure).status, 0);
      const QByteArray english = fileOf(file);
      QVERIFY(!english.isEmpty());
      QCOMPARE(runProgram(figure, m_folder.path(), german).status, 0);
      QCOMPARE(fileOf(file), english);
    }
  }

  void language_ofTheWindow_isAFlag() {
    for (const char* language : {"--language=en", "--language=de"})
      QCOMPARE(
          run({QStringLiteral("--depth=2"), QStringLiteral("--screenshot=page.png"), QLatin1String(language)})
              .status,
          0);
    refused({QStringLiteral("--language"), QStringLiteral("tlh")},
            "--language is \"tlh\"; it must be en, de");
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
