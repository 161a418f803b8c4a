#pragma once
#include <QString>

class QWidget;

namespace arcscope::ui {

struct Question {
  const char* name;  ///< of the box, for tests
  QString title, text;
  QString act;   ///< what loses something
  QString keep;  ///< leaves everything as it is: the default, and Escape
};

/// Asks before something is lost; returns when the person has answered: true to act.
[[nodiscard]] bool isConfirmed(const Question& question, QWidget* parent);

}  // namespace arcscope::ui
