// The window in German: nothing is missing in the file of translations, and nothing of the window is left in
// English.
#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPaintEngine>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <set>

#include "core/training/experiments.h"
#include "tests/ui/window_fixture.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/film.h"
#include "ui/figures/presets.h"
#include "ui/help/help_topics.h"
#include "ui/help/help_window.h"
#include "ui/lecture/animation_dialog.h"
#include "ui/lecture/tour.h"
#include "ui/lecture/tour_editor.h"
#include "ui/model/text.h"
#include "ui/panels/button.h"
#include "ui/panels/segmented.h"
#include "ui/plots/view.h"
#include "ui/text/core_text.h"
#include "ui/text/language.h"
#include "ui/window/card_column.h"
#include "ui/window/gallery.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

struct Message {
  QString context;
  QString source;
  QString translation;
  QString type;  ///< "unfinished", "vanished", "obsolete"; empty: done
};

std::vector<Message> messagesIn(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
  QXmlStreamReader xml(&file);
  std::vector<Message> all;
  QString context;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("message")) all.push_back({context, {}, {}, {}});
    if (xml.name() == QLatin1String("source")) all.back().source = xml.readElementText();
    if (xml.name() == QLatin1String("translation")) {
      all.back().type = xml.attributes().value(QLatin1String("type")).toString();
      all.back().translation = xml.readElementText();
    }
  }
  return all;
}

QString germanFile() {
  return QStringLiteral(ARCSCOPE_TRANSLATIONS "/arcscope_de.ts");
}

QStringList all(const QString& text, const char* pattern) {
  QStringList found;
  const QRegularExpression expression(QString::fromLatin1(pattern));
  for (auto each = expression.globalMatch(text); each.hasNext();) found << each.next().captured();
  found.sort();
  return found;
}

/// lupdate makes one character of an escape with a digit behind it.
bool isReadable(const QString& text) {
  return std::ranges::all_of(text, [](QChar c) {
    return c.script() == QChar::Script_Common || c.script() == QChar::Script_Latin ||
           c.script() == QChar::Script_Greek;
  });
}

/// What a text with %1 in it becomes.
QRegularExpression patternOf(const QString& source) {
  QString escaped = QRegularExpression::escape(source);
  return QRegularExpression(QRegularExpression::anchoredPattern(
      escaped.replace(QRegularExpression(QStringLiteral("\\\\%[1-9]")), QStringLiteral("[^\n]+"))));
}

/// Keeps the texts that are painted on it.
class TextEngine : public QPaintEngine {
 public:
  QStringList texts;

  TextEngine() : QPaintEngine(QPaintEngine::AllFeatures) {}
  bool begin(QPaintDevice*) override { return true; }
  bool end() override { return true; }
  void updateState(const QPaintEngineState&) override {}
  void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
  void drawPath(const QPainterPath&) override {}
  void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
  void drawTextItem(const QPointF&, const QTextItem& item) override { texts << item.text(); }
  [[nodiscard]] Type type() const override { return User; }
};

class TextDevice : public QPaintDevice {
 public:
  explicit TextDevice(QSize size) : m_size(size) {}
  [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }
  [[nodiscard]] const QStringList& texts() const { return m_engine.texts; }

 protected:
  [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
      case PdmWidth:
        return m_size.width();
      case PdmHeight:
        return m_size.height();
      case PdmDpiX:
      case PdmDpiY:
      case PdmPhysicalDpiX:
      case PdmPhysicalDpiY:
        return 96;
      case PdmDevicePixelRatioScaled:
        return qRound(devicePixelRatioFScale());
      case PdmDepth:
        return 32;
      default:
        return 1;
    }
  }

 private:
  QSize m_size;
  mutable TextEngine m_engine;
};

void addMenu(const QMenu* menu, QStringList& texts) {
  for (const QAction* action : menu->actions()) {
    texts << action->text() << action->toolTip();
    if (action->menu()) addMenu(action->menu(), texts);
  }
}

