#pragma once
#include <functional>

#include "core/study/study_file.h"

namespace arcscope::core {

/// The shards of one study, all of them, each once, in the order of their index.
struct StudyParts {
  StudyHeader whole;  ///< of the study in one file
  std::vector<std::filesystem::path> files;
};

/// Reads the first lines of `files`. The error, one sentence, names a file that cannot be read or is no
/// study's, two that are of different studies or the same shard, or the shards that are missing.
[[nodiscard]] Expected<StudyParts> studyParts(const std::vector<std::filesystem::path>& files);

/// Why parts could not be joined.
struct MergeFailure {
  Error error;
  bool ofOutput = false;  ///< `write` returned it; else a part is not whole or cannot be read
};
/// Hands the bytes of the file that one run of the whole study would have written to `write`. Memory: 64 kB a
/// part.
[[nodiscard]] std::optional<MergeFailure> joinParts(
    const StudyParts& parts, const std::function<std::optional<Error>(std::string_view)>& write);

}  // namespace arcscope::core
