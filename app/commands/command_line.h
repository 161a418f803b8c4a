#pragma once
#include <string>
#include <vector>

namespace arcscope::app {

/// Runs what the arguments (without the program's name) ask for and returns the exit status.
int run(const std::vector<std::string>& arguments);

}  // namespace arcscope::app
