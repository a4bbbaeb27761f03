#include "server_process.hpp"

#include <sys/wait.h>

#include <charconv>
#include <deque>
#include <fstream>

#include "expect.hpp"

namespace jiaxin::demo {
namespace {

constexpr std::size_t lines_of_log = 20;

std::uint16_t port_of(const std::string& line) {
  const std::string word = "listening ";
  const auto colon = line.rfind(':');
  std::uint16_t port = 0;
  if (line.rfind(word, 0) == 0 && colon != std::string::npos)
    std::from_chars(line.data() + colon + 1, line.data() + line.size(), port);
  expect(port != 0, "jiaxind prints \"listening HOST:PORT\", but it printed \"" + line + "\"");
  return port;
}

}  // namespace

ServerProcess::ServerProcess(Bell& bell, std::filesystem::path program, const std::filesystem::path& folder)
    : bell_(bell), program_(std::move(program)), data_(folder / "data"), log_(folder / "jiaxind.log") {}

std::string ServerProcess::make_school(const std::string& name) {
  ChildProcess init(bell_, {program_, "init", "--data", data_, "--school", name}, log_);
  const auto code = init.first_line(patience);
  const int status = init.wait_for_end(patience);
  expect(status == 0 && code, "jiaxind init makes the school and prints the administrator's code");
  return *code;
}

void ServerProcess::start() {
  process_ = std::make_unique<ChildProcess>(
      bell_, std::vector<std::string>{program_, "--data", data_, "--port", std::to_string(port_)}, log_);
  const auto line = process_->first_line(patience);
  expect(line.has_value(), "jiaxind starts and says where it listens");
  port_ = port_of(*line);
}

void ServerProcess::kill() {
  const int status = process_->kill();
  expect(WIFSIGNALED(status), "jiaxind runs until it is killed");
}

int ServerProcess::stop() {
  const int status = process_->end();
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ServerProcess::wait_for_signal_or_end() {
  bell_.wait_for_signal_or([&] { return process_->ended_with_bell(); });
}

std::string ServerProcess::end_of_log() const {
  std::ifstream log(log_);
  std::deque<std::string> lines;
  for (std::string line; std::getline(log, line);) {
    lines.push_back(line);
    if (lines.size() > lines_of_log) lines.pop_front();
  }
  std::string text;
  for (const auto& line : lines) text += "  " + line + "\n";
  return text;
}

}  // namespace jiaxin::demo
