#pragma once
#include <QByteArray>
#include <QPainter>
#include <QSizeF>
#include <functional>

#include "ui/figures/figure.h"

namespace arcscope::ui {

/// A PDF of one page; the painter's unit is a point. `info` goes into the document information (Title,
/// Subject: the figure as JSON, Creator) and as XMP.
[[nodiscard]] QByteArray pdfFigure(QSizeF millimetres, const FigureInfo& info,
                                   const std::function<void(QPainter&)>& paint);

/// `pdf` with entries added to its document information, as an incremental update (ISO 32000-1, 7.5.6): the
/// bytes given stay as they are. Unchanged if `pdf` has no classic cross-reference table.
[[nodiscard]] QByteArray withDocumentInfo(const QByteArray& pdf,
                                          const QList<std::pair<QByteArray, QString>>& entries);

}  // namespace arcscope::ui
