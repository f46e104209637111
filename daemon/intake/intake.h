// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "daemon/compose/notice.h"
#include "daemon/intake/office.h"
#include "daemon/intake/tagger.h"
#include "daemon/judgement/verdict.h"
#include "daemon/mailbox.h"
#include "storage/storage.h"

namespace tallyd {

/// What became of one message, for the log.
struct Handled {
  Uid uid = 0;
  Instant received{};
  Verdict verdict;
  MailFacts mail;
  EventId review = 0;     ///< of the review item; 0: none
  std::size_t mails = 0;  ///< that were queued
  std::string said = {};  ///< an instruction of TSB's: what came of it
};

/// Takes what is new in the mailbox all the way into the database: read, judge, archive, and record
/// with its answers in one transaction. A message is done entirely or not at all; stopped anywhere,
/// the next pass takes it up again.
class Intake {
 public:
  using Observer = std::function<void(const Handled&)>;

  /// All borrowed, and must outlive this. `observe` is called after each message was recorded.
  Intake(Mailbox& mailbox, Storage& storage, const Office& office, Read read, Clock clock,
         Observer observe)
      : mailbox_(mailbox),
        storage_(storage),
        office_(office),
        read_(std::move(read)),
        clock_(std::move(clock)),
        observe_(std::move(observe)) {}

  /// Marks or moves what is ours in the mailbox. Borrowed. Without it nothing there is touched.
  void tag_with(Tagger& tagger) { tagger_ = &tagger; }

  /// Told after each message how many of those that were found new are done.
  using Progress = std::function<void(std::size_t done, std::size_t found)>;
  void tell_progress(Progress progress) { progress_ = std::move(progress); }

  /// Opens the mailbox and finds out where intake stands in it. With another UIDVALIDITY than
  /// before, everything is looked at again: what was seen before is known by its digest.
  Result<void> open();

  /// Handles every message beyond the cursor, in ascending order. After a failure: open() again.
  Result<void> pass();

 private:
  Result<void> take_new();
  Result<void> handle(const FetchedMessage& message);
  Result<void> record(const FetchedMessage& message, const Reading& reading, const Digest& digest);
  Result<void> obey(const FetchedMessage& message, const Reading& reading, const Verdict& verdict,
                    const Digest& digest);
  Result<bool> was_seen(const FetchedMessage& message, const Digest& digest);
  Result<bool> gets_a_notice(const Verdict& verdict, Instant now);
  Result<std::size_t> announce(Transaction& transaction, const Recorded& recorded,
                               const Notice& notice);
  Result<void> take_bounce(const Reading& reading, const Verdict& verdict, Instant now,
                           MessageRecord& record);
  static std::vector<std::string> working(const Reading& reading, const Verdict& verdict);
  Cursor cursor_at(Uid uid) const { return {office_.mailbox, uid_validity_, uid}; }

  Mailbox& mailbox_;
  Storage& storage_;
  const Office& office_;
  const Read read_;
  const Clock clock_;
  const Observer observe_;
  Tagger* tagger_ = nullptr;
  Progress progress_;
  std::uint32_t uid_validity_ = 0;
  Uid last_ = 0;
};

}  // namespace tallyd
