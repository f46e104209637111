// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "daemon/intake/office.h"
#include "daemon/mailbox.h"
#include "storage/digest.h"

namespace tallyd {

/// A message on its way through the readers.
struct QueuedMessage {
  FetchedMessage message;
  Digest digest;
  bool seen = false;  ///< was recorded before: nobody reads it
  Reading reading;    ///< of no meaning for one that was seen
};

/// Hands messages to several readers at a time and gives them back in the order in which they came.
/// Where long readings wait to be taken, no more are made ahead: what a stranger makes readers say
/// fills no memory. One thread puts and takes.
class ReadingQueue {
 public:
  /// `read` is called on as many threads as there are readers.
  ReadingQueue(Read read, unsigned readers);
  /// Waits for what is being read.
  ~ReadingQueue();
  ReadingQueue(const ReadingQueue&) = delete;
  ReadingQueue& operator=(const ReadingQueue&) = delete;

  void put(QueuedMessage message);

  /// It should be emptied before the next put(): so many messages wait, or so many bytes.
  bool full() const;
  bool empty() const;
  /// How many, from the first on, were read.
  std::size_t ready() const;
  /// Returns when at least `count` are ready, or when `most` has passed. `count`: of those put.
  void wait_for(std::size_t count, std::chrono::milliseconds most) const;

  /// The first. It must be ready().
  QueuedMessage take();

  /// Drops all, and waits for what is being read.
  void clear();

 private:
  enum class State { waiting, being_read, read };
  struct Entry {
    QueuedMessage queued;
    State state;
    std::size_t said = 0;  ///< bytes of the reading
  };

  void work();
  Entry* next_to_read();
  std::size_t ready_now() const;
  bool is_being_read() const;

  const Read read_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::deque<std::unique_ptr<Entry>> entries_;  ///< guarded by mutex_, as all below
  std::size_t bytes_ = 0;                       ///< of the messages
  std::size_t said_ = 0;                        ///< of the readings
  bool ended_ = false;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace tallyd
