#pragma once

#include <string_view>

#include "extraction/extraction.hpp"

// The ending of a file's name, by which phones and computers choose the program that shows it.
namespace jiaxin::file_policy {

std::string_view ending(std::string_view name);  // "docx"; "" if there is none
std::string_view without_ending(std::string_view name);

// Whether a file with this ending is shown as what it was read as. Without an ending nobody knows better.
bool fits(std::string_view ending, extraction::Format format);

}  // namespace jiaxin::file_policy
