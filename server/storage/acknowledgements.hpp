// Acknowledgements wait in a list of their own and are stored together: when 10,000 devices acknowledge at once, they take
// one place in the writer's queue and leave the rest to those who send.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "ports/message_store.hpp"
#include "storage/command.hpp"

namespace jiaxin::storage {

struct Acknowledgement {
  domain::MemberKey member;
  domain::Seq seq;
  domain::TimePoint at;
  ports::Done<std::vector<ports::ReceiptChange>> done;
};

// Thread-safe. Outlives the writer.
class Acknowledgements {
 public:
  using Submit = std::function<void(std::unique_ptr<Command>)>;  // to the writer
  explicit Acknowledgements(Submit submit) : submit_(std::move(submit)) {}

  void add(Acknowledgement acknowledgement);

 private:
  class Storing;
  std::vector<Acknowledgement> take(std::size_t at_most);
  void ended();  // a command of ours

  Submit submit_;
  std::mutex mutex_;
  std::vector<Acknowledgement> waiting_;
  bool submitted_ = false;  // a command of ours is with the writer
};

}  // namespace jiaxin::storage
