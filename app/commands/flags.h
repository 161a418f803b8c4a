#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/expected.h"

namespace CLI {
class App;
}

namespace arcscope::app {

/// One flag of a command, `--name VALUE` or `--name=VALUE`, or `--name` alone.
struct Flag {
  std::string name;         ///< with its dashes: "--sigma-w"
  std::string placeholder;  ///< of its value in the help: "N", "FILE"; empty: a switch without a value
  std::string help;
};

/// The flags of one command: what they are, what was given, and the help text. CLI11 reads them; values stay
/// texts, which their users read and refuse by name. Every command has --help and --version.
class Flags {
 public:
  /// @param usage what stands after "arcscope" in the help: "measure [flags]".
  Flags(std::string usage, const std::string& summary);
  Flags(Flags&&) noexcept;
  Flags& operator=(Flags&&) noexcept;
  ~Flags();

  /// Starts a new group in the help.
  void addHeading(std::string heading);
  void add(const Flag& flag);
  /// Arguments without a flag are names of files, see files().
  void takeFiles() { m_takesFiles = true; }

  /// The last of several values of one flag holds. The error names the flag that is unknown or lacks its
  /// value. --help and --version count before everything else that is missing or unknown.
  [[nodiscard]] std::optional<core::Error> parse(std::span<const std::string> arguments);

  [[nodiscard]] bool has(std::string_view name) const;
  /// Null when the flag was not given.
  [[nodiscard]] const std::string* find(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& files() const { return m_files; }
  [[nodiscard]] bool wantsHelp() const { return has("--help"); }
  [[nodiscard]] bool wantsVersion() const { return has("--version"); }
  [[nodiscard]] std::string help() const;

 private:
  [[nodiscard]] core::Error unknown(std::string_view argument) const;

  std::string m_usage;
  std::string m_heading = "Flags";
  std::unique_ptr<CLI::App> m_app;
  bool m_takesFiles = false;
  std::vector<std::string> m_files;
};

/// The word of `words` that `typed` most likely meant, or nothing if none is near.
[[nodiscard]] std::optional<std::string> nearest(std::string_view typed, std::span<const std::string> words);

/// `--flag is "value"; it must be ...`, the one form that all mistakes have.
[[nodiscard]] core::Error notAllowed(std::string_view flag, std::string_view value, std::string_view allowed);

}  // namespace arcscope::app
