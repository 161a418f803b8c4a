#pragma once
#include "app/commands/figure_flags.h"
#include "ui/model/pins.h"

namespace arcscope::app {

/// What flags choose of a figure and of the network that it shows.
struct FigureRequest {
  core::Subject subject;
  core::ViewChoice view;
  ui::FigureChoice figure;
  std::optional<int> layer;
  std::int64_t draws = 0;     ///< of an ensemble, or none
  std::vector<ui::Pin> pins;  ///< of a session: still to be computed
  double t = 0.3;             ///< the shared t of a session
  core::Setting setting;      ///< what flags of the setting vary
};

/// --view, --preset and what figures are told, and the flags of the setting.
void addFigureFlags(Flags& flags);
/// Reads them, with the files that they name. The error is one sentence.
[[nodiscard]] std::optional<core::Error> readFigureRequest(const Flags& flags, FigureRequest& request);
/// `pins` with what a figure shows of them.
[[nodiscard]] std::vector<ui::Pin> computedPins(std::vector<ui::Pin> pins, const core::ViewChoice& view);
/// Where the pattern, or the image in full, is kept of a network too large for all.
[[nodiscard]] int layerKept(const FigureRequest& request);

/// "a, b or c"
template <class Values, class NameOf>
std::string joinedNames(const Values& values, NameOf nameOf) {
  std::string names;
  for (std::size_t i = 0; i < values.size(); ++i)
    names += (i == 0 ? "" : i + 1 == values.size() ? " or " : ", ") + nameOf(values[i]).toStdString();
  return names;
}

}  // namespace arcscope::app
