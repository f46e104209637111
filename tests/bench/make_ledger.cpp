// SPDX-License-Identifier: GPL-3.0-or-later
// make_ledger STATE CONFIG ROWS: a database with a ledger of that many rows, for the bench. Each
// administration of CONFIG replies in turn to its first consultation, on all drafts, and is
// answered; whoever replies again has changed his mind.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "config/configuration.h"
#include "storage/storage.h"

namespace {

using namespace tallyd;

constexpr int kRepliesATransaction = 500;

MessageRecord reply(const Asked& asked, std::int64_t number) {
  const Consultation& consultation = asked.consultations.front();
  const auto states = static_cast<std::int64_t>(asked.administrations.size());
  const Administration& state = asked.administrations[static_cast<std::size_t>(number % states)];
  const Instant at = consultation.opened + std::chrono::seconds{number};
  const std::string id = std::to_string(number) + "@" + state.domains.front();
  MessageRecord record;
  record.digest = sha256(id);
  record.message_id = id;
  record.at = at;
  ReplyRecord& said = record.reply.emplace();
  said.digest = record.digest;
  said.message_id = id;
  said.received = at;
  said.sender = state.addresses.front();
  said.circular = consultation.circular;
  said.administration = state.code;
  said.outcome = Outcome::recorded;
  said.certain = true;
  said.reading = "{}";
  const bool odd = (number / states) % 2 == 1;
  for (const Draft& draft : consultation.drafts) {
    DecisionRecord decision;
    decision.draft = draft.designation;
    decision.authority = odd ? Authority::not_assigned : Authority::assigned;
    record.decisions.push_back(decision);
  }
  OutboxMail answer;
  answer.message_id = "answer-" + id;
  answer.recipients = {{said.sender}};
  answer.bytes = "Subject: received\r\n\r\n";
  answer.queued = answer.not_before = at;
  record.mails.push_back(answer);
  return record;
}

Result<void> write(const std::string& state, const Asked& asked, std::int64_t rows) {
  TALLYD_TRY_ASSIGN(Storage storage, open_storage(state, Access::write));
  std::int64_t number = 0;
  TALLYD_TRY_ASSIGN(LedgerHead head, ledger_head(storage.database));
  while (head.id < rows) {
    TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(storage.database));
    for (int i = 0; i < kRepliesATransaction; ++i) {
      TALLYD_TRY(record_message(transaction, reply(asked, number++)));
    }
    TALLYD_TRY(transaction.commit());
    TALLYD_TRY_ASSIGN(head, ledger_head(storage.database));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return EXIT_FAILURE;
  const auto asked = tallyd::load_asked(argv[2]);
  if (tallyd::has_errors(asked.problems) || asked.value.consultations.empty()) return EXIT_FAILURE;
  const auto written = write(argv[1], asked.value, std::strtoll(argv[3], nullptr, 10));
  if (written) return EXIT_SUCCESS;
  std::cerr << written.error().message << '\n';
  return EXIT_FAILURE;
}
