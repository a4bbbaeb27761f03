// The public class as far as it goes without a server.
#include "jiaxin/client/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "address.hpp"
#include "jiaxin/client/wait.hpp"
#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using namespace std::chrono_literals;

Options nowhere() {
  Options options;
  options.server_url = "127.0.0.1:1";  // refuses at once
  return options;
}

v1::SendNotice plain_notice() { return notice({}).send_notice(); }

v1::SendNotice without_id() {
  auto out = plain_notice();
  out.mutable_header()->clear_client_id();
  return out;
}

TEST(Address, TakesNamesAndBothKindsOfNumbers) {
  EXPECT_EQ(parse_address("ws://school.example:8480/ws")->host, "school.example");
  EXPECT_EQ(parse_address("127.0.0.1:8480")->port, "8480");
  EXPECT_EQ(parse_address("127.0.0.1:8480")->path, "/ws");
  const auto v6 = parse_address("ws://[::1]:8480/ws");
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->host_header, "[::1]:8480");
  EXPECT_EQ(parse_address("ws://school.example/a/b")->path, "/a/b");
}

TEST(Address, OneServerHasOneSpelling) {
  for (const auto* same :
       {"school.example", "SCHOOL.example:80", "ws://School.Example/ws", "ws://school.example:0080/"})
    EXPECT_EQ(parse_address(same)->server(), "school.example:80/ws") << same;
  EXPECT_EQ(parse_address("ws://[::1]:8480")->server(), "[::1]:8480/ws");
  EXPECT_EQ(parse_address("school.example/A")->server(), "school.example:80/A");
}

TEST(Address, OnlyLoopbackStaysOnThisMachine) {
  for (const auto* here : {"127.0.0.1:8480", "127.9.9.9", "LocalHost:8480", "ws://[::1]:8480/ws", "[::ffff:127.0.0.1]"})
    EXPECT_TRUE(parse_address(here)->is_loopback()) << here;
  for (const auto* away : {"10.0.0.1", "127.example", "localhost.example", "[fe80::1]", "[::ffff:10.0.0.1]", "0.0.0.0"})
    EXPECT_FALSE(parse_address(away)->is_loopback()) << away;
}

TEST(Address, RefusesWhatItCannotMean) {
  for (const auto* bad : {"", "http://a/ws", "wss://a/ws", "ws://user:pass@a/ws", "ws://a/ws?token=x", "ws://a:0/ws",
                          "ws://a:99999/ws", "ws:///ws", "a b"}) {
    const auto address = parse_address(bad);
    EXPECT_FALSE(address.ok()) << bad;
  }
}

TEST(ClientId, SixteenBytesThatRiseWithTimeAndDiffer) {
  const auto first = ClientId::make();
  std::this_thread::sleep_for(2ms);
  const auto second = ClientId::make();
  EXPECT_LT(first, second);
  EXPECT_EQ(ClientId::from_hex(first.hex()), first);
  EXPECT_EQ(ClientId::from_wire(first.wire()), first);
  EXPECT_FALSE(ClientId::from_hex("12"));
  EXPECT_FALSE(ClientId::from_hex(std::string(32, 'g')));
  EXPECT_FALSE(ClientId::from_wire("short"));
  std::set<ClientId> many;
  for (int i = 0; i < 1000; ++i) many.insert(ClientId::make());
  EXPECT_EQ(many.size(), 1000U);
}

TEST(Client, AnItemOverALimitIsRefusedBeforeItIsQueued) {
  const auto client = std::move(Client::open(nowhere())).value();
  auto long_title = without_id();
  long_title.set_title(std::string(300, 'x'));
  const auto refused = client->send_notice(long_title);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().kind, FailureKind::invalid);
  EXPECT_EQ(refused.failure().error.code(), v1::ERROR_CODE_TOO_LARGE);
  EXPECT_EQ(refused.failure().error.field(), "send_notice.title");
  auto bad_id = without_id();
  bad_id.mutable_header()->set_client_id("too short");
  EXPECT_FALSE(client->send_notice(bad_id).ok());
  EXPECT_EQ(client->outbox_pending(), 0U);
}

TEST(Client, AnEntryWaitsThroughClosing) {
  const Folder folder;
  auto options = nowhere();
  options.state_file = folder.path / "state.db";
  ClientId id;
  {
    const auto client = std::move(Client::open(options)).value();
    const auto queued = client->send_notice(without_id());
    ASSERT_TRUE(queued.ok());
    id = queued->client_id;
    client->close();
    ASSERT_EQ(queued->settled.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(queued->settled.get().failure().kind, FailureKind::closed);
    EXPECT_FALSE(client->send_notice(without_id()).ok());
  }
  const auto client = std::move(Client::open(options)).value();
  EXPECT_EQ(client->outbox().at(0).client_id, id);
  EXPECT_EQ(client->outbox_pending(), 1U);
}

TEST(Client, TheStateFileIsForOneClientAtATime) {
  const Folder folder;
  auto options = nowhere();
  options.state_file = folder.path / "state.db";
  const auto first = Client::open(options);
  ASSERT_TRUE(first.ok());
  const auto second = Client::open(options);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.failure().kind, FailureKind::storage);
}

