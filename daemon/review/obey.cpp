// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/obey.h"

#include "config/mail_address.h"
#include "config/printable.h"
#include "daemon/compose/answer.h"
#include "daemon/review/command_mail.h"
#include "daemon/review/settle.h"
#include "parsers/mime/message.h"

namespace tallyd {
namespace {

/// All text of a mail of ours.
std::string readable_text(const std::string& bytes) {
  std::string text;
  for (const Part& part : parse_message(bytes).parts) {
    if (part.format == "text" || part.format == "html") text += part.content + "\n";
  }
  return text;
}

/// The notice as its recipient saw it: its quoted lines are no instructions.
Result<std::string> notice_about(Database& database, const Office& office, const ReviewItem& item) {
  TALLYD_TRY_ASSIGN(const auto reply, find_reply(database, item.reply));
  if (!reply) return std::string();
  TALLYD_TRY_ASSIGN(auto notice, find_mail(database, answer_message_id(reply->digest, "review",
                                                                       office.letterhead)));
  if (!notice) {  // sent before the database had a key
    Letterhead keyless = office.letterhead;
    keyless.message_id_key.clear();
    TALLYD_TRY_ASSIGN(notice,
                      find_mail(database, answer_message_id(reply->digest, "review", keyless)));
  }
  return notice ? readable_text(notice->bytes) : std::string();
}

/// What is wrong with the token; empty: nothing.
std::string mistake_in_token(const std::optional<ReviewItem>& item, const Office& office,
                             Instant now) {
  if (!item) return "its token belongs to no review: answer the notice, with its subject as it is";
  if (item->state != ReviewState::open) {
    return "review item " + std::to_string(item->id) + " was " + std::string(to_word(item->state)) +
           " by " + item->who + " on " + to_rfc3339(item->closed) +
           "; a token is good for one decision";
  }
  if (now > item->opened + office.token_lifetime) {
    return "the token has expired: use tallyctl review resolve " + std::to_string(item->id);
  }
  return "";
}

std::string in_lines(const std::vector<std::string>& sentences) {
  std::string lines;
  for (const std::string& sentence : sentences) lines += "  - " + printable(sentence) + "\n";
  return lines;
}

/// To whom that wrote, in the same thread.
Letter letter_to(const InstructingMail& mail, const Office& office, std::string_view kind) {
  Letter letter;
  letter.to = {mail.reading.mail.from};
  letter.subject = "Re: " + printable(mail.reading.mail.subject);
  letter.language = "en";
  letter.message_id = answer_message_id(mail.digest, kind, office.letterhead);
  letter.in_reply_to = mail.reading.mail.message_id;
  letter.references = mail.reading.mail.references;
  letter.now = mail.now;
  return letter;
}

/// Counted and limited: two robots that do not understand each other must come to rest.
Result<Obeyed> complain(Database& database, const Office& office, const InstructingMail& mail,
                        const std::vector<std::string>& mistakes) {
  Obeyed obeyed;
  obeyed.said = "nothing is decided:";
  for (const std::string& mistake : mistakes) obeyed.said += " " + printable(mistake) + ";";
  obeyed.said.pop_back();
  const std::string from = lower_case(mail.reading.mail.from);
  TALLYD_TRY_ASSIGN(const int sent,
                    answers_since(database, from, mail.now - std::chrono::hours{24}));
  if (sent >= office.policy.answers_per_day) return obeyed;
  Letter letter = letter_to(mail, office, "instruction_refused");
  letter.purpose = Purpose::acknowledgement;
  letter.body = "Your message changed nothing:\n\n" + in_lines(mistakes) +
                "\nLines that are understood, in any order:\n\n"
                "  RECORD draft assigned|not_assigned [none|attached]\n"
                "  RECORD ALL assigned\n"
                "  RECORD AS READ\n"
                "  ASSIGN country\n"
                "  ADMIT LATE or LIST LATE\n"
                "  REJECT why\n"
                "  REASON why\n\n"
                "While the review is open and its token good, you may answer again.\n";
  if (auto queued = to_outbox(letter, office.letterhead))
    obeyed.mails.push_back(*std::move(queued));
  obeyed.queued = obeyed.mails.size();
  return obeyed;
}

Result<Obeyed> confirm(const Office& office, const InstructingMail& mail,
                       const Settlement& settlement) {
  const std::vector<std::string> lines = describe(settlement);
  Obeyed obeyed;
  for (const std::string& line : lines) obeyed.said += (obeyed.said.empty() ? "" : "; ") + line;
  Letter letter = letter_to(mail, office, "instruction_obeyed");
  letter.purpose = Purpose::alert;
  letter.circular = settlement.verdict.circular;
  letter.administration = settlement.verdict.administration;
  letter.body = "Done:\n\n" + in_lines(lines);
  if (auto queued = to_outbox(letter, office.letterhead))
    obeyed.mails.push_back(*std::move(queued));
  obeyed.queued = obeyed.mails.size() + settlement.mails.size();
  return obeyed;
}

}  // namespace

Result<Obeyed> obey_mail(Transaction& transaction, const Office& office,
                         const InstructingMail& mail) {
  Database& database = transaction.database();
  const ReviewTokens& tokens = mail.reading.review_tokens;
  TALLYD_TRY_ASSIGN(const auto item, find_review_by_token(database, tokens.tokens.front()));
  const std::string bad_token = tokens.tokens.size() > 1
                                    ? "it bears several tokens: leave the one in the subject"
                                    : mistake_in_token(item, office, mail.now);
  if (mail.fate == Fate::distrust) {
    if (!bad_token.empty())
      return Obeyed{{}, 0, "nothing is decided: nobody vouches for the sender"};
    return complain(database, office, mail,
                    {"the receiving server does not confirm that the message is from you"});
  }
  if (!bad_token.empty()) return complain(database, office, mail, {bad_token});
  TALLYD_TRY_ASSIGN(const std::string notice, notice_about(database, office, *item));
  CommandMail command = read_command_mail(tokens, notice);
  if (!command.not_understood.empty()) {
    return complain(database, office, mail, command.not_understood);
  }
  Instruction& instruction = command.instruction;
  instruction.review = item->id;
  instruction.who = lower_case(mail.reading.mail.from);
  const std::string how = "by e-mail <" + mail.reading.mail.message_id + ">";
  instruction.why += (instruction.why.empty() ? "" : "; ") + how;
  TALLYD_TRY_ASSIGN(const Settlement settlement,
                    settle(transaction, office, instruction, mail.now));
  if (settlement.end == Settlement::End::refused) {
    return complain(database, office, mail, settlement.refusal.mistakes);
  }
  return confirm(office, mail, settlement);
}

}  // namespace tallyd
