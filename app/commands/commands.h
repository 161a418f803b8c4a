#pragma once
#include <cstdlib>
#include <span>
#include <string>

#include "app/commands/flags.h"

namespace arcscope::app {

/// Exit statuses of the program.
enum ExitStatus : int {
  Done = 0,
  Failed = 1,   ///< the machine's fault: a target that cannot be written, no memory left
  Mistake = 2,  ///< what was asked is not allowed, or a file that was named cannot be read
};

/// Each runs one command with the arguments after its name and returns the exit status.
int measure(std::span<const std::string> arguments);
int theory(std::span<const std::string> arguments);
int draw(std::span<const std::string> arguments);
int exportFigure(std::span<const std::string> arguments);
int animate(std::span<const std::string> arguments);
int regions(std::span<const std::string> arguments);
int ensemble(std::span<const std::string> arguments);
int sweep(std::span<const std::string> arguments);
int merge(std::span<const std::string> arguments);
int train(std::span<const std::string> arguments);
int experiment(std::span<const std::string> arguments);
/// Opens the window; where there is no display it writes the start-up page to arcscope.png instead.
int window(std::span<const std::string> arguments);

/// One sentence to standard error.
int fail(ExitStatus status, const core::Error& error);
/// Something to know that stops nothing: one sentence to standard error.
void warn(const std::string& sentence);
/// Reads the arguments; an exit status when there is nothing more to do: a mistake, --help or --version.
[[nodiscard]] std::optional<int> begin(Flags& flags, std::span<const std::string> arguments);
/// Writes to standard output and makes sure that it arrived.
[[nodiscard]] int print(const std::string& text);

}  // namespace arcscope::app
