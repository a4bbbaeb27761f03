// jiaxind as it must never be: it acknowledges what is not on disk. The control of the power-loss test.
#include "app/commands.hpp"
#include "app/process.hpp"

int main(int argc, char** argv) {
  using namespace jiaxin::app;
  settle_process();
  const auto command = read_command_line(argc, argv);
  const auto* to_serve = std::get_if<Serve>(&command);
  return to_serve ? serve(*to_serve, Fsync::off) : run(command);
}
