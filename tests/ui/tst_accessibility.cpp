// What people with other eyes and hands need: names, numbers, contrast, colours that stay apart.
#include <QAbstractButton>
#include <QAccessible>
#include <QLineEdit>
#include <QRegularExpression>
#include <array>

#include "tests/ui/window_fixture.h"
#include "ui/panels/slider.h"
#include "ui/plots/trajectory_grid.h"
#include "ui/plots/view.h"
#include "ui/window/card_column.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

using Rgb = std::array<double, 3>;

double linear(int byte) {
  const double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Rgb linear(const QColor& colour) {
  return {linear(colour.red()), linear(colour.green()), linear(colour.blue())};
}

/// WCAG 2: 1 to 21.
double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& colour) {
    const Rgb c = linear(colour);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  };
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr std::array<Matrix, 4> sights{
    Matrix{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    Matrix{
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    Matrix{
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    Matrix{
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

Rgb labOf(const QColor& colour, const Matrix& sight) {
  const Rgb c = linear(colour);
  Rgb seen{};
  for (std::size_t i = 0; i < 3; ++i)
    seen[i] = std::clamp(sight[i][0] * c[0] + sight[i][1] * c[1] + sight[i][2] * c[2], 0.0, 1.0);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
  const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double apart(const QColor& a, const QColor& b, const Matrix& sight) {
  const Rgb first = labOf(a, sight);
  const Rgb second = labOf(b, sight);
  return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

void addThemes() {
  QTest::addColumn<Theme>("theme");
  QTest::newRow("light") << Theme::light();
  QTest::newRow("dark") << Theme::dark();
  QTest::newRow("projector") << Theme::projector();
  QTest::newRow("paper") << Theme::paper();
  QTest::newRow("print") << Theme::print();
}

}  // namespace
Q_DECLARE_METATYPE(arcscope::ui::Theme)

class AccessibilityTest : public WindowFixture {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { loadEmbeddedFonts(); }
  void cleanup() { m_window.reset(); }

  void theme_textOnItsGrounds_hasTheContrastOfWcagAa_data() { addThemes(); }
  void theme_textOnItsGrounds_hasTheContrastOfWcagAa() {
    QFETCH(Theme, theme);
    const auto atLeast = [](double least, const char* what, const QColor& ink, const QColor& ground) {
      const double found = contrast(ink, ground);
      if (found < least) qWarning("%s: %.2f", what, found);
      return found >= least;
    };
    constexpr double text = 4.5;
    QVERIFY(atLeast(text, "text on card", theme.text, theme.card));
    QVERIFY(atLeast(text, "text on window", theme.text, theme.window));
    QVERIFY(atLeast(text, "muted on card", theme.mutedText, theme.card));
    QVERIFY(atLeast(text, "muted on window", theme.mutedText, theme.window));
    QVERIFY(atLeast(text, "text on lit", theme.text, theme.accentSoft));
    QVERIFY(atLeast(text, "accent on lit", theme.accent, theme.accentSoft));
    QVERIFY(atLeast(text, "accent on card", theme.accent, theme.card));
    QVERIFY(atLeast(text, "second on card", theme.second, theme.card));  // legends are in the colour of lines
    QVERIFY(atLeast(text, "third on card", theme.third, theme.card));
    QVERIFY(atLeast(text, "good", theme.good, theme.goodSoft));
    QVERIFY(atLeast(text, "warning", theme.warning, theme.warningSoft));
    QVERIFY(atLeast(text, "accent button", theme.kind == Theme::Kind::Dark ? theme.window : theme.card,
                    theme.accent));
    for (const QColor& pin : theme.pins) QVERIFY(atLeast(text, "pin on card", pin, theme.card));
  }

  void theme_lines_stayApartForTheThreeColourBlindnesses_data() { addThemes(); }
  void theme_lines_stayApartForTheThreeColourBlindnesses() {
    QFETCH(Theme, theme);
    std::vector<QColor> lines(theme.pins.begin(), theme.pins.end());
    lines.insert(lines.end(), {theme.accent, theme.second, theme.third});
    constexpr double seenApart = 6.0;  // of CIE Lab; lines differ in style, too
    for (std::size_t sight = 0; sight < sights.size(); ++sight)
      for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
          const double distance = apart(lines[i], lines[j], sights[sight]);
          QVERIFY2(
              distance > seenApart,
              qPrintable(
                  QStringLiteral("sight %1, lines %2 and %3: %4").arg(sight).arg(i).arg(j).arg(distance)));
        }
  }

  void everyControlAndChart_hasAName_andChartsAndSlidersTheirNumbers() {
    open();
    for (Card* each : m_window->cardColumn()->cards()) m_window->cardColumn()->setShown(each, true);
    QTRY_VERIFY(m_window->snapshot()->quality == core::Quality::Full || !m_window->service().isBusy());
    QStringList nameless;
    int controls = 0;
    int charts = 0;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
      const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                           qobject_cast<Slider*>(widget);
      const bool chart = qobject_cast<View*>(widget) != nullptr;
      if (!control && !chart) continue;
      if (widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
      QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(widget);
      QVERIFY2(spoken, widget->metaObject()->className());
      const QString name = spoken->text(QAccessible::Name);
      QString where;
      for (const QObject* at = widget; at != nullptr; at = at->parent())
        where +=
            QLatin1String(at->metaObject()->className()) + u'[' + at->objectName() + QStringLiteral("] < ");
      if (name.trimmed().isEmpty() || name == QStringLiteral("\u2715")) nameless << where;
      if (qobject_cast<Slider*>(widget)) {
        static const QRegularExpression number(QStringLiteral("[0-9]"));
        QVERIFY2(spoken->text(QAccessible::Value).contains(number), qPrintable(where));
        QCOMPARE(spoken->role(), QAccessible::Slider);
      }
      if (chart) QVERIFY2(!spoken->text(QAccessible::Description).trimmed().isEmpty(), qPrintable(where));
      (chart ? charts : controls) += 1;
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QVERIFY2(controls > 80, qPrintable(QString::number(controls)));
    QVERIFY2(charts > 18, qPrintable(QString::number(charts)));
  }

  void charts_sayTheNumbersThatTheyShow() {
    open();
    m_window->focusModel().setLayer(3);
    const auto said = [this](const char* name) {
      return QAccessible::queryAccessibleInterface(card(name)->view())->text(QAccessible::Description);
    };
    const double length = m_window->snapshot()->measures.length.at(3);
    QVERIFY2(said("length").contains(QString::number(length, 'g', 4)), qPrintable(said("length")));
    QVERIFY(said("length").contains(QStringLiteral("layer 3")));
    ParameterControl* const sigma = control("sigma_w");
    QAccessibleInterface* const slider = QAccessible::queryAccessibleInterface(sigma->slider());
    QCOMPARE(slider->text(QAccessible::Value), QStringLiteral("1.90"));
    QTest::keyClick(sigma->slider(), Qt::Key_Right);
    QCOMPARE(slider->text(QAccessible::Value), displayText(sigma->parameter(), setting().sigmaW));
  }

  void tabKey_reachesControlsAndViews_andTheFocusIsSeen() {
    open();
    QSet<QWidget*> reached;
    QSet<View*> views;
    m_window->activateWindow();
    for (int i = 0; i < 200; ++i) {
      QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(),
                      Qt::Key_Tab);
      QWidget* const now = QApplication::focusWidget();
      QVERIFY(now);
      if (reached.contains(now) && i > 60) break;
      reached << now;
      if (auto* view = qobject_cast<View*>(now)) views << view;
    }
    for (const char* key : {"depth", "width", "sigma_w", "sigma_b"})
      QVERIFY(reached.contains(control(key)->slider()));
    QVERIFY2(reached.size() > 40, qPrintable(QString::number(reached.size())));
    QVERIFY(views.contains(static_cast<View*>(m_window->grid())));
    auto* const button = find<QAbstractButton>("export");
    button->clearFocus();
    m_window->setFocus();
    const QImage without = button->grab().toImage();
    button->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(button->grab().toImage() != without);
  }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
