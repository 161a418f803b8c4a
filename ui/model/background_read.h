#pragma once
#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <exception>
#include <functional>
#include <memory>

#include "core/support/expected.h"

namespace arcscope::ui {

/// Calls `read` on another thread, and `done` with what it returned on the GUI thread, unless `receiver` is
/// gone by then. What is thrown, above all for want of memory, becomes an Error.
template <class T>
void readInBackground(QObject* receiver, std::function<core::Expected<T>()> read,
                      std::function<void(const core::Expected<T>&)> done) {
  QThreadPool::globalInstance()->start(
      [receiver = QPointer<QObject>(receiver), read = std::move(read), done = std::move(done)] {
        auto result = std::make_shared<core::Expected<T>>([&]() -> core::Expected<T> {
          try {
            return read();
          } catch (const std::exception& error) {
            return core::Error{"The file cannot be opened: " + std::string(error.what()) + "."};
          }
        }());
        QMetaObject::invokeMethod(
            qApp,
            [receiver, result, done] {
              if (receiver) done(*result);
            },
            Qt::QueuedConnection);
      });
}

}  // namespace arcscope::ui
