// The server started again on what a power cut left, and a look at what it still knows.
#pragma once

#include <string>
#include <vector>

#include "busy_school.hpp"
#include "disk/disk_file.hpp"

namespace jiaxin::stage {

class Survivor {
 public:
  // Recovers the file system and starts jiaxind. Throws where either does not go.
  Survivor(School& school, const BusySchool& people, VolatileDisk::Content left);

  // What was promised and is not there.
  std::vector<std::string> lost(const Promises& promises);
  // What ought not to be: a gap or a double in a log, something that nobody sent.
  std::vector<std::string> wrong(const Promises& promises);
  // Everybody sends again what he has no answer to, and a little of what he has: the first gets one, the other the
  // first one again. What went otherwise.
  std::vector<std::string> wrong_when_sent_again(const Promises& promises);

 private:
  WireClient wire(const std::string& person_id);
  const std::vector<v1::Event>& log_of(const std::string& guardian);

  const BusySchool& people_;
  demo::TempFolder folder_;
  VolatileDisk disk_;
  DiskFile file_;
  Mounted mounted_;
  demo::ServerProcess server_;
  std::map<std::string, std::vector<v1::Event>> logs_;  // as they were found
};

}  // namespace jiaxin::stage
