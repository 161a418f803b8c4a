#pragma once
#include <QTest>

// How long QTRY_VERIFY and QTRY_COMPARE wait at most. Qt's five seconds are short for a machine that does
// something else as well, or for a sanitizer; who is right does not wait at all.

namespace arcscope::ui::test {
inline constexpr int patienceMs = 60'000;
}

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, arcscope::ui::test::patienceMs)
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, arcscope::ui::test::patienceMs)
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, arcscope::ui::test::patienceMs)
