#include "seed/school_seed.hpp"

#include <chrono>
#include <future>
#include <memory>
#include <utility>

#include "credentials/sodium_secrets.hpp"
#include "load/failure.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::bench {
namespace {

constexpr const char* grade_of_families = "4";
constexpr const char* grade_of_few = "1";
constexpr const char* grade_of_many = "2";
constexpr const char* grade_of_rest = "3";

domain::TimePoint now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

// Starts one call of a port and waits for its answer.
template <class T, class Start>
T wait_for(const std::string& what, Start&& start) {
  std::promise<std::optional<T>> promise;
  start(ports::Done<T>([&promise](std::optional<T> answer) { promise.set_value(std::move(answer)); }));
  auto answer = promise.get_future().get();
  expect(answer.has_value(), what);
  return std::move(*answer);
}

std::string class_id(std::size_t guardian, const Sizes& sizes) {
  if (guardian < sizes.families) return "family-" + std::to_string(guardian);
  if (guardian < sizes.families + sizes.few) return "few";
  return guardian < sizes.families + sizes.few + sizes.many ? "many" : "rest";
}
std::string guardian_id(std::size_t index) { return "guardian-" + std::to_string(index); }
std::string staff_id(std::size_t index) { return "staff-" + std::to_string(index); }

domain::Roster roster_of(const Sizes& sizes) {
  domain::Roster roster{.school_name = "青禾小学", .classes = {}, .children = {}, .people = {}};
  for (std::size_t i = 0; i < sizes.families; ++i) {
    roster.classes.push_back({class_id(i, sizes), "四年级(" + std::to_string(i + 1) + ")班", grade_of_families});
    domain::RosterPerson teacher{.sourced_id = staff_id(i), .name = "林老师"};
    teacher.login_hint = teacher.sourced_id;
    teacher.principal = i == 0;
    teacher.posts.push_back({class_id(i, sizes), true});
    roster.people.push_back(std::move(teacher));
  }
  roster.classes.push_back({"few", "一年级(1)班", grade_of_few});
  roster.classes.push_back({"many", "二年级(1)班", grade_of_many});
  roster.classes.push_back({"rest", "三年级(1)班", grade_of_rest});
  for (std::size_t i = 0; i < sizes.everyone; ++i) {
    const auto child = "child-" + std::to_string(i);
    roster.children.push_back({child, "陈一诺", {class_id(i, sizes)}});
    domain::RosterPerson guardian{.sourced_id = guardian_id(i), .name = "陈建国"};
    guardian.login_hint = guardian.sourced_id;
    guardian.children.push_back({child, "父亲", true, true});
    roster.people.push_back(std::move(guardian));
  }
  return roster;
}

class Seeding {
 public:
  Seeding(storage::SqliteStore& store, domain::SchoolId school) : store_(store), school_(school) {}

  // One identity and device session per person: a code is issued and redeemed, as a person would, but with a password
  // hash that no password has.
  std::vector<Account> sign_up(const std::vector<std::string>& sourced_ids) {
    std::vector<Account> accounts;
    constexpr std::size_t at_a_time = 2'000;  // within the writer's queue
    for (std::size_t first = 0; first < sourced_ids.size(); first += at_a_time) {
      const auto last = std::min(sourced_ids.size(), first + at_a_time);
      sign_up({sourced_ids.begin() + static_cast<std::ptrdiff_t>(first),
               sourced_ids.begin() + static_cast<std::ptrdiff_t>(last)},
              accounts);
    }
    return accounts;
  }

 private:
  void sign_up(const std::vector<std::string>& sourced_ids, std::vector<Account>& accounts) {
    std::vector<ports::NewCode> codes;
    std::vector<std::future<bool>> redeemed;
    const auto directory = store_.school(school_);
    const auto first = accounts.size();
    for (const auto& id : sourced_ids) {
      const auto* person = directory->find_person(id);
      expect(person != nullptr, "the roster has " + id);
      accounts.push_back({{school_, person->id}, secrets_.new_token()});
      codes.push_back({accounts.back().member, secrets_.token_hash(accounts.back().token)});
    }
    wait_for<bool>("codes are issued",
                   [&](auto done) { store_.issue_codes(codes, now() + std::chrono::days(1), std::move(done)); });
    for (std::size_t i = 0; i < codes.size(); ++i) redeemed.push_back(redeem(codes[i].code, accounts[first + i]));
    for (auto& answer : redeemed) expect(answer.get(), "every code is redeemed");
  }

