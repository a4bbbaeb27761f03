#include "extraction/extractor.hpp"

#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "extraction/answer.hpp"
#include "extraction/worker_process.hpp"

namespace jiaxin::extraction {
namespace {

using Clock = std::chrono::steady_clock;

// How long poll() may wait: rounded up, so that it does not spin in the last millisecond.
int wait_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

enum class Outcome { closed, out_of_time, nonsense };

Outcome listen(int pipe, Clock::time_point deadline, AnswerReader& answer) {
  std::array<char, 16384> bytes;
  for (;;) {
    pollfd ready{pipe, POLLIN, 0};
    const int count = ::poll(&ready, 1, wait_until(deadline));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || Clock::now() >= deadline) return Outcome::out_of_time;  // whoever never pauses is late, too
    const ssize_t got = ::read(pipe, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Outcome::closed;
    if (!answer.take({bytes.data(), static_cast<std::size_t>(got)})) return Outcome::nonsense;
  }
}

}  // namespace

Extractor::Extractor(std::string program, Limits limits) : program_(std::move(program)), limits_(limits) {}

Extraction Extractor::read(int file) const {
  const auto deadline = Clock::now() + limits_.time;
  AnswerReader answer;
  auto worker = WorkerProcess::start(program_, file, limits_.time);
  if (!worker) {
    answer.doubt(Doubt::no_reader);
    return std::move(answer).result();
  }
  const Outcome outcome = listen(worker->answer(), deadline, answer);
  const WorkerEnd end = worker->finish();
  if (outcome == Outcome::out_of_time || end == WorkerEnd::out_of_cpu) answer.doubt(Doubt::out_of_time);
  else if (end == WorkerEnd::not_started) answer.doubt(Doubt::no_reader);
  else if (outcome == Outcome::nonsense || !answer.ended()) answer.doubt(Doubt::reader_failed);
  return std::move(answer).result();
}

std::string program_beside_this() {
  std::array<char, PATH_MAX> path;
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
  const std::string here(path.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  return here.substr(0, here.rfind('/') + 1) + "jiaxin-extract";
}

}  // namespace jiaxin::extraction
