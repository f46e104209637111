-- SPDX-License-Identifier: GPL-3.0-or-later
-- storage/schema.sql: the schema, and the only place that explains it. Version 6.
-- It is compiled into the programs. A change of it is a new version: a row in migrations()
-- (migrate.cpp) that brings an older database here, and a fixture of the older one in tests/storage.
--
-- Times are seconds since 1970 in UTC. Digests are SHA-256, 32 bytes. Words are those of the command
-- line. Text that a message did not say is empty, never NULL.

PRAGMA application_id = 0x74616c79;  -- "taly": tells our file from another program's

-- What happened, in order, for ever. docs/ledger.md has the payload of each kind and a worked example.
CREATE TABLE ledger (
  id        INTEGER PRIMARY KEY,  -- 1, 2, 3, … without a gap
  at        INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  payload   TEXT    NOT NULL,     -- canonical JSON: one object, keys sorted, no blanks
  previous  BLOB    NOT NULL CHECK (length(previous) = 32),  -- hash of row id - 1; zeros in row 1
  hash      BLOB    NOT NULL CHECK (length(hash) = 32)       -- of all the other columns
) STRICT;

CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;

CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;

CREATE TRIGGER ledger_is_a_chain BEFORE INSERT ON ledger
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM ledger)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM ledger ORDER BY id DESC LIMIT 1), zeroblob(32))
BEGIN SELECT raise(ABORT, 'the row does not follow the last one of the ledger'); END;

-- The few rows that are looked for by kind.
CREATE INDEX ledger_consultations ON ledger(id) WHERE kind = 'consultation_changed';
CREATE INDEX ledger_removals ON ledger(id) WHERE kind = 'message_removed';

-- The tables reply, decision, standing, review, contact and removed are written from ledger events alone
-- (projection.cpp) and can be made anew from them. They are there to be asked quickly. What is
-- long (readings, doubts, evidence) stays in the ledger's payload.

-- A message that concerns us. id: its event reply_received.
CREATE TABLE reply (
  id              INTEGER PRIMARY KEY REFERENCES ledger(id),
  digest          BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),  -- its name in the archive
  content         BLOB    CHECK (length(content) = 32),  -- of what it says, to know a resend by
  message_id      TEXT    NOT NULL,
  received        INTEGER NOT NULL,  -- INTERNALDATE
  sender          TEXT    NOT NULL,
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  language        TEXT    NOT NULL,
  format          TEXT    NOT NULL,
  outcome         TEXT    NOT NULL CHECK (outcome IN
                    ('recorded','review','late','not_counted','duplicate','rejected')),
  certain         INTEGER NOT NULL CHECK (certain IN (0, 1)),
  reason          TEXT    NOT NULL,
  authentication  TEXT    NOT NULL
) STRICT;
CREATE INDEX reply_by_circular ON reply(circular, administration, received);
CREATE INDEX reply_by_content ON reply(content, sender);
CREATE INDEX reply_rejected ON reply(id) WHERE outcome = 'rejected';

-- A decision that counts or once counted. Rows are never changed. id: its event decision_recorded.
CREATE TABLE decision (
  id              INTEGER PRIMARY KEY REFERENCES ledger(id),
  reply           INTEGER NOT NULL REFERENCES reply(id),
  circular        TEXT    NOT NULL CHECK (circular <> ''),
  administration  TEXT    NOT NULL CHECK (administration <> ''),
  draft           TEXT    NOT NULL CHECK (draft <> ''),
  authority       TEXT    NOT NULL CHECK (authority IN ('assigned','not_assigned')),
  comments        TEXT    NOT NULL CHECK (comments IN ('none','attached','unspecified')),
  received        INTEGER NOT NULL,
  supersedes      INTEGER REFERENCES decision(id)  -- the one that stood until this was recorded
) STRICT;
CREATE INDEX decision_by_draft ON decision(circular, administration, draft);
CREATE INDEX decision_by_reply ON decision(reply);

-- The one decision of an administration on a draft that counts: of the reply received last.
CREATE TABLE standing (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  draft           TEXT    NOT NULL,
  decision        INTEGER NOT NULL UNIQUE REFERENCES decision(id),
  PRIMARY KEY (circular, administration, draft)
) STRICT, WITHOUT ROWID;

-- A message that a person must look at. id: its event review_opened.
CREATE TABLE review (
  id              INTEGER PRIMARY KEY REFERENCES ledger(id),
  reply           INTEGER NOT NULL REFERENCES reply(id),
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  token           BLOB    UNIQUE CHECK (length(token) = 32),  -- hash of the one-time token
  opened          INTEGER NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('open','resolved','rejected')),
  assignee        TEXT    NOT NULL,
  closed          INTEGER NOT NULL,  -- 0 while open
  who             TEXT    NOT NULL,  -- who closed it
  why             TEXT    NOT NULL
) STRICT;
CREATE INDEX review_by_state ON review(state, opened);
CREATE INDEX review_by_reply ON review(reply);

