#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "app/config_file.hpp"
#include "app/settings.hpp"

namespace jiaxin::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Config good(std::string_view toml) {
  auto read = parse_config(toml);
  if (const auto* errors = std::get_if<ConfigErrors>(&read)) {
    ADD_FAILURE() << errors->front().text("t.toml");
    return {};
  }
  return std::get<Config>(read);
}

// All complaints, one a line.
std::string complaints(std::string_view toml) {
  const auto read = parse_config(toml);
  const auto* errors = std::get_if<ConfigErrors>(&read);
  if (!errors) return "";
  std::string out;
  for (const auto& error : *errors) out += error.text("t.toml") + "\n";
  return out;
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Config, AnEmptyFileIsTheDefaults) { EXPECT_EQ(print_config(good("")), print_config(Config{})); }

TEST(Config, TakesEveryKindOfValue) {
  const auto config = good(R"([listen]
host = "::1"
port = 0
behind_proxy = true
allowed_hosts = ["jiaxin.example.cn", "[::1]:8480"]
[server]
log_level = "debug"
[sign_in]
code_pepper = "a \"quoted\" \\ 秘密"
)");
  EXPECT_EQ(config.listen.host, "::1");
  EXPECT_EQ(config.listen.port, 0);
  EXPECT_TRUE(config.listen.behind_proxy);
  EXPECT_THAT(config.listen.allowed_hosts, testing::ElementsAre("jiaxin.example.cn", "[::1]:8480"));
  EXPECT_EQ(config.server.log_level, "debug");
  EXPECT_EQ(config.sign_in.code_pepper, "a \"quoted\" \\ 秘密");
}

TEST(Config, SaysWhereAnUnknownNameStands) {
  EXPECT_THAT(complaints("[listen]\n\nprot = 1\n"),
              AllOf(StartsWith("t.toml:3: listen.prot: "), HasSubstr("no such setting")));
  EXPECT_THAT(complaints("\n[listem]\nport = 1\n"),
              AllOf(StartsWith("t.toml:2: listem: "), HasSubstr("no such section")));
  EXPECT_THAT(complaints("port = 1\n"), StartsWith("t.toml:1: port: "));
  EXPECT_THAT(complaints("listen = 1\n"), AllOf(StartsWith("t.toml:1: listen: "), HasSubstr("[listen]")));
}

TEST(Config, SaysWhereAValueIsOfTheWrongKind) {
  EXPECT_THAT(complaints("[listen]\nport = \"8480\"\n"),
              AllOf(StartsWith("t.toml:2: listen.port: "), HasSubstr("整数")));
  EXPECT_THAT(complaints("[listen]\nport = 8480.0\n"), HasSubstr("whole number"));
  EXPECT_THAT(complaints("[listen]\nbehind_proxy = 1\n"), HasSubstr("true or false"));
  EXPECT_THAT(complaints("[listen]\nhost = 1\n"), HasSubstr("quoted text"));
  EXPECT_THAT(complaints("[listen]\nallowed_hosts = \"a\"\n"), HasSubstr("list of texts"));
  EXPECT_THAT(complaints("[listen]\nallowed_hosts = [\"a\", 1]\n"), HasSubstr("quoted texts only"));
  EXPECT_THAT(complaints("[listen]\nallowed_hosts = [\"\"]\n"), HasSubstr("quoted texts only"));
  EXPECT_THAT(complaints("[server]\nlog_level = \"loud\"\n"), HasSubstr("one of debug, info, warn, error"));
}

TEST(Config, SaysWhereAValueIsOutOfRange) {
  EXPECT_THAT(
      complaints("[listen]\nport = 65536\n"),
      AllOf(StartsWith("t.toml:2: listen.port: "), HasSubstr("between 0 and 65535"), HasSubstr("0 与 65535 之间")));
  EXPECT_THAT(complaints("[listen]\nport = -1\n"), HasSubstr("between"));
  EXPECT_THAT(complaints("[sign_in]\ncode_pepper = \"" + std::string(257, 'x') + "\"\n"),
              HasSubstr("at most 256 bytes"));
  EXPECT_THAT(complaints("[listen]\nhost = \"a\\u0007\"\n"), HasSubstr("control characters"));
  std::string many = "[listen]\nallowed_hosts = [";
  for (int i = 0; i < 65; ++i) many += "\"a\",";
  EXPECT_THAT(complaints(many + "]\n"), HasSubstr("at most 64 items"));
}

