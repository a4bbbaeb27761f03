// What schema version 2 adds: supervisors, what the verdict on each item rests on, and people's decisions about what
// was held or blocked. Items that were held before have no row in `reviews`: to whom they were addressed was not kept.
#pragma once

#include "storage/sqlite.hpp"

namespace jiaxin::storage {

inline constexpr Sql schema_v2 = R"sql(
ALTER TABLE people ADD COLUMN supervisor INTEGER NOT NULL DEFAULT 0;

ALTER TABLE messages ADD COLUMN judged_sha256 BLOB;
ALTER TABLE messages ADD COLUMN rules TEXT NOT NULL DEFAULT '';

-- With a review the event is news of it: 1 that it waits, 2 that it was decided.
ALTER TABLE inbox ADD COLUMN review INTEGER;

-- One row for each item that was held or blocked. `judged` is what the filter said, as in messages.verdict, which says
-- what may be done with the item now; sent_at is when it said so.
CREATE TABLE reviews (
  school INTEGER NOT NULL,
  message INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  judged INTEGER NOT NULL CHECK (judged IN (0, 1)),
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)),  -- nobody asked, waiting, released, refused
  sender_name TEXT NOT NULL,
  sender_role INTEGER NOT NULL,
  sent_to TEXT NOT NULL,
  grades TEXT NOT NULL,  -- a line each; empty: the whole school
  sent_at INTEGER NOT NULL,
  asked_at INTEGER,
  comment TEXT NOT NULL DEFAULT '',
  text_until INTEGER,  -- of a blocked item; NULL: as long as the message
  decided_at INTEGER CHECK ((decided_at IS NOT NULL) = (state IN (2, 3))),
  decided_by INTEGER CHECK (decided_by <> sender),
  decider_name TEXT,
  decider_role INTEGER,
  reason TEXT,
  title TEXT NOT NULL,
  findings_kept BLOB NOT NULL,
  request BLOB,  -- NULL: the text is no longer kept
  PRIMARY KEY (school, message),
  FOREIGN KEY (school, message) REFERENCES messages,
  FOREIGN KEY (school, sender) REFERENCES people,
  FOREIGN KEY (school, decided_by) REFERENCES people
) STRICT;
CREATE INDEX reviews_by_state ON reviews (school, state, message);
CREATE INDEX reviews_of_sender ON reviews (school, sender, message);
CREATE INDEX blocked_texts ON reviews (school, text_until) WHERE request IS NOT NULL AND text_until IS NOT NULL;

CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE OF judged, state, decided_at, decided_by, reason ON reviews
WHEN OLD.state IN (2, 3) BEGIN SELECT RAISE(ABORT, 'decisions stand'); END;
CREATE TRIGGER only_a_decision_releases BEFORE UPDATE OF verdict ON messages
WHEN NEW.verdict = 2 AND OLD.verdict <> 2 AND NOT EXISTS (
  SELECT 1 FROM reviews WHERE school = NEW.school AND message = NEW.message AND state = 2)
BEGIN SELECT RAISE(ABORT, 'only a recorded decision releases'); END;
)sql";

}  // namespace jiaxin::storage