/// What a widget and all below it say, by text, tooltip, voice and paint.
QStringList textsOf(const QWidget& root) {
  QStringList texts;
  QList<const QWidget*> widgets = root.findChildren<const QWidget*>();
  widgets << &root;
  for (const QWidget* widget : widgets) {
    texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription()
          << widget->windowTitle();
    for (const QAction* action : widget->actions()) texts << action->text() << action->toolTip();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) texts << button->text();
    if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
    if (const auto* entry = qobject_cast<const QLineEdit*>(widget)) texts << entry->placeholderText();
    if (const auto* segmented = qobject_cast<const Segmented*>(widget)) texts << segmented->choices();
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
      for (int i = 0; i < box->count(); ++i) texts << box->itemText(i);
    if (const auto* view = qobject_cast<const View*>(widget)) {
      texts << view->title() << view->spoken();
      for (const Badge& badge : view->badges()) texts << badge.text << badge.tooltip;
      if (!view->snapshot()) continue;
      TextDevice device(view->size());
      QPainter painter(&device);
      view->paint(painter, QRectF(view->rect()), view->theme(), PaintTarget::Screen);
      painter.end();
      texts << device.texts();
    }
  }
  return texts;
}

/// Buttons and choices that are wider than their place, and buttons for which there was none.
QStringList cutTexts(const QWidget* root) {
  QStringList cut;
  for (const Button* button : root->findChildren<Button*>()) {
    const int needed =
        QFontMetrics(button->theme().font(1.0, QFont::Medium)).horizontalAdvance(button->text());
    if (!button->isVisible() || needed > button->width()) cut << button->objectName();
  }
  for (const Segmented* choices : root->findChildren<Segmented*>())
    for (int i = 0; choices->isVisible() && i < choices->choices().size(); ++i)
      if (QFontMetrics(choices->theme().font(1.0, QFont::Medium)).horizontalAdvance(choices->choices()[i]) >
          choices->segmentRect(i).width())
        cut << choices->objectName() + QString::number(i);
  for (const QLabel* label : root->findChildren<QLabel*>())
    if (label->isVisible() && !label->wordWrap() && label->sizeHint().width() > label->width())
      cut << label->text();
  return cut;
}

}  // namespace

class LanguageTest : public WindowFixture {
  Q_OBJECT

  /// The texts of the sources whose German differs.
  std::set<QString> m_english;
  std::set<QString> m_german;
  std::vector<QRegularExpression> m_englishPatterns;  ///< those with %1

  [[nodiscard]] bool isEnglish(const QString& text) const {
    return m_english.contains(text) ||
           std::ranges::any_of(m_englishPatterns,
                               [&](const QRegularExpression& each) { return each.match(text).hasMatch(); });
  }

  void checkGerman(const char* where, const QStringList& texts, int atLeast) {
    int german = 0;
    for (const QString& text : texts) {
      if (m_german.contains(text))
        ++german;
      else if (isEnglish(text))
        QFAIL(qPrintable(QStringLiteral("%1 has the English text “%2”").arg(QLatin1String(where), text)));
    }
    if (german < atLeast)
      QFAIL(qPrintable(QStringLiteral("%1 has only %2 German texts").arg(QLatin1String(where)).arg(german)));
  }

