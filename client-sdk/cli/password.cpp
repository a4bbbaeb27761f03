#include "password.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <istream>
#include <optional>
#include <string_view>

namespace jiaxin::cli {
namespace {

constexpr std::size_t max_secret_bytes = 4096;

volatile std::sig_atomic_t caught_signal = 0;
void catch_signal(int signal) { caught_signal = signal; }

// While it lives, SIGINT and SIGTERM are blocked but for the moments when the terminal is waited for; afterwards a
// signal that came has its usual effect.
class CaughtSignals {
 public:
  CaughtSignals() {
    caught_signal = 0;
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &caught, &mask_before_);
    struct sigaction action {};
    action.sa_handler = catch_signal;
    sigaction(SIGINT, &action, &int_before_);
    sigaction(SIGTERM, &action, &term_before_);
  }
  ~CaughtSignals() {
    sigaction(SIGINT, &int_before_, nullptr);
    sigaction(SIGTERM, &term_before_, nullptr);
    pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    if (caught_signal != 0) raise(caught_signal);
  }
  CaughtSignals(const CaughtSignals&) = delete;
  CaughtSignals& operator=(const CaughtSignals&) = delete;

  // false: a signal came.
  bool wait_for_input(int file) const {
    pollfd input{file, POLLIN, 0};
    return ppoll(&input, 1, nullptr, &mask_before_) == 1 && caught_signal == 0;
  }

 private:
  sigset_t mask_before_{};
  struct sigaction int_before_ {
  }, term_before_{};
};

// The terminal with its echo off, as it was again at the end. Suspending is off, too: it would leave the echo off.
class SilentTerminal {
 public:
  SilentTerminal() : file_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (file_ < 0 || tcgetattr(file_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ICANON | ISIG;
    silent.c_cc[VSUSP] = _POSIX_VDISABLE;
    changed_ = tcsetattr(file_, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (changed_) tcsetattr(file_, TCSAFLUSH, &before_);
    if (file_ >= 0) ::close(file_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

  bool usable() const { return changed_; }
  void say(std::string_view text) const {
    for (ssize_t written = 0; !text.empty(); text.remove_prefix(static_cast<std::size_t>(written)))
      if ((written = ::write(file_, text.data(), text.size())) <= 0) return;
  }
  // nullopt: ended or interrupted.
  std::optional<std::string> line(const CaughtSignals& signals) const {
    std::string text;
    char c = 0;
    while (text.size() < max_secret_bytes) {
      if (!signals.wait_for_input(file_) || ::read(file_, &c, 1) != 1) return std::nullopt;
      if (c == '\n') return text;
      text += c;
    }
    return std::nullopt;
  }

 private:
  int file_;
  termios before_{};
  bool changed_ = false;
};

Refusal nothing_given() { return usage("没有输入密码。", "No password was given."); }

std::optional<std::string> asked(const SilentTerminal& terminal, const CaughtSignals& signals,
                                 std::string_view prompt) {
  terminal.say(prompt);
  auto answer = terminal.line(signals);
  terminal.say("\n");
  return answer;
}

Result<std::string> password_from_terminal(Ask ask) {
  const CaughtSignals signals;
  const SilentTerminal terminal;
  if (!terminal.usable())
    return usage("没有终端可以输入密码，请用 --password-stdin。",
                 "There is no terminal to ask on: use --password-stdin.");
  const auto first =
      asked(terminal, signals, ask == Ask::twice ? "新密码（至少 8 个字节） / New password: " : "密码 / Password: ");
  if (!first || first->empty()) return nothing_given();
  if (ask == Ask::once) return *first;
  const auto second = asked(terminal, signals, "再输入一次 / Once more: ");
  if (second != first) return usage("两次输入的密码不同。", "The two passwords differ.");
  return *first;
}

}  // namespace

Result<std::string> read_secret_line(std::istream& in) {
  std::string line;
  if (!std::getline(in, line) || line.size() > max_secret_bytes)
    return usage("标准输入里没有这一行，或太长。", "Standard input has no such line, or it is too long.");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> get_password(Context& context, bool from_stdin, Ask ask) {
  if (!from_stdin) return password_from_terminal(ask);
  auto line = read_secret_line(context.in);
  if (line && line->empty()) return nothing_given();
  return line;
}

Result<std::string> get_code(Context& context, const std::string& given) {
  if (given == "-") return read_secret_line(context.in);
  return given;
}

}  // namespace jiaxin::cli
