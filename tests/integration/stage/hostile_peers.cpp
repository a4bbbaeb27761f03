#include "hostile_peers.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

#include "effort.hpp"
#include "process_facts.hpp"

namespace jiaxin::stage {

v1::ClientFrame ping() {
  v1::ClientFrame frame;
  frame.mutable_ping();
  return frame;
}

v1::ClientFrame resume_of(const WireClient& client) {
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = client.member();
  return frame;
}

v1::ClientFrame notice_to_class_2(const WireClient& sender) {
  auto header = to_classes(sender.membership(), {class_2});
  header.set_client_id(new_client_id());
  return frame_of(notice(std::move(header), "放学提醒"));
}

Served::Served(pid_t server, WireClient its_teacher, WireClient its_mother, v1::SendHeader to_her)
    : teacher(std::move(its_teacher)), mother(std::move(its_mother)), server_(server), to_her_(std::move(to_her)) {
  mother.resume();
  expect_service();
  take_memory_as_usual();
}

void Served::expect_service() {
  start_notice();
  expect_notice();
}

void Served::start_notice(v1::SendHeader header) {
  header.set_client_id(new_client_id());
  started_ = Clock::now();
  under_way_ = teacher.start(frame_of(notice(std::move(header), "放学提醒")));
}

void Served::expect_notice() {
  const auto answer = teacher.answer_to(under_way_);
  ASSERT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
  stored_ = answer.send_result().stored();
  const auto batch = mother.next_batch();
  ASSERT_EQ(batch.events_size(), 1);
  EXPECT_EQ(batch.events(0).seq(), ++seq_);
  EXPECT_EQ(batch.events(0).message_id(), stored_.message_id());
  slowest_ = std::max(slowest_, std::chrono::duration_cast<milliseconds>(Clock::now() - started_));
  mother.acknowledge(seq_);
}

void Served::serve_until_descriptors_are(std::size_t most) {
  serve_until([&] { return descriptors() <= most; });
}

void Served::expect_little_memory(std::size_t bytes) {
  const auto now = memory_of(server_);
  const auto grown = now - std::min(now, usual_memory_);
  std::cout << "the server has grown by " << grown / kib << " KiB; the slowest notice took "
            << std::exchange(slowest_, {}).count() << " ms\n";
  if (!sanitized) {
    EXPECT_LT(grown, bytes);
  }
}

void Served::take_memory_as_usual() { usual_memory_ = memory_of(server_); }
std::size_t Served::descriptors() const { return descriptors_of(server_); }

namespace {

Served lin_and_luo(School& school) {
  auto lin = school.wire("t-lin");
  auto header = to_classes(lin.membership(), {"三年级(1)班"});
  return Served(school.server.pid(), std::move(lin), school.wire("g-luo"), std::move(header));
}

}  // namespace

HostilePeers::HostilePeers(Files config) : WithSchool(std::move(config)), Served(lin_and_luo(school)) {}

void HostilePeers::expect_service_to_new_ones() {
  EXPECT_NE(http_get(school.server.port(), "/readyz").find("200 OK"), std::string::npos);
  EXPECT_TRUE(school.wire("g-zou").ask(ping()).has_pong());
}

void HostilePeers::expect_undelayed(std::size_t memory, int notices) {
  for (int i = 0; i < notices; ++i) expect_service();
  expect_little_memory(memory);
  expect_service_to_new_ones();
}

}  // namespace jiaxin::stage
