#pragma once

#include <string>

#include "worker/sink.hpp"

namespace jiaxin::extraction {

// Keeps what readers write, as the server would put it together.
class MemorySink final : public Sink {
 public:
  Extraction result() && { return std::move(answer_).result(); }
  bool accepted() const { return accepted_; }

 protected:
  void write(Tag tag, std::string_view bytes) override { accepted_ = answer_.take(record(tag, bytes)) && accepted_; }

 private:
  AnswerReader answer_;
  bool accepted_ = true;
};

}  // namespace jiaxin::extraction
