// SPDX-License-Identifier: GPL-3.0-or-later
// Not run by ctest: `build/dev/bin/test_storage "[measure]"`. The figure stands in docs/ledger.md.
#include <chrono>
#include <cstdio>

#include "tests/storage/store.h"

namespace tallyd {

TEST_CASE_METHOD(Store, "100 000 rows are verified in less than 20 s", "[.][measure]") {
  // As large as real ones: messages of 20 kB, their readings of 3 kB, answers of 6 kB.
  const std::string reading = R"({"kind":"reply","text":")" + std::string(3'000, 'x') + "\"}";
  constexpr int kMessages = 33'334;
  for (int i = 1; i <= kMessages; ++i) {
    MessageRecord message = reply_of("KEN", i);
    message.digest = must(
        storage.archive.put("From: " + std::to_string(i) + "\r\n\r\n" + std::string(20'000, 'x')));
    message.reply->digest = message.digest;
    message.reply->reading = reading;
    message.mails.front().bytes.append(6'000, 'x');
    record(message);
  }
  const auto begun = std::chrono::steady_clock::now();
  const Verification all = verified();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  std::printf("%lld rows, %lld messages: %.1f s\n", static_cast<long long>(all.events),
              static_cast<long long>(all.messages), taken.count());
  CHECK(all.findings.empty());
  CHECK(all.events >= 100'000);
  CHECK(taken.count() < 20);
}

}  // namespace tallyd
