#pragma once
#include "app/commands/study_flags.h"

namespace arcscope::app {

/// Measures the draws of the request's shard that its file does not hold yet, and returns the exit status.
/// @param name of the command, for the progress on standard error.
[[nodiscard]] int writeStudy(const std::string& name, StudyRequest& request);

}  // namespace arcscope::app
