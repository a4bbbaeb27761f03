// How far one device has come in one log, and what may be sent to it next. A device that does not acknowledge costs a
// cursor: once the window is full nothing is kept for it, the log is read again when it acknowledges. Pure logic.
#pragma once

#include <cstddef>
#include <vector>

#include "domain/ids.hpp"

namespace jiaxin::delivery {

struct WindowLimits {
  std::size_t events = 256;
  std::size_t bytes = 256 * 1024;
};

class Window {
 public:
  // Everything up to `after` is on the device; `head` is the newest that is known to be in the log.
  Window(domain::Seq after, domain::Seq head, WindowLimits limits = {});

  // A new event was stored. True: send it now, and say so with sent(). False: it is remembered only by its number.
  bool on_stored(domain::Seq seq);

  void sent(domain::Seq seq, std::size_t bytes);
  // Cumulative. False: it acknowledges what was never sent.
  bool on_ack(domain::Seq seq);

  // Whether the log should be read, after which seq, and at most how much.
  bool wants_page() const;
  domain::Seq sent_up_to() const { return sent_; }
  std::size_t room_events() const;
  std::size_t room_bytes() const;

  void page_asked();
  // The page arrived (its entries were reported with sent()), with the head that the log had.
  void page_done(domain::Seq head);

 private:
  struct InFlight {
    domain::Seq seq;
    std::size_t bytes;
  };

  void forget_acknowledged();

  WindowLimits limits_;
  domain::Seq sent_;
  domain::Seq acked_;
  domain::Seq head_;
  std::size_t bytes_in_flight_ = 0;
  bool page_under_way_ = false;
  std::vector<InFlight> in_flight_;  // from first_; no memory while there is nothing
  std::size_t first_ = 0;
};

}  // namespace jiaxin::delivery
