// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/tagger.h"

#include <algorithm>

#include "config/mail_address.h"

namespace tallyd {

void Tagger::opened(const MailboxState& state) { state_ = state; }

std::optional<Tag> Tagger::wish(const Verdict& verdict, const Digest& digest, const Cursor& place,
                                const std::string& message_id) const {
  const bool recorded = verdict.fate == Fate::record;
  if (!recorded && verdict.fate != Fate::review) return std::nullopt;
  Tag tag;
  tag.keyword = recorded ? settings_.recorded_keyword : settings_.review_keyword;
  tag.folder = recorded ? settings_.recorded_folder : settings_.review_folder;
  if (tag.keyword.empty() && tag.folder.empty()) return std::nullopt;
  tag.digest = digest;
  tag.place = place;
  tag.message_id = message_id;
  return tag;
}

/// RFC 9051 section 7.1: without "\*" among the permanent flags no new keyword can be made.
bool Tagger::may_set(const std::string& keyword) {
  const auto& flags = state_.permanent_flags;
  const bool may = std::any_of(flags.begin(), flags.end(), [&](const std::string& flag) {
    return flag == "\\*" || lower_case(flag) == lower_case(keyword);
  });
  if (!may && !told_of_keywords_) {
    tell_("the mail server takes no keyword " + keyword +
          " in this mailbox; messages are not marked");
    told_of_keywords_ = true;
  }
  return may;
}

Result<void> Tagger::done(const Tag& tag) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY(drop_tag(transaction, tag.digest));
  return transaction.commit();
}

Result<void> Tagger::move(const Tag& tag) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY(begin_tag(transaction, tag.digest));
  TALLYD_TRY(transaction.commit());
  const Uid uid = tag.place.last_uid;
  return tag.begun ? mailbox_.move_again(uid, tag.folder, tag.message_id)
                   : mailbox_.move({uid}, tag.folder);
}

Result<void> Tagger::carry_out(const Tag& tag) {
  // Of another UIDVALIDITY: intake meets the message again and gives the wish its new place.
  if (tag.place.uid_validity != state_.uid_validity) return {};
  if (!tag.keyword.empty() && may_set(tag.keyword)) {
    TALLYD_TRY(mailbox_.add_keyword({tag.place.last_uid}, tag.keyword));
  }
  if (!tag.folder.empty()) TALLYD_TRY(move(tag));
  return done(tag);
}

Result<void> Tagger::carry_out(const std::string& mailbox) {
  if (given_up_) return {};
  TALLYD_TRY_ASSIGN(const auto tags, pending_tags(database_, mailbox));
  for (const Tag& tag : tags) {
    auto carried = carry_out(tag);
    if (carried) continue;
    if (carried.error().failure != Failure::permanent) return carried;
    // What needs a person must not keep intake from its work.
    given_up_ = true;
    tell_(carried.error().message +
          "; messages are neither marked nor moved until tallyd restarts");
    return temporary("the mailbox is opened again");
  }
  return {};
}

}  // namespace tallyd
