// Floods of sign-ins. Only guesses are limited, by address and by sign-in name; a token costs one look into the store.
// Passwords are hashed on two threads of their own, by one connection one at a time, and what finds no room to wait
// for them is told so: hashing delays nobody who is signed in, or has a token.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

#include "stage/effort.hpp"
#include "stage/hostile_floods.hpp"
#include "stage/hostile_peers.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* elsewhere = "127.0.0.9";
constexpr int rounds = sanitized ? 10 : 50;

// What waits for those who do not read, and what the allocator holds back; then two hashings.
constexpr std::size_t for_answers = 32 * mib;
constexpr std::size_t for_hashing = for_answers + 2 * 64 * mib;

// Passwords take the memory that they take at a school, and nobody is let go meanwhile for not signing in.
Files costly() { return {{"sign_in.argon2_memory_kib", "65536"}, {"timeouts.sign_in_ms", "120000"}}; }

v1::ClientFrame by_password(const std::string& login) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_password()->set_login(login);
  frame.mutable_sign_in()->mutable_password()->set_password("a-guess-of-2026");
  return frame;
}

v1::ClientFrame by_code() {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_code()->set_code("3467-9ACD-EFGH");
  frame.mutable_sign_in()->mutable_code()->set_new_password("a-guess-of-2026");
  return frame;
}

v1::ClientFrame by_token() {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_token()->set_token(std::string(32, 't'));
  return frame;
}

using Guess = std::function<v1::ClientFrame()>;

// At a name that nobody has, and another one each time, whoever shares this.
Guess at_nobody() {
  return [last = std::make_shared<std::atomic<int>>(0)] { return by_password("nobody-" + std::to_string(++*last)); };
}

// Now at her, now at nobody.
Guess at_her_too() {
  return [turn = std::make_shared<std::atomic<int>>(0), nobody = at_nobody()] {
    return ++*turn % 2 ? by_password("g-xu") : nobody();
  };
}

Floods floods_of_strangers(School& school, const Guess& guess) {
  Floods floods;
  for (int i = 0; i < flooding; ++i) {
    auto client = school.stranger(elsewhere);
    client.socket().receive_little();
    floods.push_back(std::make_unique<Flood>(std::move(client), [guess](WireClient& to) { to.start(guess()); }));
  }
  return floods;
}

// They wait for each answer, and so have as much hashed as they are allowed.
Visitors visits_of_strangers(School& school, const Guess& guess) {
  Visitors visitors;
  for (int i = 0; i < flooding; ++i)
    visitors.push_back(std::make_unique<Visitor>(
        [guess, client = std::make_shared<WireClient>(school.stranger(elsewhere))] { client->ask(guess()); }));
  return visitors;
}

// By her password: here she is known from now on, whatever is guessed elsewhere.
void make_known(School& school, const std::string& person_id) {
  school.wire(person_id);
  school.wire(person_id);
}

TEST(HostileSignIns, GuessesAreSlowedDownWhereTheyComeFrom) {
  struct Kind {
    Guess visits, one_more;
  };
  const std::map<std::string, Kind> kinds{{"passwords", {at_her_too(), at_nobody()}}, {"codes", {by_code, by_code}}};
  for (const auto& [name, kind] : kinds) {
    SCOPED_TRACE(name);
    HostilePeers peers(costly());
    make_known(peers.school, "g-xu");
    const auto visitors = visits_of_strangers(peers.school, kind.visits);
    auto stranger = peers.school.stranger(elsewhere);
    peers.serve_until([&, &one_more = kind.one_more] { return error_name(stranger.ask(one_more())) == "SLOW_DOWN"; });
    peers.expect_undelayed(for_hashing, rounds);
    EXPECT_TRUE(peers.school.wire("g-xu").ask(ping()).has_pong()) << "who is guessed at gets in where she is known";
  }
}

TEST(HostileSignIns, TokensThatNobodyHasDelayNobody) {
  HostilePeers peers(costly());
  const auto visitors = visits_of_strangers(peers.school, by_token);
  peers.expect_undelayed(for_answers, rounds);
}

