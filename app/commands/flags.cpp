#include "app/commands/flags.h"

#include <algorithm>
#include <numeric>

#include "core/support/text.h"

namespace arcscope::app {
namespace {

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view typed, std::span<const std::string> words) {
  const std::string* best = nullptr;
  std::size_t bestDistance = std::max<std::size_t>(2, typed.size() / 3) + 1;
  for (const std::string& word : words) {
    const std::size_t distance = editDistance(typed, word);
    if (distance < bestDistance) {
      best = &word;
      bestDistance = distance;
    }
  }
  return best != nullptr ? std::optional(*best) : std::nullopt;
}

core::Error notAllowed(std::string_view flag, std::string_view value, std::string_view allowed) {
  return {std::string(flag) + " is " + core::inQuotes(value) + "; it must be " + std::string(allowed)};
}

Flags::Flags(std::string usage, std::string summary)
    : m_usage(std::move(usage)), m_summary(std::move(summary)) {}

void Flags::addHeading(std::string heading) {
  m_groups.push_back({std::move(heading), {}});
}

void Flags::add(Flag flag) {
  if (m_groups.empty()) addHeading("Flags");
  m_groups.back().flags.push_back(std::move(flag));
}

const Flag* Flags::flagNamed(std::string_view name) const {
  static const Flag helpFlag{"--help", "", ""};
  static const Flag versionFlag{"--version", "", ""};
  if (name == "--help" || name == "-h") return &helpFlag;
  if (name == "--version") return &versionFlag;
  for (const Group& group : m_groups)
    for (const Flag& flag : group.flags)
      if (flag.name == name) return &flag;
  return nullptr;
}

std::optional<core::Error> Flags::parse(std::span<const std::string> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    const Flag* flag = flagNamed(name);
    if (flag == nullptr) {
      std::vector<std::string> names{"--help", "--version"};
      for (const Group& group : m_groups)
        for (const Flag& known : group.flags) names.push_back(known.name);
      const std::string command = "arcscope " + m_usage.substr(0, m_usage.find(" ["));
      std::string message = core::inQuotes(name) + " is not a flag of this command";
      if (const auto meant = argument.starts_with("-") ? nearest(name, names) : std::nullopt)
        message += "; did you mean " + *meant + "?";
      else
        message +=
            "; " + (m_usage.starts_with("[") ? std::string("arcscope") : command) + " --help lists them";
      return core::Error{message};
    }
    if (flag->placeholder.empty()) {
      if (equals != std::string_view::npos) return core::Error{flag->name + " takes no value"};
      m_given[flag->name] = {};
    } else if (equals != std::string_view::npos) {
      m_given[flag->name] = argument.substr(equals + 1);
    } else if (i + 1 < arguments.size()) {
      m_given[flag->name] = arguments[++i];
    } else {
      return core::Error{flag->name + " needs a value: " + flag->name + " " + flag->placeholder};
    }
  }
  return std::nullopt;
}

const std::string* Flags::find(std::string_view name) const {
  const auto given = m_given.find(name);
  return given != m_given.end() ? &given->second : nullptr;
}

std::string Flags::help() const {
  constexpr std::size_t column = 30;
  constexpr std::size_t pageWidth = 100;
  std::string text = "Usage: arcscope " + m_usage + "\n" + m_summary + "\n";
  const auto line = [&](const Flag& flag) {
    std::string left = "  " + flag.name + (flag.placeholder.empty() ? "" : " " + flag.placeholder);
    left.resize(std::max(column, left.size() + 2), ' ');
    std::size_t used = left.size();
    text += left;
    std::string_view rest = flag.help;
    while (!rest.empty()) {  // wrap at blanks
      const std::size_t space = rest.find(' ');
      const std::string_view word = rest.substr(0, space);
      if (used + word.size() > pageWidth && used > column) {
        while (text.ends_with(' ')) text.pop_back();
        text += "\n" + std::string(column, ' ');
        used = column;
      }
      text += std::string(word) + ' ';
      used += word.size() + 1;
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    }
    while (text.ends_with(' ')) text.pop_back();
    text += '\n';
  };
  for (const Group& group : m_groups) {
    text += "\n" + group.heading + ":\n";
    for (const Flag& flag : group.flags) line(flag);
  }
  text += "\n";
  line({"--help", "", "prints this and stops"});
  line({"--version", "", "prints the version and stops"});
  return text;
}

}  // namespace arcscope::app
