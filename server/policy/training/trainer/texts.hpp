#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policy/terms/item.hpp"

// The labelled texts, see ../README.md for their form.
namespace jiaxin::policy::training {

struct Text {
  std::string id;
  std::string hand;  // the file's name: who wrote it
  std::string scenario;
  std::string type;  // "V1" to "V8", "L1" to "L6", "B"
  std::string disguise;
  std::string text;
  std::string span;  // the words of `text` that break the rules, where the hand named them
  Context context;
  bool violation = false;
};

// Those with a clear label, in the order of the files and lines. Throws std::runtime_error with file and line.
std::vector<Text> read_texts(const std::vector<std::filesystem::path>& files);

}  // namespace jiaxin::policy::training
