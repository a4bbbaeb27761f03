// What became of an item that was sent, for people and for programs.
#pragma once

#include <string>
#include <string_view>

#include "jiaxin/client/outbox.hpp"
#include "json_text.hpp"
#include "result.hpp"

namespace jiaxin::cli {

// Stored and held are done: the server keeps the item. Blocked is refused.
ExitCode exit_code_of(const client::Settled& settled);

std::string send_result_text(const client::Settled& settled, std::string_view zone);
json::object send_result_json(const client::Settled& settled, std::string_view zone);

}  // namespace jiaxin::cli
