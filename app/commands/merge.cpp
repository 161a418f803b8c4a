#include <filesystem>

#include "app/commands/commands.h"
#include "app/commands/progress.h"
#include "core/study/study_merge.h"
#include "core/support/output_file.h"
#include "core/support/text.h"

namespace arcscope::app {

int merge(std::span<const std::string> arguments) {
  Flags flags(
      "merge PART... --output FILE",
      "Joins the shards of a study that sweep or ensemble wrote with --shard into the file that one run "
      "would have written, byte for byte. All shards are needed, each once, in any order.\n"
      "A target that cannot be written ends with exit status 1.");
  flags.takeFiles();
  flags.add({"--output", "FILE", "where to; needed"});
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty() || flags.files().empty())
    return fail(Mistake, {"merge needs parts and --output FILE: arcscope merge PART... --output FILE"});
  for (const std::string& part : flags.files()) {
    std::error_code unknown;
    if (std::filesystem::equivalent(part, *output, unknown))
      return fail(Mistake, {"--output is " + core::inQuotes(*output) +
                            ", which is one of the parts; it must be another file"});
  }
  const auto parts = core::studyParts({flags.files().begin(), flags.files().end()});
  if (!parts) return fail(Mistake, parts.error());
  core::Expected<core::OutputFile> opened = core::OutputFile::open(*output);
  if (!opened) return fail(Failed, opened.error());
  core::OutputFile file = std::move(opened).value();
  const auto failure = [&] {
    const Progress progress("merging");
    return core::joinParts(parts.value(), [&](std::string_view bytes) { return file.write(bytes); });
  }();
  if (failure) return fail(failure->ofOutput ? Failed : Mistake, failure->error);
  const auto error = file.commit();
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
