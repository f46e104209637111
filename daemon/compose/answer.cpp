// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/answer.h"

#include <algorithm>
#include <cstdlib>

#include "config/printable.h"
#include "daemon/compose/html.h"
#include "daemon/compose/names.h"

namespace tallyd {
namespace {

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
  const std::string& text = word(words, authority_key(decision.authority));
  if (decision.authority == Authority::assigned || decision.comments == Comments::conflict) {
    return fill(word(words, "decision"),
                {{"authority", text}, {"comments", word(words, comments_key(decision.comments))}});
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

std::string administration_name(const Asked& asked, std::string_view code,
                                const std::string& language, const Wording& words) {
  const Administration* administration = find_administration(asked.administrations, code);
  return administration == nullptr ? word(words, "unknown_administration")
                                   : name_of(*administration, language);
}

/// "correct" or "reply", with what is to be said where no deadline is known, or it is past.
std::string instruction(const std::string& key, const Answered& answered,
                        const Consultation* consultation, const Wording& words) {
  if (consultation == nullptr) return word(words, key + "_without_deadline");
  return word(words, in_time(*consultation, answered.now) ? key : key + "_closed");
}

Values values(const Answered& answered, const Asked& asked, const std::string& language,
              const Wording& words) {
  const Verdict& verdict = answered.verdict;
  const Consultation* consultation = find_consultation(asked, verdict.circular);
  Values filled;
  filled["circular"] = verdict.circular.empty() ? word(words, "unknown_circular")
                                                : circular_name(printable(verdict.circular), words);
  filled["administration"] = administration_name(asked, verdict.administration, language, words);
  filled["received"] = long_date(answered.received, language);
  filled["deadline"] = consultation ? long_date(consultation->deadline, language) : "—";
  filled["drafts"] = draft_lines(verdict, consultation, words);
  const std::string& from = answered.reading.mail.from;
  filled["sender"] = from.empty() ? "?" : printable(from);
  filled["form"] = word(words, "form_in_annex");
  for (const char* const key : {"correct", "reply"}) {
    filled[key] = fill(instruction(key, answered, consultation, words), filled);
  }
  return filled;
}

/// The same as draft_lines(), for HTML: two columns, which a telephone has room for.
std::string draft_table(const Verdict& verdict, const Consultation* consultation,
                        const Wording& words) {
  std::vector<std::vector<std::string>> rows;
  for (const DraftVerdict& draft : verdict.drafts) {
    rows.push_back({draft_name(printable(draft.decision.draft), consultation),
                    decision_text(draft.decision, words) + "\n" + outcome_text(draft, words)});
  }
  return rows.empty() ? escape_html(word(words, "no_drafts")) : html_rows(rows);
}

/// What all letters about that message have in common.
Letter letter_about(const Answered& answered, std::string_view kind, const Letterhead& letterhead) {
  Letter letter;
  // Each decision of a person is answered, though the same may have been answered before.
  const std::string decided =
      answered.review == 0 ? "" : " by review " + std::to_string(answered.review);
  letter.message_id = answer_message_id(answered.digest, std::string(kind) + decided, letterhead);
  letter.circular = answered.verdict.circular;
  letter.administration = answered.verdict.administration;
  letter.now = answered.now;
  return letter;
}

void write_from_template(Letter& letter, std::string_view name, const Answered& answered,
                         const Asked& asked, const Templates& templates) {
  letter.language = answered.verdict.language;
  if (templates.count(letter.language) == 0) letter.language = "en";
  const Wording& words = wording(templates, letter.language);
  const Template& text = words.mails.find(name)->second;
  const Values filled = values(answered, asked, letter.language, words);
  const Consultation* consultation = find_consultation(asked, answered.verdict.circular);
  letter.subject = fill(text.subject, filled);
  letter.body = fill(text.body, filled);
  letter.html =
      html_letter(text, filled, {{"drafts", draft_table(answered.verdict, consultation, words)}},
                  letter.language);
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

std::string answer_message_id(const Digest& digest, std::string_view kind,
                              const Letterhead& letterhead) {
  return message_id_of(to_hex(digest) + " " + std::string(kind), letterhead);
}

Letter write_answer(const Answered& answered, const Asked& asked, const Templates& templates,
                    const Letterhead& letterhead) {
  const std::string_view kind = to_word(answered.verdict.answer);
  Letter letter = letter_about(answered, kind, letterhead);
  write_from_template(letter, kind, answered, asked, templates);
  letter.purpose = Purpose::acknowledgement;
  letter.to = answered.verdict.answer_to;
  letter.in_reply_to = answered.reading.mail.message_id;
  letter.references = answered.reading.mail.references;
  return letter;
}

/// Who did not write does not get another's thread.
Letter write_warning(const Answered& answered, const Asked& asked, const Templates& templates,
                     const Letterhead& letterhead) {
  Letter letter = letter_about(answered, "warning", letterhead);
  write_from_template(letter, "warning", answered, asked, templates);
  letter.purpose = Purpose::verification;
  letter.to = answered.verdict.warn;
  return letter;
}

std::vector<OutboxMail> compose_answers(const Answered& answered, const Asked& asked,
                                        const Templates& templates, const Letterhead& letterhead) {
  const Verdict& verdict = answered.verdict;
  std::vector<OutboxMail> mails;
  const auto add = [&](const Letter& letter) {
    if (auto mail = to_outbox(letter, letterhead)) mails.push_back(*std::move(mail));
  };
  if (verdict.answer != Answer::none) {
    add(write_answer(answered, asked, templates, letterhead));
  }
  if (!verdict.warn.empty()) add(write_warning(answered, asked, templates, letterhead));
  return mails;
}

}  // namespace tallyd
