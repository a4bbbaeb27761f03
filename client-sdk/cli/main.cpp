#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "app.hpp"

namespace {

// Whether what reads our standard output has gone, e.g. `| head`.
bool output_reader_has_gone() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

int with_output_flushed(int code) {
  std::cout.flush();
  if (std::cout || output_reader_has_gone()) return code;
  std::cerr << "无法写出结果。\nThe output cannot be written.\n";
  return code == 0 ? 1 : code;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // the command still ends as it should, and with its own code
  std::ios::sync_with_stdio(false);
  try {
    return with_output_flushed(jiaxin::cli::run(argc, argv, std::cin, std::cout, std::cerr));
  } catch (const std::exception& error) {
    std::cerr << "程序出错：" << error.what() << "\nThe program failed: " << error.what() << '\n';
    return 1;
  }
}
