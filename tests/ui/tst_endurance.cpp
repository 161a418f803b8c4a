// A monkey at every control, and memory while sliders move. Short here; ARCSCOPE_SOAK times as long in the
// full run.
#include <unistd.h>

#include <QAbstractButton>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>
#include <random>

#include "tests/core/soak.h"
#include "tests/ui/window_fixture.h"
#include "ui/lecture/presentation.h"
#include "ui/panels/slider.h"
#include "ui/plots/view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// Bytes of memory that the process holds.
double residentBytes() {
  QFile statm(QStringLiteral("/proc/self/statm"));
  if (!statm.open(QIODevice::ReadOnly)) return 0.0;
  return statm.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

constexpr std::array keys{Qt::Key_Left,   Qt::Key_Right,   Qt::Key_Up,       Qt::Key_Down,   Qt::Key_Space,
                          Qt::Key_Return, Qt::Key_Escape,  Qt::Key_Tab,      Qt::Key_Home,   Qt::Key_End,
                          Qt::Key_Plus,   Qt::Key_Minus,   Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_A,
                          Qt::Key_C,      Qt::Key_D,       Qt::Key_F,        Qt::Key_G,      Qt::Key_L,
                          Qt::Key_N,      Qt::Key_P,       Qt::Key_Q,        Qt::Key_R,      Qt::Key_V,
                          Qt::Key_1,      Qt::Key_4,       Qt::Key_9,        Qt::Key_F1,     Qt::Key_F11,
                          Qt::Key_Delete, Qt::Key_Question};

}  // namespace

class EnduranceTest : public WindowFixture {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::mt19937_64 m_random{20261128};
  QTimer m_popups;

  [[nodiscard]] int upTo(int most) {
    return static_cast<int>(m_random() % static_cast<std::uint64_t>(std::max(1, most)));
  }
  [[nodiscard]] QPoint pointIn(const QWidget* widget) {
    return {upTo(widget->width()), upTo(widget->height())};
  }

