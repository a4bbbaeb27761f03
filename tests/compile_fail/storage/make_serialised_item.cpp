// Only handlers::ItemSerialiser makes an item for storage, from what the policy filter returned.
#include "ports/serialised_item.hpp"

std::size_t size_of(const jiaxin::ports::SerialisedItem& item) { return item.bytes().size(); }

#ifdef JIAXIN_MUST_FAIL
jiaxin::ports::SerialisedItem make() {
  return jiaxin::ports::SerialisedItem(std::string("unjudged"), jiaxin::ports::Verdict::allow);
}
#endif
