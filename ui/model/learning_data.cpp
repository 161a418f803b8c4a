#include "ui/model/learning_data.h"

#include "ui/model/background_read.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {

LearningData::LearningData(QObject* parent) : QObject(parent) {}

void LearningData::open(const core::DataChoice& choice) {
  const auto number = ++m_opening;
  if (m_task && choice == m_choice) {
    setBusy(false);
    Q_EMIT opened();
    return;
  }
  setBusy(true);
  using Task = core::LearningTaskPtr;
  readInBackground<Task>(
      this,
      [choice]() -> core::Expected<Task> {
        core::Expected<core::LearningTask> read = core::openTask(choice);
        if (!read) return read.error();
        return Task(std::make_shared<const core::LearningTask>(std::move(read).value()));
      },
      [this, choice, number](const core::Expected<Task>& read) {
        if (number != m_opening) return;
        setBusy(false);
        if (!read) {
          Q_EMIT failed(coreText(read.error().message));
          return;
        }
        m_choice = choice;
        m_task = read.value();
        Q_EMIT opened();
      });
}

void LearningData::need() {
  if (!m_task && !m_busy) open(m_choice);
}

void LearningData::setBusy(bool busy) {
  if (busy == m_busy) return;
  m_busy = busy;
  Q_EMIT busyChanged(busy);
}

}  // namespace arcscope::ui
