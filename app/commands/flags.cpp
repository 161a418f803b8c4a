#include "app/commands/flags.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <numeric>
#include <vector>

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

/// CLI11's help, with "arcscope COMMAND" as the usage and the descriptions wrapped at blanks.
class HelpPage : public CLI::Formatter {
 public:
  explicit HelpPage(std::string usage) : m_usage(std::move(usage)) {}

  std::string make_usage(const CLI::App*, std::string) const override {
    return "\nUsage: arcscope " + m_usage + "\n\n";
  }
  std::string make_group(std::string group, bool, std::vector<const CLI::Option*> options) const override {
    std::string text = group + ":\n";
    for (const CLI::Option* option : options) text += make_option(option, false);
    return text;
  }
  std::string make_option(const CLI::Option* option, bool) const override {
    constexpr std::size_t column = 30;
    constexpr std::size_t pageWidth = 100;
    std::string text = "  " + option->get_name(false, true) + make_option_opts(option);
    text.resize(std::max(column, text.size() + 2), ' ');
    std::size_t used = text.size();
    for (const std::string& word : CLI::detail::split(option->get_description(), ' ')) {
      if (used + word.size() > pageWidth && used > column) {
        text.back() = '\n';
        text += std::string(column, ' ');
        used = column;
      }
      text += word + ' ';
      used += word.size() + 1;
    }
    text.back() = '\n';
    return text;
  }

 private:
  std::string m_usage;
};

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

Flags::Flags(std::string usage, const std::string& summary)
    : m_usage(std::move(usage)), m_app(std::make_unique<CLI::App>(summary)) {
  m_app->formatter(std::make_shared<HelpPage>(m_usage));
  m_app->allow_extras();  // refused in our own words
  m_app->set_help_flag("-h,--help", "prints this and stops")->disable_flag_override()->group("Help");
  m_app->set_version_flag("--version", "", "prints the version and stops")
      ->disable_flag_override()
      ->group("Help");
}

Flags::Flags(Flags&&) noexcept = default;
Flags& Flags::operator=(Flags&&) noexcept = default;
Flags::~Flags() = default;

void Flags::addHeading(std::string heading) {
  m_heading = std::move(heading);
}

void Flags::add(const Flag& flag) {
  CLI::Option* option = flag.placeholder.empty() ? m_app->add_flag(flag.name)->disable_flag_override()
                                                 : m_app->add_option(flag.name)->take_last();
  option->description(flag.help)->group(m_heading)->option_text(flag.placeholder);
}

core::Error Flags::unknown(std::string_view argument) const {
  const std::string_view name = argument.substr(0, argument.find('='));
  std::string message = core::inQuotes(name) + " is not a flag of this command";
  std::vector<std::string> names;
  for (const CLI::Option* option : std::as_const(*m_app).get_options()) names.push_back(option->get_name());
  if (const auto meant = argument.starts_with("-") ? nearest(name, names) : std::nullopt)
    return {message + "; did you mean " + *meant + "?"};
  const std::string command = m_usage.starts_with("[") ? "" : " " + m_usage.substr(0, m_usage.find(' '));
  return {message + "; arcscope" + command + " --help lists them"};
}

std::optional<core::Error> Flags::parse(std::span<const std::string> arguments) {
  try {
    m_app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::Success&) {  // --help or --version
    return std::nullopt;
  } catch (const CLI::ArgumentMismatch& mismatch) {
    const std::string_view text = mismatch.what();  // begins with the flag's name
    std::string name(text.substr(0, text.find_first_of(": ")));
    if (!name.starts_with('-')) name.insert(0, "--");
    const CLI::Option* option = m_app->get_option_no_throw(name);
    if (option == nullptr) return core::Error{std::string(text)};
    if (option->get_items_expected_max() == 0) return core::Error{name + " takes no value"};
    return core::Error{name + " needs a value: " + name + " " + option->get_option_text()};
  } catch (const CLI::ParseError& error) {
    return core::Error{error.what()};
  }
  m_files.clear();
  for (const std::string& extra : m_app->remaining()) {
    if (!m_takesFiles || extra.starts_with('-')) return unknown(extra);
    m_files.push_back(extra);
  }
  return std::nullopt;
}

bool Flags::has(std::string_view name) const {
  return m_app->get_option(std::string(name))->count() > 0;
}

const std::string* Flags::find(std::string_view name) const {
  const CLI::Option* option = m_app->get_option(std::string(name));
  return option->count() > 0 ? &option->results().back() : nullptr;
}

std::string Flags::help() const {
  return m_app->help();
}

}  // namespace arcscope::app
