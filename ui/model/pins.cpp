#include "ui/model/pins.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>
#include <algorithm>

#include "core/support/text.h"
#include "ui/model/text.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

struct SettingText {
  Q_DECLARE_TR_FUNCTIONS(Setting)
};

QString number(double value) {
  return QString::fromStdString(core::numberText(value));
}

}  // namespace

Pin pinOf(const core::Snapshot& snapshot, const std::vector<Pin>& others) {
  QString name;
  for (char letter = 'A'; name.isEmpty() && letter <= 'Z'; ++letter) {
    const QString wanted{QLatin1Char(letter)};
    if (std::none_of(others.begin(), others.end(), [&](const Pin& pin) { return pin.name == wanted; }))
      name = wanted;
  }
  return {.name = name, .subject = snapshot.subject, .view = snapshot.view, .snapshot = lightened(snapshot)};
}

std::shared_ptr<const core::Snapshot> lightened(const core::Snapshot& snapshot) {
  auto light = std::make_shared<core::Snapshot>(snapshot);
  light->trace.reset();
  for (core::LayerSnapshot& layer : light->layers) {
    layer.image.reset();
    layer.regions.reset();
  }
  return light;
}

QString differenceLine(const core::Setting& setting, const core::Setting& reference) {
  QStringList parts;
  const bool loaded = !setting.networkFile.empty();
  if (loaded && setting.networkFile != reference.networkFile)
    parts << coreText(QFileInfo(QString::fromStdString(setting.networkFile)).fileName().toStdString());
  if (setting.activation != reference.activation) parts << fromView(core::name(setting.activation));
  if (!loaded) {
    if (setting.depth != reference.depth) parts << SettingText::tr("depth %1").arg(setting.depth);
    if (setting.widths != reference.widths || setting.width != reference.width)
      parts << (setting.widths.empty() ? SettingText::tr("width %1").arg(setting.width)
                                       : SettingText::tr("other widths"));
    if (setting.sigmaW != reference.sigmaW || !reference.networkFile.empty())
      parts << QStringLiteral("\u03c3w ") + number(setting.sigmaW);
    if (setting.sigmaB != reference.sigmaB) parts << QStringLiteral("σb ") + number(setting.sigmaB);
    if (setting.weights != reference.weights) parts << QString::fromStdString(core::toText(setting.weights));
    if (setting.seed != reference.seed) parts << SettingText::tr("seed %1").arg(setting.seed);
  }
  if (setting.trajectory != reference.trajectory)
    parts << coreText(core::name(setting.trajectory));
  else if (setting.path != reference.path || setting.endpointsFile != reference.endpointsFile ||
           core::effectiveEndpoints(setting) != core::effectiveEndpoints(reference))
    parts << SettingText::tr("another curve");
  if (setting.tBegin != reference.tBegin || setting.tEnd != reference.tEnd)
    parts << SettingText::tr("t %1 to %2").arg(number(setting.tBegin), number(setting.tEnd));
  return parts.join(QStringLiteral(", "));
}

QString labelOf(const Pin& pin, const core::Setting& reference) {
  const QString difference = differenceLine(pin.subject.setting, reference);
  return difference.isEmpty() ? pin.name : pin.name + QStringLiteral(": ") + difference;
}

}  // namespace arcscope::ui
