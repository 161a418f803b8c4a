#include "app/commands/command_line.h"

int main(int argc, char* argv[]) {
  return arcscope::app::run(std::vector<std::string>(argv + 1, argv + argc));
}
