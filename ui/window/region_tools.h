#pragma once
#include <QMenu>
#include <QWidget>

#include "ui/panels/segmented.h"
#include "ui/plots/plane_view.h"

namespace arcscope::ui {

/// How the regions of a plane are shown: what fills them, and of how many layers they are.
class RegionTools : public QWidget {
  Q_OBJECT

 public:
  /// @param plane outlives this.
  explicit RegionTools(PlaneView* plane, QWidget* parent = nullptr);

  [[nodiscard]] Segmented* fill() const { return m_fill; }
  [[nodiscard]] Segmented* layers() const { return m_layers; }
  void refresh();  ///< after the plane was given another snapshot or choice
  /// The same choices as entries of a menu.
  void addTo(QMenu& menu) const;

 private:
  PlaneView* m_plane;
  Segmented* m_fill;
  Segmented* m_layers;
};

}  // namespace arcscope::ui
