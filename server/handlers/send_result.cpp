#include "handlers/send_result.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t max_findings = 16;
constexpr std::size_t max_quote_bytes = 600;

std::string cut(const std::string& text) {
  if (text.size() <= max_quote_bytes) return text;
  std::size_t end = max_quote_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

void add_finding(v1::BlockedByPolicy& list, const policy::Finding& finding, Quotes quotes) {
  auto& wire = *list.add_findings();
  wire.set_rule(finding.rule);
  wire.set_type(std::string(policy::name(finding.type)));
  if (quotes == Quotes::shown) wire.set_quote(cut(finding.quote));
  wire.set_start(static_cast<std::uint32_t>(finding.start));
  wire.set_end(static_cast<std::uint32_t>(finding.end));
  wire.set_reason_zh(finding.reason);
  wire.set_reason_en(finding.reason_en);
  wire.set_way_on_zh(finding.way_on);
  wire.set_way_on_en(finding.way_on_en);
  wire.set_source(finding.source);
}

}  // namespace

std::string stopped_bytes(const StoppedWords& words, Quotes quotes) {
  v1::BlockedByPolicy list;
  const auto& findings = words.verdict.findings;
  for (std::size_t i = 0; i < findings.size() && i < max_findings; ++i) add_finding(list, findings[i], quotes);
  for (const auto& decider : words.deciders) *list.add_deciders() = decider;
  if (words.text_until) list.set_text_until_ms(words.text_until->time_since_epoch().count());
  return list.SerializeAsString();
}

v1::BlockedByPolicy stopped_words(const std::string& bytes) {
  v1::BlockedByPolicy list;
  list.ParseFromString(bytes);
  return list;
}

v1::SendResult to_wire(const SendOutcome& outcome) {
  v1::SendResult result;
  if (const auto* stored = std::get_if<ports::MessageStored>(&outcome)) {
    result.mutable_stored()->set_message_id(stored->id.value);
    result.mutable_stored()->set_stored_at_ms(stored->at.time_since_epoch().count());
    result.mutable_stored()->set_guardians(stored->guardians);
    result.mutable_stored()->set_children(stored->children);
  } else if (const auto* held = std::get_if<ports::MessageHeld>(&outcome)) {
    const auto words = stopped_words(held->findings);
    result.mutable_held()->set_message_id(held->id.value);
    result.mutable_held()->set_stored_at_ms(held->at.time_since_epoch().count());
    *result.mutable_held()->mutable_findings() = words.findings();
    *result.mutable_held()->mutable_deciders() = words.deciders();
  } else if (const auto* blocked = std::get_if<ports::MessageBlocked>(&outcome)) {
    *result.mutable_blocked() = stopped_words(blocked->findings);
    result.mutable_blocked()->set_message_id(blocked->id.value);
  }
  return result;
}

}  // namespace jiaxin::handlers
