#pragma once
#include <QWidget>
#include <vector>

#include "ui/model/pins.h"
#include "ui/panels/button.h"

namespace arcscope::ui {

/// The pinned states as a row of names with the colours that they have in the charts. A click on one opens
/// what can be done with it.
class PinStrip : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PinStrip(QWidget* parent = nullptr);
  /// @param reference what the tooltips say the difference from.
  void setPins(const std::vector<Pin>& pins, const core::Setting& reference);

 Q_SIGNALS:
  void restoreRequested(int index);
  void renameRequested(int index, const QString& name);
  void removeRequested(int index);

 protected:
  void themeChanged() override {}

 private:
  void openMenu(int index);
  void askForName(int index);

  std::vector<QAbstractButton*> m_chips;
  std::vector<Pin> m_pins;
};

}  // namespace arcscope::ui