  std::future<bool> redeem(const ports::SecretHash& code, const Account& account) {
    auto promise = std::make_shared<std::promise<bool>>();
    auto future = promise->get_future();
    store_.redeem_code(code, "", "!", {secrets_.token_hash(account.token), "bench"}, now(),
                       [promise](std::optional<std::variant<ports::Redeemed, ports::CodeRefused>> outcome) {
                         promise->set_value(outcome && std::holds_alternative<ports::Redeemed>(*outcome));
                       });
    return future;
  }

  storage::SqliteStore& store_;
  domain::SchoolId school_;
  credentials::SodiumSecrets secrets_{""};
};

template <class Name>
std::vector<std::string> names(std::size_t count, Name name) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(name(i));
  return all;
}

domain::ClassId class_titled(const domain::SchoolDirectory& school, const std::string& title) {
  for (const auto& info : school.classes())
    if (info.title == title) return info.id;
  throw BenchFailure("the school has no class " + title);
}

domain::SchoolId make_school(storage::SqliteStore& store) {
  const auto created = store.create_school({"青禾小学", "Asia/Shanghai", "管理员", {}, now() + std::chrono::days(1)});
  const auto* school = created ? std::get_if<storage::SchoolCreated>(&*created) : nullptr;
  expect(school != nullptr, "the school is made");
  return school->school;
}

}  // namespace

Span guardians_of(const Sizes& sizes, const Audience& audience) {
  switch (audience.kind) {
    case Audience::Kind::family: return {audience.family, audience.family + 1};
    case Audience::Kind::few: return {sizes.families, sizes.families + sizes.few};
    case Audience::Kind::many: return {sizes.families + sizes.few, sizes.families + sizes.few + sizes.many};
    case Audience::Kind::everyone: break;
  }
  return {0, sizes.everyone};
}

void SchoolSeed::address(v1::Audience& to, const Audience& audience) const {
  switch (audience.kind) {
    case Audience::Kind::family: return to.add_class_ids(family_classes[audience.family].value);
    case Audience::Kind::few: return to.add_class_ids(few_class.value);
    case Audience::Kind::many: return to.add_grades(grade_of_many);
    case Audience::Kind::everyone: return to.set_whole_school(true);
  }
}

SchoolSeed seed_school(const std::filesystem::path& data, const Sizes& sizes) {
  expect(sizes.families > 0 && sizes.families + sizes.few + sizes.many <= sizes.everyone, "the sizes fit");
  storage::StoreOptions options;
  options.directory = data;
  options.create_if_missing = true;
  auto opened = storage::SqliteStore::open(std::move(options));
  if (const auto* failure = std::get_if<storage::OpenFailure>(&opened)) throw BenchFailure(failure->text_en);
  auto& store = *std::get<std::unique_ptr<storage::SqliteStore>>(opened);
  const auto id = make_school(store);
  wait_for<ports::RosterCounts>("the roster is applied",
                                [&](auto done) { store.apply_roster(id, roster_of(sizes), false, std::move(done)); });
  Seeding seeding(store, id);
  SchoolSeed seed{.sizes = sizes, .guardians = {}, .staff = {}, .family_classes = {}, .few_class = {}};
  seed.guardians = seeding.sign_up(names(sizes.everyone, guardian_id));
  seed.staff = seeding.sign_up(names(sizes.families, staff_id));
  const auto school = store.school(id);
  for (std::size_t i = 0; i < sizes.families; ++i)
    seed.family_classes.push_back(class_titled(*school, "四年级(" + std::to_string(i + 1) + ")班"));
  seed.few_class = class_titled(*school, "一年级(1)班");
  store.stop();
  return seed;
}

}  // namespace jiaxin::bench
