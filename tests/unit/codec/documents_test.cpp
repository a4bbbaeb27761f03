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

std::string words_of(v1::Retry retry) {
  switch (retry) {
    case v1::RETRY_NEVER: return "never";
    case v1::RETRY_AFTER_CHANGE: return "after change";
    case v1::RETRY_LATER: return "later";
    case v1::RETRY_AFTER_SIGN_IN: return "after sign-in";
    default: return "";
  }
}

TEST(Documents, TheCodeTableHasEveryErrorWithItsNumberAndWhatToDo) {
  const auto codes = document("codes.md");
  for (const auto& entry : error_table()) {
    const auto row =
        "| " + std::to_string(entry.code) + " | " + std::string(entry.name) + " | " + words_of(entry.retry);
    EXPECT_NE(codes.find(row + " |"), std::string::npos) << row;
  }
}

TEST(Documents, TheCodeTableHasEveryCloseCode) {
  const auto codes = document("codes.md");
  for (const auto code : {CloseCode::normal, CloseCode::wrong_frame_kind, CloseCode::too_big, CloseCode::restarting,
                          CloseCode::malformed, CloseCode::signed_out, CloseCode::too_slow, CloseCode::superseded})
    EXPECT_NE(codes.find("| " + std::to_string(static_cast<int>(code)) + " |"), std::string::npos);
}

}  // namespace
}  // namespace jiaxin::codec
