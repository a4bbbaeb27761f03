// How the domain's types stand in SQLite: ids and times as integers, hashes and payloads as blobs, text as text.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace jiaxin::storage {

// Bytes that are not text.
struct Blob {
  std::string_view bytes;
};

template <class T>
struct is_id : std::false_type {};
template <class Tag, class Value>
struct is_id<domain::Id<Tag, Value>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_hash : std::false_type {};
template <std::size_t N>
struct is_hash<std::array<std::uint8_t, N>> : std::true_type {};

// keep: SQLITE_STATIC where the value outlives the statement's run, else SQLITE_TRANSIENT.
template <class T>
int bind_value(sqlite3_stmt* statement, int position, const T& value, sqlite3_destructor_type keep) {
  if constexpr (is_optional<T>::value) {
    return value ? bind_value(statement, position, *value, keep) : sqlite3_bind_null(statement, position);
  } else if constexpr (is_id<T>::value) {
    return sqlite3_bind_int64(statement, position, static_cast<std::int64_t>(value.value));
  } else if constexpr (std::integral<T> || std::is_enum_v<T>) {
    return sqlite3_bind_int64(statement, position, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, domain::TimePoint>) {
    return sqlite3_bind_int64(statement, position, value.time_since_epoch().count());
  } else if constexpr (std::is_same_v<T, Blob>) {
    const char* const bytes = value.bytes.data() ? value.bytes.data() : "";
    return sqlite3_bind_blob64(statement, position, bytes, value.bytes.size(), keep);
  } else if constexpr (is_hash<T>::value) {
    return sqlite3_bind_blob64(statement, position, value.data(), value.size(), keep);
  } else {
    const std::string_view text = value;
    return sqlite3_bind_text64(statement, position, text.data() ? text.data() : "", text.size(), keep, SQLITE_UTF8);
  }
}

inline std::string column_bytes(sqlite3_stmt* statement, int column) {
  const void* const bytes = sqlite3_column_blob(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return bytes ? std::string(static_cast<const char*>(bytes), size) : std::string();
}

template <class T>
T column_value(sqlite3_stmt* statement, int column) {
  if constexpr (is_optional<T>::value) {
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
    return column_value<typename T::value_type>(statement, column);
  } else if constexpr (is_id<T>::value) {
    return T{static_cast<decltype(T::value)>(sqlite3_column_int64(statement, column))};
  } else if constexpr (std::integral<T> || std::is_enum_v<T>) {
    return static_cast<T>(sqlite3_column_int64(statement, column));
  } else if constexpr (std::is_same_v<T, domain::TimePoint>) {
    return T{std::chrono::milliseconds(sqlite3_column_int64(statement, column))};
  } else if constexpr (is_hash<T>::value) {
    T hash{};
    const auto bytes = column_bytes(statement, column);
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
  } else {
    static_assert(std::is_same_v<T, std::string>);
    return column_bytes(statement, column);
  }
}

}  // namespace jiaxin::storage
