#include "observe/protobuf_log.hpp"

#include <google/protobuf/stubs/logging.h>

namespace jiaxin::observe {

void silence_protobuf() { google::protobuf::SetLogHandler(nullptr); }

}  // namespace jiaxin::observe
