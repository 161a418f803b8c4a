#include "ui/model/pin_service.h"

namespace arcscope::ui {
namespace {

constexpr std::chrono::milliseconds noPatience{0};  // what is no longer wanted is not finished

}  // namespace

PinService::PinService(QObject* parent)
    : QObject(parent),
      m_worker(this, noPatience, [this](const Worker::Stage& stage) { return compute(stage); }) {}

void PinService::request(const std::vector<Pin>& pins) {
  std::vector<Pin> wanted;
  for (const Pin& pin : pins)
    if (!pin.snapshot) wanted.push_back(pin);
  if (!wanted.empty()) m_worker.request(wanted);
}

PinService::Worker::Done PinService::compute(const Worker::Stage& stage) {
  if (stage.first) m_left = stage.request;
  if (m_left.empty()) return {};
  Pin pin = std::move(m_left.front());
  m_left.erase(m_left.begin());
  Worker::Done done;
  if (!m_left.empty()) done.next = std::chrono::milliseconds(0);
  try {
    const auto snapshot = core::explore(pin.subject, pin.view, core::Quality::Full, m_cache, stage.stop);
    if (!snapshot) return {};
    pin.snapshot = lightened(*snapshot);
    done.deliver = [this, pin] { Q_EMIT pinReady(pin); };
  } catch (const std::exception& error) {  // nothing may escape from the thread
    done.deliver = [this, text = QString::fromUtf8(error.what())] { Q_EMIT failed(text); };
  }
  return done;
}

}  // namespace arcscope::ui
