// Failures as they cross, and the one place where exceptions end.
#pragma once

#include <exception>
#include <optional>
#include <string>

#include "jiaxin/client.h"
#include "jiaxin/client/outcome.hpp"

struct jx_failure {
  jx_status status = JX_OK;
  jiaxin::client::Failure failure;
};

namespace jiaxin::c {

// Nothing: it went well.
using Refused = std::optional<jx_failure>;

jx_status status_of(client::FailureKind kind);
jx_failure crossing(client::Failure failure);
jx_failure invalid(const std::string& field, const char* zh, const char* en);
jx_failure missing(const std::string& argument);  // NULL, or not UTF-8
jx_failure closed();

// Sets *why, if it is wanted, and gives the status.
jx_status report(Refused refused, jx_failure** why) noexcept;
jx_status report_internal(const char* what, jx_failure** why) noexcept;

// Every function of the interface that can fail runs in here.
template <class Body>
jx_status guarded(jx_failure** why, Body&& body) noexcept {
  if (why) *why = nullptr;
  try {
    return report(body(), why);
  } catch (const std::exception& error) {
    return report_internal(error.what(), why);
  } catch (...) {
    return report_internal("unknown", why);
  }
}

}  // namespace jiaxin::c