TEST(HostileSignIns, WhoWaitsForNoAnswerDelaysNobody) {
  const std::map<std::string, Guess> kinds{{"passwords", at_her_too()}, {"codes", by_code}, {"tokens", by_token}};
  for (const auto& [name, guess] : kinds) {
    SCOPED_TRACE(name);
    HostilePeers peers(costly());
    const auto floods = floods_of_strangers(peers.school, guess);
    peers.expect_undelayed(for_hashing, rounds);
  }
}

TEST(HostileSignIns, TokensThatAreRightDelayNobody) {
  constexpr std::size_t times = sanitized ? 10 : 200;
  HostilePeers peers(costly());
  std::vector<std::string> tokens;
  for (int i = 0; i < flooding; ++i) tokens.push_back(peers.school.wire("g-xu").signed_in().token());
  Visitors visitors;
  for (int i = 0; i < flooding; ++i)
    visitors.push_back(std::make_unique<Visitor>([&, i] {
      WireClient client(peers.school.server.port(), address_of_visitor(i));
      EXPECT_TRUE(client.try_token(tokens[static_cast<std::size_t>(i)]).has_signed_in());
      client.socket().reset_at_close();
    }));
  peers.serve_until([&] { return all_came(visitors, times); });
  peers.expect_undelayed(for_answers, rounds);
}

// Who knows a password may have it hashed as often as she likes, but a few at a time.
TEST(HostileSignIns, PasswordsThatAreRightDelayNobody) {
  constexpr int devices = 4;
  constexpr std::size_t times = 5;
  HostilePeers peers(costly());
  make_known(peers.school, "g-xu");
  Visitors visitors;
  for (int i = 0; i < devices; ++i)
    visitors.push_back(std::make_unique<Visitor>([&] {
      auto client = peers.school.stranger();
      const auto answer = client.try_password("g-xu", password);
      EXPECT_TRUE(answer.has_signed_in() || error_name(answer) == "SLOW_DOWN") << answer.ShortDebugString();
      client.socket().reset_at_close();
    }));
  peers.serve_until([&] { return all_came(visitors, times); });
  peers.expect_undelayed(for_hashing, rounds);
}

// So that none of them is slowed down before the threads that hash have more to do than they can. Newcomers by password
// are then told to try later, and nobody else notices.
TEST(HostileSignIns, GuessesFromManyAddressesDelayNobodyWhoHasAToken) {
  constexpr int addresses = 32;
  auto config = costly();
  config["sign_in.max_waiting"] = "8";
  HostilePeers peers(config);
  make_known(peers.school, "g-xu");
  const auto token = peers.school.wire("g-xu").signed_in().token();
  std::atomic<std::size_t> turned_away = 0;
  {
    Visitors visitors;
    for (int i = 0; i < addresses; ++i)
      visitors.push_back(std::make_unique<Visitor>(
          [&, guesser = std::make_shared<WireClient>(peers.school.stranger(address_of_visitor(i))), i,
           number = 0]() mutable {
            const auto name = "nobody-" + std::to_string(i) + "-" + std::to_string(++number);
            if (error_name(guesser->ask(by_password(name))) == "UNAVAILABLE") ++turned_away;
          }));
    peers.serve_until([&] { return turned_away >= 100 && all_came(visitors, 1); });
    for (int i = 0; i < rounds; ++i) {
      peers.expect_service();
      EXPECT_TRUE(peers.school.stranger().try_token(token).has_signed_in());
    }
    const auto newcomer = peers.school.stranger().try_password("g-xu", password);
    EXPECT_TRUE(newcomer.has_signed_in() || error_name(newcomer) == "UNAVAILABLE") << newcomer.ShortDebugString();
    peers.expect_little_memory(for_hashing);
  }
  peers.expect_service_to_new_ones();
}

}  // namespace
}  // namespace jiaxin::stage
