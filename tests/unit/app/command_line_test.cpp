#include "app/command_line.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace jiaxin::app {
namespace {

Command read(std::vector<const char*> words) {
  words.insert(words.begin(), "jiaxind");
  return read_command_line(static_cast<int>(words.size()), words.data());
}

ExitCode refused(std::vector<const char*> words) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  const auto command = read(std::move(words));
  testing::internal::GetCapturedStderr();
  testing::internal::GetCapturedStdout();
  const auto* finished = std::get_if<Finished>(&command);
  return finished ? finished->code : exit_failed;
}

TEST(CommandLine, ServesByItself) {
  const auto serve = std::get<Serve>(read({"--data", "d", "--config", "c", "--port", "0"}));
  EXPECT_EQ(serve.common.directory, "d");
  EXPECT_EQ(serve.common.config_file, "c");
  EXPECT_EQ(serve.port, 0);
  EXPECT_EQ(std::get<Serve>(read({})).port, std::nullopt);
}

TEST(CommandLine, ChecksAndPrintsTheConfiguration) {
  EXPECT_EQ(std::get<CheckConfig>(read({"--config", "c", "--check-config"})).common.config_file, "c");
  EXPECT_EQ(std::get<PrintConfig>(read({"--print-config", "--port", "1"})).serve.port, 1);
}

TEST(CommandLine, InitTakesItsOptionsBeforeOrAfterItsName) {
  const auto init = std::get<InitSchool>(read({"init", "--data", "d", "--school", "第一小学"}));
  EXPECT_EQ(init.common.directory, "d");
  EXPECT_EQ(init.school, "第一小学");
  EXPECT_EQ(init.time_zone, "Asia/Shanghai");
  EXPECT_EQ(std::get<InitSchool>(read({"--data", "d", "init", "--school", "s"})).common.directory, "d");
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(refused({"--prot", "1"}), exit_usage);
  EXPECT_EQ(refused({"--port", "70000"}), exit_usage);
  EXPECT_EQ(refused({"--port", "x"}), exit_usage);
  EXPECT_EQ(refused({"init"}), exit_usage);
  EXPECT_EQ(refused({"start"}), exit_usage);
}

TEST(CommandLine, HelpAndVersionEndWell) {
  EXPECT_EQ(refused({"--help"}), exit_ok);
  EXPECT_EQ(refused({"--version"}), exit_ok);
  EXPECT_EQ(refused({"init", "--help"}), exit_ok);
}

}  // namespace
}  // namespace jiaxin::app
