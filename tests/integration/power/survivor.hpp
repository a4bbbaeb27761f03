// The server started again on what a power cut left, and a look at what it still knows.
#pragma once

#include <string>
#include <vector>

#include "busy_school.hpp"
#include "disk/disk_file.hpp"

namespace jiaxin::stage {

using Complaints = std::vector<std::string>;

class Survivor {
 public:
  // Recovers the file system and starts jiaxind. Throws where either does not go.
  Survivor(School& school, const BusySchool& people, VolatileDisk::Content left);

  // Adds what was promised and is not there; where a look throws, what was found before stays. Not promised, and so not
  // asked for: an acknowledgement (Ack has no answer, and a device keeps its position itself; that something was
  // delivered is promised by the receipt that tells the sender), and a code that nobody has redeemed yet (whoever needs
  // one asks for another).
  void find_lost(const Promises& promises, Complaints& lost);
  // What ought not to be: a gap or a double in a log, something that nobody sent or released.
  Complaints wrong(const Promises& promises);
  // Everybody sends again what he has no answer to, and a little of what he has: the first gets one, the other the
  // first one again. What went otherwise.
  Complaints wrong_when_sent_again(const Promises& promises);

 private:
  using Entries = std::map<std::uint64_t, v1::ReviewEntry>;  // by message id
  using Titles = std::map<std::string, const Sent*>;

  WireClient wire(const std::string& person_id);
  const std::vector<v1::Event>& log_of(const std::string& person_id);

  Complaints lost_items(const Promises& promises);
  Complaints lost_answers(const Promises& promises);
  Complaints lost_receipts(const Promises& promises);
  Complaints lost_read_marks(const Promises& promises);
  Complaints lost_sign_up(const Promises& promises);

  // Of what was held or blocked.
  Complaints lost_reviews(const Promises& promises);
  Complaints lost_from_queues(const Promises& promises);
  Complaints lost_verdicts(const Promises& promises);
  Complaints lost_rulings(const Promises& promises);
  Complaints untold_rulings(const Promises& promises);
  Complaints wrong_when_ruled_again(const Promises& promises);
  Entries entries_of(const std::string& person_id, v1::ReviewList list);

  Complaints wrong_in_log_of(const std::string& reader, const Promises& promises, const Titles& titles);
  Complaints missing(const Promises& promises, const std::map<std::uint64_t, const Sent*>& sent);

  const BusySchool& people_;
  demo::TempFolder folder_;
  VolatileDisk disk_;
  DiskFile file_;
  Mounted mounted_;
  demo::ServerProcess server_;
  std::map<std::string, std::vector<v1::Event>> logs_;  // as they were found
};

// Whether the roster names a child of the reader's in one of the classes that it was sent to.
bool concerns(const Sent& sent, const std::string& reader);
bool is_release(const Promises& promises, std::uint64_t message);  // begun at least

void add(Complaints& all, Complaints more);

// The newest n of what was promised.
template <class Map>
std::vector<typename Map::value_type> newest(const Map& map, std::size_t n) {
  std::vector<typename Map::value_type> found;
  for (auto it = map.rbegin(); it != map.rend() && found.size() < n; ++it) found.push_back(*it);
  return found;
}

}  // namespace jiaxin::stage
