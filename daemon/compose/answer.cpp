// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/answer.h"

#include <algorithm>
#include <cstdlib>

#include <unicode/smpdtfmt.h>

#include "config/printable.h"
#include "daemon/compose/mail.h"

namespace tallyd {
namespace {

const std::string& word(const Wording& words, std::string_view key) {
  static const std::string kNone;
  const auto found = words.words.find(key);
  return found == words.words.end() ? kNone : found->second;
}

std::string_view authority_key(Authority authority) {
  switch (authority) {
    case Authority::assigned:
      return "assigned";
    case Authority::not_assigned:
      return "not_assigned";
    case Authority::none:
      return "nothing_marked";
    case Authority::conflict:
      return "contradictory";
  }
  std::abort();
}

std::string_view comments_key(Comments comments) {
  switch (comments) {
    case Comments::none:
      return "comments_none";
    case Comments::attached:
      return "comments_attached";
    case Comments::unspecified:
      return "comments_unspecified";
    case Comments::conflict:
      return "comments_conflict";
  }
  std::abort();
}

std::string decision_text(const Decision& decision, const Wording& words) {
  std::string text = word(words, authority_key(decision.authority));
  if (decision.authority == Authority::assigned || decision.comments == Comments::conflict) {
    text += "; " + word(words, comments_key(decision.comments));
  }
  return text;
}

std::string outcome_text(const DraftVerdict& draft, const Wording& words) {
  Values before;
  if (draft.before) before["before"] = decision_text(*draft.before, words);
  std::string text = fill(word(words, to_word(draft.outcome)), before);
  const bool stands = draft.before && (draft.outcome == DraftOutcome::in_review ||
                                       draft.outcome == DraftOutcome::undecided);
  if (stands) text += " " + fill(word(words, "stands"), before);
  if (draft.reasons_missing) text += "\n    " + word(words, "reasons_missing");
  return text;
}

std::string draft_name(const std::string& designation, const Consultation* consultation) {
  const Draft* draft = consultation == nullptr ? nullptr : consultation->find(designation);
  if (draft == nullptr) return designation;
  std::string name = designation;
  if (!draft->provisional.empty()) name += " (ex " + draft->provisional + ")";
  if (!draft->title.empty()) name += ": " + draft->title;
  return name;
}

const Consultation* find_consultation(const Asked& asked, std::string_view circular) {
  for (const Consultation& consultation : asked.consultations) {
    if (consultation.circular == circular) return &consultation;
  }
  return nullptr;
}

const Administration* find_administration(const Asked& asked, std::string_view code) {
  for (const Administration& administration : asked.administrations) {
    if (administration.code == code) return &administration;
  }
  return nullptr;
}

std::string administration_name(const Asked& asked, std::string_view code,
                                const std::string& language, const Wording& words) {
  const Administration* administration = find_administration(asked, code);
  if (administration == nullptr) return word(words, "unknown_administration");
  for (const std::string& wanted : {language, std::string("en")}) {
    const auto name = administration->names.find(wanted);
    if (name != administration->names.end()) return name->second;
  }
  return administration->code;
}

Values values(const Answered& answered, const Asked& asked, const std::string& language,
              const Wording& words) {
  const Verdict& verdict = answered.verdict;
  const Consultation* consultation = find_consultation(asked, verdict.circular);
  Values filled;
  filled["circular"] =
      verdict.circular.empty() ? word(words, "unknown_circular") : printable(verdict.circular);
  filled["administration"] = administration_name(asked, verdict.administration, language, words);
  filled["received"] = long_date(answered.received, language);
  filled["deadline"] = consultation ? long_date(consultation->deadline, language) : "—";
  filled["drafts"] = draft_lines(verdict, consultation, words);
  filled["sender"] = printable(answered.reading.mail.from);
  filled["correct"] =
      fill(word(words, consultation ? "correct" : "correct_without_deadline"), filled);
  return filled;
}

/// What makes one mail out of a filled template.
struct Draught {
  std::string kind;
  Purpose purpose = Purpose::acknowledgement;
  std::vector<std::string> to;
  std::string subject;
  std::string body;
  std::string language;
};

std::vector<OutboxMail> queueable(const Draught& draught, const Answered& answered,
                                  const Letterhead& letterhead) {
  Mail mail;
  OutboxMail queued;
  for (const std::string& address : draught.to) {
    if (!is_sendable(address)) continue;
    mail.to.push_back(address);
    queued.recipients.push_back({address});
  }
  if (mail.to.empty()) return {};
  mail.from = letterhead.from;
  mail.from_name = letterhead.from_name;
  mail.subject = draught.subject;
  mail.body = draught.body;
  mail.date = answered.now;
  mail.language = draught.language;
  mail.message_id = answer_message_id(answered.digest, draught.kind, letterhead.message_id_domain);
  // Who did not write does not get another's thread.
  if (draught.purpose == Purpose::acknowledgement) {
    mail.in_reply_to = answered.reading.mail.message_id;
    mail.references = answered.reading.mail.references;
  }
  queued.message_id = mail.message_id;
  queued.purpose = draught.purpose;
  queued.envelope_from = letterhead.bounces_to;
  queued.bytes = compose(mail);
  queued.circular = answered.verdict.circular;
  queued.administration = answered.verdict.administration;
  queued.queued = queued.not_before = answered.now;
  return {queued};
}

Draught from_template(std::string_view name, const Answered& answered, const Asked& asked,
                      const Templates& templates) {
  Draught draught;
  draught.language = answered.verdict.language;
  if (templates.count(draught.language) == 0) draught.language = "en";
  const Wording& words = wording(templates, draught.language);
  const Template& text = words.mails.find(name)->second;
  const Values filled = values(answered, asked, draught.language, words);
  draught.kind = name;
  draught.subject = fill(text.subject, filled);
  draught.body = fill(text.body, filled);
  return draught;
}

/// For the people at TSB, in English: what came, why nobody but a person can decide, and how.
Draught alert(const Answered& answered, const Asked& asked, const Templates& templates) {
  const Verdict& verdict = answered.verdict;
  const Wording& words = wording(templates, "en");
  Draught draught;
  draught.kind = "review";
  draught.purpose = Purpose::alert;
  draught.language = "en";
  draught.subject =
      "[tallyd] Review: " + (verdict.administration.empty() ? "unknown" : verdict.administration) +
      ", " + (verdict.circular.empty() ? "no circular" : verdict.circular);
  draught.body =
      "A message needs a person:\n\n  From:     " + printable(answered.reading.mail.from) +
      "\n  Subject:  " + printable(answered.reading.mail.subject) +
      "\n  Received: " + long_date(answered.received, "en") +
      "\n  Archived: " + to_hex(answered.digest) + "\n\nWhy:\n";
  for (const Doubt& doubt : verdict.reasons) {
    draught.body += "  - " + (doubt.draft.empty() ? "" : doubt.draft + ": ") +
                    printable(doubt.text) + " [" + doubt.code + "]\n";
  }
  draught.body += "\nWhat was understood:\n\n" +
                  draft_lines(verdict, find_consultation(asked, verdict.circular), words) +
                  "\n\nNext: tallyctl review list\n";
  return draught;
}

}  // namespace

std::string draft_lines(const Verdict& verdict, const Consultation* consultation,
                        const Wording& words) {
  std::string lines;
  for (const DraftVerdict& draft : verdict.drafts) {
    if (!lines.empty()) lines += "\n\n";
    lines += "  " + draft_name(printable(draft.decision.draft), consultation) + "\n    " +
             decision_text(draft.decision, words) + "\n    " + outcome_text(draft, words);
  }
  return lines.empty() ? "  " + word(words, "no_drafts") : lines;
}

std::string long_date(Instant instant, const std::string& language) {
  const icu::Locale locale((language + "@numbers=latn").c_str());
  UErrorCode status = U_ZERO_ERROR;
  const auto millis = static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0;
  std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createInstanceForSkeleton(
      icu::UnicodeString("EEEEdMMMMyHHmmss"), locale, status));
  if (U_FAILURE(status) || !format) return to_rfc3339(instant);
  format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  icu::UnicodeString text;
  format->format(millis, text);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8 + " UTC";
}

std::string answer_message_id(const Digest& digest, std::string_view kind,
                              std::string_view domain) {
  const std::string seed = to_hex(digest) + " " + std::string(kind);
  return "tallyd." + to_hex(sha256(seed)).substr(0, 32) + "@" + std::string(domain);
}

std::vector<OutboxMail> compose_answers(const Answered& answered, const Asked& asked,
                                        const Templates& templates, const Letterhead& letterhead) {
  const Verdict& verdict = answered.verdict;
  std::vector<OutboxMail> mails;
  const auto add = [&](Draught draught, Purpose purpose, const std::vector<std::string>& to) {
    draught.purpose = purpose;
    draught.to = to;
    for (auto& mail : queueable(draught, answered, letterhead)) mails.push_back(std::move(mail));
  };
  if (verdict.answer != Answer::none) {
    add(from_template(to_word(verdict.answer), answered, asked, templates),
        Purpose::acknowledgement, verdict.answer_to);
  }
  if (!verdict.warn.empty()) {
    add(from_template("warning", answered, asked, templates), Purpose::verification, verdict.warn);
  }
  if (verdict.alert) {
    add(alert(answered, asked, templates), Purpose::alert, letterhead.operators);
  }
  return mails;
}

}  // namespace tallyd
