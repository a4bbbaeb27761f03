// Protobuf writes to standard error what it does not like about a message, field names and all.
#pragma once

namespace jiaxin::observe {

// Silences it; the codec reports what it refuses by itself. Once, before messages are parsed.
void silence_protobuf();

}  // namespace jiaxin::observe
