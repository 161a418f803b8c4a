// A monkey at every control, and memory while sliders move. Short here; ARCSCOPE_SOAK times as long in the
// full run.
#include <malloc.h>
#include <unistd.h>

#include <QAbstractButton>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <vector>

#include "tests/core/soak.h"
#include "tests/ui/window_fixture.h"
#include "ui/lecture/presentation.h"
#include "ui/panels/slider.h"
#include "ui/plots/view.h"

using namespace arcscope;
using namespace arcscope::ui;

namespace {

/// Bytes that are allocated; 0 where the C library does not say.
double allocatedBytes() {
#ifdef __GLIBC__
  const struct mallinfo2 now = mallinfo2();
  return static_cast<double>(now.uordblks) + static_cast<double>(now.hblkhd);
#else
  return 0.0;
#endif
}

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
    keepAtHome();
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

  /// A file dialog stays near the monkey's own folder: in /proc are files that whoever may read them waits
  /// at.
  void keepAtHome() {
    for (QWidget* window : QApplication::topLevelWidgets())
      if (auto* dialog = qobject_cast<QFileDialog*>(window);
          dialog && !dialog->directory().path().startsWith(m_folder.path()))
        dialog->setDirectory(m_folder.path());
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
    // Nor does it begin where another one was: Qt's file dialog remembers.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
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

  /// What is held in the same state, again and again between the moves. What one move needs hangs on where
  /// the sliders are: 64 layers of 1024 neurons have images of 270 MB.
  void memory_whileSlidersMove_isFlat() {
    open();
    constexpr int rests = 10;
    const double seconds = 3.0 * soakFactor() / rests;
    std::vector<double> held;
    std::vector<double> used;
    double most = 0.0;
    qint64 moves = 0;
    for (int rest = 0; rest < rests; ++rest) {
      QElapsedTimer clock;
      clock.start();
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
        most = std::max(most, residentBytes());
      }
      m_window->session().setSetting(smallSetting());
      QTRY_VERIFY_WITH_TIMEOUT(setting() == smallSetting() && m_window->snapshot() &&
                                   m_window->snapshot()->subject.setting == smallSetting() &&
                                   m_window->snapshot()->quality == core::Quality::Full,
                               60'000);
      QTest::qWait(300);  // theory and regions of it
      held.push_back(residentBytes());
      used.push_back(allocatedBytes());
    }
    std::printf("%lld moves in %.0f s, at most %.0f MB; at rest, in MB:", static_cast<long long>(moves),
                seconds * rests, most / 1e6);
    for (int rest = 0; rest < rests; ++rest)
      std::printf(" %.0f (%.0f)", held[static_cast<std::size_t>(rest)] / 1e6,
                  used[static_cast<std::size_t>(rest)] / 1e6);
    std::printf("\n");
    const double warm = *std::max_element(held.begin(), held.begin() + 4);
    const double later = *std::max_element(held.begin() + 4, held.end());
    // Caches and the steps of undo, which are bounded, fill in the first minute: a short run allows for them.
    const double filling = seconds * rests < 120.0 ? 250e6 : 60e6;
    QVERIFY2(later < 1.15 * warm + filling,
             qPrintable(QStringLiteral("%1 MB, then %2 MB").arg(warm / 1e6).arg(later / 1e6)));
  }
};

QTEST_MAIN(EnduranceTest)
#include "tst_endurance.moc"
