// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "daemon/intake/office.h"
#include "daemon/mailbox.h"
#include "storage/storage.h"

namespace tallyd {

/// Keeps a copy of what was sent in a folder of the mailbox's account: all that went since this was
/// first configured, once each, in the order in which it went. How far it has come is recorded; a
/// copy of which nobody knows whether it arrived is looked for before it is made again. A server
/// that takes none holds back neither intake nor delivery.
class SentCopies {
 public:
  /// Borrows the mailbox and the database; must be outlived by them. No folder: nothing is copied.
  SentCopies(Mailbox& mailbox, Database& database, std::string folder, Clock clock)
      : mailbox_(mailbox),
        database_(database),
        folder_(std::move(folder)),
        clock_(std::move(clock)) {}

  /// Before anything is sent: what went earlier, without this, is not copied.
  Result<void> begin();

  /// Copies what went since the last time. After a failure the mailbox is closed, and for some
  /// minutes nothing more is tried.
  Result<void> carry_out();

 private:
  enum class Last { arrived, unknown };
  std::string row() const { return "copies in " + folder_; }
  Result<void> copy_all();
  Result<void> note(EventId event);

  Mailbox& mailbox_;
  Database& database_;
  const std::string folder_;
  const Clock clock_;
  EventId copied_ = 0;
  Last last_ = Last::unknown;  ///< another process may have died after its copy
  std::optional<Instant> failed_;
};

}  // namespace tallyd
