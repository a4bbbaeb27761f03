#include "failure.hpp"

#include <ostream>

#include "clean_text.hpp"

namespace jiaxin::cli {
namespace {

using client::Failure;
using client::FailureKind;

ExitCode code_of_refused(const Failure& failure) {
  return failure.error.code() == v1::ERROR_CODE_NOT_SIGNED_IN ? ExitCode::not_signed_in : ExitCode::refused;
}

void say_what_next(const Failure& failure, Refusal& refusal) {
  if (failure.kind == FailureKind::other_server) {
    refusal.zh += "（请用 --server 或 JIAXIN_SERVER 指明前者，或换一个 --profile）";
    refusal.en += " (name the former with --server or JIAXIN_SERVER, or use another --profile)";
  }
  if (failure.error.code() == v1::ERROR_CODE_NOT_OPENED) {
    refusal.zh += "（先运行 jiaxin read）";
    refusal.en += " (run jiaxin read first)";
  }
  if (failure.error.retry_after_ms() > 0) {
    const auto seconds = std::to_string((failure.error.retry_after_ms() + 999) / 1000);
    refusal.zh += "（" + seconds + " 秒后可再试）";
    refusal.en += " (again in " + seconds + " s)";
  }
  const auto& field = failure.error.field();
  if (field.empty()) return;
  for (auto* text : {&refusal.zh, &refusal.en})
    if (text->find(field) == std::string::npos) *text += " [" + field + "]";
}

}  // namespace

ExitCode exit_code_of(const Failure& failure) {
  switch (failure.kind) {
    case FailureKind::refused: return code_of_refused(failure);
    case FailureKind::disconnected:
    case FailureKind::timed_out: return ExitCode::no_connection;
    case FailureKind::not_signed_in:
    case FailureKind::other_server: return ExitCode::not_signed_in;
    case FailureKind::invalid:
    case FailureKind::cancelled:
    case FailureKind::busy:
    case FailureKind::storage:
    case FailureKind::closed: return ExitCode::refused;
  }
  return ExitCode::refused;
}

Refusal refusal_of(const Failure& failure) {
  Refusal refusal{exit_code_of(failure), failure.text_zh, failure.text_en};
  if (refusal.zh.empty()) refusal.zh = failure.error.text_zh();
  if (refusal.en.empty()) refusal.en = failure.error.text_en();
  say_what_next(failure, refusal);
  return refusal;
}

void report(std::ostream& err, const Refusal& refusal) {
  if (!refusal.zh.empty()) err << clean_block(refusal.zh) << '\n';
  if (!refusal.en.empty()) err << clean_block(refusal.en) << '\n';
  err.flush();
}

void note(std::ostream& err, std::string_view zh, std::string_view en) {
  report(err, {ExitCode::done, std::string(zh), std::string(en)});
}

}  // namespace jiaxin::cli
