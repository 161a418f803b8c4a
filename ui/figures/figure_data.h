#pragma once
#include <QByteArray>
#include <functional>
#include <optional>

#include "core/explorer/snapshot.h"
#include "ui/figures/figure.h"
#include "ui/plots/view.h"

namespace arcscope::ui {

/// Comma-separated, one row of column names, numbers in the shortest form that reads back to the same double;
/// empty where there is no value. The setting stands in comment lines that begin with #.
[[nodiscard]] QByteArray asCsv(const DataTable& table, const FigureInfo& info);
/// {"version", "view", "seed", "setting", "columns": [...], "rows": [[...], ...]}; null where there is no
/// value.
[[nodiscard]] QByteArray asJson(const DataTable& table, const FigureInfo& info);

/// Takes a piece of a file; false when it could not be written.
using WritePiece = std::function<bool(const QByteArray& piece)>;

/// Images in double as a NumPy file, row-major: layer `layer` (0: the input) as [points x width], or without
/// one all hidden layers as [depth x points x width]. Layers are computed and written one by one at the
/// snapshot's t. The error says what is wrong with the choice; `write` answering false ends it early without
/// one.
[[nodiscard]] std::optional<core::Error> writeImagesAsNpy(const core::Snapshot& snapshot,
                                                          std::optional<int> layer, const WritePiece& write);

/// A Python script (NumPy alone) that rebuilds the network from the safetensors file named `networkFile`,
/// which lies beside it, and prints the length of the image in every layer at the setting's equidistant
/// points.
[[nodiscard]] QByteArray pythonScript(const core::Snapshot& snapshot, const FigureInfo& info,
                                      const QString& networkFile);

}  // namespace arcscope::ui
