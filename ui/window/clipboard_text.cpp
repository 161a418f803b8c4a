#include "ui/window/clipboard_text.h"

#include <QLocale>
#include <cmath>

namespace arcscope::ui {

QString asText(const DataTable& table) {
  QStringList lines{table.columns.join(QLatin1Char('\t'))};
  for (const QVector<double>& row : table.rows) {
    QStringList cells;
    for (const double value : row)
      cells << (std::isnan(value) ? QString()
                                  : QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest));
    lines << cells.join(QLatin1Char('\t'));
  }
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace arcscope::ui
