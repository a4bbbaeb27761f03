#include "app/command_line.hpp"

#include <CLI/CLI.hpp>

namespace jiaxin::app {
namespace {

constexpr const char* footer =
    "退出码 / Exit codes: 0 正常停止 / stopped in order; 1 无法启动 / cannot start; 2 命令行或配置有误 / wrong command line or\n"
    "configuration; 70 运行中存储失败 / storage failed while running.\n"
    "SIGTERM 或 SIGINT：通知各连接后正常停止 / tells the connections and stops in order.";

void add_common(CLI::App& app, CommonOptions& common) {
  app.add_option("--config", common.config_file, "配置文件 / configuration file (TOML)");
  app.add_option("--data", common.directory, "数据目录 / data directory");
}

}  // namespace

Command read_command_line(int argc, const char* const* argv) {
  CLI::App app{"家信 Jiaxin: 家校通知服务器 / home-school messaging server", "jiaxind"};
  app.footer(footer);
  app.set_version_flag("--version", std::string("jiaxind " JIAXIN_VERSION));
  Serve serve;
  bool check = false, print = false;
  add_common(app, serve.common);
  app.add_option("--port", serve.port, "端口，0 表示任选 / port, 0 picks a free one")->check(CLI::Range(0, 65535));
  app.add_flag("--check-config", check, "只检查配置 / check the configuration only");
  app.add_flag("--print-config", print, "显示生效的配置 / print the configuration in effect");

  InitSchool init;
  auto* sub =
      app.add_subcommand("init", "建立学校，打印管理员的一次性登录码 / make a school, print its administrator's code");
  add_common(*sub, init.common);
  sub->add_option("--school", init.school, "学校名称 / name of the school")->required();
  sub->add_option("--time-zone", init.time_zone, "时区 / time zone (IANA)")->default_val("Asia/Shanghai");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    if (stop.get_exit_code() == 0) {  // --help or --version
      app.exit(stop);
      return Finished{exit_ok};
    }
    const std::string what = stop.what();
    print_problem(
        {"命令行有误：" + what + "（见 jiaxind --help）", "wrong command line: " + what + " (see jiaxind --help)"});
    return Finished{exit_usage};
  }
  if (*sub) {
    if (init.common.config_file.empty()) init.common.config_file = serve.common.config_file;
    if (init.common.directory.empty()) init.common.directory = serve.common.directory;
    return init;
  }
  if (check) return CheckConfig{serve.common};
  if (print) return PrintConfig{serve};
  return serve;
}

}  // namespace jiaxin::app
