#include "ui/window/accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include "ui/panels/slider.h"
#include "ui/plots/view.h"

namespace arcscope::ui {
namespace {

/// A widget that says what it shows.
class SpokenWidget : public QAccessibleWidget {
 public:
  using Spoken = QString (*)(const QWidget*);
  SpokenWidget(QWidget* widget, QAccessible::Role role, Spoken spoken)
      : QAccessibleWidget(widget, role), m_spoken(spoken) {}

  [[nodiscard]] QString text(QAccessible::Text kind) const override {
    if (kind == QAccessible::Value || kind == QAccessible::Description) return m_spoken(widget());
    return QAccessibleWidget::text(kind);
  }

 private:
  Spoken m_spoken;
};

QAccessibleInterface* spokenWidget(const QString&, QObject* object) {
  if (auto* view = qobject_cast<View*>(object))
    return new SpokenWidget(view, QAccessible::Chart,
                            [](const QWidget* widget) { return static_cast<const View*>(widget)->spoken(); });
  if (auto* slider = qobject_cast<Slider*>(object))
    return new SpokenWidget(slider, QAccessible::Slider, [](const QWidget* widget) {
      return static_cast<const Slider*>(widget)->spoken();
    });
  return nullptr;
}

}  // namespace

void installAccessibility() {
  static const bool installed = [] {
    QAccessible::installFactory(spokenWidget);
    return true;
  }();
  static_cast<void>(installed);
}

}  // namespace arcscope::ui
