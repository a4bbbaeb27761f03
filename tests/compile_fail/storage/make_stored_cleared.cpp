// Only storage::ClearedRow makes an item that may be delivered, from a row with an allowing verdict.
#include "ports/stored_cleared.hpp"

std::size_t size_of(const jiaxin::ports::StoredCleared& item) { return item.bytes().size(); }

#ifdef JIAXIN_MUST_FAIL
jiaxin::ports::StoredCleared make() { return jiaxin::ports::StoredCleared(std::string("unjudged")); }
#endif
