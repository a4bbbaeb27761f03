// A client's life as far as it goes without a server that answers.
#include <filesystem>
#include <thread>

#include "rig.hpp"

namespace jiaxin::c::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string text_of(const std::function<jx_status(uint8_t**, size_t*)>& read) {
  uint8_t* message = nullptr;
  size_t size = 0;
  EXPECT_EQ(read(&message, &size), JX_OK);
  const std::unique_ptr<uint8_t, Free> owned(message);
  return std::string(reinterpret_cast<char*>(message), size);
}

TEST(Life, ItTellsItsStateAndWhyItWaits) {
  std::atomic<int> waits = 0;
  Phone phone(nowhere, [&](jx_client*, const jx_event* event) {
    if (jx_event_kind(event) != JX_STATE_CHANGED || jx_event_state(event) != JX_NEEDS_SIGN_IN) return;
    waits += jx_event_failure(event) != nullptr;
  });
  EXPECT_EQ(jx_client_state(phone), JX_IDLE);
  Ends ends;
  EXPECT_EQ(jx_client_sign_in_with_password(phone, "a", "b", &Ends::done, &ends, nullptr, nullptr), JX_OK);
  EXPECT_THAT(ends.after(1), ElementsAre(JX_DISCONNECTED));
  jx_failure* why = nullptr;
  EXPECT_NE(jx_client_wait(phone, JX_UNTIL_ONLINE, 30'000, &why), JX_OK);  // at once: only signing in can help
  const FailurePtr owned(why);
  EXPECT_STRNE(jx_failure_text_zh(why), "");
  EXPECT_EQ(jx_client_state(phone), JX_NEEDS_SIGN_IN);
  EXPECT_EQ(jx_client_close(phone), JX_OK);
  EXPECT_GT(waits, 0);
}

TEST(Life, WhatIsQueuedWaitsInTheOutbox) {
  Phone phone;
  uint8_t id[16] = {};
  ASSERT_EQ(jx_client_queue(phone, bytes(notice), notice.size(), id, nullptr), JX_OK);
  EXPECT_THAT(std::vector<uint8_t>(id, id + 16), testing::Contains(testing::Ne(0)));
  const auto outbox = text_of([&](auto to, auto size) { return jx_client_outbox(phone, 10, to, size, nullptr); });
  EXPECT_THAT(outbox, HasSubstr(R"("kind":"ENTRY_KIND_NOTICE")"));
  EXPECT_THAT(outbox, HasSubstr(R"("pending":"1")"));
  const auto account = text_of([&](auto to, auto size) { return jx_client_account(phone, to, size, nullptr); });
  EXPECT_EQ(account, "{}");  // nobody is signed in, and loopback is not in clear
}

TEST(Life, AnItemThatIsNotThereIsNothing) {
  Phone phone;
  uint8_t* message = nullptr;
  size_t size = 7;
  EXPECT_EQ(jx_client_inbox_entry(phone, 1, 2, 3, &message, &size, nullptr), JX_OK);
  EXPECT_EQ(message, nullptr);
  EXPECT_EQ(size, 0U);
}

TEST(Life, ARequestIsCancelledOnceByItsTicket) {
  const SilentServer server;
  Phone phone(server.url());
  Ends ends;
  uint64_t first = 0, second = 0;
  ASSERT_EQ(ask(phone, receipts, ends, &first), JX_OK);
  ASSERT_EQ(ask(phone, receipts, ends, &second), JX_OK);
  EXPECT_NE(first, 0U);
  EXPECT_NE(first, second);
  EXPECT_EQ(jx_client_cancel(phone, second), JX_OK);
  EXPECT_THAT(ends.after(1), ElementsAre(JX_CANCELLED));
  EXPECT_EQ(jx_client_cancel(phone, second), JX_OK);
  EXPECT_EQ(jx_client_cancel(phone, 999), JX_OK);
  EXPECT_EQ(jx_client_close(phone), JX_OK);
  EXPECT_THAT(ends.after(2), ElementsAre(JX_CANCELLED, JX_CLOSED));
}

TEST(Life, OutstandingRequestsGetClosedBeforeCloseReturns) {
  const SilentServer server;
  Phone phone(server.url());
  Ends ends;
  ASSERT_EQ(jx_client_sign_in_with_password(phone, "a", "b", &Ends::done, &ends, nullptr, nullptr), JX_OK);
  ASSERT_EQ(ask(phone, receipts, ends), JX_OK);
  EXPECT_EQ(jx_client_close(phone), JX_OK);
  EXPECT_THAT(ends.after(0), ElementsAre(JX_CLOSED, JX_CLOSED));
}

TEST(Life, AfterClosingEverythingIsRefused) {
  Phone phone;
  ASSERT_EQ(jx_client_close(phone), JX_OK);
  Ends ends;
  uint8_t* message = nullptr;
  jx_failure* why = nullptr;
  uint64_t ticket = 7;
  EXPECT_EQ(ask(phone, receipts, ends, &ticket, &why), JX_CLOSED);
  const FailurePtr owned(why);
  EXPECT_STRNE(jx_failure_text_zh(why), "");
  EXPECT_EQ(jx_client_close(phone), JX_CLOSED);
  EXPECT_EQ(jx_client_start(phone), JX_CLOSED);
  EXPECT_EQ(jx_client_cancel(phone, 1), JX_CLOSED);
  EXPECT_EQ(jx_client_sign_in_with_password(phone, "a", "b", &Ends::done, &ends, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_sign_in_with_code(phone, "a", "b", "c", &Ends::done, &ends, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_sign_out(phone, &Ends::done, &ends, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_queue(phone, bytes(notice), notice.size(), nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_inbox(phone, nullptr, 0, &message, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_inbox_entry(phone, 1, 2, 3, &message, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_outbox(phone, 1, &message, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_account(phone, &message, nullptr, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_wait(phone, JX_UNTIL_ONLINE, 1, nullptr), JX_CLOSED);
  EXPECT_EQ(jx_client_state(phone), JX_STATE_CLOSED);
  EXPECT_THAT(ends.after(0), testing::IsEmpty());
}

TEST(Life, InsideACallbackWaitingAndFreeingAreRefusedAndClosingBegins) {
  std::atomic<int> refused = 0;
  Phone phone(nowhere, [&](jx_client* client, const jx_event*) {
    refused += jx_client_wait(client, JX_UNTIL_ONLINE, 30'000, nullptr) == JX_INVALID;
    refused += jx_client_free(client) == JX_INVALID;
    jx_client_close(client);
  });
  ASSERT_EQ(jx_client_start(phone), JX_OK);
  EXPECT_EQ(jx_client_wait(phone, JX_UNTIL_ONLINE, 30'000, nullptr) != JX_OK, true);
  jx_client_close(phone);
  EXPECT_GE(refused, 2);
  EXPECT_EQ(jx_client_state(phone), JX_STATE_CLOSED);
}

TEST(Life, WhatIsGivenIsReadAfterwards) {
  struct Given {
    std::mutex mutex;
    std::vector<const jx_event*> events;
    std::vector<const jx_failure*> failures;
  } given;
  const auto hear = [](void* to, const jx_event* event) {
    const std::lock_guard guard(static_cast<Given*>(to)->mutex);
    static_cast<Given*>(to)->events.push_back(event);
  };
  const auto done = [](void* to, const jx_failure* failure, const uint8_t* message, size_t) {
    EXPECT_EQ(message, nullptr);
    const std::lock_guard guard(static_cast<Given*>(to)->mutex);
    static_cast<Given*>(to)->failures.push_back(failure);
  };
  const auto options = options_for(nowhere);
  ASSERT_EQ(jx_options_set_handing(options.get(), 2), JX_INVALID);
  ASSERT_EQ(jx_options_set_handing(options.get(), JX_GIVEN), JX_OK);
  jx_client* client = nullptr;
  ASSERT_EQ(jx_client_open(options.get(), hear, &given, &client, nullptr), JX_OK);
  ASSERT_EQ(jx_client_start(client), JX_OK);
  ASSERT_EQ(jx_client_sign_in_with_password(client, "a", "b", done, &given, nullptr, nullptr), JX_OK);
  jx_client_wait(client, JX_UNTIL_ONLINE, 30'000, nullptr);
  ASSERT_EQ(jx_client_free(client), JX_OK);
  ASSERT_EQ(given.failures.size(), 1U);
  EXPECT_STRNE(jx_failure_text_zh(given.failures[0]), "");
  jx_failure_free(given.failures[0]);
  EXPECT_FALSE(given.events.empty());
  for (const auto* event : given.events) {
    EXPECT_EQ(jx_event_kind(event), JX_STATE_CHANGED);
    jx_event_free(event);
  }
}

// Several threads ask while another one closes: every call that was taken is answered, once, before close returns or
// before the call does, and nothing comes later.
TEST(Life, NoCallbackComesOnceCloseHasReturned) {
  struct Watch {
    std::atomic<bool> closed = false;
    std::atomic<int> taken = 0, answered = 0, late = 0;
  };
  for (int round = 0; round < 50; ++round) {
    Watch watch;
    Phone phone(nowhere, [&](jx_client*, const jx_event*) { watch.late += watch.closed; });
    ASSERT_EQ(jx_client_start(phone), JX_OK);
    const auto done = [](void* user, const jx_failure*, const uint8_t*, size_t) {
      auto& at = *static_cast<Watch*>(user);
      at.late += at.closed;
      ++at.answered;
    };
    std::atomic<int> running = 0;
    const auto asking = [&] {
      ++running;
      for (int i = 0; i < 10'000; ++i) {
        const auto status =
            jx_client_request(phone, bytes(receipts), receipts.size(), 0, done, &watch, nullptr, nullptr);
        if (status == JX_CLOSED) return;
        watch.taken += status == JX_OK;
      }
    };
    std::thread first(asking), second(asking);
    while (running < 2) std::this_thread::yield();
    EXPECT_EQ(jx_client_close(phone), JX_OK);
    watch.closed = true;
    first.join();
    second.join();
    EXPECT_EQ(watch.taken, watch.answered);
    EXPECT_EQ(watch.late, 0);
  }
}

TEST(Life, TheStateFileIsLockedUntilTheClientIsFreed) {
  const auto folder = testing::TempDir() + "jiaxin-c-" + std::to_string(getpid());
  const auto file = folder + "/state.db";
  const auto options = options_for(nowhere);
  ASSERT_EQ(jx_options_set_state_file(options.get(), file.c_str()), JX_OK);
  jx_client *first = nullptr, *second = nullptr;
  ASSERT_EQ(jx_client_open(options.get(), nullptr, nullptr, &first, nullptr), JX_OK);
  EXPECT_EQ(jx_client_open(options.get(), nullptr, nullptr, &second, nullptr), JX_STORAGE);
  EXPECT_EQ(second, nullptr);
  EXPECT_EQ(jx_client_free(first), JX_OK);
  ASSERT_EQ(jx_client_open(options.get(), nullptr, nullptr, &second, nullptr), JX_OK);
  EXPECT_EQ(jx_client_free(second), JX_OK);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace jiaxin::c::test
