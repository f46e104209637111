// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/memory.h"

#include <algorithm>
#include <utility>

#include "config/mail_address.h"
#include "parsers/reading_json.h"
#include "storage/contacts.h"
#include "storage/intake.h"
#include "storage/outbox.h"
#include "storage/replies.h"

namespace tallyd {
namespace {

/// As answers: evidence and the order of words do not matter, only what was decided, and for whom.
bool says_the_same(const ReplyRecord& earlier, const Reading& reading) {
  const auto said = reading_from_json(earlier.reading);
  const auto& some = earlier.decisions;
  const auto& others = reading.decisions;
  return earlier.circular == reading.circular &&
         (!said || said->administration_of_form == reading.administration_of_form) &&
         std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const Decision& one, const Decision& other) {
                      return one.draft == other.draft && one.authority == other.authority &&
                             one.comments == other.comments;
                    });
}

void remember_resent(const ReplyRecord& first, Remembered& remembered) {
  remembered.resent = first.outcome;
  remembered.resent_authentication = first.authentication;
}

Result<void> remember_seen(Database& database, const Reading& reading, const Digest& digest,
                           Remembered& remembered) {
  TALLYD_TRY_ASSIGN(const auto seen,
                    find_seen(database, digest, reading.mail.message_id, reading.mail.from));
  if (!seen) return {};
  if (seen->same_bytes) {
    remembered.seen = true;
    return {};
  }
  TALLYD_TRY_ASSIGN(const auto earlier, find_reply(database, seen->reply));
  if (!earlier) return {};
  remembered.reused = !says_the_same(*earlier, reading);
  if (remembered.reused) return {};
  // What waits for a person, or was rejected, may have been forged: it must not silence the true
  // one.
  remembered.seen = earlier->outcome != Outcome::review && earlier->outcome != Outcome::rejected;
  remember_resent(*earlier, remembered);
  return {};
}

Result<void> remember_ours(Database& database, const MailFacts& mail, Remembered& remembered) {
  if (!mail.message_id.empty()) {
    TALLYD_TRY_ASSIGN(const auto sent, find_mail(database, mail.message_id));
    remembered.ours = sent.has_value();
  }
  std::vector<std::string> answered = mail.references;
  answered.push_back(mail.in_reply_to);
  for (const std::string& message_id : answered) {
    if (message_id.empty() || remembered.answers_us) continue;
    TALLYD_TRY_ASSIGN(const auto sent, find_mail(database, message_id));
    remembered.answers_us = sent.has_value();
    if (sent) remembered.answered_circular = sent->circular;
  }
  return {};
}

Result<void> remember_standing(Database& database, const Reading& reading,
                               const Administration& administration, Remembered& remembered) {
  TALLYD_TRY_ASSIGN(const auto standing,
                    standing_decisions(database, reading.circular, administration.code));
  for (const DecisionRecord& record : standing) {
    TALLYD_TRY_ASSIGN(auto sender, sender_of(database, record.reply));
    Standing& stands = remembered.standing[record.draft];
    stands.decision = {record.draft, record.authority, record.comments, ""};
    stands.received = record.received;
    stands.sender = std::move(sender);
  }
  return {};
}

Result<void> remember_answers(Database& database, const std::vector<std::string>& addresses,
                              Instant now, Remembered& remembered) {
  for (const std::string& address : addresses) {
    if (address.empty()) continue;
    TALLYD_TRY_ASSIGN(const int count,
                      answers_since(database, address, now - std::chrono::hours{24}));
    remembered.answers_of_today[lower_case(address)] = count;
  }
  return {};
}

}  // namespace

std::optional<Digest> content_digest(const Reading& reading) {
  const auto is_unread = [](const Attachment& attachment) { return attachment.text.empty(); };
  const auto& attachments = reading.attachments;
  if (!is_certain(reading) || reading.mail.from.empty() ||
      std::any_of(attachments.begin(), attachments.end(), is_unread)) {
    return std::nullopt;
  }
  Reading content = reading;
  content.mail = MailFacts{};
  return sha256(to_json(content));
}

Result<Remembered> remember(Database& database, const Reading& reading, const Digest& digest,
                            const Office& office, Instant now) {
  Remembered remembered;
  TALLYD_TRY(remember_seen(database, reading, digest, remembered));
  TALLYD_TRY(remember_ours(database, reading.mail, remembered));
  if (reading.kind == Kind::other) {
    TALLYD_TRY(remember_answers(database, {reading.mail.from}, now, remembered));
  }
  if (reading.kind != Kind::reply) return remembered;
  if (const auto content = content_digest(reading)) {
    TALLYD_TRY_ASSIGN(const auto first, find_resent(database, *content, reading.mail.from));
    if (first && !remembered.resent) remember_resent(*first, remembered);
  }
  std::vector<std::string> addresses = {reading.mail.from};
  const Speaker speaker = find_speaker(reading.mail.from, office.asked.administrations);
  const Administration* administration = speaks_for(reading, speaker, office.asked.administrations);
  if (administration != nullptr) {
    TALLYD_TRY(remember_standing(database, reading, *administration, remembered));
    addresses.insert(addresses.end(), administration->addresses.begin(),
                     administration->addresses.end());
  }
  TALLYD_TRY(remember_answers(database, addresses, now, remembered));
  TALLYD_TRY_ASSIGN(const auto failing, failing_addresses(database));
  for (const FailingAddress& one : failing) {
    if (one.permanent) remembered.failing.insert(one.address);
  }
  return remembered;
}

}  // namespace tallyd
