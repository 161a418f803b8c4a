#include "ui/model/pin_service.h"

#include <algorithm>

namespace arcscope::ui {
namespace {

constexpr std::chrono::milliseconds noPatience{0};  // what is no longer wanted is not finished

bool lacksAny(const Pin& pin, const PinParts& parts) {
  const PinParts lacking = lackingParts(pin, parts);
  return !isUpToDate(pin) || lacking.theory || lacking.study.any();
}

}  // namespace

PinService::PinService(QObject* parent)
    : QObject(parent),
      m_worker(this, noPatience, [this](const Worker::Stage& stage) { return compute(stage); }) {}

void PinService::request(const std::vector<Pin>& pins, const PinParts& parts) {
  m_tasks.clear();
  for (const Pin& pin : pins) {
    const bool hopeless =
        std::any_of(m_givenUp.begin(), m_givenUp.end(), [&](const Pin& other) { return other.isOf(pin); });
    if (!hopeless && lacksAny(pin, pin.shown ? parts : PinParts{}))
      m_tasks.push_back({pin, pin.shown ? parts : PinParts{}});
  }
  // Snapshots of all before the parts of one: they are in every view.
  std::stable_partition(m_tasks.begin(), m_tasks.end(),
                        [](const Task& task) { return !isUpToDate(task.pin); });
  const bool goesOn = m_inWork && std::any_of(m_tasks.begin(), m_tasks.end(), [&](const Task& task) {
                        return task.pin.isOf(m_inWork->pin) && task.pin.snapshot == m_inWork->pin.snapshot &&
                               task.pin.study == m_inWork->pin.study &&
                               task.pin.theory == m_inWork->pin.theory;
                      });
  if (!goesOn) begin();
}

/// The first task, in place of what is in work.
void PinService::begin() {
  if (m_tasks.empty() && !m_inWork) return;
  m_inWork = m_tasks.empty() ? std::nullopt : std::optional(m_tasks.front());
  m_worker.request(m_inWork);
}

void PinService::deliver(const Pin& pin) {
  if (m_inWork && m_inWork->pin.isOf(pin)) {
    for (Task& task : m_tasks)
      if (task.pin.isOf(pin)) takeParts(task.pin, pin);
    std::erase_if(m_tasks, [](const Task& task) { return !lacksAny(task.pin, task.parts); });
    m_inWork.reset();
    begin();
  }
  Q_EMIT pinReady(pin);
}

void PinService::giveUp(const Pin& pin, const QString& sentence) {
  m_givenUp.push_back(pin);
  std::erase_if(m_tasks, [&](const Task& task) { return task.pin.isOf(pin); });
  m_inWork.reset();
  begin();
  Q_EMIT failed(sentence);
}

PinService::Worker::Done PinService::compute(const Worker::Stage& stage) {
  if (!stage.request) return {};
  Pin pin = stage.request->pin;
  Worker::Done done;
  try {
    if (completeStep(pin, stage.request->parts, m_cache, stage.stop))
      done.deliver = [this, pin] { deliver(pin); };
  } catch (const std::exception& error) {  // nothing may escape from the thread
    done.deliver = [this, pin, text = QString::fromUtf8(error.what())] { giveUp(pin, text); };
  }
  return done;
}

}  // namespace arcscope::ui
