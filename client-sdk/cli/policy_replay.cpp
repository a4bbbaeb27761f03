#include "policy_replay.hpp"

#include <algorithm>
#include <optional>
#include <ostream>

#include "chosen_packs.hpp"
#include "jiaxin/v1/envelope.pb.h"
#include "jiaxin/v1/review.pb.h"
#include "judged_text.hpp"
#include "policy/filter.hpp"
#include "replay_report.hpp"
#include "storage/sent_items.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

struct Judged {
  std::string text;
  policy::Context context;
};

policy::Sender sender_in(v1::Role role) {
  if (role == v1::ROLE_CLASS_TEACHER) return policy::Sender::head_teacher;
  return role == v1::ROLE_SUBJECT_TEACHER ? policy::Sender::subject_teacher : policy::Sender::school;
}

policy::Sender sender_in(domain::Role role) {
  if (role == domain::Role::class_teacher) return policy::Sender::head_teacher;
  return role == domain::Role::subject_teacher ? policy::Sender::subject_teacher : policy::Sender::school;
}

policy::Kind kind_in(v1::Kind kind) {
  if (kind == v1::KIND_LETTER) return policy::Kind::letter;
  return kind == v1::KIND_FORM ? policy::Kind::form : policy::Kind::notice;
}

// The item that a request would have become, as far as it is judged.
v1::Item item_asked_for(const v1::ClientFrame& request) {
  v1::Item item;
  if (request.has_send_letter()) {
    item.set_kind(v1::KIND_LETTER);
    item.set_title(request.send_letter().title());
    item.set_body(request.send_letter().body());
    *item.mutable_slip() = request.send_letter().slip();
  } else if (request.has_send_form()) {
    item.set_kind(v1::KIND_FORM);
    item.set_title(request.send_form().title());
    *item.mutable_form() = request.send_form().form();
  } else {
    item.set_kind(v1::KIND_NOTICE);
    item.set_title(request.send_notice().title());
    item.set_body(request.send_notice().body());
  }
  return item;
}

// nullopt: it cannot be read.
std::optional<std::vector<policy::Earlier>> earlier_in(const std::string& kept) {
  v1::Review review;
  if (!review.ParseFromString(kept)) return std::nullopt;
  std::vector<policy::Earlier> earlier;
  for (const auto& said : review.earlier())
    earlier.push_back({.same_sender = true, .minutes_ago = said.minutes_before(), .text = said.text()});
  return earlier;
}

// nullopt: it cannot be read.
std::optional<Judged> judged_of(const storage::SentItem& sent) {
  v1::Item item;
  policy::Sender sender{};
  if (sent.item) {
    if (!item.ParseFromString(*sent.item)) return std::nullopt;
    sender = sender_in(item.sender().role());
  } else {
    v1::ClientFrame request;
    if (!request.ParseFromString(*sent.request)) return std::nullopt;
    item = item_asked_for(request);
    sender = sender_in(sent.sender_role);
  }
  auto earlier = earlier_in(sent.earlier);
  if (!earlier) return std::nullopt;
  return Judged{judged_text(item),
                {.kind = kind_in(item.kind()), .sender = sender, .grade = sent.grade, .earlier = std::move(*earlier)}};
}

class Replay {
 public:
  Replay(const policy::Filter& now, const policy::Filter& then, std::string since)
      : now_(now), then_(then), since_(std::move(since)) {}

  Result<Nothing> add_school(storage::SentItems& items, const domain::SchoolInfo& school) {
    const auto since = parse_deadline(since_ + " 00:00", school.time_zone);
    if (!since) return since.refusal();
    const domain::TimePoint begin{std::chrono::milliseconds(*since)};
    domain::MessageId last;
    for (auto page = items.page(school.id, begin, last); !page.empty(); page = items.page(school.id, begin, last))
      for (const auto& sent : page) {
        last = sent.message;
        if (auto added = add(school, sent); !added) return added.refusal();
      }
    return Nothing{};
  }

  void print(Context& context) const {
    const ReplayTitle title{since_, std::string(now_.pack_version()), std::string(then_.pack_version())};
    if (context.options.json) print_json(context.out, report_.to_json(title));
    else report_.print(context.out, title);
  }

 private:
  Result<Nothing> add(const domain::SchoolInfo& school, const storage::SentItem& sent) {
    const auto id = std::to_string(school.id.value) + "/" + std::to_string(sent.message.value);
    if (sent.urgent) {
      report_.add_urgent();
    } else if (!sent.item && !sent.request) {
      report_.add_text_gone();
    } else if (const auto judged = judged_of(sent)) {
      report_.add({id, sent.sent_at.time_since_epoch().count(), school.time_zone},
                  now_.judge(judged->text, judged->context), then_.judge(judged->text, judged->context));
    } else {
      return refused("数据库已损坏：消息 " + id + " 无法读取。",
                     "The database is damaged: message " + id + " cannot be read.");
    }
    return Nothing{};
  }

  const policy::Filter& now_;
  const policy::Filter& then_;
  std::string since_;
  ReplayReport report_;
};

bool is_date(const std::string& text) {
  constexpr std::size_t date_length = 10;
  return text.size() == date_length && parse_deadline(text + " 00:00", "UTC");
}

}  // namespace

Result<ExitCode> run_policy_replay(Context& context, const ReplayOptions& options) try {
  if (!is_date(options.since))
    return usage("日期“" + options.since + "”无法识别，请写作 2026-12-01。",
                 "The date “" + options.since + "” is not understood: write it as 2026-12-01.");
  auto now_packs = chosen_packs(options.now, context.err);
  auto then_packs = chosen_packs(options.packs, context.err);
  if (!now_packs || !then_packs) return ExitCode::refused;
  const policy::Filter now(std::move(*now_packs)), then(std::move(*then_packs));
  storage::SentItems items(options.data);
  Replay replay(now, then, options.since);
  for (const auto& school : items.schools())
    if (auto added = replay.add_school(items, school); !added) return added.refusal();
  items.check_undisturbed();
  replay.print(context);
  return ExitCode::done;
} catch (const storage::CannotRead& error) {
  return refused(error.failure.text_zh, error.failure.text_en);
}

}  // namespace jiaxin::cli
