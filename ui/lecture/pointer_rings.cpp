#include "ui/lecture/pointer_rings.h"

#include <utility>

namespace arcscope::ui {
namespace {

constexpr std::size_t mostRings = 4;

}  // namespace

PointerRings::PointerRings(const TourGuide& guide, PlaceOf placeOf, QWidget* window)
    : QObject(window), m_guide(guide), m_placeOf(std::move(placeOf)) {
  for (std::size_t i = 0; i < mostRings; ++i) m_rings.push_back(new PointerRing(window));
  m_settled.setSingleShot(true);
  m_settled.setInterval(settlingMs);
  connect(&m_settled, &QTimer::timeout, this, &PointerRings::place);
  connect(&guide, &TourGuide::stepEntered, this, &PointerRings::hide);
  connect(&guide, &TourGuide::changed, this, &PointerRings::follow);
  connect(&guide, &TourGuide::closed, this, &PointerRings::hide);
  follow();
}

void PointerRings::follow() {
  // What moves all the time, as an animation does, is followed at that pace.
  if (m_guide.isOpen() && !m_frozen && !m_settled.isActive()) m_settled.start();
}

void PointerRings::setFrozen(bool frozen) {
  m_frozen = frozen;
  place();
}

void PointerRings::hide() {
  if (m_frozen) return;
  m_settled.stop();
  for (PointerRing* ring : m_rings) ring->pointAt({});
}

void PointerRings::place() {
  if (m_frozen) return;
  std::size_t used = 0;
  if (m_guide.isOpen())
    for (const QString& target : m_guide.step().points)
      if (used < m_rings.size())
        if (const QRect where = m_placeOf(target); !where.isEmpty()) m_rings[used++]->pointAt(where);
  for (; used < m_rings.size(); ++used) m_rings[used]->pointAt({});
}

}  // namespace arcscope::ui
