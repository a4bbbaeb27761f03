// A server under load: started for one scenario, on the server's core, gone after it.
#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>

#include <memory>
#include <string>

#include "load/client.hpp"

namespace jiaxin::bench {

// How a guardian comes.
enum class Arrival {
  new_events_only,  // follows what comes from now on
  resumes,          // goes on where the same client stopped; the server has kept what it missed
};

class System {
 public:
  virtual ~System() = default;

  virtual std::string name() const = 0;
  // What its answers mean, in words for the report.
  virtual boost::json::object promises() const = 0;
  virtual pid_t process() const = 0;
  // The thread that stores what is sent, and does nothing else; empty: none.
  virtual std::string storing_thread() const { return {}; }

  // `guardian` as the seed counts them.
  virtual std::unique_ptr<Client> guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) = 0;
  // Staff member i may write to family i, the first to everybody.
  virtual std::unique_ptr<Client> staff(Loop& loop, std::size_t staff, Hooks& hooks) = 0;
  // Waits until what guardians acknowledged is stored, where that is a thing.
  virtual void settle(Loop&, Client& /*who published last*/, std::size_t /*guardians*/) {}
};

}  // namespace jiaxin::bench
