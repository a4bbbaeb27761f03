#include <cstdio>

#include "app/commands.hpp"
#include "app/effective_config.hpp"
#include "app/school_input.hpp"
#include "credentials/sodium_secrets.hpp"
#include "credentials/system_clock.hpp"
#include "observe/log.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::app {
namespace {

constexpr std::chrono::days code_valid_for{14};
constexpr const char* administrator_name = "学校管理员";

ExitCode failed(ExitCode code, const Words& words) {
  print_problem(words);
  return code;
}

ExitCode create(storage::SqliteStore& store, const InitSchool& command, const Config& config) {
  const credentials::SodiumSecrets secrets(config.sign_in.code_pepper);
  const auto code = secrets.new_code();
  const auto expires_at = credentials::SystemClock().now() + code_valid_for;
  const auto created =
      store.create_school({command.school, command.time_zone, administrator_name, secrets.code_hash(code), expires_at});
  if (!created)
    return failed(exit_failed, {"数据库无法写入，没有建立学校", "the database cannot be written; no school was made"});
  if (std::holds_alternative<storage::SchoolNameTaken>(*created))
    return failed(exit_failed,
                  {"已有同名学校，没有作任何更改", "there is a school of this name already; nothing was changed"});
  std::printf("%s\n", code.c_str());
  if (std::fflush(stdout) != 0)
    return failed(exit_failed, {"登录码没能打印出来；请换一个数据目录重新运行 init",
                                "the code could not be printed; run init again with another data directory"});
  std::fputs(
      "以上是管理员的一次性登录码，14 天内有效，请妥善保管。 / This is the administrator's single-use code, good for 14 days. Keep it safe.\n",
      stderr);
  return exit_ok;
}

}  // namespace

ExitCode init_school(const InitSchool& command) {
  const auto config = config_with_directory(command.common, std::nullopt);
  if (!config) return exit_usage;
  if (const auto wrong = check_school_name(command.school)) return failed(exit_usage, *wrong);
  if (const auto wrong = check_time_zone(command.time_zone)) return failed(exit_usage, *wrong);
  observe::start_logging(observe::Level::warn);
  storage::StoreOptions options;
  options.directory = config->storage.directory;
  options.create_if_missing = true;
  auto opened = storage::SqliteStore::open(std::move(options));
  if (const auto* failure = std::get_if<storage::OpenFailure>(&opened))
    return failed(exit_failed, {failure->text_zh, failure->text_en});
  auto& store = *std::get<std::unique_ptr<storage::SqliteStore>>(opened);
  const auto code = create(store, command, *config);
  store.stop();
  return code;
}

}  // namespace jiaxin::app
