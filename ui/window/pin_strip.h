#pragma once
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/model/pins.h"
#include "ui/panels/button.h"

class QLineEdit;

namespace arcscope::ui {

/// The pinned states as a row of names with the lines that they have in the charts, cut where room is short.
/// A click on one opens what can be done with it; it is renamed in its place.
class PinStrip : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PinStrip(QWidget* parent = nullptr);
  /// @param reference what the tooltips say the difference from.
  void setPins(const std::vector<Pin>& pins, const core::Setting& reference);

 Q_SIGNALS:
  void restoreRequested(int index);
  void changed(const std::vector<arcscope::ui::Pin>& pins);  ///< one was renamed, hidden, shown or removed

 protected:
  void themeChanged() override {}

 private:
  void openMenu(int index);
  void rename(int index);
  void change(int index, const std::function<void(Pin&)>& how);

  std::vector<QAbstractButton*> m_chips;
  std::vector<Pin> m_pins;
};

}  // namespace arcscope::ui
