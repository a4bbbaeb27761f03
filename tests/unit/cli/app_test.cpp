#include "app.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "password.hpp"

namespace jiaxin::cli {
namespace {

// The program with a state folder of its own. Nothing here reaches a network.
class App : public testing::Test {
 protected:
  App() : state_(std::filesystem::path(testing::TempDir()) / ("state-" + std::to_string(getpid()))) {
    setenv("XDG_STATE_HOME", state_.c_str(), 1);
    unsetenv("JIAXIN_SERVER");
  }
  ~App() override { std::filesystem::remove_all(state_); }

  int run_with(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "jiaxin");
    out_.str("");
    err_.str("");
    return run(static_cast<int>(arguments.size()), arguments.data(), in_, out_, err_);
  }

  GlobalOptions options_of(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "jiaxin");
    GlobalOptions options;
    Command chosen;
    make_app(options, chosen)->parse(static_cast<int>(arguments.size()), arguments.data());
    EXPECT_TRUE(chosen);
    return options;
  }

  std::filesystem::path state_;
  std::istringstream in_;
  std::ostringstream out_, err_;
};

TEST_F(App, GlobalOptionsStandBeforeOrAfterTheCommand) {
  for (const auto& options :
       {options_of({"--json", "--profile", "wang", "--server", "h:1", "inbox"}),
        options_of({"inbox", "--json", "--profile", "wang", "--server", "h:1"}),
        options_of({"answer", "status", "1/2", "--server", "h:1", "--json", "--profile", "wang"})}) {
    EXPECT_TRUE(options.json);
    EXPECT_EQ(options.profile, "wang");
    EXPECT_EQ(options.server, "h:1");
  }
}

TEST_F(App, TheServerComesFromTheEnvironmentUnlessGiven) {
  EXPECT_EQ(options_of({"inbox"}).server, "127.0.0.1:8480");
  setenv("JIAXIN_SERVER", "school:8480", 1);
  EXPECT_EQ(options_of({"inbox"}).server, "school:8480");
  EXPECT_EQ(options_of({"inbox", "--server", "h:1"}).server, "h:1");
  unsetenv("JIAXIN_SERVER");
}

TEST_F(App, UsageErrorsAreCodeTwoInBothLanguages) {
  const std::vector<std::vector<const char*>> wrong{{},
                                                    {"nonsense"},
                                                    {"send"},
                                                    {"send", "notice"},
                                                    {"read"},
                                                    {"inbox", "--limit", "0"},
                                                    {"inbox", "--bad"},
                                                    {"answer", "slip", "1"},
                                                    {"--profile", "a/b", "inbox"},
                                                    {"sign-in"},
                                                    {"roster", "import"},
                                                    {"inbox", "extra"}};
  for (const auto& arguments : wrong) {
    EXPECT_EQ(run_with(arguments), 2) << testing::PrintToString(arguments);
    EXPECT_NE(err_.str().find('\n'), err_.str().rfind('\n')) << err_.str();
    EXPECT_EQ(out_.str(), "");
  }
}

TEST_F(App, UsageErrorsNameWhatIsWrong) {
  const auto told = [&](const std::vector<const char*>& arguments, std::string_view chinese, std::string_view english) {
    EXPECT_EQ(run_with(arguments), 2);
    EXPECT_NE(err_.str().find(chinese), std::string::npos) << err_.str();
    EXPECT_NE(err_.str().find(english), std::string::npos) << err_.str();
  };
  told({}, "缺少命令", "a command is missing");
  told({"nonsense"}, "不认识“nonsense”", "unknown: nonsense");
  told({"policy", "nonsense"}, "不认识“nonsense”", "unknown: nonsense");
  told({"inbox", "--bad"}, "不认识“--bad”", "unknown: --bad");
  told({"policy", "explain"}, "缺少 TEXT", "missing: TEXT");
}

TEST_F(App, ArgumentsThatAreNotTextAreAUsageError) { EXPECT_EQ(run_with({"read", "\xff"}), 2); }

TEST_F(App, HelpAndVersionAreDone) {
  EXPECT_EQ(run_with({"--help"}), 0);
  EXPECT_NE(out_.str().find("whoami"), std::string::npos);
  EXPECT_EQ(run_with({"send", "letter", "--help"}), 0);
  EXPECT_NE(out_.str().find("--decline-option"), std::string::npos);
  EXPECT_EQ(run_with({"--version"}), 0);
  EXPECT_TRUE(out_.str().starts_with("jiaxin "));
}

TEST_F(App, WithoutASignInEveryCommandSaysSo) {
  const std::vector<std::vector<const char*>> commands{
      {"whoami"},
      {"whoami", "--offline"},
      {"inbox"},
      {"inbox", "--offline"},
      {"listen"},
      {"read", "1"},
      {"receipts", "1"},
      {"answer", "agree", "1"},
      {"answer", "status", "1"},
      {"codes", "--staff"},
      {"join", "--code", "AAAA-BBBB-CCCC"},
      {"send", "notice", "--whole-school", "--title", "t", "--body", "b"}};
  for (const auto& arguments : commands) {
    EXPECT_EQ(run_with(arguments), 4) << testing::PrintToString(arguments) << err_.str();
    EXPECT_NE(err_.str().find("jiaxin sign-in"), std::string::npos);
  }
}

TEST_F(App, AnAddressThatIsNoneIsAUsageError) { EXPECT_EQ(run_with({"whoami", "--server", "http://x/"}), 2); }

TEST_F(App, StateIsForThisUserOnly) {
  run_with({"whoami"});
  using std::filesystem::perms;
  const auto mode_of = [](const auto& path) { return std::filesystem::status(path).permissions() & perms::all; };
  EXPECT_EQ(mode_of(state_ / "jiaxin" / "default" / "state.db"), perms::owner_read | perms::owner_write);
  EXPECT_EQ(mode_of(state_ / "jiaxin"), perms::owner_all);
}

TEST_F(App, SecretsAreLinesOfStandardInput) {
  std::istringstream in("ABCD-EFGH-JKMN\r\nsecret word\n");
  Context context{{}, in, out_, err_};
  EXPECT_EQ(*get_code(context, "-"), "ABCD-EFGH-JKMN");
  EXPECT_EQ(*get_password(context, true, Ask::twice), "secret word");
  EXPECT_EQ(get_password(context, true, Ask::once).refusal().code, ExitCode::usage);
  EXPECT_EQ(*get_code(context, "WXYZ"), "WXYZ");
}

TEST_F(App, JudgingNeedsNoServer) {
  in_.str("not json\n");
  EXPECT_EQ(run_with({"policy", "judge"}), 1);
  EXPECT_TRUE(out_.str().starts_with("{"));
}

}  // namespace
}  // namespace jiaxin::cli
