#pragma once
#include "app/commands/flags.h"
#include "core/explorer/subject.h"
#include "core/study/value_list.h"

namespace arcscope::app {

/// Adds the flags that choose a setting: one for each row of core::parameters(), and those that are no
/// numbers.
void addSettingFlags(Flags& flags);

/// One of them: its name with the dashes, and how several of its values are listed.
struct SettingFlag {
  std::string name;
  core::ListedValue kind;
};
/// All of them in the order of the help.
[[nodiscard]] std::vector<SettingFlag> settingFlags();

/// The setting that the flags choose, with the files that it names read. `defaults` holds where no flag is
/// given.
/// --points N asks for exactly N equidistant t; without it the length is refined to --tolerance.
/// A network file that arcscope wrote brings its trajectory with it where no flag chooses one.
[[nodiscard]] core::Expected<core::Subject> subjectFromFlags(const Flags& flags, core::Setting defaults = {});

}  // namespace arcscope::app
