#pragma once
#include <QObject>
#include <QRect>
#include <QString>
#include <QTimer>
#include <functional>
#include <vector>

#include "ui/lecture/pointer_ring.h"
#include "ui/lecture/tour_guide.h"

namespace arcscope::ui {

/// The rings of one window round what the present step of a tour points at: the first four parts that are
/// on view. They go with a step and come when the window of the next one stands where it will.
class PointerRings : public QObject {
  Q_OBJECT

 public:
  static constexpr int settlingMs = 350;  ///< until cards, layouts and images stand where they will

  /// Where a target of a step stands in the window; empty: nowhere.
  using PlaceOf = std::function<QRect(const QString& target)>;
  PointerRings(const TourGuide& guide, PlaceOf placeOf, QWidget* window);
  /// What is pointed at may have moved: they follow when it has come to rest.
  void follow();
  /// Whether they stay as they are, whatever the tour does.
  void setFrozen(bool frozen);

 private:
  void hide();
  void place();

  const TourGuide& m_guide;
  PlaceOf m_placeOf;
  std::vector<PointerRing*> m_rings;
  QTimer m_settled;
  bool m_frozen = false;
};

}  // namespace arcscope::ui
