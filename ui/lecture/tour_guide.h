#pragma once
#include <QObject>

#include "ui/lecture/tour.h"

namespace arcscope::ui {

/// Where a lecture is: which step, and whether its answer is shown. It says what is to be on view and shows
/// nothing itself. GUI thread only.
class TourGuide : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  [[nodiscard]] bool isOpen() const { return m_open; }
  [[nodiscard]] const Tour& tour() const { return m_tour; }
  [[nodiscard]] int index() const { return m_index; }
  [[nodiscard]] int count() const { return static_cast<int>(m_tour.steps.size()); }
  /// @pre isOpen()
  [[nodiscard]] const TourStep& step() const { return m_tour.steps[static_cast<std::size_t>(m_index)]; }
  [[nodiscard]] bool isAnswerShown() const { return m_answerShown; }
  /// Whether next() would show something.
  [[nodiscard]] bool hasNext() const;
  [[nodiscard]] bool hasBack() const { return m_open && (m_index > 0 || m_answerShown); }

  /// @pre tour.steps is not empty
  void open(Tour tour, int index = 0);
  void setTour(Tour tour);  ///< the same lecture, edited: what is on view stays

 public Q_SLOTS:
  void next();  ///< the answer, if there is one to show; else the next step
  void back();  ///< the answer is hidden, else the step before, whose question is open again
  void goTo(int index);
  void close();

 Q_SIGNALS:
  void changed();      ///< step, answer, or whether a tour is open
  void stepEntered();  ///< its state is to be shown, its animation begins
  void closed();

 private:
  Tour m_tour;
  int m_index = 0;
  bool m_open = false;
  bool m_answerShown = false;
};

}  // namespace arcscope::ui
