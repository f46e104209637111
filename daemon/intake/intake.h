// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "daemon/compose/notice.h"
#include "daemon/intake/office.h"
#include "daemon/intake/reading_queue.h"
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
///
/// Messages are read while the next ones are fetched, several at a time, and recorded in the order
/// of the mailbox. Those that come quickly share a transaction, and the archive is synced once for
/// all of them before its commit; one that comes alone has its own. Where such a transaction fails,
/// the next pass takes one message at a time, so that a bad one holds up none before it.
class Intake {
 public:
  using Observer = std::function<void(const Handled&)>;

  /// All borrowed, and must outlive this. `read` is called on a thread for each of the `readers`;
  /// `observe` after each message was recorded.
  struct Work {
    Read read;
    Clock clock;
    Observer observe;
    unsigned readers = 1;
  };
  Intake(Mailbox& mailbox, Storage& storage, const Office& office, Work work)
      : mailbox_(mailbox),
        storage_(storage),
        office_(office),
        clock_(std::move(work.clock)),
        observe_(std::move(work.observe)),
        queue_(std::move(work.read), work.readers) {}

  /// Marks or moves what is ours in the mailbox. Borrowed. Without it nothing there is touched.
  void tag_with(Tagger& tagger) { tagger_ = &tagger; }

  /// Told after each transaction how many of those that were found new are done.
  using Progress = std::function<void(std::size_t done, std::size_t found)>;
  void tell_progress(Progress progress) { progress_ = std::move(progress); }

  /// Opens the mailbox and finds out where intake stands in it. With another UIDVALIDITY than
  /// before, everything is looked at again: what was seen before is known by its digest.
  Result<void> open();

  /// Handles every message beyond the cursor, in ascending order. After a failure: open() again.
  Result<void> pass();

 private:
  /// What is done and not yet committed.
  struct Batch;

  Result<void> take_new();
  Result<void> accept(FetchedMessage message);
  Result<void> record_some();
  Result<void> record_next(std::size_t count);
  Result<void> handle(Transaction& transaction, QueuedMessage& queued, Batch& batch);
  Result<void> record(Transaction& transaction, QueuedMessage& queued, Batch& batch);
  Result<void> obey(Transaction& transaction, const QueuedMessage& queued, const Verdict& verdict,
                    Batch& batch);
  Result<void> pass_over(Transaction& transaction, const QueuedMessage& queued);
  Result<bool> was_seen(const Digest& digest);
  Result<bool> gets_a_notice(const Verdict& verdict, Instant now);
  Result<std::size_t> announce(Transaction& transaction, const Recorded& recorded,
                               const ReviewNotice& notice);
  Result<void> take_bounce(const Reading& reading, const Verdict& verdict, Instant now,
                           MessageRecord& record);
  static std::vector<std::string> working(const Reading& reading, const Verdict& verdict);
  Cursor cursor_at(Uid uid) const { return {office_.mailbox, uid_validity_, uid}; }

  Mailbox& mailbox_;
  Storage& storage_;
  const Office& office_;
  const Clock clock_;
  const Observer observe_;
  Tagger* tagger_ = nullptr;
  Progress progress_;
  std::size_t found_ = 0;  ///< new in this pass
  std::size_t done_ = 0;   ///< of these
  std::uint32_t uid_validity_ = 0;
  Uid last_ = 0;
  bool alone_ = false;  ///< each message in a transaction of its own, until a pass succeeds
  ReadingQueue queue_;
};

}  // namespace tallyd
