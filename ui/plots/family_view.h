#pragma once
#include "ui/model/family_service.h"
#include "ui/plots/family_content.h"
#include "ui/plots/plot_view.h"

namespace arcscope::ui {

/// Networks of several widths and sigma_w beside each other, otherwise like the one on view.
class FamilyView : public PlotView {
  Q_OBJECT

 public:
  explicit FamilyView(QWidget* parent = nullptr);

  [[nodiscard]] const FamilyChoice& familyChoice() const { return m_choice; }
  [[nodiscard]] const FamilyPtr& family() const { return m_family; }  ///< null: nothing computed yet

  void setSnapshot(SnapshotPtr snapshot) override;
  [[nodiscard]] QString title() const override { return ui::title(m_choice.figure); }
  [[nodiscard]] QVector<Badge> badges() const override;
  [[nodiscard]] DataTable numbers() const override;
  void paint(QPainter& painter, const QRectF& rect, const Theme& theme, PaintTarget target) const override;

 public Q_SLOTS:
  void setFamily(const arcscope::ui::FamilyPtr& family);
  void setFamilyChoice(const arcscope::ui::FamilyChoice& choice);

 Q_SIGNALS:
  void familyRequested(const arcscope::core::FamilyRequest& request);
  void familyNotWanted();  ///< the view cannot be seen any more
  void familyChoiceChanged();
  void badgesChanged();

 protected:
  [[nodiscard]] PlotContent content(const core::Snapshot& snapshot) const override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void wantFamily();

  FamilyChoice m_choice;
  FamilyPtr m_family;
};

}  // namespace arcscope::ui
