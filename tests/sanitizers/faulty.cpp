// The control of the sanitizer builds: does on purpose what they are to find. Its tests pass if it is reported.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>

namespace {

int use_after_free() {
  auto* number = new int(3);
  int* volatile gone = number;
  delete number;
  return *gone;
}

int leak() {
  void* volatile lost = std::malloc(300);
  std::memset(lost, 1, 300);
  lost = nullptr;
  return 0;
}

int overflow() {
  volatile int most = 2147483647;
  return most + 1;
}

int race() {
  int shared = 0;
  std::thread other([&] { ++shared; });
  ++shared;
  other.join();
  return shared;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view fault = argc == 2 ? argv[1] : "";
  int result = 2;
  if (fault == "use_after_free") result = use_after_free();
  else if (fault == "leak") result = leak();
  else if (fault == "overflow") result = overflow();
  else if (fault == "race") result = race();
  std::printf("%s was not noticed: %d\n", argv[1], result);
  return 0;
}
