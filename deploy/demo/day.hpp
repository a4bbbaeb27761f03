// The school day: what its scenes share, and the scenes in their order. Each one asserts that it happened.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "cast.hpp"
#include "cut_line.hpp"
#include "letter_file.hpp"
#include "server_process.hpp"
#include "transcript.hpp"

namespace jiaxin::demo {

struct Day {
  Bell& bell;
  Transcript& transcript;
  std::filesystem::path folder;  // of deploy/demo
  ServerProcess& server;
  Cast& cast;
  std::shared_ptr<client::Runtime> runtime;
  std::unique_ptr<CutLine> line = {};  // between 何静怡 and the server

  // What earlier scenes leave for later ones.
  std::uint64_t notice = 0, letter = 0, form = 0;

  LetterText letter_text(const std::string& name) const { return read_letter(folder / "letters" / (name + ".txt")); }
  std::string address_for(const Person& person) const;
};

void set_the_stage(Day& day);
void scene_notice(Day& day);         // 1
void scene_receipts(Day& day);       // 2
void scene_reply_slip(Day& day);     // 3
void scene_consent(Day& day);        // 4
void scene_homework(Day& day);       // 5
void scene_rules_letter(Day& day);   // 6
void scene_lost_answer(Day& day);    // 7
void scene_killed_server(Day& day);  // 8
void go_on_by_hand(Day& day, const std::filesystem::path& programs, const std::filesystem::path& state_folder);

}  // namespace jiaxin::demo
