// protobuf would complain about every text that is not UTF-8, which is what fuzzing is about.
#pragma once

#include <google/protobuf/stubs/logging.h>

namespace jiaxin::fuzz {

inline const auto usual_protobuf_log = google::protobuf::SetLogHandler(nullptr);

}  // namespace jiaxin::fuzz
