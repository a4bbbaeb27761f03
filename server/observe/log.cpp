#include "observe/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace jiaxin::observe {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warn: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::shared_ptr<spdlog::logger> make_logger() {
  auto made = std::make_shared<spdlog::logger>("jiaxind", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  made->set_error_handler([](const std::string&) {});  // a full disk or a closed pipe must not stop the server
  return made;
}

spdlog::logger& logger() {
  static const auto the_one = make_logger();
  return *the_one;
}

}  // namespace

void start_logging(Level least) {
  logger().set_level(spdlog_level(least));
  logger().flush_on(spdlog_level(least));
}

void log(Level level, Word event, std::initializer_list<Field> fields) {
  if (!logger().should_log(spdlog_level(level))) return;
  std::string line(event.text());
  for (const auto& field : fields) {
    line.append(" ").append(field.key.text()).append("=");
    if (field.value.is_word()) line.append(field.value.word());
    else line.append(std::to_string(field.value.number()));
  }
  logger().log(spdlog_level(level), "{}", line);
}

}  // namespace jiaxin::observe
