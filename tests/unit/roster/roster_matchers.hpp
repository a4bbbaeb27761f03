// What tests say about problems: the only one, or one among others, by file, line and a piece of its English
// reason.
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <string>

#include "roster/problems.hpp"

namespace jiaxin::roster {

inline void PrintTo(const Problem& problem, std::ostream* out) {
  *out << problem.file << ":" << problem.line << ": " << problem.reason_en << " / " << problem.reason_zh;
}

inline auto is_problem(const std::string& file, std::size_t line, const std::string& reason_en) {
  using testing::AllOf, testing::Field, testing::HasSubstr, testing::Not, testing::IsEmpty;
  return AllOf(Field("file", &Problem::file, file), Field("line", &Problem::line, line),
               Field("reason_en", &Problem::reason_en, HasSubstr(reason_en)),
               Field("reason_zh", &Problem::reason_zh, Not(IsEmpty())));
}

inline auto only_problem(const std::string& file, std::size_t line, const std::string& reason_en) {
  return testing::ElementsAre(is_problem(file, line, reason_en));
}

}  // namespace jiaxin::roster
