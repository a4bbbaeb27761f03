"""What a device keeps on its disk: its token, its logs with their positions, and what waits to be sent. SQLite.

Every method is one transaction and is on the disk when it returns. One process, one thread.
"""
import os
import sqlite3

import connection  # noqa: F401 makes the modules of jiaxin.v1
from jiaxin.v1.envelope_pb2 import ClientFrame, ServerFrame
from jiaxin.v1.inbox_pb2 import Event

SCHEMA = """
  CREATE TABLE IF NOT EXISTS device (token BLOB, login TEXT);
  CREATE TABLE IF NOT EXISTS log (school INTEGER, member INTEGER, epoch TEXT, seq INTEGER,
                                  PRIMARY KEY (school, member));
  CREATE TABLE IF NOT EXISTS event (school INTEGER, member INTEGER, seq INTEGER, event BLOB,
                                    PRIMARY KEY (school, member, seq));
  CREATE TABLE IF NOT EXISTS outbox (entry INTEGER PRIMARY KEY, frame BLOB, result BLOB);
"""


class Kept:
    def __init__(self, path):
        if path != ":memory:":
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # it holds a secret and children's names
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(SCHEMA)

    def close(self):
        self._db.close()

    # The token.

    def keep_token(self, login, token):
        with self._db:
            self._db.execute("DELETE FROM device")
            self._db.execute("INSERT INTO device VALUES (?, ?)", (token, login))

    def forget_token(self):
        with self._db:
            self._db.execute("UPDATE device SET token = NULL")

    def token(self):
        row = self._db.execute("SELECT token FROM device").fetchone()
        return row[0] if row else None

    def login(self):
        row = self._db.execute("SELECT login FROM device").fetchone()
        return row[0] if row else None

    # The logs. An epoch is any 64 bits, SQLite's numbers have 63: it is kept as text.

    def position(self, member):
        """(epoch, seq): all events up to seq are kept; (0, 0): nothing is."""
        row = self._db.execute("SELECT epoch, seq FROM log WHERE school = ? AND member = ?", _key(member)).fetchone()
        return (int(row[0]), row[1]) if row else (0, 0)

    def start_log(self, member, epoch):
        """Drops what is kept of this log; it begins anew with seq 1."""
        with self._db:
            self._db.execute("DELETE FROM event WHERE school = ? AND member = ?", _key(member))
            self._db.execute("INSERT OR REPLACE INTO log VALUES (?, ?, ?, 0)", (*_key(member), str(epoch)))

    def keep_events(self, member, events):
        """The events and the new position: both or neither."""
        with self._db:
            self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?)",
                                 [(*_key(member), event.seq, event.SerializeToString()) for event in events])
            self._db.execute("UPDATE log SET seq = ? WHERE school = ? AND member = ?",
                             (events[-1].seq, *_key(member)))

    def events(self, member):
        rows = self._db.execute("SELECT event FROM event WHERE school = ? AND member = ? ORDER BY seq", _key(member))
        return [Event.FromString(row[0]) for row in rows]

    # The outbox: requests with their client ids, until their results are there.

    def put_out(self, frame):
        with self._db:
            return self._db.execute("INSERT INTO outbox (frame) VALUES (?)", (frame.SerializeToString(),)).lastrowid

    def waiting(self):
        rows = self._db.execute("SELECT entry, frame FROM outbox WHERE result IS NULL ORDER BY entry")
        return [(entry, ClientFrame.FromString(frame)) for entry, frame in rows]

    def settle(self, entry, frame):
        with self._db:
            self._db.execute("UPDATE outbox SET result = ? WHERE entry = ?", (frame.SerializeToString(), entry))

    def result(self, entry):
        row = self._db.execute("SELECT result FROM outbox WHERE entry = ?", (entry,)).fetchone()
        return None if row[0] is None else ServerFrame.FromString(row[0])


def _key(member):
    return member.school_id, member.member_id