  /// The texts of the menu that `open` shows, which runs until it is closed.
  QStringList menuTexts(const std::function<void()>& open) {
    QStringList texts;
    QTimer::singleShot(0, this, [&texts] {
      if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
        addMenu(menu, texts);
        menu->close();
      }
    });
    open();
    return texts;
  }

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    for (const Message& message : messagesIn(germanFile()))
      if (message.source != message.translation) {
        m_english.insert(message.source);
        m_german.insert(message.translation);
        if (message.source.contains(QStringLiteral("%1")) && message.source.size() > 7)
          m_englishPatterns.push_back(patternOf(message.source));
      }
  }
  void init() { installLanguage(*qApp, QStringLiteral("de")); }
  void cleanup() {
    m_window.reset();
    installLanguage(*qApp, QStringLiteral("en"));
  }

  void translations_everyEntry_isFinishedAndKeepsItsPlaceholders() {
    const auto messages = messagesIn(germanFile());
    QVERIFY(messages.size() > 1000);
    for (const Message& message : messages) {
      QVERIFY2(isReadable(message.source), qPrintable(message.source));
      QVERIFY2(message.type.isEmpty() && !message.translation.trimmed().isEmpty(),
               qPrintable(message.source));
      for (const char* pattern : {"%[1-9n]", "\t", "\n", "\\$", "\\*\\.[a-z.]+|\\*[a-z]+\\*?"})
        QVERIFY2(all(message.source, pattern) == all(message.translation, pattern),
                 qPrintable(message.source));
      QVERIFY2(
          message.source.startsWith(QLatin1Char(' ')) == message.translation.startsWith(QLatin1Char(' ')) &&
              message.source.endsWith(QLatin1Char(' ')) == message.translation.endsWith(QLatin1Char(' ')),
          qPrintable(message.source));
    }
  }

  void translations_ofTheSourcesAsTheyAre_lackNothing() {
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("arcscope_de.ts"));
    QVERIFY(QFile::copy(germanFile(), copy));
    QStringList command = QStringLiteral(ARCSCOPE_LUPDATE).split(QLatin1Char('|'));
    const QString program = command.takeFirst();
    QProcess update;
    update.start(program, command << QStringLiteral("-target-language") << QStringLiteral("de")
                                  << QStringLiteral("-ts") << copy);
    QVERIFY(update.waitForFinished(60000));
    QCOMPARE(update.exitCode(), 0);
    std::set<std::pair<QString, QString>> known;
    for (const Message& message : messagesIn(germanFile())) known.insert({message.context, message.source});
    const auto wanted = messagesIn(copy);
    QCOMPARE(wanted.size(), known.size());  // of the same texts, none is superfluous
    for (const Message& message : wanted)
      QVERIFY2(known.contains({message.context, message.source}),
               qPrintable(message.context + message.source));
  }

  void textsOfCore_namedInTheTable_areThoseOfCore() {
    for (const core::Parameter& parameter : core::parameters()) {
      if (!parameter.slider) continue;
      const QString tooltip = QString::fromStdString(std::string(parameter.tooltip));
      QVERIFY2(coreText(parameter.tooltip) != tooltip, qPrintable(tooltip));
    }
    const auto isGerman = [](std::string_view text) { return coreText(text) != fromView(text); };
    for (const core::Experiment experiment :
         {core::Experiment::OneLayer, core::Experiment::LayerNoise, core::Experiment::LengthGrowth,
          core::Experiment::Normalisations})
      QVERIFY(isGerman(core::about(experiment)));
    for (const core::Trajectory each :
         {core::Trajectory::Line, core::Trajectory::Arc, core::Trajectory::Circle, core::Trajectory::Polyline,
          core::Trajectory::Freehand})
      QVERIFY(isGerman(core::name(each)));
    for (const std::string_view mode : playerModeNames) QVERIFY(isGerman(mode));
    QVERIFY(isGerman(core::convolutionalReason));
    Animation tooLong;
    tooLong.seconds = 1e9;
    QVERIFY(isGerman(validate(tooLong, Scene{})->message));
    FigureStyle tooSmall;
    tooSmall.millimetres = {1.0, 1.0};
    QVERIFY(isGerman(validate(tooSmall, FigureFormat::Svg)->message));
    FilmStyle tooFast;
    tooFast.framesPerSecond = 1000;
    QVERIFY(isGerman(validate(tooFast, FigureKind::Grid, Animation{})->message));
    QCOMPARE(coreText("layer 3"), QStringLiteral("Schicht 3"));
    QCOMPARE(coreText("Values grow beyond 1e30 from layer 9 on."),
             QStringLiteral("Werte wachsen ab Schicht 9 über 1e30 hinaus."));
    QCOMPARE(coreText("Sampling misses up to 2.5 % of the length, more than 1 % from layer 4 on."),
             QStringLiteral("Dem Abtasten entgehen bis zu 2.5 % der Länge, mehr als 1 % ab Schicht 4."));
    QCOMPARE(coreText("depth is 0; it must be a whole number from 1 to 64"),
             QStringLiteral("depth is 0; it must be a whole number from 1 to 64"));
    installLanguage(*qApp, QStringLiteral("en"));
    QCOMPARE(coreText("layer 3"), QStringLiteral("layer 3"));
  }

  void window_inGerman_hasNoEnglishText() {
    open();
    for (Card* card : m_window->cardColumn()->cards()) m_window->cardColumn()->setShown(card, true);
    QTest::qWait(300);
    checkGerman("the window", textsOf(*m_window), 250);
  }

  void dialogs_inGerman_haveNoEnglishText() {
    open();
    m_window->animate();
    checkGerman("animation", textsOf(*m_window->animationDialog()), 15);
    m_window->editTour();
    checkGerman("tour editor", textsOf(*m_window->tourEditor()), 20);
    FigureChoice regions;
    regions.kind = FigureKind::Regions;
    const ExportDialog dialog(m_window->snapshot(), regions, Theme::Kind::Light);
    checkGerman("export", textsOf(dialog), 15);
    m_window->openGallery();
    checkGerman("gallery", textsOf(*m_window->findChild<Gallery*>()), 3);
    m_window->openHelp(QStringLiteral("grid"));
    checkGerman("help", textsOf(*m_window->findChild<HelpWindow*>()), 4);
  }

  void menus_inGerman_haveNoEnglishText() {
    open();
    for (const char* name : {"open", "views", "present", "help"}) {
      auto* button = find<QAbstractButton>(name);
      checkGerman(name, menuTexts([button] { button->click(); }), 4);
    }
    for (Card* card : m_window->cardColumn()->cards()) {
      QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), card->mapToGlobal(QPoint(5, 5)));
      checkGerman("a card's menu", menuTexts([&] { QCoreApplication::sendEvent(card, &event); }), 3);
    }
  }

  void window_inGerman_cutsNoTextThatEnglishShows_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280 x 800") << QSize(1280, 800);
    QTest::newRow("1024 x 768") << QSize(1024, 768);
  }
  void window_inGerman_cutsNoTextThatEnglishShows() {
    QFETCH(QSize, size);
    std::array<QStringList, 2> cut;
    for (std::size_t i = 0; i < cut.size(); ++i) {
      m_window.reset();
      installLanguage(*qApp, languages()[static_cast<qsizetype>(i)]);
      open();
      m_window->resize(size);
      for (Card* each : m_window->cardColumn()->cards()) m_window->cardColumn()->setShown(each, true);
      QTest::qWait(50);
      cut[i] = cutTexts(m_window.get());
    }
    for (const QString& text : cut[0]) cut[1].removeAll(text);
    QCOMPARE(cut[1], QStringList());
  }

  void presetsToursAndHelp_ofEachLanguage_areInIt() {
    const QString german = presets().front().title;
    QVERIFY(m_german.contains(german));
    installLanguage(*qApp, QStringLiteral("en"));
    QVERIFY(m_english.contains(presets().front().title));
    installLanguage(*qApp, QStringLiteral("de"));
    QCOMPARE(presets().front().title, german);
    QCOMPARE(shippedTours().size(), 6U);
    QVERIFY(helpTopics().size() > 50);
  }

  void helpAndTours_ofEachLanguage_haveTheSameParts() {
    std::array<QStringList, 2> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      installLanguage(*qApp, languages()[static_cast<qsizetype>(i)]);
      for (const HelpTopic& topic : helpTopics()) parts[i] << topic.id + topic.sources.join(QLatin1Char(' '));
      for (const ShippedTour& shipped : shippedTours()) {
        const auto read = readTour(shipped.file);
        QVERIFY2(read && read.value().remarks.isEmpty(), qPrintable(shipped.file));
        for (const TourStep& step : read.value().tour.steps)
          parts[i] << shipped.name + step.preset + step.points.join(QLatin1Char(' ')) +
                          (step.question.isEmpty() ? QString() : QStringLiteral("?"));
      }
    }
    QCOMPARE(parts[1], parts[0]);
  }

  void languageFile_whereNoneIsOfTheLanguage_isTheEnglishOne() {
    const QTemporaryDir folder;
    const auto write = [&](const char* name) {
      QFile file(folder.filePath(QLatin1String(name)));
      QVERIFY(file.open(QIODevice::WriteOnly));
    };
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("de")));
    for (const char* name : {"a.md", "a.de.md", "b.arctour", "de/b.arctour", "c.md"}) write(name);
    const auto in = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
    QCOMPARE(languageFile(in("a.md")), in("a.de.md"));
    QCOMPARE(languageFile(in("b.arctour")), in("de/b.arctour"));
    QCOMPARE(languageFile(in("c.md")), in("c.md"));
    installLanguage(*qApp, QStringLiteral("en"));
    QCOMPARE(languageFile(in("a.md")), in("a.md"));
  }

  void choice_ofTheLanguageMenu_isKept() {
    open();
    const QString before = chosenLanguage();
    QTimer::singleShot(0, this, [] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      QVERIFY(menu);
      for (QAction* action : menu->actions())
        if (action->menu())
          for (QAction* each : action->menu()->actions())
            if (each->text() == QStringLiteral("Deutsch")) each->trigger();
      menu->close();
    });
    find<QAbstractButton>("help")->click();
    QCOMPARE(chosenLanguage(), QStringLiteral("de"));
    QCOMPARE(language(), QStringLiteral("de"));  // of this window, whatever was chosen for the next
    chooseLanguage(before);
  }

  void numbers_inGerman_keepTheirPoint() {
    QCOMPARE(QLocale().toString(0.5), QStringLiteral("0.5"));
    // A comma would be read as one of decimals.
    QCOMPARE(groupedNumber(1234567.5, 1), QStringLiteral("1\u00a0234\u00a0567.5"));
  }
};

QTEST_MAIN(LanguageTest)
#include "tst_language.moc"
