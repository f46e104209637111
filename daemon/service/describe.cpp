// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/describe.h"

#include <cstdlib>

namespace tallyd {
namespace {

std::string drafts(const Verdict& verdict) {
  std::string text;
  for (const DraftVerdict& draft : verdict.drafts) {
    text += (text.empty() ? "" : ", ") + draft.decision.draft + " " +
            std::string(to_word(draft.decision.authority)) + " (" +
            std::string(to_word(draft.outcome)) + ")";
  }
  return text.empty() ? "" : ": " + text;
}

std::string answer(const Handled& handled) {
  const Verdict& verdict = handled.verdict;
  if (verdict.answer == Answer::none) return "; not answered";
  return "; answered \"" + std::string(to_word(verdict.answer)) + "\" to " +
         verdict.answer_to.front();
}

std::string reasons(const Verdict& verdict) {
  std::string text;
  for (const Doubt& doubt : verdict.reasons) text += (text.empty() ? "" : ", ") + doubt.code;
  return text;
}

}  // namespace

std::string describe(const Handled& handled) {
  const Verdict& verdict = handled.verdict;
  const std::string from = " from " + (handled.mail.from.empty() ? "nobody" : handled.mail.from);
  switch (verdict.fate) {
    case Fate::leave:
      return "left alone: mail" + from + " (" + verdict.rules.front() + ")";
    case Fate::note:
      return "noted: mail" + from + " (" + verdict.rules.front() + ")";
    case Fate::repeat:
      return "seen before: mail" + from + "; nothing changes";
    case Fate::record:
      return "recorded: reply" + from + drafts(verdict) + answer(handled);
    case Fate::review:
      return "review " + std::to_string(handled.review) + ": reply" + from + " needs a person (" +
             reasons(verdict) + ")" + drafts(verdict) + answer(handled);
    case Fate::instruct:
    case Fate::distrust:
      return "instruction" + from + ": " + handled.said;
  }
  std::abort();
}

std::string describe(const Delivered& delivered) {
  std::string to;
  for (const Recipient& recipient : delivered.mail.recipients) {
    to +=
        (to.empty() ? "" : ", ") + recipient.address + " " + std::string(to_word(recipient.state));
    if (recipient.state != RecipientState::sent) to += " (" + recipient.reply + ")";
  }
  std::string text = std::string(to_word(delivered.mail.purpose)) + ": " + to;
  if (delivered.retry_at) text += "; tried again at " + to_rfc3339(*delivered.retry_at);
  return text;
}

}  // namespace tallyd
