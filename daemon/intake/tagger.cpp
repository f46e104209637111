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
  TALLYD_TRY(tag.waits ? keep_tag(transaction, tag) : drop_tag(transaction, tag.digest));
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

/// The message is in the mailbox that is open.
Result<void> Tagger::change_here(const Mailbox::Elsewhere& wanted, Uid uid) {
  if (!wanted.remove.empty()) TALLYD_TRY(mailbox_.remove_keyword({uid}, wanted.remove));
  if (!wanted.add.empty()) TALLYD_TRY(mailbox_.add_keyword({uid}, wanted.add));
  return wanted.move_to.empty() ? Result<void>{}
                                : mailbox_.move_again(uid, wanted.move_to, wanted.message_id);
}

Result<void> Tagger::change(const DecidedTag& decided) {
  const Tag& tag = decided.tag;
  const bool counts = decided.outcome != Outcome::rejected;
  Mailbox::Elsewhere wanted{tag.folder, tag.message_id, tag.keyword, "", ""};
  if (!wanted.remove.empty() && !may_set(wanted.remove)) wanted.remove.clear();
  if (counts) wanted.move_to = settings_.recorded_folder;
  if (counts && !settings_.recorded_keyword.empty() && may_set(settings_.recorded_keyword)) {
    wanted.add = settings_.recorded_keyword;
  }
  if (!tag.folder.empty()) {
    TALLYD_TRY(mailbox_.change_elsewhere(wanted));
  } else if (tag.place.uid_validity == state_.uid_validity) {
    TALLYD_TRY(change_here(wanted, tag.place.last_uid));
  } else {
    return {};  // intake meets it again, and says where
  }
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY(forget_tag(transaction, tag.digest));
  return transaction.commit();
}

/// What needs a person must not keep intake from its work.
Result<void> Tagger::give_up_if_permanent(const Result<void>& carried) {
  if (carried || carried.error().failure != Failure::permanent) return carried;
  given_up_ = true;
  tell_(carried.error().message + "; messages are neither marked nor moved until tallyd restarts");
  return temporary("the mailbox is opened again");
}

Result<void> Tagger::carry_out_decided(const std::string& mailbox) {
  TALLYD_TRY_ASSIGN(const auto decided, decided_tags(database_, mailbox));
  for (const DecidedTag& one : decided) TALLYD_TRY(give_up_if_permanent(change(one)));
  return {};
}

Result<void> Tagger::carry_out(const std::string& mailbox) {
  if (given_up_ || !settings_.any()) return {};
  TALLYD_TRY_ASSIGN(const auto tags, pending_tags(database_, mailbox));
  for (const Tag& tag : tags) TALLYD_TRY(give_up_if_permanent(carry_out(tag)));
  return carry_out_decided(mailbox);
}

}  // namespace tallyd
