#include "app/commands/command_line.h"

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>

#include "app/commands/commands.h"
#include "core/support/text.h"
#include "ui/lecture/tour.h"
#include "ui/session/session_file.h"

namespace arcscope::app {
namespace {

struct Command {
  std::string name;
  int (*run)(std::span<const std::string> arguments);
};

const std::array<Command, 11>& commands() {
  static const std::array<Command, 11> all{Command{"measure", measure},     Command{"theory", theory},
                                           Command{"regions", regions},     Command{"draw", draw},
                                           Command{"export", exportFigure}, Command{"ensemble", ensemble},
                                           Command{"sweep", sweep},         Command{"merge", merge},
                                           Command{"train", train},         Command{"experiment", experiment},
                                           Command{"animate", animate}};
  return all;
}

int dispatch(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return window(arguments);
  const std::string& word = arguments.front();
  const std::span rest = std::span(arguments).subspan(1);
  for (const Command& command : commands())
    if (command.name == word) return command.run(rest);
  if (word.starts_with(ui::linkPrefix)) {
    std::vector<std::string> opening{"--session=" + word};
    opening.insert(opening.end(), rest.begin(), rest.end());
    return window(opening);
  }
  std::error_code ignored;
  if (std::filesystem::is_regular_file(word, ignored)) {
    const QString file = QString::fromStdString(word);
    const char* const flag = ui::isTour(file)              ? "--tour="
                             : ui::isSessionOrFigure(file) ? "--session="
                                                           : "--network=";
    std::vector<std::string> opening{flag + word};
    opening.insert(opening.end(), rest.begin(), rest.end());
    return window(opening);
  }
  std::vector<std::string> names;
  for (const Command& command : commands()) names.push_back(command.name);
  std::string list;
  for (const std::string& name : names) list.append(list.empty() ? "" : ", ").append(name);
  std::string message = core::inQuotes(word) + " is neither a command (" + list + ") nor a file";
  if (const auto meant = nearest(word, names)) message += "; did you mean " + *meant + "?";
  return fail(Mistake, {message});
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  try {
    return dispatch(arguments);
  } catch (const std::bad_alloc&) {
    return fail(Failed, {"there is not enough memory for this setting"});
  } catch (const std::exception& exception) {
    return fail(Failed, {exception.what()});
  }
}

}  // namespace arcscope::app
