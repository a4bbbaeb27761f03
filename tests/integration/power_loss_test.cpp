// The power fails while everybody writes. The server's data stand on an ext4 file system on a loop device on a disk of
// ours, whose cache forgets what was not flushed. At random writes we take what a power cut would leave, and start
// jiaxind on it: everything that anybody had been told must be there.
//
// SIGKILL cannot show this: the kernel keeps what a killed process has written. That the experiment can see a loss is
// shown by its control, the same server without fsync.
#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "power/survivor.hpp"
#include "stage/effort.hpp"

namespace jiaxin::stage {
namespace {

using WrittenBack = VolatileDisk::WrittenBack;

constexpr std::size_t disk_bytes = 512u << 20;
constexpr milliseconds limit{60'000};

std::size_t images() { return sanitized ? 4 : is_long() ? 60 : 20; }

struct Plan {
  std::size_t times;
  std::size_t sends_between;   // acknowledged ones
  std::size_t at_most_writes;  // to the disk, from there to the cut; how many is random
  std::size_t rest_every;      // cuts: what is written after a checkpoint overwrites the old log
};

struct Cut {
  VolatileDisk::Content left;
  Promises promised;  // before it
};

// The disk, and a busy school on it. Throws CannotMount.
class PowerLoss {
 public:
  PowerLoss() : disk_(disk_bytes), file_(disk_, folder_.path() / "disk") {
    make_ext4(file_.path());
    school_.emplace(Setup{.roster = busy_roster(0), .disk = ext4_in(file_.path())});
    people_.emplace(*school_);
    school_->admin().close_app();
  }

  void serve_with(const std::string& program) {
    demo::expect(school_->server.stop() == 0, "a clean stop");
    school_->launch_instead(program);
    school_->server.start();
  }

  std::vector<Cut> cut_power(Plan plan) {
    people_->begin();
    // No cut shall be about less than all of it.
    people_->ledger().wait(limit, [](const Promises& now) { return now.has_every_kind(); });
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < plan.times; ++i) {
      if (i % plan.rest_every == plan.rest_every - 1) people_->rest_until_checkpointed();
      cuts.push_back(cut(i, plan));
    }
    people_->end();
    for (const auto& failure : people_->failures()) ADD_FAILURE() << failure;
    school_->launch_instead(JIAXIND_PROGRAM);
    return cuts;
  }

  Survivor survivor(const Cut& cut) { return Survivor(*school_, *people_, cut.left); }

 private:
  Cut cut(std::size_t number, const Plan& plan) {
    const auto due = people_->ledger().copy().stored.size() + plan.sends_between;
    people_->ledger().wait(limit, [&](const Promises& now) { return now.stored.size() >= due; });
    constexpr std::array<WrittenBack, 3> kinds{WrittenBack::some, WrittenBack::nothing, WrittenBack::all};
    Cut made;
    auto left = disk_.after({.after_writes = random_() % (1 + plan.at_most_writes),
                             .written_back = kinds[number % kinds.size()],
                             .at_that_moment = [&] { made.promised = people_->ledger().copy(); }},
                            limit, random_);
    if (!left) throw StageError("nothing is written to the disk");
    made.left = std::move(*left);
    return made;
  }

  demo::TempFolder folder_;
  VolatileDisk disk_;
  DiskFile file_;
  std::optional<School> school_;
  std::optional<BusySchool> people_;
  std::mt19937 random_{20261125};
};

std::string first_of(const Complaints& complaints) {
  std::string text = std::to_string(complaints.size()) + " complaints";
  for (std::size_t i = 0; i < complaints.size() && i < 5; ++i) text += "\n  " + complaints[i];
  return text;
}

// Where nothing can be mounted the test is skipped. Once the disk stands, not being able to mount it is a failure.
template <class Test>
void where_mounts_are_possible(Test test) {
  std::optional<PowerLoss> power;
  try {
    keep_mounts_to_ourselves();
    power.emplace();
  } catch (const CannotMount& why) {
    std::cerr << "\n*** SKIPPED: the power-loss test needs root, loop devices and FUSE (" << why.what() << ") ***\n\n";
    GTEST_SKIP() << why.what();
  }
  test(*power);
}

TEST(PowerLoss, NothingAcknowledgedIsLostAndNothingIsDoubled) {
  where_mounts_are_possible([](PowerLoss& power) {
    std::map<std::string, std::size_t> promised;
    for (const auto& cut :
         power.cut_power({.times = images(), .sends_between = 1, .at_most_writes = 50, .rest_every = 7})) {
      auto survivor = power.survivor(cut);
      Complaints lost;
      survivor.find_lost(cut.promised, lost);
      EXPECT_TRUE(lost.empty()) << first_of(lost);
      const auto wrong = survivor.wrong(cut.promised);
      EXPECT_TRUE(wrong.empty()) << first_of(wrong);
      const auto again = survivor.wrong_when_sent_again(cut.promised);
      EXPECT_TRUE(again.empty()) << first_of(again);
      promised = cut.promised.counts();
    }
    std::cout << "acknowledged at the last of " << images() << " power cuts:\n";
    for (const auto& [kind, count] : promised) {
      std::cout << "  " << kind << ": " << count << "\n";
      EXPECT_GT(count, 0u) << kind;
    }
    EXPECT_FALSE(promised.empty());
  });
}

// If this fails, the test above proves nothing.
TEST(PowerLoss, AServerWithoutFsyncWouldHaveLostSomething) {
  where_mounts_are_possible([](PowerLoss& power) {
    power.serve_with(JIAXIN_UNSAFE_SERVER_PROGRAM);
    Complaints lost;
    std::size_t promised = 0;
    for (const auto& cut :
         power.cut_power({.times = 3, .sends_between = 100, .at_most_writes = 0, .rest_every = 100})) {
      promised += cut.promised.stored.size();
      try {
        power.survivor(cut).find_lost(cut.promised, lost);
      } catch (const CannotMount&) {
        throw;  // the experiment failed, not the server
      } catch (const std::exception& error) {
        std::cout << "without fsync: " << error.what() << "\n";  // a database too damaged to ask what it lost
      }
    }
    std::cout << "without fsync " << lost.size() << " promises were broken, of " << promised << " sends acknowledged\n";
    EXPECT_FALSE(lost.empty()) << "the experiment cannot see a loss";
  });
}

}  // namespace
}  // namespace jiaxin::stage
