// Who has something to write in this turn of a core's loop. All are called when it ends, so that what one turn gives a
// connection leaves together. Inside transport only, on the core's thread.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace jiaxin::transport {

class WriteTurn {
 public:
  class Writer {
   public:
    virtual void write_now() = 0;

   protected:
    ~Writer() = default;
  };

  // True: the first of this turn; the caller has run() called at its end.
  bool add(std::shared_ptr<Writer> writer) {
    waiting_.push_back(std::move(writer));
    return waiting_.size() == 1;
  }
  void run() {
    running_.swap(waiting_);
    for (const auto& writer : running_) writer->write_now();  // may add to the next turn
    running_.clear();
  }

 private:
  std::vector<std::shared_ptr<Writer>> waiting_, running_;
};

}  // namespace jiaxin::transport
