-- A database of schema version 5 with the rows of version_1.sql.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE contact (
  address    TEXT    PRIMARY KEY,  -- lower case
  permanent  INTEGER NOT NULL CHECK (permanent IN (0, 1)),
  since      INTEGER NOT NULL,
  why        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE cursor (
  mailbox       TEXT    PRIMARY KEY,
  uid_validity  INTEGER NOT NULL,
  last_uid      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "cursor" VALUES('INBOX',7,1);
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
INSERT INTO "decision" VALUES(2,1,'TSB Circular 53','KEN','X.1214','assigned','none',1515499260,NULL);
CREATE TABLE installation (
  message_id_key  BLOB NOT NULL CHECK (length(message_id_key) = 32)  -- for our Message-IDs
) STRICT;
INSERT INTO "installation" VALUES(X'52C5AFEBDBAB0B7CAE21038B7C992DCDAAB7FC9F9FFF1729F1751C8B181E2A87');
CREATE TABLE ledger (
  id        INTEGER PRIMARY KEY,  -- 1, 2, 3, … without a gap
  at        INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  payload   TEXT    NOT NULL,     -- canonical JSON: one object, keys sorted, no blanks
  previous  BLOB    NOT NULL CHECK (length(previous) = 32),  -- hash of row id - 1; zeros in row 1
  hash      BLOB    NOT NULL CHECK (length(hash) = 32)       -- of all the other columns
) STRICT;
INSERT INTO "ledger" VALUES(1,1515499260,'reply_received','{"administration":"KEN","authentication":"","certain":true,"circular":"TSB Circular 53","content":"","decisions":[{"authority":"assigned","comments":"none","draft":"X.1214","evidence":"box 1 checked"}],"digest":"bb8e28994e74dc42d27d4f12c43246f5143038046b4ba2d83b12a2390c628fb4","doubts":[],"format":"","language":"","message_id":"KEN-1@example","outcome":"recorded","reading":{"kind":"reply"},"reason":"","received":"2018-01-09T12:01:00Z","sender":"focal@KEN.example"}',X'0000000000000000000000000000000000000000000000000000000000000000',X'FCF28F1D040CE85FB3733E0838479D5C864DFD90F33A1D1290ACF4A93664F3E5');
INSERT INTO "ledger" VALUES(2,1515499260,'decision_recorded','{"administration":"KEN","authority":"assigned","circular":"TSB Circular 53","comments":"none","draft":"X.1214","received":"2018-01-09T12:01:00Z","reply":1,"stands":true,"supersedes":0}',X'FCF28F1D040CE85FB3733E0838479D5C864DFD90F33A1D1290ACF4A93664F3E5',X'1BF3C2FE30BCF1E72F50CF64C96996CA13A8FEA68BF28141E635492916EE7D48');
INSERT INTO "ledger" VALUES(3,1515499200,'mail_queued','{"administration":"","bytes":"56f344e200f5f96ea404fa619db38ba46a3184b4d90639d9ea50e92751b1d4f4","circular":"","message_id":"ack-KEN-1@tallyd.example","purpose":"acknowledgement","recipients":["focal@KEN.example"],"reply":1}',X'1BF3C2FE30BCF1E72F50CF64C96996CA13A8FEA68BF28141E635492916EE7D48',X'97CA92D19F24C8637BE616A349720674086949F0E177B829F49EAD51A1F3CAE8');
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
INSERT INTO "outbox" VALUES(1,'ack-KEN-1@tallyd.example','acknowledgement','',X'5375626A6563743A2072656365697665640D0A0D0A5468616E6B20796F750D0A','','',1,1515499200,1515499200,0,0,'','queued');
CREATE TABLE recipient (
  mail     INTEGER NOT NULL REFERENCES outbox(id),
  address  TEXT    NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('waiting','sent','failed')),
  reply    TEXT    NOT NULL,  -- the server's last words on it
  PRIMARY KEY (mail, address)
) STRICT, WITHOUT ROWID;
INSERT INTO "recipient" VALUES(1,'focal@KEN.example','waiting','');
CREATE TABLE reminder (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  offset_seconds  INTEGER NOT NULL,
  message_id      TEXT    NOT NULL,
  PRIMARY KEY (circular, administration, offset_seconds)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "reply" VALUES(1,X'BB8E28994E74DC42D27D4F12C43246F5143038046B4BA2D83B12A2390C628FB4',NULL,'KEN-1@example',1515499260,'focal@KEN.example','TSB Circular 53','KEN','','','recorded',1,'','');
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
CREATE TABLE seen (
  digest      BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  message_id  BLOB    CHECK (length(message_id) = 32),          -- SHA-256 of it; NULL: it had none
  at          INTEGER NOT NULL,
  reply       INTEGER REFERENCES ledger(id)                     -- NULL: not for us
) STRICT, WITHOUT ROWID;
INSERT INTO "seen" VALUES(X'BB8E28994E74DC42D27D4F12C43246F5143038046B4BA2D83B12A2390C628FB4',X'0CAC9C8304D2E481EC6EC1D276970370A7126D5EFAFC249186966CF9FB29C835',1515499260,1);
CREATE TABLE standing (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  draft           TEXT    NOT NULL,
  decision        INTEGER NOT NULL UNIQUE REFERENCES decision(id),
  PRIMARY KEY (circular, administration, draft)
) STRICT, WITHOUT ROWID;
INSERT INTO "standing" VALUES('TSB Circular 53','KEN','X.1214',2);
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
CREATE TABLE tagged (
  digest        BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  mailbox       TEXT    NOT NULL,
  uid_validity  INTEGER NOT NULL,
  uid           INTEGER NOT NULL,  -- where it was, before it was moved
  message_id    TEXT    NOT NULL,
  keyword       TEXT    NOT NULL,  -- that was set
  folder        TEXT    NOT NULL   -- it was moved to
) STRICT, WITHOUT ROWID;
CREATE TABLE untold (
  review  INTEGER PRIMARY KEY REFERENCES ledger(id)
) STRICT, WITHOUT ROWID;
CREATE TABLE removed (
  reply  INTEGER PRIMARY KEY REFERENCES reply(id),
  at     INTEGER NOT NULL,
  who    TEXT    NOT NULL,
  why    TEXT    NOT NULL
) STRICT;
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;
CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;
CREATE TRIGGER ledger_is_a_chain BEFORE INSERT ON ledger
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM ledger)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM ledger ORDER BY id DESC LIMIT 1), zeroblob(32))
BEGIN SELECT raise(ABORT, 'the row does not follow the last one of the ledger'); END;
CREATE INDEX reply_by_circular ON reply(circular, administration, received);
CREATE INDEX reply_by_content ON reply(content, sender);
CREATE INDEX decision_by_draft ON decision(circular, administration, draft);
CREATE INDEX review_by_state ON review(state, opened);
CREATE INDEX seen_by_message_id ON seen(message_id);
CREATE INDEX outbox_due ON outbox(not_before) WHERE state = 'queued';
CREATE INDEX recipient_by_address ON recipient(lower(address));
COMMIT;
PRAGMA application_id = 1952541817;
PRAGMA user_version = 5;
