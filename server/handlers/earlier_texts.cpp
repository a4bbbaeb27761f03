#include "handlers/earlier_texts.hpp"

namespace jiaxin::handlers {

std::string earlier_bytes(const std::vector<policy::Earlier>& earlier) {
  v1::Review kept;
  for (const auto& said : earlier) {
    if (!said.same_sender) continue;
    auto& text = *kept.add_earlier();
    text.set_minutes_before(said.minutes_ago);
    text.set_text(said.text);
  }
  return kept.SerializeAsString();
}

google::protobuf::RepeatedPtrField<v1::EarlierText> earlier_texts(const std::string& bytes) {
  v1::Review kept;
  kept.ParseFromString(bytes);
  return kept.earlier();
}

}  // namespace jiaxin::handlers
