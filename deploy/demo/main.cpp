// jiaxin-demo: plays a school day against a jiaxind of its own. deploy/demo.sh builds and runs it.
#include <csignal>
#include <cstring>
#include <iostream>
#include <optional>

#include "day.hpp"
#include "signals.hpp"
#include "temp_folder.hpp"

namespace {

using namespace jiaxin::demo;

constexpr int usage_error = 2;

struct Options {
  std::filesystem::path programs;  // where jiaxind and jiaxin are
  std::filesystem::path folder;    // deploy/demo
  bool once = false;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  options.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (int at = 1; at < argc; ++at) {
    const std::string option = argv[at];
    if (option == "--once") options.once = true;
    else if (option == "--demo-dir" && at + 1 < argc) options.folder = argv[++at];
    else if (option == "--programs" && at + 1 < argc) options.programs = argv[++at];
    else return std::nullopt;
  }
  if (options.folder.empty()) return std::nullopt;
  return options;
}

void play(Day& day) {
  set_the_stage(day);
  for (const auto scene : {scene_notice, scene_receipts, scene_reply_slip, scene_consent, scene_homework,
                           scene_rules_letter, scene_lost_answer, scene_killed_server})
    scene(day);
  day.transcript.scene(0, "一天结束，八件事都核对无误，" + ms(day.transcript.began(), Clock::now()),
                       "The day is over, all eight things happened");
}

void close_apps(Cast& cast) {
  for (auto* person : cast.on_roster()) person->close_app();
  cast.admin.close_app();
}

void wait_for_end(Day& day, const Options& options, const std::filesystem::path& state_folder) {
  go_on_by_hand(day, options.programs, state_folder);
  close_apps(day.cast);
  day.server.wait_for_signal_or_end();
}

void run(Bell& bell, const Options& options) {
  const TempFolder temp;
  Transcript transcript;
  transcript.title("家信：云溪市青禾小学的一天",
                   "Jiaxin: a day at a made-up school, real clients over real WebSockets");
  ServerProcess server(bell, options.programs / "jiaxind", temp.path());
  const auto runtime = std::make_shared<jiaxin::client::Runtime>(2);
  Cast cast(bell, temp.path());
  Day day{bell, transcript, options.folder, server, cast, runtime};
  try {
    play(day);
    if (!options.once) wait_for_end(day, options, temp.path() / "by-hand");
    close_apps(cast);
    expect(server.stop() == 0, "jiaxind ends well when it is asked to");
  } catch (const std::exception& problem) {
    if (!dynamic_cast<const Interrupted*>(&problem)) std::cerr << server.end_of_log();
    throw;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: jiaxin-demo --demo-dir DIR [--programs DIR] [--once]\n";
    return usage_error;
  }
  Bell bell;
  const Signals signals(bell);
  try {
    run(bell, *options);
    return 0;
  } catch (const Interrupted& interrupted) {
    std::cerr << "已中止 interrupted\n";
    return 128 + interrupted.signal;
  } catch (const DayFailed& failed) {
    std::cerr << "没有发生 did not happen: " << failed.what() << '\n';
  } catch (const std::exception& problem) {
    std::cerr << "出错 error: " << problem.what() << '\n';
  }
  return 1;
}
