// The arguments of `send notice`, `send letter`, `send form` and `send urgent`, as CLI11 reads them.
#pragma once

#include <CLI/CLI.hpp>

#include "send_requests.hpp"

namespace jiaxin::cli {

// The options must outlive the parsing.
void add_notice_options(CLI::App& command, SendOptions& options);
void add_urgent_options(CLI::App& command, UrgentOptions& options);
void add_letter_options(CLI::App& command, LetterOptions& options);
void add_form_options(CLI::App& command, FormOptions& options);

}  // namespace jiaxin::cli
