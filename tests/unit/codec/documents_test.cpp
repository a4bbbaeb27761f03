// The protocol's documents name what the schema has.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "codec/errors.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::codec {
namespace {

std::string document(const std::string& name) {
  std::ifstream file(std::string(JIAXIN_SOURCE_DIR) + "/protocol/docs/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

void expect_described(const google::protobuf::Descriptor& message, const std::string& reference) {
  const auto at = reference.find("### " + message.name() + "\n");
  ASSERT_NE(at, std::string::npos) << message.full_name();
  const auto section = reference.substr(at, reference.find("\n##", at + 1) - at);
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    EXPECT_NE(section.find("| " + std::to_string(field.number()) + " | `" + field.name() + "` |"), std::string::npos)
        << field.full_name();
  }
}

void expect_file_described(const google::protobuf::FileDescriptor& file, const std::string& reference) {
  for (int i = 0; i < file.message_type_count(); ++i) expect_described(*file.message_type(i), reference);
  for (int i = 0; i < file.dependency_count(); ++i)
    if (file.dependency(i)->package() == "jiaxin.v1" && file.dependency(i)->name() != "jiaxin/v1/limits.proto")
      expect_file_described(*file.dependency(i), reference);
}

TEST(Documents, TheReferenceHasEveryMessageAndEveryField) {
  expect_file_described(*v1::ClientFrame::descriptor()->file(), document("reference.md"));
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
