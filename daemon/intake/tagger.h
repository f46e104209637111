// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "config/settings.h"
#include "daemon/judgement/verdict.h"
#include "daemon/mailbox.h"
#include "storage/storage.h"

namespace tallyd {

/// Marks or moves what is ours in the mailbox, where the settings say so. A wish is recorded with
/// the message and carried out afterwards: killed between, it is done at the next start, and once
/// more does no harm. What waited for a person and is decided is marked or moved as what it has
/// become; what he rejected only loses its mark. What is not ours is never touched.
class Tagger {
 public:
  /// For the log: what cannot be done, once.
  using Tell = std::function<void(const std::string& trouble)>;

  /// Borrows all; must be outlived by them.
  Tagger(Mailbox& mailbox, Database& database, TagSettings settings, Tell tell)
      : mailbox_(mailbox),
        database_(database),
        settings_(std::move(settings)),
        tell_(std::move(tell)) {}

  /// After each opening of the mailbox.
  void opened(const MailboxState& state);

  /// What is to be done to a message of that verdict at that place. Empty: nothing.
  std::optional<Tag> wish(const Verdict& verdict, const Digest& digest, const Cursor& place,
                          const std::string& message_id) const;

  /// Does all that is wished and still pending. After a failure the mailbox is closed.
  Result<void> carry_out(const std::string& mailbox);

 private:
  Result<void> carry_out(const Tag& tag);
  Result<void> move(const Tag& tag);
  Result<void> done(const Tag& tag);
  Result<void> carry_out_decided(const std::string& mailbox);
  Result<void> change(const DecidedTag& decided);
  Result<void> change_here(const Mailbox::Elsewhere& wanted, Uid uid);
  Result<void> give_up_if_permanent(const Result<void>& carried);
  bool may_set(const std::string& keyword);

  Mailbox& mailbox_;
  Database& database_;
  const TagSettings settings_;
  const Tell tell_;
  MailboxState state_;
  bool told_of_keywords_ = false;
  bool given_up_ = false;  ///< the server cannot move; a person must act
};

}  // namespace tallyd
