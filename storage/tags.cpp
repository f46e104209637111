// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tags.h"

#include "storage/statement.h"

namespace tallyd {

Result<std::vector<Tag>> pending_tags(Database& database, std::string_view mailbox) {
  return guarded("list what is to be tagged", [&] {
    Statement rows(database.connection(),
                   "SELECT digest, mailbox, uid_validity, uid, message_id, keyword, folder, begun,"
                   " EXISTS (SELECT 1 FROM review JOIN reply ON reply.id = review.reply"
                   " WHERE reply.digest = tag.digest)"
                   " FROM tag WHERE mailbox = ?1 ORDER BY uid_validity, uid");
    rows.with(mailbox);
    std::vector<Tag> tags;
    while (rows.next()) {
      Tag tag;
      tag.digest = rows.digest(0);
      tag.place = {rows.text(1), static_cast<std::uint32_t>(rows.number(2)),
                   static_cast<std::uint32_t>(rows.number(3))};
      tag.message_id = rows.text(4);
      tag.keyword = rows.text(5);
      tag.folder = rows.text(6);
      tag.begun = rows.flag(7);
      tag.waits = rows.flag(8);
      tags.push_back(std::move(tag));
    }
    return tags;
  });
}

Result<void> wish_tag(Transaction& transaction, const Tag& tag) {
  return writing(transaction, "wish a tag", [&](Database::Connection& connection) {
    Statement(connection, "INSERT OR REPLACE INTO tag VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)")
        .with(tag.digest, tag.place.mailbox, tag.place.uid_validity, tag.place.last_uid,
              tag.message_id, tag.keyword, tag.folder)
        .run();
  });
}

Result<void> begin_tag(Transaction& transaction, const Digest& digest) {
  return writing(transaction, "begin a tag", [&](Database::Connection& connection) {
    Statement(connection, "UPDATE tag SET begun = 1 WHERE digest = ?1").with(digest).run();
  });
}

Result<void> move_tag(Transaction& transaction, const Digest& digest, const Cursor& place) {
  return writing(transaction, "move a tag", [&](Database::Connection& connection) {
    for (const char* const update :
         {"UPDATE tag SET uid_validity = ?2, uid = ?3 WHERE digest = ?1 AND mailbox = ?4",
          "UPDATE tagged SET uid_validity = ?2, uid = ?3 WHERE digest = ?1 AND mailbox = ?4"}) {
      Statement(connection, update)
          .with(digest, place.uid_validity, place.last_uid, place.mailbox)
          .run();
    }
  });
}

Result<void> drop_tag(Transaction& transaction, const Digest& digest) {
  return writing(transaction, "drop a tag", [&](Database::Connection& connection) {
    Statement(connection, "DELETE FROM tag WHERE digest = ?1").with(digest).run();
  });
}

Result<void> keep_tag(Transaction& transaction, const Tag& tag) {
  return writing(transaction, "keep a tag", [&](Database::Connection& connection) {
    Statement(connection, "DELETE FROM tag WHERE digest = ?1").with(tag.digest).run();
    Statement(connection, "INSERT OR REPLACE INTO tagged VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .with(tag.digest, tag.place.mailbox, tag.place.uid_validity, tag.place.last_uid,
              tag.message_id, tag.keyword, tag.folder)
        .run();
  });
}

Result<std::vector<DecidedTag>> decided_tags(Database& database, std::string_view mailbox) {
  return guarded("list what was decided of what is tagged", [&] {
    Statement rows(database.connection(),
                   "SELECT digest, mailbox, uid_validity, uid, tagged.message_id, keyword, folder,"
                   " outcome FROM tagged JOIN reply USING (digest)"
                   " WHERE mailbox = ?1 AND outcome <> 'review' ORDER BY uid_validity, uid");
    rows.with(mailbox);
    std::vector<DecidedTag> tags;
    while (rows.next()) {
      DecidedTag decided;
      decided.tag.digest = rows.digest(0);
      decided.tag.place = {rows.text(1), static_cast<std::uint32_t>(rows.number(2)),
                           static_cast<std::uint32_t>(rows.number(3))};
      decided.tag.message_id = rows.text(4);
      decided.tag.keyword = rows.text(5);
      decided.tag.folder = rows.text(6);
      decided.outcome = rows.word(7, parse_outcome);
      tags.push_back(std::move(decided));
    }
    return tags;
  });
}

Result<void> forget_tag(Transaction& transaction, const Digest& digest) {
  return writing(transaction, "forget a tag", [&](Database::Connection& connection) {
    Statement(connection, "DELETE FROM tagged WHERE digest = ?1").with(digest).run();
  });
}

}  // namespace tallyd
