#pragma once
#include <QChar>
#include <QHash>
#include <QString>

namespace arcscope::ui {

/// Signs by their TeX names without the backslash: one character each.
[[nodiscard]] const QHash<QString, QString>& mathSigns();
/// Whether it has the spacing of a relation, such as =.
[[nodiscard]] bool isRelation(QChar c);
/// Whether it has the spacing of an operator between two terms, such as +.
[[nodiscard]] bool isBinary(QChar c);

}  // namespace arcscope::ui
