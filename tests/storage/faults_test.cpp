// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/wait.h>
#include <unistd.h>

#include "tests/storage/store.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

constexpr int kDied = 100;

/// What intake does with one message, then what delivery does; from whatever a crash left.
Result<void> receive_and_answer(const fs::path& directory, const Steps& steps) {
  TALLYD_TRY_ASSIGN(Storage storage, open_storage(directory, Access::write, steps));
  TALLYD_TRY(storage.archive.remove_leftovers());
  MessageRecord message;
  TALLYD_TRY_ASSIGN(message.digest, storage.archive.put("From: ken\r\n\r\nassigned\r\n"));
  message.message_id = "ken@example";
  message.cursor = Cursor{"INBOX", 7, 1};
  message.at = at(1);
  message.reply.emplace();
  message.reply->digest = message.digest;
  message.reply->circular = "TSB Circular 53";
  message.reply->administration = "KEN";
  message.reply->received = at(1);
  message.reply->outcome = Outcome::recorded;
  message.decisions = {assigns("X.1214"), refuses("X.1331")};
  message.review.emplace();
  message.mails = {mail_to("focal@ke.example", "ack@tallyd.example")};
  TALLYD_TRY(record_message(storage.database, message));
  TALLYD_TRY_ASSIGN(Transaction claiming, Transaction::begin(storage.database));
  TALLYD_TRY(release_claims(claiming));
  TALLYD_TRY_ASSIGN(const auto mail, claim_due_mail(claiming, at(2), std::chrono::minutes(10)));
  TALLYD_TRY(claiming.commit());
  if (!mail) return {};
  TALLYD_TRY_ASSIGN(Transaction sending, Transaction::begin(storage.database));
  DeliveryAttempt report{
      mail->id, {{"focal@ke.example", RecipientState::sent, "250"}}, {}, {}, at(3)};
  TALLYD_TRY(record_delivery(sending, report));
  return sending.commit();
}

/// In a child that ends at its step `last`. Its exit status: kDied, or 0 when it came to its end.
int run_and_die_at(int last, const fs::path& directory) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    int steps = 0;
    const auto done = receive_and_answer(directory, [&](const char*) {
      if (++steps == last) ::_exit(kDied);
    });
    ::_exit(done ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/// The hash of the ledger's last row tells all of the story; the rest is counted.
std::string outcome(const fs::path& directory) {
  Storage storage = must(open_storage(directory, Access::write));
  const Verification all = must(verify(storage.database, storage.archive));
  for (const Finding& finding : all.findings) FAIL(finding.text);
  const auto mails = must(list_mails(storage.database));
  return to_hex(all.head.hash) + " " + std::to_string(all.events) + " " +
         std::to_string(mails.size()) + " " + std::string(to_word(mails.at(0).state)) + " " +
         std::to_string(must(storage.archive.list()).size()) + " " +
         std::to_string(must(storage.archive.remove_leftovers()));
}

}  // namespace

TEST_CASE("killed at any step, taken up again, it comes to the same") {
  TemporaryDirectory unharmed;
  REQUIRE(run_and_die_at(0, unharmed.path) == 0);
  const std::string expected = outcome(unharmed.path);
  int steps = 0;
  for (int last = 1;; ++last, ++steps) {
    CAPTURE(last);
    TemporaryDirectory directory;
    const int status = run_and_die_at(last, directory.path);
    if (status == 0) break;
    REQUIRE(status == kDied);
    REQUIRE(run_and_die_at(0, directory.path) == 0);
    REQUIRE(outcome(directory.path) == expected);
    REQUIRE(run_and_die_at(0, directory.path) == 0);  // a further run changes nothing
    REQUIRE(outcome(directory.path) == expected);
  }
  CHECK(steps > 30);
}

}  // namespace tallyd
