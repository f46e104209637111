// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/intake.h"

#include <algorithm>

#include "daemon/intake/entry.h"
#include "daemon/intake/memory.h"
#include "daemon/intake/resend.h"
#include "daemon/intake/returned.h"
#include "daemon/judgement/judge.h"
#include "daemon/review/obey.h"
#include "daemon/review/token.h"

namespace tallyd {
namespace {

/// Messages in one transaction, at most: others wait for the database meanwhile.
constexpr std::size_t kMostShared = 64;
/// How long a message that was read waits for others to share its transaction.
constexpr std::chrono::milliseconds kShareWithin{50};

/// A message over the size limit: its header can be trusted to be whole, its form can't.
Reading without_rest(Reading reading, std::uint64_t size) {
  reading.kind = Kind::reply;
  reading.decisions.clear();
  reading.circular.clear();
  reading.doubts = {{"reader_size_limit", "",
                     "the message has " + std::to_string(size) +
                         " bytes, more than mailbox.max_message_size; only its beginning is kept"}};
  return reading;
}

}  // namespace

struct Intake::Batch {
  std::vector<std::string> raw;  ///< for the archive
  std::vector<Digest> digests;   ///< of those
  std::vector<Handled> handled;
};

Result<void> Intake::open() {
  queue_.clear();
  TALLYD_TRY_ASSIGN(const MailboxState state, mailbox_.open());
  TALLYD_TRY_ASSIGN(const auto cursor, find_cursor(storage_.database, office_.mailbox));
  uid_validity_ = state.uid_validity;
  if (tagger_ != nullptr) tagger_->opened(state);
  last_ = cursor && cursor->uid_validity == state.uid_validity ? cursor->last_uid : 0;
  return {};
}

Result<void> Intake::pass() {
  TALLYD_TRY(take_new());
  return tagger_ == nullptr ? Result<void>{} : tagger_->carry_out(office_.mailbox);
}

Result<void> Intake::take_new() {
  TALLYD_TRY_ASSIGN(auto uids, mailbox_.uids_after(last_));
  if (uids.empty()) return {};
  const Uid newest = uids.back();
  found_ = uids.size();
  done_ = 0;
  const auto fetched = mailbox_.fetch(std::move(uids), [this](FetchedMessage message) {
    return mailbox_.interrupted() ? Result<void>(temporary("interrupted"))
                                  : accept(std::move(message));
  });
  // What came before a connection broke is recorded all the same.
  while (!queue_.empty()) TALLYD_TRY(record_some());
  TALLYD_TRY(fetched);
  alone_ = false;
  // The last ones may have been expunged before they were fetched.
  if (newest > last_) {
    TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(storage_.database));
    TALLYD_TRY(move_cursor(transaction, cursor_at(newest)));
    TALLYD_TRY(transaction.commit());
    last_ = newest;
    if (progress_) progress_(found_, found_);
  }
  return {};
}

Result<bool> Intake::was_seen(const Digest& digest) {
  TALLYD_TRY_ASSIGN(const auto seen, find_seen(storage_.database, digest));
  return seen && seen->same_bytes;
}

Result<void> Intake::accept(FetchedMessage message) {
  const Digest digest = sha256(message.raw);
  TALLYD_TRY_ASSIGN(const bool seen, was_seen(digest));
  queue_.put({std::move(message), digest, seen, {}});
  while (queue_.full()) TALLYD_TRY(record_some());
  return {};
}

/// Records what was read, waiting for more of it a little, and for one message as long as it takes.
Result<void> Intake::record_some() {
  queue_.wait_for(kMostShared, kShareWithin);
  while (queue_.ready() == 0) queue_.wait_for(1, std::chrono::seconds{1});
  const std::size_t count = alone_ ? 1 : std::min(queue_.ready(), kMostShared);
  auto recorded = record_next(count);
  if (recorded) return recorded;
  alone_ = alone_ || count > 1;
  queue_.clear();
  return recorded;
}

/// The first `count` messages of the queue, all of them or none.
Result<void> Intake::record_next(std::size_t count) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(storage_.database));
  Batch batch;
  Uid last = last_;
  for (std::size_t taken = 0; taken < count; ++taken) {
    QueuedMessage next = queue_.take();
    // A reader that was stopped with us says nothing about the message: it is read again.
    if (mailbox_.interrupted()) return temporary("interrupted");
    last = next.message.uid;
    TALLYD_TRY(handle(transaction, next, batch));
  }
  TALLYD_TRY_ASSIGN(const auto archived, storage_.archive.put(batch.raw));
  if (archived != batch.digests) return corrupt("the archive stored other bytes than it was given");
  TALLYD_TRY(transaction.commit());
  last_ = last;
  for (const Handled& handled : batch.handled) observe_(handled);
  done_ += count;
  if (progress_) progress_(done_, found_);
  return {};
}

Result<void> Intake::handle(Transaction& transaction, QueuedMessage& queued, Batch& batch) {
  // Asked once more: the same message may have come twice at once.
  TALLYD_TRY_ASSIGN(const bool seen, was_seen(queued.digest));
  if (seen) return pass_over(transaction, queued);
  if (queued.message.extent == Extent::beginning) {
    queued.reading = without_rest(std::move(queued.reading), queued.message.size);
  }
  return record(transaction, queued, batch);
}

Result<void> Intake::pass_over(Transaction& transaction, const QueuedMessage& queued) {
  TALLYD_TRY(move_tag(transaction, queued.digest, cursor_at(queued.message.uid)));
  return move_cursor(transaction, cursor_at(queued.message.uid));
}

