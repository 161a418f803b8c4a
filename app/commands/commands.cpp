#include "app/commands/commands.h"

#include <cstdio>

#include "core/version.h"

namespace arcscope::app {

void warn(const std::string& message) {
  std::string sentence = "arcscope: " + message;
  for (char& c : sentence)
    if (c == '\n' || c == '\r') c = ' ';
  std::fprintf(stderr, "%s\n", sentence.c_str());
}

int fail(ExitStatus status, const core::Error& error) {
  warn(error.message);
  return status;
}

std::optional<int> begin(Flags& flags, std::span<const std::string> arguments) {
  const std::optional<core::Error> error = flags.parse(arguments);
  if (error) return fail(Mistake, *error);
  if (flags.wantsHelp()) return print(flags.help());
  if (flags.wantsVersion()) return print(std::string("arcscope ") + core::version + "\n");
  return std::nullopt;
}

int print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (std::fflush(stdout) != 0 || !written)
    return fail(Failed, {"The result could not be written to standard output"});
  return Done;
}

}  // namespace arcscope::app
