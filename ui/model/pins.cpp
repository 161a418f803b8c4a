#include "ui/model/pins.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <iterator>

#include "core/support/text.h"
#include "ui/model/text.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

struct SettingText {
  Q_DECLARE_TR_FUNCTIONS(Setting)
};

/// As short as sliders say it, but not as another number reads.
QString number(double value, double other) {
  const QString text = QString::number(value, 'g', 5);
  return text == QString::number(other, 'g', 5) ? QString::fromStdString(core::numberText(value)) : text;
}

/// In what `setting` differs from `reference`.
QStringList differenceParts(const core::Setting& setting, const core::Setting& reference) {
  QStringList parts;
  const bool loaded = !setting.networkFile.empty();
  if (loaded && setting.networkFile != reference.networkFile) parts << networkLabel(setting);
  if (setting.activation != reference.activation) parts << fromView(core::name(setting.activation));
  if (!loaded) {
    if (setting.depth != reference.depth) parts << SettingText::tr("depth %1").arg(setting.depth);
    if (setting.widths != reference.widths || setting.width != reference.width)
      parts << (setting.widths.empty() ? SettingText::tr("width %1").arg(setting.width)
                                       : SettingText::tr("other widths"));
    if (setting.sigmaW != reference.sigmaW || !reference.networkFile.empty())
      parts << QStringLiteral("\u03c3_w ") + number(setting.sigmaW, reference.sigmaW);
    if (setting.sigmaB != reference.sigmaB)
      parts << QStringLiteral("\u03c3_b ") + number(setting.sigmaB, reference.sigmaB);
    if (setting.weights != reference.weights) parts << QString::fromStdString(core::toText(setting.weights));
    if (setting.seed != reference.seed) parts << SettingText::tr("seed %1").arg(setting.seed);
  }
  if (setting.trajectory != reference.trajectory)
    parts << coreText(core::name(setting.trajectory));
  else if (setting.path != reference.path || setting.endpointsFile != reference.endpointsFile ||
           core::effectiveEndpoints(setting) != core::effectiveEndpoints(reference))
    parts << SettingText::tr("another curve");
  if (setting.tBegin != reference.tBegin || setting.tEnd != reference.tEnd)
    parts << SettingText::tr("t %1 to %2")
                 .arg(number(setting.tBegin, reference.tBegin), number(setting.tEnd, reference.tEnd));
  return parts;
}

}  // namespace

