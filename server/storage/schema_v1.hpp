// The tables of schema version 1.
//
// The school comes first in every key, so that a PostgreSQL spread by school can hold the same. Only who signs in
// (identities, memberships, codes, device_sessions) stands above schools. Numbers are given out by columns of
// `schools` and `logs`, never by a sequence: a transaction that fails leaves no gap that somebody could have seen.
//
// `inbox` and `recipients` have no foreign keys: they are written a thousand rows at a time, right after the `logs`
// and `messages` rows they belong to were written by the same command.
#pragma once

#include "storage/sqlite.hpp"

namespace jiaxin::storage {

inline constexpr Sql schema_v1 = R"sql(
CREATE TABLE schools (
  school INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  time_zone TEXT NOT NULL,
  last_class INTEGER NOT NULL DEFAULT 0,
  last_child INTEGER NOT NULL DEFAULT 0,
  last_member INTEGER NOT NULL DEFAULT 0,
  last_message INTEGER NOT NULL DEFAULT 0,
  last_answer INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE classes (
  school INTEGER NOT NULL REFERENCES schools,
  class INTEGER NOT NULL,
  sourced_id TEXT NOT NULL,
  title TEXT NOT NULL,
  grade TEXT NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (school, class),
  UNIQUE (school, sourced_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE children (
  school INTEGER NOT NULL REFERENCES schools,
  child INTEGER NOT NULL,
  sourced_id TEXT NOT NULL,
  name TEXT NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (school, child),
  UNIQUE (school, sourced_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE child_classes (
  school INTEGER NOT NULL,
  child INTEGER NOT NULL,
  position INTEGER NOT NULL,  -- 0: the homeroom class
  class INTEGER NOT NULL,
  PRIMARY KEY (school, child, position),
  FOREIGN KEY (school, child) REFERENCES children,
  FOREIGN KEY (school, class) REFERENCES classes
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  school INTEGER NOT NULL REFERENCES schools,
  member INTEGER NOT NULL,
  sourced_id TEXT NOT NULL,
  name TEXT NOT NULL,
  login_hint TEXT NOT NULL,
  principal INTEGER NOT NULL,
  administrator INTEGER NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (school, member),
  UNIQUE (school, sourced_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE posts (
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  class INTEGER NOT NULL,
  class_teacher INTEGER NOT NULL,
  PRIMARY KEY (school, member, class),
  FOREIGN KEY (school, member) REFERENCES people,
  FOREIGN KEY (school, class) REFERENCES classes
) STRICT, WITHOUT ROWID;

CREATE TABLE grade_leads (
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  grade TEXT NOT NULL,
  PRIMARY KEY (school, member, grade),
  FOREIGN KEY (school, member) REFERENCES people
) STRICT, WITHOUT ROWID;

CREATE TABLE guardianships (
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  child INTEGER NOT NULL,
  relation TEXT NOT NULL,
  may_sign INTEGER NOT NULL,
  receives INTEGER NOT NULL,
  PRIMARY KEY (school, member, child),
  FOREIGN KEY (school, member) REFERENCES people,
  FOREIGN KEY (school, child) REFERENCES children
) STRICT, WITHOUT ROWID;
CREATE INDEX guardians_of_child ON guardianships (school, child, member);

-- One log for each membership. Apart from `people`, because a letter to a whole school moves all the heads at once.
CREATE TABLE logs (
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  head INTEGER NOT NULL DEFAULT 0,
  acked INTEGER NOT NULL DEFAULT 0,  -- the furthest that one of his devices holds; never beyond head
  PRIMARY KEY (school, member),
  FOREIGN KEY (school, member) REFERENCES people
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  school INTEGER NOT NULL,
  message INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  client_id BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  verdict INTEGER NOT NULL CHECK (verdict IN (0, 1, 2)),  -- block, hold, allow
  payload BLOB CHECK ((payload IS NULL) = (verdict = 0)),
  findings BLOB NOT NULL,
  policy_version TEXT NOT NULL,
  kind INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  deadline INTEGER,
  slip_options INTEGER NOT NULL,
  comment_allowed INTEGER NOT NULL,
  form_version INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL,
  at INTEGER NOT NULL,
  guardians INTEGER NOT NULL,
  children INTEGER NOT NULL,
  PRIMARY KEY (school, message),
  UNIQUE (school, sender, client_id),
  FOREIGN KEY (school, sender) REFERENCES people
) STRICT;

CREATE TABLE answers (
  school INTEGER NOT NULL,
  answer INTEGER NOT NULL,
  message INTEGER NOT NULL,
  child INTEGER NOT NULL,
  signer INTEGER NOT NULL,
  signer_name TEXT NOT NULL,
  relation TEXT NOT NULL,
  client_id BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  choice INTEGER NOT NULL,
  slip_option INTEGER NOT NULL,
  comment TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  device INTEGER NOT NULL,
  predecessor INTEGER NOT NULL,  -- 0: none
  PRIMARY KEY (school, answer),
  UNIQUE (school, signer, client_id),
  FOREIGN KEY (school, message) REFERENCES messages,
  FOREIGN KEY (school, signer) REFERENCES people,
  FOREIGN KEY (school, child) REFERENCES children
) STRICT;
CREATE INDEX answers_for_child ON answers (school, message, child, answer);
CREATE TRIGGER answers_are_not_changed BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'answers stand'); END;
CREATE TRIGGER answers_are_not_deleted BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'answers stand'); END;

-- The events of each log. With an answer the event is that answer's notice, else it is the message.
CREATE TABLE inbox (
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  message INTEGER NOT NULL,
  answer INTEGER,
  at INTEGER NOT NULL,
  children BLOB NOT NULL,
  PRIMARY KEY (school, member, seq)
) STRICT, WITHOUT ROWID;

-- The receipts. choice and slip_option are those of `answer`, this guardian's latest for the child.
CREATE TABLE recipients (
  school INTEGER NOT NULL,
  message INTEGER NOT NULL,
  member INTEGER NOT NULL,
  child INTEGER NOT NULL,
  delivered_at INTEGER,
  read_at INTEGER,
  answered_at INTEGER,
  answer INTEGER NOT NULL DEFAULT 0,
  choice INTEGER NOT NULL DEFAULT 0,
  slip_option INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (school, message, member, child)
) STRICT, WITHOUT ROWID;

CREATE TABLE identities (
  identity INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,  -- folded
  password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE memberships (
  identity INTEGER NOT NULL REFERENCES identities,
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  PRIMARY KEY (identity, school, member),
  UNIQUE (school, member),
  FOREIGN KEY (school, member) REFERENCES people
) STRICT, WITHOUT ROWID;

CREATE TABLE device_sessions (
  device INTEGER PRIMARY KEY,
  token BLOB NOT NULL UNIQUE,
  identity INTEGER NOT NULL REFERENCES identities,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_of_identity ON device_sessions (identity);

CREATE TABLE codes (
  code BLOB PRIMARY KEY,
  school INTEGER NOT NULL,
  member INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  UNIQUE (school, member),
  FOREIGN KEY (school, member) REFERENCES people
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace jiaxin::storage
