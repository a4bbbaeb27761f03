// The protocol's table of codes names what the codec has. (The reference is held by protocol/tools.)
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "codec/errors.hpp"

namespace jiaxin::codec {
namespace {

std::string document(const std::string& name) {
  std::ifstream file(std::string(JIAXIN_SOURCE_DIR) + "/protocol/docs/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

TEST(Documents, TheCodeTableHasEveryErrorWithItsNumber) {
  const auto codes = document("codes.md");
  for (const auto& entry : error_table())
    EXPECT_NE(codes.find("| " + std::to_string(entry.code) + " | " + std::string(entry.name) + " |"), std::string::npos)
        << entry.name;
}

TEST(Documents, TheCodeTableHasEveryCloseCode) {
  const auto codes = document("codes.md");
  for (const auto code : {CloseCode::normal, CloseCode::wrong_frame_kind, CloseCode::too_big, CloseCode::restarting,
                          CloseCode::malformed, CloseCode::signed_out, CloseCode::too_slow, CloseCode::superseded})
    EXPECT_NE(codes.find("| " + std::to_string(static_cast<int>(code)) + " |"), std::string::npos);
}

}  // namespace
}  // namespace jiaxin::codec
