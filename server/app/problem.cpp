#include "app/problem.hpp"

#include <cstdio>

namespace jiaxin::app {

void print_problem(const Words& words) {
  std::fprintf(stderr, "jiaxind: %s / %s\n", words.zh.c_str(), words.en.c_str());
}

}  // namespace jiaxin::app
