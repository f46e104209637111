-- A database of schema version 1 with the reply of Store::reply_of("KEN", 1), as dumped by sqlite3.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE ledger (
  id        INTEGER PRIMARY KEY,  -- 1, 2, 3, … without a gap
  at        INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  payload   TEXT    NOT NULL,     -- canonical JSON: one object, keys sorted, no blanks
  previous  BLOB    NOT NULL CHECK (length(previous) = 32),  -- hash of row id - 1; zeros in row 1
  hash      BLOB    NOT NULL CHECK (length(hash) = 32)       -- of all the other columns
) STRICT;
INSERT INTO ledger VALUES(1,1515499260,'reply_received','{"administration":"KEN","authentication":"","certain":true,"circular":"TSB Circular 53","content":"","decisions":[{"authority":"assigned","comments":"none","draft":"X.1214","evidence":"box 1 checked"}],"digest":"bb8e28994e74dc42d27d4f12c43246f5143038046b4ba2d83b12a2390c628fb4","doubts":[],"format":"","language":"","message_id":"KEN-1@example","outcome":"recorded","reading":{"kind":"reply"},"reason":"","received":"2018-01-09T12:01:00Z","sender":"focal@KEN.example"}',X'0000000000000000000000000000000000000000000000000000000000000000',X'fcf28f1d040ce85fb3733e0838479d5c864dfd90f33a1d1290acf4a93664f3e5');
INSERT INTO ledger VALUES(2,1515499260,'decision_recorded','{"administration":"KEN","authority":"assigned","circular":"TSB Circular 53","comments":"none","draft":"X.1214","received":"2018-01-09T12:01:00Z","reply":1,"stands":true,"supersedes":0}',X'fcf28f1d040ce85fb3733e0838479d5c864dfd90f33a1d1290acf4a93664f3e5',X'1bf3c2fe30bcf1e72f50cf64c96996ca13a8fea68bf28141e635492916ee7d48');
INSERT INTO ledger VALUES(3,1515499200,'mail_queued','{"administration":"","bytes":"56f344e200f5f96ea404fa619db38ba46a3184b4d90639d9ea50e92751b1d4f4","circular":"","message_id":"ack-KEN-1@tallyd.example","purpose":"acknowledgement","recipients":["focal@KEN.example"],"reply":1}',X'1bf3c2fe30bcf1e72f50cf64c96996ca13a8fea68bf28141e635492916ee7d48',X'97ca92d19f24c8637be616a349720674086949f0e177b829f49ead51a1f3cae8');
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
INSERT INTO reply VALUES(1,X'bb8e28994e74dc42d27d4f12c43246f5143038046b4ba2d83b12a2390c628fb4',NULL,'KEN-1@example',1515499260,'focal@KEN.example','TSB Circular 53','KEN','','','recorded',1,'','');
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
INSERT INTO decision VALUES(2,1,'TSB Circular 53','KEN','X.1214','assigned','none',1515499260,NULL);
CREATE TABLE standing (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  draft           TEXT    NOT NULL,
  decision        INTEGER NOT NULL UNIQUE REFERENCES decision(id),
  PRIMARY KEY (circular, administration, draft)
) STRICT, WITHOUT ROWID;
INSERT INTO standing VALUES('TSB Circular 53','KEN','X.1214',2);
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
INSERT INTO cursor VALUES('INBOX',7,1);
CREATE TABLE seen (
  digest      BLOB    PRIMARY KEY CHECK (length(digest) = 32),  -- of the raw message
  message_id  BLOB    CHECK (length(message_id) = 32),          -- SHA-256 of it; NULL: it had none
  at          INTEGER NOT NULL,
  reply       INTEGER REFERENCES ledger(id)                     -- NULL: not for us
) STRICT, WITHOUT ROWID;
INSERT INTO seen VALUES(X'bb8e28994e74dc42d27d4f12c43246f5143038046b4ba2d83b12a2390c628fb4',X'0cac9c8304d2e481ec6ec1d276970370a7126d5efafc249186966cf9fb29c835',1515499260,1);
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
INSERT INTO outbox VALUES(1,'ack-KEN-1@tallyd.example','acknowledgement','',X'5375626a6563743a2072656365697665640d0a0d0a5468616e6b20796f750d0a','','',1,1515499200,1515499200,0,0,'','queued');
CREATE TABLE recipient (
  mail     INTEGER NOT NULL REFERENCES outbox(id),
  address  TEXT    NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('waiting','sent','failed')),
  reply    TEXT    NOT NULL,  -- the server's last words on it
  PRIMARY KEY (mail, address)
) STRICT, WITHOUT ROWID;
INSERT INTO recipient VALUES(1,'focal@KEN.example','waiting','');
CREATE TABLE reminder (
  circular        TEXT    NOT NULL,
  administration  TEXT    NOT NULL,
  offset_seconds  INTEGER NOT NULL,
  message_id      TEXT    NOT NULL,
  PRIMARY KEY (circular, administration, offset_seconds)
) STRICT, WITHOUT ROWID;
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
PRAGMA application_id = 1952541817; PRAGMA user_version = 1;
