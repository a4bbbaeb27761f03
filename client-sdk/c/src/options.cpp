#include "options.hpp"

#include <new>

#include "codec/utf8.hpp"
#include "failure.hpp"

namespace jiaxin::c {
namespace {

template <class Take>
jx_status set_text(jx_options* options, const char* text, Take take) {
  return guarded(nullptr, [&]() -> Refused {
    if (!options) return missing("options");
    if (!text || !codec::is_utf8(text)) return missing("text");
    take(options->options, text);
    return {};
  });
}

template <class Take>
jx_status set_time(jx_options* options, uint32_t milliseconds, Take take) {
  if (!options || milliseconds == 0) return JX_INVALID;
  take(options->options, std::chrono::milliseconds(milliseconds));
  return JX_OK;
}

}  // namespace
}  // namespace jiaxin::c

using namespace jiaxin::c;
using jiaxin::client::Options;

jx_options* jx_options_new(void) {
  try {
    return new jx_options;
  } catch (...) {
    return nullptr;
  }
}

jx_status jx_options_set_server_url(jx_options* options, const char* url) {
  return set_text(options, url, [](Options& to, const char* text) { to.server_url = text; });
}

jx_status jx_options_set_state_file(jx_options* options, const char* path) {
  return set_text(options, path, [](Options& to, const char* text) { to.state_file = text; });
}

jx_status jx_options_set_device_name(jx_options* options, const char* name) {
  return set_text(options, name, [](Options& to, const char* text) { to.device_name = text; });
}

jx_status jx_options_set_format(jx_options* options, jx_format format) {
  if (!options || (format != JX_PROTOBUF && format != JX_JSON)) return JX_INVALID;
  options->format = static_cast<Format>(format);
  return JX_OK;
}

jx_status jx_options_set_handing(jx_options* options, jx_handing handing) {
  if (!options || (handing != JX_LENT && handing != JX_GIVEN)) return JX_INVALID;
  options->gives = handing == JX_GIVEN;
  return JX_OK;
}

jx_status jx_options_set_connect_timeout_ms(jx_options* options, uint32_t milliseconds) {
  return set_time(options, milliseconds, [](Options& to, auto time) { to.connect_timeout = time; });
}

jx_status jx_options_set_request_timeout_ms(jx_options* options, uint32_t milliseconds) {
  return set_time(options, milliseconds, [](Options& to, auto time) { to.request_timeout = time; });
}

void jx_options_free(jx_options* options) { delete options; }
