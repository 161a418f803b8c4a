#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "app/commands/flags.h"
#include "ui/figures/figure_file.h"
#include "ui/figures/presets.h"

namespace arcscope::app {

// Flags that several commands share: how a figure looks and what it shows of the plane. What was not given
// leaves its target as it is; the error is one sentence.

/// Of a flag with a few words as values: the index of the one given.
[[nodiscard]] std::optional<core::Error> readWord(const Flags& flags, const char* flag,
                                                  std::span<const std::string_view> words,
                                                  std::size_t& index);

/// Of a flag with a whole number as value.
[[nodiscard]] std::optional<core::Error> readWhole(const Flags& flags, const char* flag, std::int64_t least,
                                                   std::int64_t most, std::int64_t& value);

/// The kind of a picture or its numbers by the ending of `file`, which is the value of `flag`.
[[nodiscard]] std::optional<core::Error> readFigureKind(const char* flag, const std::string& file,
                                                        ui::FileKind& kind);

/// Why `file` cannot be written, before hours go into what it is for; devices and pipes are not tried. Leaves
/// nothing behind.
[[nodiscard]] std::optional<core::Error> checkWritable(const std::string& file);

/// --size, --dpi, --theme.
void addStyleFlags(Flags& flags);
[[nodiscard]] std::optional<core::Error> readStyle(const Flags& flags, ui::FigureStyle& style);

/// --fill.
void addFillFlag(Flags& flags);
[[nodiscard]] std::optional<core::Error> readFill(const Flags& flags, ui::RegionFill& fill);

/// --theory, --draws, --quantity: what stands beside the measured curves, and what colours the phase diagram.
void addComparisonFlags(Flags& flags);
/// @param draws as --draws has them; 0: no ensemble.
[[nodiscard]] std::optional<core::Error> readComparison(const Flags& flags, ui::FigureChoice& figure,
                                                        std::int64_t& draws);

/// --compare, --family-widths, --family-sigma-ws, --family-draws.
void addFamilyFlags(Flags& flags);
[[nodiscard]] std::optional<core::Error> readFamily(const Flags& flags, ui::FamilyChoice& choice);

/// --preset: the names of all, and the one that was chosen.
[[nodiscard]] std::string presetNames();
[[nodiscard]] std::optional<core::Error> readPreset(const Flags& flags, std::optional<ui::Preset>& preset);
/// --data: of the plane and its regions a set of points of the plane, which makes the input dimension of
/// `setting` 2; else what the output of the prior is to be, "0.2:1,0.7:-0.5".
[[nodiscard]] std::optional<core::Error> readData(const Flags& flags, ui::FigureChoice& figure,
                                                  core::Setting& setting);

/// --layers, "1-3".
[[nodiscard]] std::optional<core::Error> readRegionLayers(const Flags& flags, int depth, int& layers);
/// --rectangle, "-3,-3,3,3".
[[nodiscard]] std::optional<core::Error> readRectangle(const Flags& flags,
                                                       std::optional<core::PlaneRectangle>& rectangle);

}  // namespace arcscope::app
