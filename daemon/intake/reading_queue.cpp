// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/reading_queue.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tallyd {
namespace {

/// Enough that readers have work while a batch is written to the disk.
constexpr std::size_t kMessages = 128;
/// A larger message waits alone, so that tallyd holds one of them and no more.
constexpr std::size_t kBytes = std::size_t{8} << 20U;
/// A usual reading has a few thousand, one with comments attached some hundred thousand.
constexpr std::size_t kSaid = std::size_t{8} << 20U;

std::size_t size_of(const std::vector<std::string>& texts) {
  return std::accumulate(
      texts.begin(), texts.end(), texts.size() * sizeof(std::string),
      [](std::size_t sum, const std::string& text) { return sum + text.size(); });
}

std::size_t size_of(const MailFacts& mail) {
  std::size_t size = mail.subject.size() + mail.unanswerable.size() + size_of(mail.references) +
                     size_of(mail.further_message_ids) + size_of(mail.returned_to);
  for (const AuthenticationResults& stated : mail.authentication) {
    size += sizeof stated + stated.results.size() * sizeof(AuthenticationResult);
  }
  for (const FailedRecipient& failed : mail.failed) size += sizeof failed + failed.status.size();
  return size;
}

/// About what it holds: of what there may be much.
std::size_t size_of(const Reading& reading) {
  std::size_t size = sizeof reading + size_of(reading.mail) +
                     size_of(reading.review_tokens.tokens) + reading.review_tokens.said.size() +
                     reading.review_tokens.quoted.size();
  for (const Decision& decision : reading.decisions) {
    size += sizeof decision + decision.draft.size() + decision.evidence.size();
  }
  for (const Doubt& doubt : reading.doubts) size += sizeof doubt + doubt.text.size();
  for (const Attachment& attachment : reading.attachments) {
    size += sizeof attachment + attachment.file_name.size() + attachment.text.size();
  }
  return size;
}

}  // namespace

ReadingQueue::ReadingQueue(Read read, unsigned readers) : read_(std::move(read)) {
  for (unsigned i = 0; i < readers; ++i) threads_.emplace_back([this] { work(); });
}

ReadingQueue::~ReadingQueue() {
  clear();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

ReadingQueue::Entry* ReadingQueue::next_to_read() {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [](const auto& entry) { return entry->state == State::waiting; });
  if (found == entries_.end()) return nullptr;
  // The first is what is waited for.
  return said_ < kSaid || found == entries_.begin() ? found->get() : nullptr;
}

void ReadingQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    Entry* entry = nullptr;
    changed_.wait(lock, [&] { return ended_ || (entry = next_to_read()) != nullptr; });
    if (ended_) return;
    entry->state = State::being_read;  // it stays in place until it is read
    lock.unlock();
    Reading reading = read_(entry->queued.message.raw);
    const std::size_t said = size_of(reading);
    lock.lock();
    entry->queued.reading = std::move(reading);
    entry->said = said;
    said_ += said;
    entry->state = State::read;
    changed_.notify_all();
  }
}

void ReadingQueue::put(QueuedMessage message) {
  const std::lock_guard lock(mutex_);
  bytes_ += message.message.raw.size();
  const State state = message.seen ? State::read : State::waiting;
  entries_.push_back(std::make_unique<Entry>(Entry{std::move(message), state}));
  changed_.notify_all();
}

bool ReadingQueue::full() const {
  const std::lock_guard lock(mutex_);
  return entries_.size() >= kMessages || bytes_ >= kBytes;
}

bool ReadingQueue::empty() const {
  const std::lock_guard lock(mutex_);
  return entries_.empty();
}

std::size_t ReadingQueue::ready_now() const {
  const auto end = std::find_if(entries_.begin(), entries_.end(),
                                [](const auto& entry) { return entry->state != State::read; });
  return static_cast<std::size_t>(end - entries_.begin());
}

std::size_t ReadingQueue::ready() const {
  const std::lock_guard lock(mutex_);
  return ready_now();
}

void ReadingQueue::wait_for(std::size_t count, std::chrono::milliseconds most) const {
  std::unique_lock lock(mutex_);
  const std::size_t wanted = std::min(count, entries_.size());
  changed_.wait_for(lock, most, [&] { return ready_now() >= wanted; });
}

QueuedMessage ReadingQueue::take() {
  const std::lock_guard lock(mutex_);
  const std::unique_ptr<Entry> first = std::move(entries_.front());
  entries_.pop_front();
  bytes_ -= first->queued.message.raw.size();
  said_ -= first->said;
  changed_.notify_all();
  return std::move(first->queued);
}

bool ReadingQueue::is_being_read() const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [](const auto& entry) { return entry->state == State::being_read; });
}

void ReadingQueue::clear() {
  std::unique_lock lock(mutex_);
  for (const auto& entry : entries_) {
    if (entry->state == State::waiting) entry->state = State::read;  // nobody begins it any more
  }
  changed_.wait(lock, [&] { return !is_being_read(); });
  entries_.clear();
  bytes_ = said_ = 0;
}

}  // namespace tallyd
