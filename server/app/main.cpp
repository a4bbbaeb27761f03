// jiaxind, the server. Its command line is described by jiaxind --help.
#include "app/commands.hpp"
#include "app/process.hpp"

int main(int argc, char** argv) {
  jiaxin::app::settle_process();
  return jiaxin::app::run(jiaxin::app::read_command_line(argc, argv));
}
