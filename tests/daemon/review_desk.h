// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/intake/office.h"
#include "daemon/judgement/judge.h"
#include "daemon/review/settle.h"
#include "tests/storage/store.h"

namespace tallyd {

/// A store, an office that knows Kenya and Chile, and verbs for reviews. Received 9 January 2018.
struct ReviewDesk : Store {
  Office office;

  ReviewDesk() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.opened = std::chrono::floor<std::chrono::days>(at(-200000));
    consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "X.samtn", "", ""}, {"X.1331", "", "", ""}};
    office.asked.consultations = {consultation};
    office.asked.administrations = {
        {"CHL", "es", {"focal@chl.example"}, {"chl.example"}, {{"en", "Chile"}}, {}},
        {"KEN", "en", {"focal@ken.example"}, {"ken.example"}, {{"en", "Kenya"}}, {}}};
    office.policy.required = RequiredProof::none;
    office.policy.instructors = {"clerk@itu.example"};
    office.templates = load_templates("").templates;
    office.letterhead = {"tsbdir@itu.example", "TSB", "", "itu.example", {"clerk@itu.example"}};
    office.token_lifetime = std::chrono::hours{24};
    office.mailbox = "INBOX";
  }
  Consultation& consultation() { return office.asked.consultations.front(); }

  /// A reply that waits for a person: X.1214 contradictory, X.1331 assigned with comments.
  MessageRecord doubtful(const std::string& code, int minutes) {
    MessageRecord message = doubtful_reply_of(code, minutes);
    message.mails.clear();
    message.reply->sender = "focal@" + lower(code) + ".example";
    message.reply->language = "fr";
    message.reply->decisions = {{"X.1214", Authority::conflict, Comments::none, "two boxes"},
                                {"X.1331", Authority::assigned, Comments::attached, "box 2"}};
    message.review->token = sha256(code + std::to_string(minutes));
    return message;
  }
  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(c | 0x20);
    return text;
  }
  Instruction resolving(EventId review) {
    Instruction instruction;
    instruction.review = review;
    instruction.who = "alice";
    instruction.why = "telephoned";
    return instruction;
  }
  Settlement settled(const Instruction& instruction) {
    return must(settle(database, office, instruction, at(60)));
  }
  static Decision told(const char* draft, Authority authority,
                       Comments comments = Comments::conflict) {
    return {draft, authority, comments, ""};
  }
  std::vector<OutboxMail> mails() { return must(list_mails(database)); }
  ReviewItem item(EventId id) { return must(find_review(database, id)).value(); }
};

}  // namespace tallyd
