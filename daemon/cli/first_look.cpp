// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/first_look.h"

#include <nlohmann/json.hpp>

#include "daemon/cli/record_json.h"
#include "daemon/cli/text_table.h"

namespace tallyd {
namespace {

using Json = nlohmann::ordered_json;

bool concerns_us(const Handled& message) { return message.verdict.fate != Fate::leave; }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string decisions_of(const Verdict& verdict) {
  std::vector<std::string> words;
  for (const DraftVerdict& draft : verdict.drafts) {
    words.push_back(draft.decision.draft + " " + std::string(to_word(draft.decision.authority)) +
                    " (" + std::string(to_word(draft.outcome)) + ")");
  }
  return joined(words);
}

/// What becomes of it, and for what reasons a person must look.
std::string fate_of(const Verdict& verdict) {
  std::vector<std::string> codes;
  for (const Doubt& doubt : verdict.reasons) codes.push_back(doubt.code);
  return std::string(to_word(verdict.fate)) + (codes.empty() ? "" : ": " + joined(codes));
}

std::string why_unanswered(const Handled& message) {
  if (!message.mail.unanswerable.empty()) return message.mail.unanswerable;
  if (!message.verdict.rules.empty()) return message.verdict.rules.back();
  return "this address had its answers for today";
}

std::string answer_of(const Handled& message) {
  const Verdict& verdict = message.verdict;
  if (verdict.answer == Answer::none) return "no: " + why_unanswered(message);
  return std::string(to_word(verdict.answer)) + " to " + joined(verdict.answer_to);
}

std::string addresses_of(const OutboxMail& mail) {
  std::vector<std::string> addresses;
  for (const Recipient& recipient : mail.recipients) addresses.push_back(recipient.address);
  return joined(addresses);
}

std::size_t left_alone(const Rehearsal& rehearsal) {
  std::size_t count = 0;
  for (const Handled& message : rehearsal.messages) count += concerns_us(message) ? 0 : 1;
  return count;
}

Json json_of(const Handled& message) {
  const Verdict& verdict = message.verdict;
  const bool answered = verdict.answer != Answer::none;
  Json decisions = Json::object();
  for (const DraftVerdict& draft : verdict.drafts) {
    decisions[draft.decision.draft] = {{"authority", to_word(draft.decision.authority)},
                                       {"comments", to_word(draft.decision.comments)},
                                       {"outcome", to_word(draft.outcome)}};
  }
  Json reasons = Json::array();
  for (const Doubt& doubt : verdict.reasons) reasons.push_back(doubt.code);
  return {{"uid", message.uid},
          {"received", to_rfc3339(message.received)},
          {"from", message.mail.from},
          {"message_id", message.mail.message_id},
          {"circular", verdict.circular},
          {"administration", verdict.administration},
          {"fate", to_word(verdict.fate)},
          {"decisions", decisions},
          {"reasons", reasons},
          {"answer", to_word(verdict.answer)},
          {"answer_to", verdict.answer_to},
          {"why_not_answered", answered ? Json(nullptr) : Json(why_unanswered(message))}};
}

}  // namespace

std::string first_look_text(const Rehearsal& rehearsal, const Terminal& terminal) {
  TextTable messages({"RECEIVED", "ADM.", "FROM", "WOULD BE", "DECISIONS", "ANSWER"});
  for (const Handled& message : rehearsal.messages) {
    if (!concerns_us(message)) continue;
    const Verdict& verdict = message.verdict;
    messages.add({to_rfc3339(message.received), verdict.administration, message.mail.from,
                  fate_of(verdict), decisions_of(verdict), answer_of(message)});
  }
  TextTable mails({"WOULD SEND", "CIRCULAR", "ADM.", "TO"});
  for (const OutboxMail& mail : rehearsal.mails) {
    mails.add({std::string(to_word(mail.purpose)), mail.circular, mail.administration,
               addresses_of(mail)});
  }
  const std::size_t alone = left_alone(rehearsal);
  std::string text = messages.text(terminal);
  if (!text.empty()) text += "\n";
  const std::string sent = mails.text(terminal);
  if (!sent.empty()) text += sent + "\n";
  return text + std::to_string(rehearsal.messages.size() - alone) +
         " messages would be recorded or noted, " + std::to_string(alone) + " left alone; " +
         std::to_string(rehearsal.mails.size()) +
         " mails would be sent. Nothing was recorded, marked or sent.\n";
}

std::string first_look_json(const Rehearsal& rehearsal) {
  Json messages = Json::array();
  for (const Handled& message : rehearsal.messages) {
    if (concerns_us(message)) messages.push_back(json_of(message));
  }
  Json mails = Json::array();
  for (const OutboxMail& mail : rehearsal.mails) {
    Json to = Json::array();
    for (const Recipient& recipient : mail.recipients) to.push_back(recipient.address);
    mails.push_back({{"purpose", to_word(mail.purpose)},
                     {"circular", mail.circular},
                     {"administration", mail.administration},
                     {"to", to},
                     {"message_id", mail.message_id}});
  }
  return to_text({{"messages", messages}, {"mails", mails}, {"left_alone", left_alone(rehearsal)}});
}

}  // namespace tallyd
