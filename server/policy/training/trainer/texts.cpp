#include "texts.hpp"

#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <utility>

namespace jiaxin::policy::training {
namespace {

namespace json = boost::json;

template <class Value, std::size_t N>
Value value_of(const json::object& line, std::string_view key,
               const std::array<std::pair<std::string_view, Value>, N>& known) {
  const auto& given = line.at(key).as_string();
  for (const auto& [name, value] : known)
    if (given == name) return value;
  throw std::runtime_error(std::string(key) + " cannot be " + std::string(given));
}

constexpr std::array kinds{
    std::pair{std::string_view("notice"), Kind::notice}, std::pair{std::string_view("letter"), Kind::letter},
    std::pair{std::string_view("form"), Kind::form}, std::pair{std::string_view("direct"), Kind::direct}};
constexpr std::array senders{std::pair{std::string_view("school"), Sender::school},
                             std::pair{std::string_view("head_teacher"), Sender::head_teacher},
                             std::pair{std::string_view("subject_teacher"), Sender::subject_teacher},
                             std::pair{std::string_view("guardian"), Sender::guardian}};
constexpr std::array audiences{std::pair{std::string_view("families"), Audience::families},
                               std::pair{std::string_view("one"), Audience::one},
                               std::pair{std::string_view("staff"), Audience::staff}};

std::string string_at(const json::object& line, std::string_view key) { return std::string(line.at(key).as_string()); }

Context context_of(const json::object& line) {
  Context context;
  context.kind = value_of(line, "kind", kinds);
  context.sender = value_of(line, "sender", senders);
  context.audience = value_of(line, "audience", audiences);
  context.grade = string_at(line, "grade");
  if (const auto* reply = line.if_contains("reply_to"); reply && reply->is_string())
    context.reply_to = std::string(reply->as_string());
  if (const auto* earlier = line.if_contains("earlier"); earlier && earlier->is_array()) {
    for (const auto& each : earlier->as_array()) {
      const auto& said = each.as_object();
      context.earlier.push_back({said.at("sender").as_string() == "same",
                                 said.at("minutes_ago").to_number<std::uint32_t>(), string_at(said, "text")});
    }
  }
  return context;
}

std::string type_of(const json::object& line) {
  static const std::regex known("V[1-8]|L[1-6]|B");
  std::string type = string_at(line, "type");
  if (!std::regex_match(type, known)) throw std::runtime_error("no type: " + type);
  return type;
}

Text text_of(const json::object& line, const std::string& hand) {
  return {string_at(line, "id"),
          hand,
          string_at(line, "scenario"),
          type_of(line),
          string_at(line, "disguise"),
          string_at(line, "text"),
          line.contains("span") ? string_at(line, "span") : std::string(),
          context_of(line),
          line.at("expect").as_string() == "violation"};
}

}  // namespace

std::vector<Text> read_texts(const std::vector<std::filesystem::path>& files) {
  std::vector<Text> texts;
  for (const auto& file : files) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot open " + file.string());
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      try {
        const auto object = json::parse(line).as_object();
        if (object.at("expect").as_string() == "ambiguous") continue;
        texts.push_back(text_of(object, file.stem().string()));
      } catch (const std::exception& error) {
        throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + error.what());
      }
    }
  }
  return texts;
}

}  // namespace jiaxin::policy::training
