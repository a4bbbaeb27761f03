#include <gtest/gtest.h>

#include <fstream>

#include "profile.hpp"
#include "roster_upload.hpp"

namespace jiaxin::cli {
namespace {

TEST(Profile, NamesAreLettersDigitsAndThreeSigns) {
  for (const char* name : {"default", "a.b_c-1", "A"}) EXPECT_TRUE(is_profile_name(name)) << name;
  for (const char* name : {"", ".", "..", "a/b", "a b", "家", "a\n"}) EXPECT_FALSE(is_profile_name(name)) << name;
  EXPECT_FALSE(is_profile_name(std::string(65, 'a')));
}

TEST(Profile, StateIsKeptUnderXdg) {
  EXPECT_EQ(*state_file("default", "/state", "/home/wang"), "/state/jiaxin/default/state.db");
  EXPECT_EQ(*state_file("school", "", "/home/wang"), "/home/wang/.local/state/jiaxin/school/state.db");
  EXPECT_EQ(*state_file("school", "relative", "/home/wang"), "/home/wang/.local/state/jiaxin/school/state.db");
  EXPECT_EQ(state_file("school", "", "").refusal().code, ExitCode::refused);
  EXPECT_EQ(state_file("../x", "/state", "").refusal().code, ExitCode::usage);
}

TEST(Profile, TheDeviceNameFitsTheProtocol) {
  EXPECT_LE(device_name().size(), 64u);
  EXPECT_TRUE(device_name().starts_with("jiaxin"));
}

class RosterFolder : public testing::Test {
 protected:
  RosterFolder() : path_(std::filesystem::path(testing::TempDir()) / ("roster-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_ / "folder.csv");
  }
  ~RosterFolder() override { std::filesystem::remove_all(path_); }
  std::filesystem::path write(const std::string& name, const std::string& content) {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }
  std::vector<v1::PutRosterPiece> pieces_of(const std::filesystem::path& file) {
    std::vector<v1::PutRosterPiece> pieces;
    const auto done = for_each_piece(file, {}, [&](auto piece) -> Result<Nothing> {
      pieces.push_back(std::move(piece));
      return Nothing{};
    });
    EXPECT_TRUE(done);
    return pieces;
  }
  std::filesystem::path path_;
};

TEST_F(RosterFolder, CsvFilesAreTakenByName) {
  write("users.csv", "");
  write("manifest.CSV", "");
  write("readme.txt", "");
  const auto files = csv_files(path_);
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].filename(), "manifest.CSV");
}

TEST_F(RosterFolder, AFolderWithoutCsvIsAUsageError) {
  EXPECT_EQ(csv_files(path_).refusal().code, ExitCode::usage);
  EXPECT_EQ(csv_files(path_ / "none").refusal().code, ExitCode::usage);
}

TEST_F(RosterFolder, FilesGoInPiecesInOrder) {
  const std::string content = std::string(max_piece_bytes, 'a') + std::string(10, 'b');
  const auto pieces = pieces_of(write("users.csv", content));
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].file_name(), "users.csv");
  EXPECT_EQ(pieces[1].offset(), max_piece_bytes);
  EXPECT_EQ(pieces[0].data() + pieces[1].data(), content);
}

TEST_F(RosterFolder, AWholePieceNeedsNoEmptyOneAfterIt) {
  EXPECT_EQ(pieces_of(write("users.csv", std::string(max_piece_bytes, 'a'))).size(), 1u);
}

TEST_F(RosterFolder, AnEmptyFileIsOneEmptyPiece) {
  const auto pieces = pieces_of(write("users.csv", ""));
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_TRUE(pieces[0].data().empty());
}

TEST_F(RosterFolder, ARefusalEndsTheUpload) {
  int put = 0;
  const auto file = write("users.csv", std::string(max_piece_bytes * 3, 'a'));
  const auto done = for_each_piece(file, {}, [&](const auto&) -> Result<Nothing> {
    ++put;
    return refused("x", "x");
  });
  EXPECT_FALSE(done);
  EXPECT_EQ(put, 1);
}

}  // namespace
}  // namespace jiaxin::cli
