// Names the calling thread, as `top -H` and a debugger show it. At most 15 bytes.
#pragma once

#include <pthread.h>

namespace jiaxin::observe {

inline void name_thread(const char* name) { pthread_setname_np(pthread_self(), name); }

}  // namespace jiaxin::observe