-- An address that mail does not reach.
CREATE TABLE contact (
  address    TEXT    PRIMARY KEY,  -- lower case
  permanent  INTEGER NOT NULL CHECK (permanent IN (0, 1)),
  since      INTEGER NOT NULL,
  why        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- A rejected message whose bytes were taken out of the archive, and out of the notices about it.
CREATE TABLE removed (
  reply  INTEGER PRIMARY KEY REFERENCES reply(id),
  at     INTEGER NOT NULL,
  who    TEXT    NOT NULL,
  why    TEXT    NOT NULL
) STRICT;

-- Everything below is no part of the ledger's story: it is work in hand.

-- What is of this database alone. One row. SQLite's random bytes are seeded by the system's.
CREATE TABLE installation (
  message_id_key  BLOB NOT NULL CHECK (length(message_id_key) = 32)  -- for our Message-IDs
) STRICT;
INSERT INTO installation VALUES (randomblob(32));

-- Where intake stands in a mailbox. A row "copies in …" tells how far the copies of sent mail have
-- come: its last_uid is the id of an event of the ledger.
CREATE TABLE cursor (
  mailbox       TEXT    PRIMARY KEY,
  uid_validity  INTEGER NOT NULL,
  last_uid      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every message that was ever looked at, whatever came of it. Of mail that is not for us these two
-- digests are all that is kept.
CREATE TABLE seen (
  digest      BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  message_id  BLOB    CHECK (length(message_id) = 32),          -- SHA-256 of it; NULL: it had none
  at          INTEGER NOT NULL,
  reply       INTEGER REFERENCES ledger(id)                     -- NULL: not for us
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_message_id ON seen(message_id);

-- What is still to be done to messages in the mailbox (keywords, folders).
CREATE TABLE tag (
  digest        BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  mailbox       TEXT    NOT NULL,
  uid_validity  INTEGER NOT NULL,
  uid           INTEGER NOT NULL,
  message_id    TEXT    NOT NULL,
  keyword       TEXT    NOT NULL,  -- to be set; empty: none
  folder        TEXT    NOT NULL,  -- to be moved to; empty: it stays
  begun         INTEGER NOT NULL CHECK (begun IN (0, 1))  -- the move was tried
) STRICT, WITHOUT ROWID;

-- Messages that were marked in the mailbox as waiting for a person, until a person has decided.
CREATE TABLE tagged (
  digest        BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  mailbox       TEXT    NOT NULL,
  uid_validity  INTEGER NOT NULL,
  uid           INTEGER NOT NULL,  -- where it was, before it was moved
  message_id    TEXT    NOT NULL,
  keyword       TEXT    NOT NULL,  -- that was set
  folder        TEXT    NOT NULL   -- it was moved to
) STRICT, WITHOUT ROWID;

-- Reviews that TSB is still to be told of: there were too many for a notice of each.
CREATE TABLE untold (
  review  INTEGER PRIMARY KEY REFERENCES ledger(id)
) STRICT, WITHOUT ROWID;

-- Composed mail. Rows stay when they are done: a Message-ID is sent under once.
CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY,
  message_id      TEXT    NOT NULL UNIQUE CHECK (message_id <> ''),
  purpose         TEXT    NOT NULL CHECK (purpose IN
                    ('acknowledgement','verification','reminder','digest','alert')),
  envelope_from   TEXT    NOT NULL,  -- empty: the null path
  bytes           BLOB    NOT NULL,  -- RFC 5322
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  reply           INTEGER REFERENCES ledger(id),
  queued          INTEGER NOT NULL,
  not_before      INTEGER NOT NULL,
  claimed_until   INTEGER NOT NULL,  -- a deliverer has it until then; 0: nobody
  attempts        INTEGER NOT NULL,
  last_error      TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('queued','sent','failed','cancelled'))
) STRICT;
CREATE INDEX outbox_due ON outbox(not_before) WHERE state = 'queued';
CREATE INDEX outbox_claimed ON outbox(id) WHERE claimed_until <> 0;
CREATE INDEX outbox_by_time ON outbox(queued);
-- Notices to TSB, of today and of a reply.
CREATE INDEX outbox_notices ON outbox(queued) WHERE purpose = 'alert' AND reply IS NOT NULL;
CREATE INDEX outbox_notices_of ON outbox(reply) WHERE purpose = 'alert';

CREATE TABLE recipient (
  mail     INTEGER NOT NULL REFERENCES outbox(id),
  address  TEXT    NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('waiting','sent','failed')),
  reply    TEXT    NOT NULL,  -- the server's last words on it
  PRIMARY KEY (mail, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipient_by_address ON recipient(lower(address));

-- A reminder goes once for each offset before the deadline.
CREATE TABLE reminder (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  offset_seconds  INTEGER NOT NULL,
  message_id      TEXT    NOT NULL,
  PRIMARY KEY (circular, administration, offset_seconds)
) STRICT, WITHOUT ROWID;
