#include "ui/lecture/tour_guide.h"

#include <algorithm>

namespace arcscope::ui {

bool TourGuide::hasNext() const {
  return m_open && (m_index + 1 < count() || (!m_answerShown && !step().answer.isEmpty()));
}

void TourGuide::open(Tour tour, int index) {
  m_tour = std::move(tour);
  m_open = true;
  goTo(index);
}

void TourGuide::setTour(Tour tour) {
  m_tour = std::move(tour);
  if (m_tour.steps.empty()) return close();
  m_index = std::min(m_index, count() - 1);
  Q_EMIT changed();
}

void TourGuide::next() {
  if (!m_open) return;
  if (!m_answerShown && !step().answer.isEmpty()) {
    m_answerShown = true;
    Q_EMIT changed();
  } else if (m_index + 1 < count()) {
    goTo(m_index + 1);
  }
}

void TourGuide::back() {
  if (!m_open) return;
  if (m_answerShown) {
    m_answerShown = false;
    Q_EMIT changed();
  } else if (m_index > 0) {
    goTo(m_index - 1);
  }
}

void TourGuide::goTo(int index) {
  if (!m_open) return;
  m_index = std::clamp(index, 0, count() - 1);
  m_answerShown = false;
  Q_EMIT stepEntered();
  Q_EMIT changed();
}

void TourGuide::close() {
  if (!m_open) return;
  m_open = false;
  Q_EMIT changed();
  Q_EMIT closed();
}

}  // namespace arcscope::ui
