#pragma once
#include "app/commands/flags.h"
#include "core/explorer/subject.h"
#include "core/study/study_rows.h"

namespace arcscope::app {

/// The settings that the flags of a setting choose where they list several values: every combination, the
/// last flag of the help varying fastest, whatever order they were given in.
class SettingGrid {
 public:
  /// @param lists false: every flag has one value.
  [[nodiscard]] static core::Expected<SettingGrid> fromFlags(const Flags& flags, bool lists);
  [[nodiscard]] const std::vector<core::StudyAxis>& axes() const { return m_axes; }
  /// What `arcscope measure` makes of the flags of one setting. Reads the files that they name.
  [[nodiscard]] core::Expected<core::Subject> at(std::int64_t setting);

 private:
  SettingGrid();
  Flags m_flags;                         ///< that one setting is read with
  std::vector<std::string> m_arguments;  ///< of the flags with one value
  std::vector<std::string> m_varied;     ///< flags of the axes
  std::vector<core::StudyAxis> m_axes;
};

/// What ensemble and sweep were asked for.
struct StudyRequest {
  SettingGrid grid;
  core::StudyHeader header;
  std::string output;  ///< empty: none
};

/// --draws, --measures, --threads, --output, --format, --shard.
void addStudyFlags(Flags& flags);
/// Looks at every setting. Applies --threads to the process. The error is one sentence.
[[nodiscard]] core::Expected<StudyRequest> readStudy(const Flags& flags, bool lists);

}  // namespace arcscope::app
