#pragma once
#include <QLineEdit>
#include <QMenu>
#include <QWidget>

#include "ui/panels/segmented.h"
#include "ui/plots/family_view.h"

namespace arcscope::ui {

/// Which figure of a family is shown, and its lines. @param view outlives this.
class FamilyTools : public QWidget {
  Q_OBJECT

 public:
  explicit FamilyTools(FamilyView* view, QWidget* parent = nullptr);
  void addTo(QMenu& menu) const;

 Q_SIGNALS:
  void refused(const QString& sentence);

 private:
  void refresh();
  void read();
  [[nodiscard]] QLineEdit* field(const char* name, const QString& tip, int width);

  FamilyView* m_view;
  Segmented* m_figure;
  QLineEdit* m_widths;
  QLineEdit* m_sigmaWs;
  QLineEdit* m_draws;
};

}  // namespace arcscope::ui
