#include "zoned_time.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>

namespace jiaxin::cli {
namespace {

using namespace std::chrono;

// nullptr: unknown.
std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
  const auto id = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
  return zone;
}

milliseconds offset_at(const icu::TimeZone& zone, std::int64_t at_ms) {
  std::int32_t raw = 0, dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffset(static_cast<UDate>(at_ms), false, raw, dst, status);
  return U_SUCCESS(status) ? milliseconds{raw + dst} : milliseconds{};
}

struct Parts {
  year_month_day date;
  hh_mm_ss<milliseconds> time;
  std::string offset;  // +08:00
};

std::string offset_text(milliseconds offset) {
  const auto minutes_off = duration_cast<minutes>(offset).count();
  const auto size = minutes_off < 0 ? -minutes_off : minutes_off;
  char text[16];
  std::snprintf(text, sizeof text, "%c%02d:%02d", minutes_off < 0 ? '-' : '+', static_cast<int>(size / 60 % 100),
                static_cast<int>(size % 60));
  return text;
}

// The years that RFC 3339 can write; what a server sends is not trusted to lie within them.
constexpr std::int64_t earliest_ms = sys_time<milliseconds>{sys_days{year{1} / 1 / 2}}.time_since_epoch().count();
constexpr std::int64_t latest_ms = sys_time<milliseconds>{sys_days{year{9999} / 12 / 30}}.time_since_epoch().count();

Parts parts_of(std::int64_t at_ms, std::string_view name) {
  at_ms = std::clamp(at_ms, earliest_ms, latest_ms);
  const auto zone = zone_named(name);
  const auto offset = zone ? offset_at(*zone, at_ms) : milliseconds{};
  const sys_time<milliseconds> local{milliseconds{at_ms} + offset};
  const auto day = floor<days>(local);
  return {year_month_day{day}, hh_mm_ss<milliseconds>{local - day}, offset_text(offset)};
}

std::string date_and_minute(const Parts& parts, char between) {
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u%c%02d:%02d", static_cast<int>(parts.date.year()),
                static_cast<unsigned>(parts.date.month()), static_cast<unsigned>(parts.date.day()), between,
                static_cast<int>(parts.time.hours().count()), static_cast<int>(parts.time.minutes().count()));
  return text;
}

// Reads a text from its front; a false answer leaves it where it was.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool digits(std::size_t count, int& number) {
    if (rest_.size() < count) return false;
    for (std::size_t at = 0; at < count; ++at)
      if (rest_[at] < '0' || rest_[at] > '9') return false;
    std::from_chars(rest_.data(), rest_.data() + count, number);
    rest_.remove_prefix(count);
    return true;
  }

 private:
  std::string_view rest_;
};

struct LocalTime {
  milliseconds since_epoch{};          // as if it were UTC
  std::optional<milliseconds> offset;  // given with it
};

std::optional<milliseconds> read_date(Reader& reader) {
  int y = 0, m = 0, d = 0;
  if (!(reader.digits(4, y) && reader.skip('-') && reader.digits(2, m) && reader.skip('-') && reader.digits(2, d)))
    return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date}.time_since_epoch();
}

// Milliseconds are read where they are written; a finer fraction is not accepted.
std::optional<milliseconds> read_clock(Reader& reader) {
  int h = 0, m = 0, s = 0, ms = 0;
  if (!(reader.digits(2, h) && reader.skip(':') && reader.digits(2, m))) return std::nullopt;
  if (reader.skip(':') && !reader.digits(2, s)) return std::nullopt;
  if (reader.skip('.') && !reader.digits(3, ms)) return std::nullopt;
  if (h > 23 || m > 59 || s > 59) return std::nullopt;
  return hours{h} + minutes{m} + seconds{s} + milliseconds{ms};
}

bool read_offset(Reader& reader, std::optional<milliseconds>& offset) {
  if (reader.at_end()) return true;
  if (reader.skip('Z') || reader.skip('z')) {
    offset = milliseconds{};
    return reader.at_end();
  }
  const bool west = reader.skip('-');
  int h = 0, m = 0;
  if (!west && !reader.skip('+')) return false;
  if (!(reader.digits(2, h) && reader.skip(':') && reader.digits(2, m) && h < 24 && m < 60)) return false;
  offset = (west ? -1 : 1) * milliseconds{hours{h} + minutes{m}};
  return reader.at_end();
}

std::optional<LocalTime> read_time(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  if (!date || !(reader.skip(' ') || reader.skip('T') || reader.skip('t'))) return std::nullopt;
  const auto clock = read_clock(reader);
  LocalTime time;
  if (!clock) return std::nullopt;
  if (!read_offset(reader, time.offset)) return std::nullopt;
  time.since_epoch = *date + *clock;
  return time;
}

// Every moment that the zone's clocks show as this.
std::set<std::int64_t> moments_of(milliseconds local, const icu::TimeZone& zone) {
  std::set<std::int64_t> moments;
  for (const auto around : {local - hours{24}, local + hours{24}}) {
    const auto offset = offset_at(zone, around.count());
    const auto moment = (local - offset).count();
    if (offset_at(zone, moment) == offset) moments.insert(moment);
  }
  return moments;
}

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

Result<std::int64_t> in_zone(milliseconds local, std::string_view text, std::string_view name) {
  const auto zone = zone_named(name);
  if (!zone)
    return usage("学校的时区 " + quoted(name) + " 无法识别，请写明时差，如 2026-12-01T18:00:00+08:00。",
                 "The school's time zone " + quoted(name) + " is unknown: give an offset, 2026-12-01T18:00:00+08:00.");
  const auto moments = moments_of(local, *zone);
  if (moments.size() == 1) return *moments.begin();
  return usage(
      "时间 " + quoted(text) + (moments.empty() ? " 在当地不存在" : " 在当地出现两次") + "（夏令时），请写明时差。",
      "The time " + quoted(text) + (moments.empty() ? " does not exist there" : " exists twice there") +
          " (daylight saving): give an offset.");
}

}  // namespace

bool is_known_zone(std::string_view zone) { return zone_named(zone) != nullptr; }

std::string shown_time(std::int64_t at_ms, std::string_view zone) {
  const auto parts = parts_of(at_ms, zone);
  return date_and_minute(parts, ' ') + " " + parts.offset;
}

std::string rfc3339(std::int64_t at_ms, std::string_view zone) {
  const auto parts = parts_of(at_ms, zone);
  const int ms = static_cast<int>(parts.time.subseconds().count());
  char end[32];
  const int size = std::snprintf(end, sizeof end, ":%02d", static_cast<int>(parts.time.seconds().count()));
  if (ms != 0) std::snprintf(end + size, sizeof end - static_cast<std::size_t>(size), ".%03d", ms);
  return date_and_minute(parts, 'T') + end + parts.offset;
}

Result<std::int64_t> parse_deadline(std::string_view text, std::string_view zone) {
  const auto time = read_time(text);
  if (!time)
    return usage("时间 " + quoted(text) + " 无法识别，请写作 2026-12-01 18:00 或 2026-12-01T18:00:00+08:00。",
                 "The time " + quoted(text) + " is not understood: 2026-12-01 18:00 or 2026-12-01T18:00:00+08:00.");
  if (time->offset) return (time->since_epoch - *time->offset).count();
  return in_zone(time->since_epoch, text, zone);
}

}  // namespace jiaxin::cli
