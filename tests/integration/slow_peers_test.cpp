// Peers who take next to nothing of what is sent to them. They cost a cursor and the batch that is under way, delay nobody, are let go, and find
// everything in their log when they come back.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <thread>

#include "stage/effort.hpp"
#include "stage/process_facts.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* class_1 = "三年级(1)班";
constexpr std::size_t letter_bytes = 30'000;

std::string long_body() {
  std::string body;
  while (body.size() < letter_bytes) body += "明天下雨，请带伞。";
  return body;
}

void pause() { std::this_thread::sleep_for(milliseconds{20}); }

std::uint64_t send_letter(WireClient& teacher, const std::string& title) {
  v1::SendLetter letter;
  *letter.mutable_header() = to_classes(teacher.membership(), {class_1});
  letter.mutable_header()->set_client_id(new_client_id());
  letter.set_title(title);
  letter.set_body(long_body());
  return teacher.ask(frame_of(letter)).send_result().stored().message_id();
}

void wait_for_log(const School& school, const std::string& words) {
  for (const auto until = Clock::now() + patience; Clock::now() < until; pause()) {
    std::ifstream file(school.folder.path() / "jiaxind.log");
    for (std::string line; std::getline(file, line);)
      if (line.find(words) != std::string::npos) return;
  }
  throw StageError("the log does not say " + words);
}

// Reads so many bytes a second and no more.
class SlowReader {
 public:
  SlowReader(WireClient client, double bytes_per_second) : client_(std::move(client)), rate_(bytes_per_second) {
    client_.socket().receive_little();
    client_.resume();
  }
  bool is_let_go() { return client_.socket().was_reset(milliseconds{0}); }
  void read_what_is_due() {
    const std::chrono::duration<double> passed = Clock::now() - began_;
    const auto due = static_cast<std::size_t>(rate_ * passed.count());
    if (due > read_) read_ += client_.socket().take(due - read_);
  }

 private:
  WireClient client_;
  double rate_;
  Clock::time_point began_ = Clock::now();
  std::size_t read_ = 0;
};

// A class of which everybody is online, and some hardly read.
TEST(SlowPeers, FiveInAHundredDelayNobodyAndLoseNothing) {
  constexpr int healthy = sanitized ? 20 : 100;
  constexpr std::array<double, 5> rates{0, 1, 2, 5, 10};  // bytes a second
  const std::uint64_t letters = is_long() ? 1000 : 40;
  School school({.roster = roster_of(healthy + static_cast<int>(rates.size())),
                 .config = {{"timeouts.ping_interval_ms", "2500"}, {"timeouts.close_ms", "100"}}});
  auto lin = school.wire("t-lin");
  std::vector<WireClient> readers;
  for (int i = 1; i <= healthy; ++i) {
    readers.push_back(school.wire("g-" + std::to_string(i)));
    readers.back().resume();
    lin.socket().answer_pings();
    for (auto& reader : readers) reader.socket().answer_pings();
  }
  std::vector<SlowReader> slow;
  const auto slow_one = [&](std::size_t i) { return "g-" + std::to_string(healthy + 1 + i); };
  for (std::size_t i = 0; i < rates.size(); ++i) slow.emplace_back(school.wire(slow_one(i)), rates[i]);

  std::vector<std::uint64_t> sent;
  milliseconds slowest{};
  for (std::uint64_t number = 1; number <= letters; ++number) {
    const auto start = Clock::now();
    sent.push_back(send_letter(lin, "致家长的一封信 " + std::to_string(number)));
    for (auto& reader : readers) {
      const auto batch = reader.next_batch();
      ASSERT_EQ(batch.events_size(), 1);
      ASSERT_EQ(batch.events(0).seq(), number);
      ASSERT_EQ(batch.events(0).message_id(), sent.back());
      reader.acknowledge(number);
    }
    slowest = std::max(slowest, std::chrono::duration_cast<milliseconds>(Clock::now() - start));
    for (auto& reader : slow) reader.read_what_is_due();
  }
  std::cout << "the slowest of " << letters << " letters took " << slowest.count() << " ms to " << healthy
            << " who read\n";
  const auto all_let_go = [&] { return std::all_of(slow.begin(), slow.end(), [](auto& r) { return r.is_let_go(); }); };
  for (const auto until = Clock::now() + patience; !all_let_go(); pause()) {
    ASSERT_LT(Clock::now(), until) << "some are still not let go";
    for (auto& reader : slow) reader.read_what_is_due();
    for (auto& reader : readers) reader.socket().answer_pings();
  }
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const auto log = school.wire(slow_one(i)).read_log();
    ASSERT_EQ(log.size(), letters);
    for (std::size_t k = 0; k < log.size(); ++k) EXPECT_EQ(log[k].message_id(), sent[k]);
  }
}

