// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/reading_queue.h"

#include <atomic>
#include <string>

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

constexpr std::chrono::milliseconds kPatience{20'000};

QueuedMessage message(Uid uid, std::string raw) {
  QueuedMessage queued;
  queued.message.uid = uid;
  queued.message.raw = std::move(raw);
  return queued;
}

Reading echo(std::string_view raw) {
  Reading reading;
  reading.language = raw;
  return reading;
}

}  // namespace

TEST_CASE("messages come back read, in the order in which they came, whichever is read first") {
  std::atomic<bool> second_is_read = false;
  ReadingQueue queue(
      [&](std::string_view raw) {
        if (raw == "second") second_is_read = true;
        while (raw == "first" && !second_is_read) std::this_thread::yield();
        return echo(raw);
      },
      2);
  queue.put(message(1, "first"));
  queue.put(message(2, "second"));
  queue.wait_for(2, kPatience);
  CHECK(queue.take().reading.language == "first");
  CHECK(queue.take().reading.language == "second");
  CHECK(queue.empty());
}

TEST_CASE("a message that was seen before is ready at once, and nobody reads it") {
  ReadingQueue queue([](std::string_view) -> Reading { std::abort(); }, 1);
  QueuedMessage seen = message(1, "seen");
  seen.seen = true;
  queue.put(std::move(seen));
  CHECK(queue.ready() == 1);
  CHECK(queue.take().message.uid == 1);
}

TEST_CASE("no more is ready than what stands before the first message that is not read") {
  std::atomic<bool> go = false;
  ReadingQueue queue(
      [&](std::string_view raw) {
        while (raw == "slow" && !go) std::this_thread::yield();
        return echo(raw);
      },
      2);
  queue.put(message(1, "slow"));
  queue.put(message(2, "quick"));
  queue.wait_for(1, std::chrono::milliseconds{1});
  CHECK(queue.ready() == 0);
  go = true;
  queue.wait_for(2, kPatience);
  CHECK(queue.ready() == 2);
}

TEST_CASE("one large message fills the queue, and so do many small ones") {
  ReadingQueue queue(echo, 1);
  queue.put(message(1, std::string(std::size_t{9} << 20U, 'x')));
  CHECK(queue.full());
  queue.wait_for(1, kPatience);
  queue.take();
  CHECK_FALSE(queue.full());
  for (Uid uid = 2; !queue.full(); ++uid) queue.put(message(uid, "x"));
  CHECK_FALSE(queue.empty());
}

TEST_CASE("while long readings wait to be taken, no more than the first is read") {
  std::atomic<int> read = 0;
  ReadingQueue queue(
      [&](std::string_view) {
        ++read;
        Reading reading;
        reading.attachments = {{"comments.txt", "text", std::string(std::size_t{5} << 20U, 'x')}};
        return reading;
      },
      1);
  for (Uid uid = 1; uid <= 5; ++uid) queue.put(message(uid, "x"));
  queue.wait_for(2, kPatience);
  queue.wait_for(3, std::chrono::milliseconds{20});
  CHECK(read == 2);
  for (Uid uid = 1; uid <= 5; ++uid) {
    queue.wait_for(1, kPatience);
    REQUIRE(queue.ready() > 0);
    CHECK(queue.take().message.uid == uid);
  }
}

TEST_CASE("what is dropped is read no more") {
  std::atomic<int> read = 0;
  {
    ReadingQueue queue(
        [&](std::string_view raw) {
          ++read;
          return echo(raw);
        },
        1);
    for (Uid uid = 1; uid <= 50; ++uid) queue.put(message(uid, "x"));
    queue.clear();
    CHECK(queue.empty());
    const int before = read;
    queue.put(message(51, "x"));
    queue.wait_for(1, kPatience);
    CHECK(read == before + 1);
  }
}