Pin pinOf(const core::Snapshot& snapshot, const std::vector<Pin>& others) {
  const int slot = freeSlot(others);
  const auto isTaken = [&](QChar letter) {
    return std::any_of(others.begin(), others.end(), [&](const Pin& pin) { return pin.name == letter; });
  };
  auto letter = static_cast<char>('A' + slot);
  if (isTaken(QLatin1Char(letter)))  // by one that was renamed
    for (letter = 'A'; letter < 'Z' && isTaken(QLatin1Char(letter));) ++letter;
  return {.name = QString(QLatin1Char(letter)),
          .subject = snapshot.subject,
          .view = snapshot.view,
          .snapshot = lightened(snapshot),
          .slot = slot};
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

int freeSlot(const std::vector<Pin>& pins) {
  for (int slot = 0; slot < static_cast<int>(mostPins); ++slot)
    if (std::none_of(pins.begin(), pins.end(), [&](const Pin& pin) { return pin.slot == slot; })) return slot;
  return 0;
}

void keepSlotsApart(std::vector<Pin>& pins) {
  std::vector<Pin> placed;
  for (Pin& pin : pins) {
    const bool taken =
        std::any_of(placed.begin(), placed.end(), [&](const Pin& other) { return other.slot == pin.slot; });
    if (taken || pin.slot < 0 || pin.slot >= static_cast<int>(mostPins)) pin.slot = freeSlot(placed);
    placed.push_back(pin);
  }
}

void showIn(const core::ViewChoice& view, std::vector<Pin>& pins) {
  for (Pin& pin : pins) {
    pin.view = view;
    if (pin.study && !pin.study->isOf(pin.subject, view.image)) pin.study.reset();
  }
}

bool isUpToDate(const Pin& pin) {
  return pin.snapshot && pin.snapshot->view == pin.view;
}

std::vector<Pin> shownPins(const std::vector<Pin>& pins) {
  std::vector<Pin> shown;
  std::copy_if(pins.begin(), pins.end(), std::back_inserter(shown), [](const Pin& pin) { return pin.shown; });
  return shown;
}

PinParts lackingParts(const Pin& pin, const PinParts& wanted) {
  const core::LayerStudyParts there = pin.study ? pin.study->parts() : core::LayerStudyParts{};
  return {.study = {.autocorrelation = wanted.study.autocorrelation && !there.autocorrelation,
                    .similarity = wanted.study.similarity && !there.similarity,
                    .jacobian = wanted.study.jacobian && !there.jacobian},
          .theory = wanted.theory && !pin.theory};
}

bool completeStep(Pin& pin, const PinParts& wanted, core::ExplorerCache& cache, const std::stop_token& stop) {
  if (!isUpToDate(pin)) {
    const auto snapshot = core::explore(pin.subject, pin.view, core::Quality::Full, cache, stop);
    if (snapshot) pin.snapshot = lightened(*snapshot);
    return snapshot != nullptr;
  }
  const PinParts lacking = lackingParts(pin, wanted);
  if (lacking.theory) {
    const core::TheoryLinesPtr theory = core::theoryLines(*pin.snapshot, stop);
    if (theory) pin.theory = theory;
    return theory != nullptr;
  }
  if (!lacking.study.any()) return false;
  const core::LayerStudyParts next = lacking.study.autocorrelation
                                         ? core::LayerStudyParts{.autocorrelation = true}
                                     : lacking.study.similarity ? core::LayerStudyParts{.similarity = true}
                                                                : core::LayerStudyParts{.jacobian = true};
  const core::LayerStudyPtr study = core::extended(pin.study, pin.subject, pin.view.image, next, stop);
  if (study) pin.study = study;
  return study != nullptr;
}

void complete(Pin& pin, const PinParts& wanted, const std::stop_token& stop) {
  core::ExplorerCache cache;
  while (completeStep(pin, wanted, cache, stop)) {
  }
}

void takeParts(Pin& pin, const Pin& computed) {
  if (!isUpToDate(pin) && computed.snapshot) pin.snapshot = computed.snapshot;
  if (!pin.theory) pin.theory = computed.theory;
  if (computed.study && (!pin.study || computed.study->parts().include(pin.study->parts())))
    pin.study = computed.study;
}

QString differenceLine(const core::Setting& setting, const core::Setting& reference) {
  return differenceParts(setting, reference).join(QStringLiteral(", "));
}

QString contrastLine(const core::Setting& setting, const std::vector<Pin>& pins) {
  QStringList parts;
  for (const Pin& pin : pins) parts << differenceParts(setting, pin.subject.setting);
  parts.removeDuplicates();
  return parts.join(QStringLiteral(", "));
}

QString thisNetworkLabel(const core::Setting& setting, const std::vector<Pin>& pins) {
  const QString contrast = contrastLine(setting, pins);
  const QString name = QCoreApplication::translate("Pins", "this network");
  return contrast.isEmpty() ? name : name + QStringLiteral(": ") + contrast;
}

QString labelOf(const Pin& pin, const core::Setting& reference) {
  const QString difference = differenceLine(pin.subject.setting, reference);
  return shortName(pin) + QStringLiteral(": ") +
         (difference.isEmpty() ? QCoreApplication::translate("Pins", "as now") : difference);
}

QString shortName(const Pin& pin) {
  constexpr int longest = 24;
  return pin.name.size() > longest ? pin.name.left(longest - 1) + QChar(0x2026) : pin.name;
}

QString plainLabel(QString label) {
  return label.replace(QStringLiteral("\u03c3_"), QStringLiteral("\u03c3"));
}

}  // namespace arcscope::ui
