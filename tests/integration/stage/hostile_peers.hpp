// Who is served whatever others do, for the tests of those others.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>

#include "school.hpp"

namespace jiaxin::stage {

inline constexpr std::size_t kib = 1024, mib = 1024 * kib;

inline constexpr const char* class_2 = "三年级(2)班";  // not hers who is served in the small school

v1::ClientFrame ping();
v1::ClientFrame resume_of(const WireClient& client);
v1::ClientFrame notice_to_class_2(const WireClient& sender);  // another one each time

// A teacher and a mother in her class.
class Served {
 public:
  Served(pid_t server, WireClient its_teacher, WireClient its_mother, v1::SendHeader to_her);

  // A notice from one to the other.
  void expect_service();
  // Its halves. Somebody else may be written to, too; the mother must be.
  void start_notice(v1::SendHeader header);
  void start_notice() { start_notice(to_her_); }
  void expect_notice();
  const v1::Stored& last_stored() const { return stored_; }

  // While that goes on, waits until it holds.
  template <class Holds>
  void serve_until(Holds holds) {
    for (const auto until = Clock::now() + patience; !holds(); expect_service()) {
      ASSERT_LT(Clock::now(), until) << "it does not come to hold";
      ASSERT_FALSE(testing::Test::HasFatalFailure());
    }
  }
  void serve_until_descriptors_are(std::size_t most);

  // Since this was made, or what it has now was last taken as usual. Says how long the slowest notice took meanwhile.
  void expect_little_memory(std::size_t bytes);
  void take_memory_as_usual();
  std::size_t descriptors() const;

  WireClient teacher, mother;

 private:
  using Clock = std::chrono::steady_clock;

  pid_t server_;
  v1::SendHeader to_her_;
  v1::Stored stored_;
  std::uint64_t under_way_ = 0;
  Clock::time_point started_;
  milliseconds slowest_{};
  std::uint64_t seq_ = 0;  // of her log
  std::size_t usual_memory_ = 0;
};

// Comes before Served, who are of it.
struct WithSchool {
  explicit WithSchool(Files config) : school({.config = std::move(config)}) {}
  School school;
};

// The small school, with Lin of its first class and Luo.
class HostilePeers : public WithSchool, public Served {
 public:
  explicit HostilePeers(Files config = {});
  void expect_service_to_new_ones();
  // All that others are owed while somebody floods: so many notices, little memory, a way in.
  void expect_undelayed(std::size_t memory, int notices);
};

}  // namespace jiaxin::stage
