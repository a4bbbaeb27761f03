// Whatever happens in whatever order: every device sees every event of its log, each once, in order.
#include <gtest/gtest.h>

#include <deque>
#include <random>

#include "delivery/fan_out.hpp"
#include "delivery/hub.hpp"
#include "support/fake_core.hpp"
#include "support/fake_message_store.hpp"
#include "support/fake_outlet.hpp"

namespace jiaxin::delivery {
namespace {

constexpr domain::MemberKey members[] = {{{1}, {101}}, {{1}, {102}}, {{2}, {101}}};
constexpr std::size_t device_count = 6;

// A device that keeps what arrives, checks it, acknowledges when it likes, and comes and goes.
class Device {
 public:
  Device(Hub& hub, domain::MemberKey member) : hub_(hub), member_(member) {}

  void connect() {
    if (subscription_) return;
    outlet_ = std::make_unique<fake::FakeOutlet>();
    read_ = 0;
    acked_ = kept_;
    subscription_ = std::make_unique<Subscription>(hub_, member_, domain::Epoch{77}, domain::Seq{kept_}, *outlet_);
  }
  void disconnect() {
    take();
    subscription_.reset();
    if (outlet_) outlet_->vanish();
    gone_.push_back(std::move(outlet_));  // it must not be touched, so it must still be there to notice
  }
  void take() {
    if (!subscription_) return;
    for (; read_ < outlet_->frames().size(); ++read_) {
      const auto batch = outlet_->decoded(read_).event_batch();
      ASSERT_EQ(batch.member().school_id(), member_.school.value);
      ASSERT_EQ(batch.member().member_id(), member_.member.value);
      for (const auto& event : batch.events()) {
        ASSERT_EQ(event.seq(), kept_ + 1) << "not the next one";
        ASSERT_EQ(event.item().title(), title(event.message_id()));
        ++kept_;
      }
    }
    ASSERT_LE(kept_ - acked_, WindowLimits{}.events) << "more under way than the window";
    ASSERT_FALSE(outlet_->closed());
  }
  void ack(std::uint64_t up_to) {
    if (!subscription_ || up_to < acked_) return;
    ASSERT_TRUE(subscription_->on_ack({up_to}));
    acked_ = up_to;
  }

  std::uint64_t kept() const { return kept_; }
  std::uint64_t acked() const { return acked_; }
  domain::MemberKey member() const { return member_; }
  static std::string title(std::uint64_t message) { return "第" + std::to_string(message) + "条"; }

 private:
  Hub& hub_;
  domain::MemberKey member_;
  std::unique_ptr<fake::FakeOutlet> outlet_;
  std::unique_ptr<Subscription> subscription_;
  std::vector<std::unique_ptr<fake::FakeOutlet>> gone_;
  std::size_t read_ = 0;
  std::uint64_t kept_ = 0, acked_ = 0;
};

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    fan_out_.add(core_, hub_);
    store_.answers.later = true;
    for (std::size_t i = 0; i < device_count; ++i) devices_.push_back(std::make_unique<Device>(hub_, members[i % 3]));
  }

  void step() {
    auto& device = *devices_[below(device_count)];
    switch (below(20)) {
      case 0: return commit(1);
      case 1: return commit(below(40));
      case 2: return below(30) == 0 ? commit(400) : commit(2);
      case 3:
      case 4:
      case 5: return tell_some();
      case 6:
      case 7: return device.connect();
      case 8: return below(3) == 0 ? device.disconnect() : device.connect();
      case 9: device.take(); return device.ack(device.kept());
      case 10: device.take(); return device.ack(device.acked() + below(device.kept() - device.acked() + 1));
      case 11: store_.answers.early_reads = below(2) == 0; return;
      case 12:
      case 13:
      case 14:
        if (store_.answers.waiting() > 0) store_.answers.answer_one(below(store_.answers.waiting()));
        return;
      default:
        for (auto left = below(4) + 1; left > 0; --left) core_.run_one();
    }
  }

  // All comes to rest: everybody is there, everything is told, read and acknowledged.
  void settle() {
    for (auto& device : devices_) device->connect();
    for (int round = 0; round < 1000; ++round) {
      while (!committed_.empty()) tell_some();
      store_.answers.answer_all();
      core_.run();
      bool all = true;
      for (auto& device : devices_) {
        device->take();
        device->ack(device->kept());
        all &= device->kept() == store_.log(device->member()).head().value;
      }
      if (all && core_.posted() == 0 && store_.answers.waiting() == 0) return;
    }
  }

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  void check() {
    for (auto& device : devices_) EXPECT_EQ(device->kept(), store_.log(device->member()).head().value);
  }

 private:
  // In the log, but nobody was told yet.
  void commit(std::size_t count) {
    for (; count > 0; --count) {
      std::vector<domain::MemberKey> to;
      for (const auto member : members)
        if (below(3) > 0) to.push_back(member);
      v1::Item item;
      item.set_title(Device::title(++messages_));
      committed_.push_back(store_.append(to, item.SerializeAsString()));
    }
  }
  void tell_some() {
    for (auto left = below(5) + 1; left > 0 && !committed_.empty(); --left) {
      fan_out_.publish(std::move(committed_.front()));
      committed_.pop_front();
    }
  }

  std::mt19937 random_;
  fake::FakeCore core_;
  fake::FakeMessageStore store_;
  Hub hub_{core_, store_};
  FanOut fan_out_;
  std::vector<std::unique_ptr<Device>> devices_;
  std::deque<ports::Published> committed_;
  std::uint64_t messages_ = 0;
};

class AnyInterleaving : public testing::TestWithParam<unsigned> {};

TEST_P(AnyInterleaving, ShowsEveryDeviceEachEventOnceAndInOrder) {
  World world(GetParam());
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 1500; ++i) {
      world.step();
      if (testing::Test::HasFatalFailure()) return;
    }
    world.settle();
    world.check();
    if (testing::Test::HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyInterleaving, testing::Range(1U, 17U));

}  // namespace
}  // namespace jiaxin::delivery