TEST(Client, ASignInWithoutAServerSaysSo) {
  const auto client = std::move(Client::open(nowhere())).value();
  const auto outcome = wait<v1::SignedIn>([&](auto done) { client->sign_in_with_password("wang", "password1", done); });
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().kind, FailureKind::disconnected);
  EXPECT_EQ(client->state(), ConnectionState::needs_sign_in);
  EXPECT_FALSE(client->wait_online(1s).ok());
}

TEST(Client, WhatIsKeptOfOneServerIsNotSentToAnother) {
  const Folder folder;
  auto options = nowhere();
  options.state_file = folder.path / "state.db";
  v1::SignedIn signed_in;
  signed_in.set_login("wang");
  signed_in.set_token("secret");
  { SqliteStore(options.state_file).keep_session(signed_in, "127.0.0.1:1/ws"); }
  {
    options.server_url = "localhost:1";
    const auto client = std::move(Client::open(options)).value();
    client->start();
    const auto outcome = client->wait_online(10s);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.failure().kind, FailureKind::other_server);
    EXPECT_EQ(client->state(), ConnectionState::needs_sign_in);
    EXPECT_TRUE(client->has_token());
  }
  options.server_url = "ws://127.0.0.1:1/ws";
  const auto client = std::move(Client::open(options)).value();
  client->start();
  const auto outcome = client->wait_online(200ms);
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE(outcome.failure().kind, FailureKind::other_server);
}

TEST(Client, SaysWhetherWhatItSendsCanBeReadOnTheWay) {
  auto options = nowhere();
  EXPECT_FALSE((*Client::open(options))->sends_in_clear());
  options.server_url = "school.example:8480";
  EXPECT_TRUE((*Client::open(options))->sends_in_clear());
}

TEST(Client, RequestsThatCannotBeSentFailOnTheirCallback) {
  const auto client = std::move(Client::open(nowhere())).value();
  client->start();
  const auto invalid = wait<v1::Receipts>([&](auto done) { client->get_receipts({}, done); });
  EXPECT_EQ(invalid.failure().kind, FailureKind::invalid);
  const auto unsigned_in =
      wait<v1::Receipts>([&](auto done) { client->get_receipts(receipts_request().get_receipts(), done); });
  EXPECT_EQ(unsigned_in.failure().kind, FailureKind::not_signed_in);
  v1::ClientFrame own;
  own.mutable_resume();
  const auto reserved = wait<v1::ServerFrame>([&](auto done) { client->request(own, done); });
  EXPECT_EQ(reserved.failure().kind, FailureKind::invalid);
  client->close();
  const auto after = wait<v1::ServerFrame>([&](auto done) { client->request(receipts_request(), done); });
  EXPECT_EQ(after.failure().kind, FailureKind::closed);
}

TEST(Client, CallbacksMayCallBackAndCloseTheClient) {
  std::unique_ptr<Client> client;
  std::promise<void> told;
  Listener listener;
  listener.state_changed = [&](const StateChange& change) {
    if (change.state != ConnectionState::needs_sign_in) return;
    EXPECT_EQ(client->outbox_pending(), 0U);
    client->close();
    told.set_value();
  };
  client = std::move(Client::open(nowhere(), listener)).value();
  client->start();
  told.get_future().wait();
  client.reset();
}

TEST(Client, ManyShareARuntime) {
  auto options = nowhere();
  options.runtime = std::make_shared<Runtime>(2);
  std::vector<std::unique_ptr<Client>> clients;
  std::atomic<int> told{0};
  for (int i = 0; i < 50; ++i) {
    Listener listener;
    listener.state_changed = [&](const StateChange& change) { told += change.state == ConnectionState::needs_sign_in; };
    clients.push_back(std::move(Client::open(options, listener)).value());
    clients.back()->start();
  }
  while (told < 50) std::this_thread::yield();
  clients.clear();
}

TEST(Client, OnASharedRuntimeTheStateFileIsFreeOnceTheClientIsGone) {
  const Folder folder;
  auto options = nowhere();
  options.runtime = std::make_shared<Runtime>();
  options.state_file = folder.path / "state.db";
  for (int i = 0; i < 20; ++i) {
    auto client = Client::open(options);
    ASSERT_TRUE(client.ok()) << client.failure().text_en;
    (*client)->start();
    ASSERT_TRUE((*client)->mark_read(parent.ref(), static_cast<std::uint64_t>(i + 1)).ok());
  }
}

TEST(Client, ADecisionIsBoundToTheFormThatTheInboxShows) {
  const auto client = std::move(Client::open(nowhere())).value();
  v1::Decide decide = decision({}, v1::CHOICE_AGREE).decide();
  decide.clear_form_version();
  decide.clear_text_sha256();
  decide.mutable_header()->clear_client_id();
  const auto outcome = client->decide(decide);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().error.field(), "decide.header.message_id");
}

}  // namespace
}  // namespace jiaxin::client::test
