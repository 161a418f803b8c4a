#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/support/json_text.h"
#include "ui/help/help_topics.h"
#include "ui/lecture/tour.h"
#include "ui/lecture/tour_guide.h"
#include "ui/text/formula.h"
#include "ui/text/rich_text.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

QByteArray tourWith(const char* step) {
  return QByteArray(R"({"arcscope_tour": 1, "title": "T", "steps": [)") + step + "]}";
}

Tour readOrFail(const QByteArray& text) {
  const core::Expected<ReadTour> read = tourFromText(text);
  if (!read) qFatal("%s", read.error().message.c_str());
  if (!read.value().remarks.isEmpty()) qFatal("%s", qPrintable(read.value().remarks.join(u'\n')));
  return read.value().tour;
}

}  // namespace

class TourTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }

  void shippedTours_read_haveNoRemarks_andEveryStepIsWhole() {
    QCOMPARE(shippedTours().size(), 6U);
    for (const ShippedTour& shipped : shippedTours()) {
      const core::Expected<ReadTour> read = readTour(shipped.file);
      QVERIFY2(bool(read), read ? "" : read.error().message.c_str());
      QVERIFY2(read.value().remarks.isEmpty(),
               qPrintable(shipped.name + ": " + read.value().remarks.join(u' ')));
      QVERIFY2(read.value().tour.steps.size() >= 5, qPrintable(shipped.name));
      QVERIFY(!shipped.summary.isEmpty());
      int questions = 0;
      for (const TourStep& step : read.value().tour.steps) {
        QVERIFY2(!step.title.isEmpty() && !step.text.isEmpty(), qPrintable(shipped.name));
        QCOMPARE(step.question.isEmpty(), step.answer.isEmpty());
        questions += step.question.isEmpty() ? 0 : 1;
      }
      QVERIFY2(questions >= 2, qPrintable(shipped.name));
      for (const QString& source : read.value().tour.sources)
        QVERIFY2(bibliography().contains(source), qPrintable(source));
    }
  }

  void tour_writtenAndRead_isTheSame() {
    Tour tour =
        readOrFail(tourWith(R"({"title": "A", "text": "$x$", "question": "q", "answer": "a", "notes": "n",
      "state": "depth=5&sigma_w=2.5&display.enlarged=plane&display.cards=plane -length&t=0.7",
      "point": ["grid", "card:plane"], "animate": {"parameter": "sigma_w", "from": 1, "to": 3, "seconds": 2,
      "mode": "loop"}},
      {"title": "B", "text": "b", "preset": "pieces"},
      {"title": "C", "text": "c", "state": {"setting": {"depth": 3}}, "animate": {"layers": [0, 3]}},
      {"title": "D", "text": "d", "state": "depth=3", "animate": {"state": "depth=3&sigma_w=4", "seconds": 1}})"));
    QCOMPARE(tour.steps.size(), 4U);
    QCOMPARE(tour.steps[0].state->t, 0.7);
    QCOMPARE(tour.steps[0].state->subject.setting.sigmaW, 2.5);
    QCOMPARE(tour.steps[0].state->display.cards, QStringLiteral("plane -length"));
    const core::Expected<QByteArray> text = tourText(tour);
    QVERIFY(bool(text));
    const Tour again = readOrFail(text.value());
    QCOMPARE(tourText(again).value(), text.value());
    QCOMPARE(again.steps[0].points, tour.steps[0].points);
    QCOMPARE(again.steps[0].animation->mode, Player::Mode::Loop);
    QCOMPARE(again.steps[1].preset, QStringLiteral("pieces"));
    QCOMPARE(again.steps[2].state->subject.setting.depth, 3);
    QVERIFY(again.steps[3].animation->target->subject == tour.steps[3].animation->target->subject);
  }

  void tour_whatCannotBeRead_isLeftOutWithARemarkThatNamesTheStep_data() {
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char* name, const char* step, const char* remark) {
      QTest::newRow(name) << QByteArray(step) << QString::fromUtf8(remark);
    };
    row("text that is a number", R"({"title": 4})", "Step 1: title must be a text.");
    row("unknown key", R"({"titel": "x"})", "Step 1: the key \"titel\" is unknown here.");
    row("no such preset", R"({"preset": "nothing"})", "Step 1: there is no figure \"nothing\".");
    row("depth", R"({"state": "depth=900"})", "Step 1: its state cannot be read: ");
    row("parameter", R"({"state": "depth=3", "animate": {"parameter": "colour", "from": 0, "to": 1}})",
        "Step 1: its animation: \"colour\" is no number that moves");
    row("layers", R"({"state": "depth=3", "animate": {"layers": [0, 9]}})",
        "Step 1: its animation: the layer moves");
    row("two kinds", R"({"animate": {"parameter": "t", "from": 0, "to": 1, "layers": [0, 1]}})",
        "Step 1: an animation has one of parameter, layers and state.");
    row("no object", "7", "Step 1: it is no object of keys and values.");
  }
  void tour_whatCannotBeRead_isLeftOutWithARemarkThatNamesTheStep() {
    QFETCH(QByteArray, step);
    QFETCH(QString, remark);
    const core::Expected<ReadTour> read = tourFromText(tourWith(step.constData()));
    QVERIFY(bool(read));
    QCOMPARE(read.value().tour.steps.size(), 1U);
    QVERIFY2(read.value().remarks.join(u' ').contains(remark), qPrintable(read.value().remarks.join(u' ')));
  }

  void tour_ofNoUse_isAnErrorInOneSentence_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a session") << QByteArray(R"({"arcscope_session": 1})");
    QTest::newRow("no steps") << QByteArray(R"({"arcscope_tour": 1, "steps": []})");
    QTest::newRow("steps no list") << QByteArray(R"({"arcscope_tour": 1, "steps": 3})");
    QTest::newRow("deep") << QByteArray(R"({"arcscope_tour": 1, "steps": )") + QByteArray(500, '[');
  }
  void tour_ofNoUse_isAnErrorInOneSentence() {
    QFETCH(QByteArray, text);
    const core::Expected<ReadTour> read = tourFromText(text);
    QVERIFY(!read);
    QVERIFY(!read.error().message.empty());
    QVERIFY(read.error().message.find('\n') == std::string::npos);
  }

  void tourFile_writtenWhereItCannotBe_saysSo_andReadAgainIsTheSame() {
    QTemporaryDir folder;
    const Tour tour = readOrFail(tourWith(R"({"title": "A", "text": "a"})"));
    const QString file = folder.filePath(QStringLiteral("a.arctour"));
    QVERIFY(!writeTour(file, tour));
    QCOMPARE(readTour(file).value().tour.steps.front().title, QStringLiteral("A"));
    const auto error = writeTour(QStringLiteral("/nowhere/at/all.arctour"), tour);
    QVERIFY(error);
    QVERIFY(error->message.find("/nowhere/at/all.arctour") != std::string::npos);
  }

  void guide_nextAndBack_passTheAnswers() {
    TourGuide guide;
    QVERIFY(!guide.hasNext());
    guide.next();  // nothing is open
    guide.open(readOrFail(tourWith(R"({"title": "A", "text": "a", "question": "?", "answer": "!"},
                                      {"title": "B", "text": "b"})")));
    QCOMPARE(guide.index(), 0);
    QVERIFY(!guide.isAnswerShown() && !guide.hasBack());
    guide.next();
    QVERIFY(guide.isAnswerShown());
    QCOMPARE(guide.index(), 0);
    guide.back();
    QVERIFY(!guide.isAnswerShown());
    guide.next();
    guide.next();
    QCOMPARE(guide.index(), 1);
    QVERIFY(!guide.hasNext());
    guide.next();
    QCOMPARE(guide.index(), 1);
    guide.back();
    QCOMPARE(guide.index(), 0);
    guide.close();
    QVERIFY(!guide.isOpen());
  }

  void formula_fractionRootAndScripts_haveTheirPlaces() {
    const Formula letter(QStringLiteral("x"), 20.0);
    const Formula fraction(QStringLiteral("\\frac{x}{y}"), 20.0);
    const Formula square(QStringLiteral("x^2"), 20.0);
    const Formula index(QStringLiteral("x_2"), 20.0);
    const Formula root(QStringLiteral("\\sqrt{x}"), 20.0);
    QVERIFY(fraction.ascent() > 1.5 * letter.ascent());
    QVERIFY(fraction.descent() > letter.descent() + 5.0);
    QVERIFY(square.ascent() > letter.ascent() + 3.0 && square.descent() == letter.descent());
    QVERIFY(index.descent() > letter.descent() + 2.0);
    QVERIFY(root.width() > letter.width() + 8.0);
    // A sign is closer than a difference.
    const double sign = Formula(QStringLiteral("-x"), 20.0).width();
    const double difference =
        Formula(QStringLiteral("y-x"), 20.0).width() - Formula(QStringLiteral("y"), 20.0).width();
    QVERIFY(sign < difference - 3.0);
    QVERIFY(std::abs(Formula(QStringLiteral("=-x"), 20.0).width() -
                     Formula(QStringLiteral("="), 20.0).width() - sign) < 1.0);
  }

  void formula_brokenSource_isSetAllTheSame_data() {
    QTest::addColumn<QString>("tex");
    for (const char* tex : {"", "{", "}", "\\", "\\frac", "\\frac{", "x_", "x^^2", "\\sqrt", "\\unknown{x}",
                            "_2", "{{{{", "\\mathrm{", "x_{a_{b_{c}}}", "\\hat", "a}b", "\\mathbb{"})
      QTest::newRow(tex) << QString::fromUtf8(tex);
  }
  void formula_brokenSource_isSetAllTheSame() {
    QFETCH(QString, tex);
    const Formula formula(tex, 16.0);
    QVERIFY(std::isfinite(formula.width()) && formula.width() >= 0.0);
    QImage image(200, 60, QImage::Format_RGB32);
    QPainter painter(&image);
    formula.paint(painter, {10.0, 30.0});
  }

  void richText_formula_isPainted_andReadAloud() {
    RichText text;
    text.setTheme(Theme::light());
    text.setText(QStringLiteral("$\\frac{a}{b}$"));
    text.resize(200, 80);
    text.show();
    QImage image = text.grab().toImage();
    int ink = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) ink += image.pixelColor(x, y).lightness() < 128 ? 1 : 0;
    QVERIFY2(ink > 15, qPrintable(QString::number(ink)));
    QVERIFY(text.heightFor(200) > 20);
    QCOMPARE(plainText(QStringLiteral("**a** $\\sigma_w$ costs \\$5")), QStringLiteral("a sigma_w costs $5"));
  }

  void help_everyTopic_isWholeAndItsSourcesAreKnown() {
    QVERIFY(helpTopics().size() > 50);
    QStringList ids;
    for (const HelpTopic& topic : helpTopics()) {
      QVERIFY2(!topic.title.isEmpty() && !topic.summary.isEmpty(), qPrintable(topic.id));
      QVERIFY2(!ids.contains(topic.id), qPrintable(topic.id));
      ids << topic.id;
      QCOMPARE(topic.text.count(u'$') % 2, 0);
      for (const QString& source : topic.sources)
        QVERIFY2(bibliography().contains(source), qPrintable(topic.id + u' ' + source));
    }
    QVERIFY(bibtex({QStringLiteral("R17")}).startsWith(QStringLiteral("@")));
    QVERIFY(bibtex({QStringLiteral("R17")}).contains(QStringLiteral("Raghu")));
    QVERIFY(bibtex({QStringLiteral("nobody")}).isEmpty());
    QCOMPARE(citation(QStringLiteral("R17")),
             QStringLiteral(
                 "Raghu et al. (2017): On the Expressive Power of Deep Neural Networks, arXiv 1606.05336"));
    for (const QString& each : bibliography()) {
      const QString line = citation(each);
      QVERIFY2(!line.contains(QLatin1Char('\\')) && !line.contains(QStringLiteral("()")) &&
                   !line.contains(QStringLiteral(": ,")) && !line.startsWith(QLatin1Char(' ')) &&
                   !line.endsWith(QStringLiteral(": ")),
               qPrintable(line));
    }
  }

  void help_formulas_useNothingUnknown() {
    for (const HelpTopic& topic : helpTopics()) {
      const QStringList parts = topic.text.split(u'$');
      for (qsizetype i = 1; i < parts.size(); i += 2)
        QVERIFY2(unknownCommands(parts[i]).isEmpty(), qPrintable(topic.id + QStringLiteral(": ") + parts[i]));
    }
  }
};

QTEST_MAIN(TourTest)
#include "tst_tour.moc"