TEST(Config, ReportsAllErrorsInTheOrderOfLines) {
  const auto all = complaints("[server]\nx = 1\n[listen]\nport = -1\nhost = 2\n");
  EXPECT_THAT(all, StartsWith("t.toml:2: server.x"));
  EXPECT_LT(all.find("t.toml:4: "), all.find("t.toml:5: "));
}

TEST(Config, SaysWhereTheTomlIsBroken) {
  EXPECT_THAT(complaints("[listen]\nport = \n"), AllOf(StartsWith("t.toml:2: "), HasSubstr("TOML")));
  EXPECT_THAT(complaints("[listen]\nport = 1\nport = 2\n"), AllOf(StartsWith("t.toml:3: "), HasSubstr("TOML")));
  EXPECT_THAT(complaints("[listen]\nhost = \"\xff\"\n"), HasSubstr("UTF-8"));
}

TEST(Config, ListensToTheWorldOnlyBehindAProxy) {
  EXPECT_THAT(complaints("[listen]\nhost = \"0.0.0.0\"\n"),
              AllOf(StartsWith("t.toml:2: listen.host: "), HasSubstr("TLS proxy")));
  EXPECT_THAT(complaints("[listen]\nhost = \"::\"\n"), HasSubstr("TLS 反向代理"));
  EXPECT_THAT(complaints("[listen]\nhost = \"0.0.0.0\"\nbehind_proxy = true\n"), HasSubstr("listen.allowed_hosts"));
  EXPECT_THAT(complaints("[listen]\nhost = \"\"\n"), StartsWith("t.toml:2: listen.host: "));
  good("[listen]\nhost = \"0.0.0.0\"\nbehind_proxy = true\nallowed_hosts = [\"jiaxin.example.cn\"]\n");
  for (const char* host : {"127.0.0.2", "::1", "localhost"}) good(std::string("[listen]\nhost = \"") + host + "\"\n");
}

TEST(Config, SaysWhichFileCannotBeRead) {
  const auto read = read_config("/no/such/file.toml");
  EXPECT_THAT(std::get<ConfigErrors>(read).front().text("f"), AllOf(StartsWith("f: "), HasSubstr("cannot be read")));
  EXPECT_TRUE(std::holds_alternative<ConfigErrors>(read_config("/tmp")));
}

TEST(Config, WhatIsPrintedReadsBackTheSame) {
  Config config;
  config.listen.port = 1;
  config.listen.allowed_hosts = {"a \"b\" \\", "家"};
  config.server.log_level = "error";
  const auto printed = print_config(config);
  EXPECT_EQ(print_config(good(printed)), printed);
  EXPECT_THAT(good(printed).listen.allowed_hosts, testing::ElementsAre("a \"b\" \\", "家"));
}

TEST(Config, NeverPrintsASecretAndDoesNotTakeTheMaskForOne) {
  Config config;
  config.sign_in.code_pepper = "very secret";
  const auto printed = print_config(config);
  EXPECT_THAT(printed, AllOf(HasSubstr("code_pepper = \"********\"\n"), Not(HasSubstr("very secret"))));
  EXPECT_THAT(complaints(printed), HasSubstr("sign_in.code_pepper: "));
  EXPECT_THAT(print_config(Config{}), HasSubstr("code_pepper = \"\"\n"));
  EXPECT_THAT(complaints("[sign_in]\ncode_pepper = \"" + std::string(300, 'q') + "\"\n"), Not(HasSubstr("qqq")));
}

TEST(Config, TheSampleIsTheDefaultsAndNamesEverySetting) {
  const auto sample = file(JIAXIN_SOURCE_DIR "/deploy/jiaxind.example.toml");
  EXPECT_EQ(sample, sample_config());
  EXPECT_EQ(print_config(good(sample)), print_config(Config{}));
  for (const auto& setting : settings()) {
    EXPECT_THAT(sample, HasSubstr("\n" + std::string(setting.key) + " = "));
    EXPECT_THAT(sample, HasSubstr("\n[" + std::string(setting.section) + "]\n"));
    EXPECT_FALSE(setting.doc_zh.empty());
    EXPECT_FALSE(setting.doc_en.empty());
  }
}

TEST(Config, EveryDefaultIsWithinItsRange) {
  Config config;
  for (const auto& setting : settings())
    if (const auto* number = std::get_if<Number>(&setting.kind)) {
      EXPECT_GE(number->of(config), number->min) << setting.name();
      EXPECT_LE(number->of(config), number->max) << setting.name();
    }
}

}  // namespace
}  // namespace jiaxin::app