TEST(SlowPeers, WhoReadsAgainInTimeIsToldWhy) {
  School school(
      {.config = {
           {"timeouts.ping_interval_ms", "1500"}, {"timeouts.close_ms", "60000"}, {"server.log_level", "\"debug\""}}});
  auto lin = school.wire("t-lin");
  auto luo = school.wire("g-luo");
  luo.socket().receive_little();
  luo.resume();
  for (int i = 0; i < 8; ++i) send_letter(lin, "家长信");
  wait_for_log(school, "transport.let_go");
  EXPECT_EQ(luo.wait_for_close(), 4408);
  EXPECT_EQ(school.wire("g-luo").read_log().size(), 8u);
}

// He answers every ping and asks for nothing, but what is sent to him stays in our kernel.
TEST(SlowPeers, WhoTalksButReadsNothingIsLetGoToo) {
  School school({.config = {{"timeouts.ping_interval_ms", "1500"}, {"timeouts.close_ms", "100"}}});
  auto lin = school.wire("t-lin");
  auto luo = school.wire("g-luo");
  luo.socket().receive_little();
  luo.resume();
  for (int i = 0; i < 8; ++i) send_letter(lin, "家长信");
  const auto until = Clock::now() + patience;
  while (!luo.socket().was_reset(milliseconds{0}) && Clock::now() < until) {
    try {
      luo.socket().send("", Opcode::pong);
    } catch (const StageError&) {  // reset between the two
    }
    pause();
  }
  EXPECT_TRUE(luo.socket().was_reset(milliseconds{0}));
}

TEST(SlowPeers, ManyWhoReadNothingOfALongLogCostLittleMemory) {
  const int devices = is_long() ? 400 : 60;
  constexpr std::uint64_t letters = 100;
  School school;
  auto lin = school.wire("t-lin");
  for (std::uint64_t i = 0; i < letters; ++i) send_letter(lin, "致家长的一封信 " + std::to_string(i));
  std::vector<WireClient> deaf;
  for (int i = 0; i < devices; ++i) {
    deaf.push_back(school.wire("g-luo"));
    deaf.back().socket().receive_little();
  }
  EXPECT_EQ(school.wire("g-luo").read_log().size(), letters);
  const auto before = memory_of(school.server.pid());
  for (auto& device : deaf) {
    v1::ClientFrame frame;
    *frame.mutable_resume()->mutable_member() = device.member();
    device.start(frame);
  }
  EXPECT_EQ(school.wire("g-luo").read_log().size(), letters) << "behind all of them";
  const auto after = memory_of(school.server.pid());
  const auto grown = after - std::min(after, before);
  std::cout << devices << " devices that read nothing of " << letters * letter_bytes / 1024 << " KiB: " << grown / 1024
            << " KiB\n";
  if (!sanitized) {
    EXPECT_LT(grown, static_cast<std::size_t>(devices) * 160 * 1024) << "a batch each, not a window, not a log";
  }
}

}  // namespace
}  // namespace jiaxin::stage
