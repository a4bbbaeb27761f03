#pragma once

#include <cstddef>
#include <span>
#include <string_view>

// The files of this folder that are part of the program. They live as long as it does.
namespace jiaxin::policy {

std::span<const std::byte> embedded_model();  // model.bin
std::string_view embedded_word_classes();     // classes/*.txt, one after the other

}  // namespace jiaxin::policy