  /// What blocks until a person answers: a menu, a question, a dialog.
  void answer() {
    if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
      const QList<QAction*> actions = menu->actions();
      QAction* const action = actions.isEmpty() ? nullptr : actions[upTo(static_cast<int>(actions.size()))];
      if (action != nullptr && action->isEnabled() && !action->menu() && upTo(3) > 0)
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
      else
        QTest::keyClick(menu, Qt::Key_Escape);
      return;
    }
    if (QWidget* modal = QApplication::activeModalWidget(); modal != nullptr && upTo(4) == 0)
      QTest::keyClick(modal, Qt::Key_Escape);
  }

  void act() {
    QWidgetList tops;
    for (QWidget* top : QApplication::topLevelWidgets())
      if (top->isVisible() && !qobject_cast<QMenu*>(top)) tops << top;
    if (QWidget* modal = QApplication::activeModalWidget()) tops = {modal};
    QWidget* const top = tops.isEmpty() ? m_window.get() : tops[upTo(static_cast<int>(tops.size()))];
    QWidgetList within{top};
    for (QWidget* widget : top->findChildren<QWidget*>())
      if (widget->isVisible() && widget->isEnabled()) within << widget;
    QWidget* const widget = within[upTo(static_cast<int>(within.size()))];
    switch (upTo(6)) {
      case 0:
      case 1:
        QTest::mouseClick(widget, Qt::LeftButton, upTo(5) == 0 ? Qt::ShiftModifier : Qt::NoModifier,
                          pointIn(widget));
        break;
      case 2:
        drag(widget, pointIn(widget), pointIn(widget));
        break;
      case 3:
        wheel(widget, upTo(5) - 2);
        break;
      case 4: {
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr && upTo(2) == 0 ? focus : top,
                        keys[static_cast<std::size_t>(upTo(keys.size()))],
                        upTo(8) == 0 ? Qt::ShiftModifier : Qt::NoModifier);
        break;
      }
      default:
        if (auto* edit = qobject_cast<QLineEdit*>(widget))
          QTest::keyClicks(edit, QString::number(upTo(100)));
        else
          QTest::mouseDClick(widget, Qt::LeftButton, {}, pointIn(widget));
    }
  }

  /// Large networks would take the time of many events.
  void keepSmall() {
    const core::Setting& now = setting();
    if (now.width <= 48 && now.depth <= 8 && now.points <= 256) return;
    m_window->session().setSetting(smallSetting());
    if (m_window->session().showsFile()) m_window->session().closeNetwork();
  }

 private Q_SLOTS:
  void initTestCase() {
    loadEmbeddedFonts();
    QDir::setCurrent(m_folder.path());  // what it saves by chance
    // Queued: what answers one thing may open another, and a timer does not fire within itself.
    connect(&m_popups, &QTimer::timeout, this, &EnduranceTest::answer, Qt::QueuedConnection);
    m_popups.start(5);
  }
  void cleanup() { m_window.reset(); }

  void monkey_atEveryControl_findsNothing() {
    open();
    const int events = 500 * static_cast<int>(soakFactor());
    for (int i = 0; i < events; ++i) {
      act();
      keepSmall();
      QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
      if (!m_window->isVisible()) m_window->show();
      if (i % 1000 == 999) std::printf("%d events, %.0f MB\n", i + 1, residentBytes() / 1e6);
    }
    for (QWidget* top : QApplication::topLevelWidgets())
      if (top != m_window.get() && qobject_cast<QDialog*>(top) && top->isVisible()) top->close();
    m_window->trainingService().forget();
    m_window->tours().close();
    m_window->animator().stop();
    m_window->rewind();  // no slider plays any more
    m_window->show();
    // It still does what it is for.
    core::Setting other = smallSetting();
    other.sigmaW = 2.75;
    m_window->session().setSetting(other);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->snapshot()->subject.setting.sigmaW, 2.75, 60'000);
  }

  void memory_whileSlidersMove_isFlat() {
    open();
    QElapsedTimer clock;
    clock.start();
    const double seconds = 3.0 * soakFactor();
    std::array<double, 10> tenths{};  // of the time: the most that was held
    qint64 moves = 0;
    while (static_cast<double>(clock.elapsed()) < 1e3 * seconds) {
      for (const char* key : {"sigma_w", "sigma_b", "depth", "width"}) {
        Slider* const slider = control(key)->slider();
        QTest::mousePress(slider, Qt::LeftButton, {}, {upTo(slider->width()), slider->height() / 2});
        for (int i = 0; i < 6; ++i) {
          moveTo(slider, {upTo(slider->width()), slider->height() / 2});
          QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
          ++moves;
        }
        QTest::mouseRelease(slider, Qt::LeftButton, {}, {upTo(slider->width() / 3), slider->height() / 2});
      }
      const auto tenth = static_cast<std::size_t>(static_cast<double>(clock.elapsed()) / (100.0 * seconds));
      double& held = tenths[std::min(tenth, tenths.size() - 1)];
      held = std::max(held, residentBytes());
    }
    std::printf("%lld moves in %.0f s; at most, in MB:", static_cast<long long>(moves), seconds);
    for (const double held : tenths) std::printf(" %.0f", held / 1e6);
    std::printf("\n");
    const double warm = *std::max_element(tenths.begin(), tenths.begin() + 4);
    const double most = *std::max_element(tenths.begin() + 4, tenths.end());
    // Caches and the steps of undo, which are bounded, fill in the first minute: a short run allows for them.
    const double filling = seconds < 120.0 ? 250e6 : 60e6;
    QVERIFY2(most < 1.15 * warm + filling,
             qPrintable(QStringLiteral("%1 MB, then %2 MB").arg(warm / 1e6).arg(most / 1e6)));
  }
};

QTEST_MAIN(EnduranceTest)
#include "tst_endurance.moc"
