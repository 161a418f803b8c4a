#pragma once
#include <QLineEdit>
#include <QWidget>

#include "core/explorer/snapshot.h"
#include "ui/panels/segmented.h"
#include "ui/window/badge_strip.h"

namespace arcscope::ui {

/// How the images are shown: projection, z or h, own or common scale, while there are pins these beneath or
/// beside them; at its right end the grid's badges.
class GridToolbar : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit GridToolbar(QWidget* parent = nullptr);
  void setView(const core::ViewChoice& view);
  void setCommonScale(bool common);
  void setSideBySide(bool on) { m_pins->setCurrent(on ? 1 : 0); }
  void setPinned(bool any);  ///< whether there are pins to see
  void setBadges(const QVector<Badge>& badges) { m_badges->setBadges(badges); }

 Q_SIGNALS:
  void viewChosen(const arcscope::core::ViewChoice& view);
  void commonScaleChosen(bool common);
  void sideBySideChosen(bool on);
  void refused(const QString& sentence);

 protected:
  void resizeEvent(QResizeEvent*) override;
  void themeChanged() override {}

 private:
  void arrange();
  void chooseProjection(int index);
  void readNeurons();

  core::ViewChoice m_view;
  Segmented* m_projection;
  QLineEdit* m_neurons;
  Segmented* m_image;
  Segmented* m_scale;
  Segmented* m_pins;
  bool m_pinned = false;
  BadgeStrip* m_badges;
};

}  // namespace arcscope::ui
