// An item on its way into storage. It can only be made from what the policy filter returned, so text that was not
// judged cannot be stored for delivery.
#pragma once

#include <string>
#include <utility>

namespace jiaxin::handlers {
class ItemSerialiser;  // the only maker, handlers/item_serialiser
}

namespace jiaxin::ports {

enum class Verdict { allow, hold, released };  // released: deliverable only together with the record of a decision

class SerialisedItem {
 public:
  const std::string& bytes() const { return bytes_; }  // a serialised v1::Item
  Verdict verdict() const { return verdict_; }

 private:
  friend class handlers::ItemSerialiser;
  SerialisedItem(std::string bytes, Verdict verdict) : bytes_(std::move(bytes)), verdict_(verdict) {}

  std::string bytes_;
  Verdict verdict_;
};

}  // namespace jiaxin::ports
