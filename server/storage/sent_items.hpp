// What was sent, for reports: read beside a running server, or from a copy at rest. Never changes the database, and where
// no server runs makes no file. One thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/rights.hpp"
#include "domain/time.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::storage {

class Connection;

struct SentItem {
  domain::MessageId message;
  domain::TimePoint sent_at;           // when the filter judged it, not when a person released it
  std::optional<std::string> item;     // a serialised v1::Item, of what was delivered or is held
  std::optional<std::string> request;  // else a serialised v1::ClientFrame; neither: the text is no longer kept
  std::string earlier;                 // a serialised v1::Review with nothing but that, of what was held or blocked
  domain::Role sender_role;            // with `request` only: `item` says it itself
  std::string grade;                   // "": several. Of what was delivered: of its children as they are now
  bool urgent = false;                 // an urgent template's words, which no filter judges
};

struct CannotRead : std::runtime_error {
  explicit CannotRead(OpenFailure why) : std::runtime_error(why.text_en), failure(std::move(why)) {}
  OpenFailure failure;
};

class SentItems {
 public:
  explicit SentItems(std::filesystem::path directory);  // throws CannotRead, as all but the destructor
  ~SentItems();

  std::vector<domain::SchoolInfo> schools();

  // Those that follow `after`, in the order in which they were sent; a few at a time, and none at the end. Each page is
  // a read of its own, so a server's checkpoints wait for no more than that.
  std::vector<SentItem> page(domain::SchoolId school, domain::TimePoint since, domain::MessageId after);

  void check_undisturbed() const;  // that no server began to write what was read as a copy at rest

 private:
  std::filesystem::path directory_;
  bool at_rest_;
  std::unique_ptr<Connection> db_;
};

}  // namespace jiaxin::storage
