// What a sender had written just before an item that was stopped, and the filter judged with it.
#pragma once

#include <string>
#include <vector>

#include "jiaxin/v1/review.pb.h"
#include "policy/terms/item.hpp"

namespace jiaxin::handlers {

// What storage keeps of it, opaque to it: a serialised v1::Review with nothing but `earlier`. Empty: there was nothing.
// What others said is left out.
std::string earlier_bytes(const std::vector<policy::Earlier>& earlier);
google::protobuf::RepeatedPtrField<v1::EarlierText> earlier_texts(const std::string& bytes);

}  // namespace jiaxin::handlers
