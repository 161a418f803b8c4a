#include "app/commands/commands.h"
#include "app/commands/setting_flags.h"
#include "app/commands/study_run.h"

namespace arcscope::app {

int sweep(std::span<const std::string> arguments) {
  Flags flags(
      "sweep --output FILE [flags]",
      "Measures draws of every combination of settings and writes one row a setting, draw and layer.\n"
      "Each flag of a setting takes one value, a list 0,0.3 or a range FIRST:LAST:STEP such as "
      "0.5:4:0.25 (both ends included); --widths and --path separate theirs by semicolons.\n"
      "Settings are numbered with the last flag of this help varying fastest.\n"
      "A target that cannot be written ends with exit status 1.");
  addStudyFlags(flags);
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  if (!flags.has("--output")) return fail(Mistake, {"sweep needs --output FILE.csv or FILE.jsonl"});
  core::Expected<StudyRequest> request = readStudy(flags, true);
  if (!request) return fail(Mistake, request.error());
  StudyRequest study = std::move(request).value();
  return writeStudy("sweep", study);
}

}  // namespace arcscope::app