/// A reply that counts, or that a person only has to read: somebody is there.
std::vector<std::string> Intake::working(const Reading& reading, const Verdict& verdict) {
  const bool replied = verdict.fate == Fate::record || verdict.answer == Answer::clarify ||
                       verdict.answer == Answer::no_form;
  if (!replied || reading.mail.from.empty()) return {};
  return {reading.mail.from};
}

/// A flood of reviews is no flood of mails: what is more than so many a day is told together.
Result<bool> Intake::gets_a_notice(const Verdict& verdict, Instant now) {
  if (!verdict.alert) return false;
  TALLYD_TRY_ASSIGN(const int today,
                    notices_since(storage_.database, now - std::chrono::hours{24}));
  return today < office_.notices_per_day;
}

/// Within the transaction that gave the review its number. Returns how many mails were queued.
Result<std::size_t> Intake::announce(Transaction& transaction, const Recorded& recorded,
                                     const ReviewNotice& notice) {
  auto mail = compose_notice(notice, office_.asked, office_.templates, office_.letterhead);
  if (!mail) return std::size_t{0};
  mail->reply = recorded.reply;
  TALLYD_TRY(queue_mail(transaction, *mail));
  return std::size_t{1};
}

/// Notes the addresses that a bounce tells of; an answer that did not arrive goes to the others of
/// that administration.
Result<void> Intake::take_bounce(const Reading& reading, const Verdict& verdict, Instant now,
                                 MessageRecord& record) {
  if (verdict.fate != Fate::note || reading.kind != Kind::bounce) return {};
  TALLYD_TRY_ASSIGN(const Returned returned,
                    returned_mail(storage_.database, reading, office_.letterhead.bounces_to, now));
  const Policy& policy = office_.policy;
  const auto proof = authenticate(reading.mail, policy.authserv_id, RequiredProof::any).proof;
  if (returned.by_address_alone && proof == Proof::contradicted) return {};
  record.failing = returned.failing;
  if (!returned.mail) return {};
  TALLYD_TRY_ASSIGN(auto failing, failing_addresses(storage_.database));
  failing.insert(failing.end(), returned.failing.begin(), returned.failing.end());
  auto again = to_other_addresses({*returned.mail, std::move(failing), now},
                                  office_.asked.administrations, office_.letterhead);
  if (again) record.mails.push_back(*std::move(again));
  return {};
}

Result<void> Intake::record(Transaction& transaction, QueuedMessage& queued, Batch& batch) {
  FetchedMessage& message = queued.message;
  const Reading& reading = queued.reading;
  const Digest& digest = queued.digest;
  const Instant now = clock_();
  TALLYD_TRY_ASSIGN(auto remembered, remember(storage_.database, reading, digest, office_, now));
  const Verdict verdict = judge(
      open_case(reading, message.received, office_.asked, office_.policy, std::move(remembered)));
  if (verdict.fate == Fate::instruct || verdict.fate == Fate::distrust) {
    return obey(transaction, queued, verdict, batch);
  }
  std::string token;
  TALLYD_TRY_ASSIGN(const bool noticed, gets_a_notice(verdict, now));
  if (noticed && office_.token_lifetime.count() > 0) {
    TALLYD_TRY_ASSIGN(token, make_review_token());
  }
  const Answered answered{verdict, reading, digest, message.received, now, token};
  MessageRecord record = to_record({reading, verdict, digest, message.received, now, token});
  record.cursor = cursor_at(message.uid);
  record.mails = compose_answers(answered, office_.asked, office_.templates, office_.letterhead);
  TALLYD_TRY(take_bounce(reading, verdict, now, record));
  record.working = working(reading, verdict);
  if (tagger_ != nullptr) {
    record.tag = tagger_->wish(verdict, digest, cursor_at(message.uid), reading.mail.message_id);
  }
  TALLYD_TRY_ASSIGN(const Recorded recorded, record_message(transaction, record));
  std::size_t mails = record.mails.size();
  if (noticed && recorded.review > 0) {
    TALLYD_TRY_ASSIGN(const std::size_t notices,
                      announce(transaction, recorded, {answered, recorded.review, message.raw}));
    mails += notices;
  }
  if (!noticed && verdict.alert && recorded.review > 0) {
    TALLYD_TRY(tell_later(transaction, recorded.review));
  }
  batch.handled.push_back(
      {message.uid, message.received, verdict, reading.mail, recorded.review, mails});
  if (!record.reply) return {};
  batch.digests.push_back(digest);
  batch.raw.push_back(std::move(message.raw));
  return {};
}

Result<void> Intake::obey(Transaction& transaction, const QueuedMessage& queued,
                          const Verdict& verdict, Batch& batch) {
  const FetchedMessage& message = queued.message;
  TALLYD_TRY_ASSIGN(
      const Obeyed obeyed,
      obey_mail(transaction, office_, {queued.reading, verdict.fate, queued.digest, clock_()}));
  MessageRecord record;
  record.digest = queued.digest;
  record.message_id = queued.reading.mail.message_id;
  record.at = clock_();
  record.cursor = cursor_at(message.uid);
  record.mails = obeyed.mails;
  TALLYD_TRY(record_message(transaction, record));
  batch.handled.push_back(
      {message.uid, message.received, verdict, queued.reading.mail, 0, obeyed.queued, obeyed.said});
  return {};
}

}  // namespace tallyd
