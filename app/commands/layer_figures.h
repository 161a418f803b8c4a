#pragma once
#include "app/commands/flags.h"
#include "app/commands/json_text.h"
#include "core/explorer/layer_study.h"

namespace arcscope::app {

/// --also: what `measure` prints of the layers beyond the figures of each one.
void addAlsoFlag(Flags& flags);
[[nodiscard]] std::optional<core::Error> readAlso(const Flags& flags, core::LayerStudyParts& parts);
/// The keys of the parts that `study` has.
void addLayerFigures(Json& object, const core::LayerStudy& study);

}  // namespace arcscope::app
