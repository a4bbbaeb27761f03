#include "echo_handler.hpp"

#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace jiaxin::conformance {
namespace {

constexpr std::string_view command_mark = "echo-server: ";

std::string_view next_word(std::string_view& rest) {
  const auto space = rest.find(' ');
  const auto word = rest.substr(0, space);
  rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
  return word;
}

template <class Number>
std::optional<Number> next_number(std::string_view& rest) {
  const auto word = next_word(rest);
  Number number{};
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (failed != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

}  // namespace

void EchoHandler::on_message(std::string_view bytes, bool binary) {
  if (binary != (format_ == codec::WireFormat::proto)) return outlet_.close(codec::CloseCode::wrong_frame_kind, "");
  if (bytes.starts_with(command_mark)) return obey(bytes.substr(command_mark.size()));
  outlet_.send(delivery::OutFrame(std::string(bytes)));
}

void EchoHandler::obey(std::string_view command) {
  const auto verb = next_word(command);
  if (verb == "close") {
    if (const auto code = next_number<std::uint16_t>(command))
      return outlet_.close(static_cast<codec::CloseCode>(*code), std::string(command));
  } else if (verb == "push") {
    const auto count = next_number<std::uint32_t>(command);
    const auto size = next_number<std::uint32_t>(command);
    if (count && size) {
      const auto body = std::make_shared<const std::string>(*size, 'p');
      for (std::uint32_t i = 0; i < *count; ++i) outlet_.send(delivery::OutFrame(body));
      return;
    }
  }
  outlet_.close(codec::CloseCode::malformed, "unknown command");
}

}  // namespace jiaxin::conformance
