// What the filter says of a text, as the commands under `jiaxin policy` print it.
#pragma once

#include <boost/json.hpp>

#include "policy/terms/verdict.hpp"

namespace jiaxin::cli {

// [{"rule","type","quote","start","end","reason"}]
boost::json::array findings_json(const policy::Verdict& verdict);

}  // namespace jiaxin::cli
