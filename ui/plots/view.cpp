#include "ui/plots/view.h"

#include <cmath>

namespace arcscope::ui {
namespace {

QString spokenNumber(double value) {
  return QString::number(value, 'g', 4);
}

}  // namespace

QString View::spoken() const {
  if (!m_snapshot) return tr("%1: nothing to show yet").arg(title());
  QStringList parts{title()};
  const DataTable table = numbers();
  // The row of the selected layer where rows are layers, else the last one.
  if (!table.rows.isEmpty()) {
    const bool byLayer = table.columns.value(0) == QStringLiteral("layer");
    QVector<double> row = table.rows.last();
    if (byLayer && m_focus != nullptr)
      for (const QVector<double>& each : table.rows)
        if (each.value(0) == m_focus->layer()) row = each;
    for (qsizetype i = 0; i < std::min(row.size(), table.columns.size()); ++i)
      if (std::isfinite(row[i])) parts << table.columns[i] + QLatin1Char(' ') + spokenNumber(row[i]);
  }
  for (const Badge& badge : badges()) parts << badge.text;
  return parts.join(QStringLiteral(", "));
}

QVector<Badge> View::pinBadge() const {
  QStringList names;
  for (const Pin& pin : pins()) {
    const PinParts lacking = lackingParts(pin, pinNeeds());
    if (!pin.snapshot || lacking.theory || lacking.study.any()) names << shortName(pin);
  }
  if (names.isEmpty()) return {};
  return {{tr("pins to come"), tr("%1: being computed.").arg(names.join(QStringLiteral(", "))), false}};
}

}  // namespace arcscope::ui
