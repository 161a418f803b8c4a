#include "app/commands/commands.h"
#include "app/commands/progress.h"
#include "app/commands/setting_flags.h"
#include "core/network/safetensors.h"

namespace arcscope::app {

int draw(std::span<const std::string> arguments) {
  Flags flags(
      "draw --output FILE.safetensors [flags]",
      "Writes the network with its end points in double, as PyTorch names Linear layers with activations "
      "between them.\nA target that cannot be written ends with exit status 1.");
  flags.add({"--output", "FILE", "where to; needed, ends in .safetensors or is a device"});
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty()) return fail(Mistake, {"draw needs --output FILE.safetensors"});
  const core::Expected<core::Subject> subject = subjectFromFlags(flags);
  if (!subject) return fail(Mistake, subject.error());
  const core::Expected<core::TensorFile> file = [&] {
    const Progress progress("drawing");
    return core::tensorFileOf(subject.value());
  }();
  if (!file) return fail(Mistake, file.error());
  const auto error = [&] {
    const Progress progress("writing");
    return core::writeSafetensors(*output, file.value());
  }();
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
