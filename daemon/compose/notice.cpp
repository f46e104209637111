// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/notice.h"

#include "config/printable.h"
#include "daemon/compose/names.h"

namespace tallyd {
namespace {

/// How to decide by e-mail (docs/review.md). No line begins with one of the words that an answer
/// may begin a line with: a mail program may quote all of this.
std::string how_to_answer(const Verdict& verdict, const std::string& token) {
  std::string drafts;
  for (const DraftVerdict& draft : verdict.drafts) drafts += " " + draft.decision.draft;
  return "\nTo decide by e-mail, answer this message and leave its subject as\n"
         "it is. Lines of your answer, in any order:\n\n"
         "  to record one draft:      RECORD draft assigned none\n"
         "  to record all drafts:     RECORD ALL not_assigned\n"
         "  to record what was read:  RECORD AS READ\n"
         "  to say who replied:       ASSIGN country\n"
         "  to let a late one count:  ADMIT LATE\n"
         "  to let nothing count:     REJECT why\n\n"
         "Drafts:" +
         (drafts.empty() ? " (none was recognised)" : printable(drafts)) + "\n" +
         std::string(kNoticeEnds) + " " + token + "\n";
}

std::string subject_of(const ReviewNotice& notice) {
  const Verdict& verdict = notice.answered.verdict;
  return "[tallyd] Review " + std::to_string(notice.review) + ": " +
         (verdict.administration.empty() ? "unknown" : verdict.administration) + ", " +
         (verdict.circular.empty() ? "no circular" : verdict.circular) +
         (notice.answered.token.empty() ? "" : " [" + notice.answered.token + "]");
}

/// What was seen, draft by draft.
std::string evidence_of(const Reading& reading) {
  std::string lines;
  for (const Decision& decision : reading.decisions) {
    if (decision.evidence.empty()) continue;
    lines += "  " + printable(decision.draft) + ": " + printable(decision.evidence) + "\n";
  }
  return lines.empty() ? "" : "\nWhat was seen:\n\n" + lines;
}

bool is_attached(const ReviewNotice& notice) {
  return !notice.raw.empty() && notice.raw.size() <= kLongestAttached;
}

std::string body_of(const ReviewNotice& notice, const Asked& asked, const Wording& words) {
  const Answered& answered = notice.answered;
  const Verdict& verdict = answered.verdict;
  const std::string number = std::to_string(notice.review);
  std::string body = "Review " + number + std::string(kNoticeBegins) +
                     "\n\n  From:     " + printable(answered.reading.mail.from) +
                     "\n  Subject:  " + printable(answered.reading.mail.subject) +
                     "\n  Received: " + long_date(answered.received, "en") +
                     "\n  Archived: " + to_hex(answered.digest) +
                     (is_attached(notice) ? "\n  Attached: the message\n"
                                          : "\n  Attached: nothing, the message is too long\n") +
                     "\nWhy:\n";
  for (const Doubt& doubt : verdict.reasons) {
    body += "  - " + (doubt.draft.empty() ? "" : doubt.draft + ": ") + printable(doubt.text) +
            " [" + doubt.code + "]\n";
  }
  body += "\nWhat was understood:\n\n" +
          draft_lines(verdict, find_consultation(asked, verdict.circular), words) + "\n" +
          evidence_of(answered.reading) + "\nNext: tallyctl review show " + number + "\n";
  if (!answered.token.empty()) body += how_to_answer(verdict, answered.token);
  return body;
}

}  // namespace

std::optional<OutboxMail> compose_notice(const ReviewNotice& notice, const Asked& asked,
                                         const Templates& templates, const Letterhead& letterhead) {
  const Answered& answered = notice.answered;
  Letter letter;
  letter.purpose = Purpose::alert;
  letter.to = letterhead.operators;
  letter.language = "en";
  letter.subject = subject_of(notice);
  letter.body = body_of(notice, asked, wording(templates, "en"));
  // RFC 2046 section 5.2.1 has no base64 for message/rfc822, and 8-bit lines do not always pass.
  if (is_attached(notice)) {
    letter.files = {{"review-" + std::to_string(notice.review) + ".eml", "application/octet-stream",
                     std::string(notice.raw)}};
  }
  letter.message_id = answer_message_id(answered.digest, "review", letterhead);
  letter.circular = answered.verdict.circular;
  letter.administration = answered.verdict.administration;
  letter.now = answered.now;
  return to_outbox(letter, letterhead);
}

std::optional<OutboxMail> compose_gathered_notice(const GatheredNotice& notice,
                                                  const Letterhead& letterhead) {
  Letter letter;
  letter.purpose = Purpose::alert;
  letter.to = letterhead.operators;
  letter.language = "en";
  letter.subject = "[tallyd] " + std::to_string(notice.number) + " more reviews wait for a person";
  letter.body = "So many messages needed a person that these got no notice of their own:\n\n";
  for (const NoticeLine& line : notice.lines) {
    letter.body += "  " + std::to_string(line.review) + "  " +
                   (line.administration.empty() ? "unknown" : line.administration) + "  " +
                   printable(line.sender) + "\n      " + printable(line.why) + "\n";
  }
  if (notice.number > notice.lines.size()) {
    letter.body += "  and " + std::to_string(notice.number - notice.lines.size()) + " more\n";
  }
  letter.body += "\nNext: tallyctl review list\n";
  letter.message_id = message_id_of("gathered " + notice.seed, letterhead);
  letter.now = notice.now;
  return to_outbox(letter, letterhead);
}

}  // namespace tallyd
