// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/digest/digest.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "config/printable.h"
#include "daemon/compose/html.h"
#include "daemon/compose/names.h"
#include "daemon/digest/xlsx.h"
#include "daemon/tally/format.h"
#include "daemon/tally/rows.h"
#include "storage/contacts.h"
#include "storage/outbox.h"
#include "storage/replies.h"
#include "storage/reviews.h"

namespace tallyd {
namespace {

constexpr std::string_view kIdStart = "tallyd.digest.";

/// "tallyd.digest.final.1234.…@domain": what the digest told of can be read from its Message-ID.
std::string digest_id(const Digested& digested, const std::string& domain) {
  std::string seed = digested.consultation.circular + " " + to_hex(digested.head.hash);
  if (digested.kind == DigestKind::demand) seed += " " + to_rfc3339(digested.now);
  return std::string(kIdStart) + std::string(to_word(digested.kind)) + "." +
         std::to_string(digested.head.id) + "." + to_hex(sha256(seed)).substr(0, 16) + "@" + domain;
}

std::optional<PastDigest> parse_digest_id(std::string_view id, Instant at) {
  if (id.substr(0, kIdStart.size()) != kIdStart) return std::nullopt;
  id.remove_prefix(kIdStart.size());
  PastDigest past;
  past.at = at;
  const std::string_view word = id.substr(0, id.find('.'));
  for (const DigestKind kind : {DigestKind::scheduled, DigestKind::final, DigestKind::demand}) {
    if (word == to_word(kind)) past.kind = kind;
  }
  id.remove_prefix(std::min(word.size() + 1, id.size()));
  std::from_chars(id.data(), id.data() + id.size(), past.event);
  return past;
}

std::string title(const Digested& digested, const Tally& tally) {
  std::set<std::string> counted;
  for (const DecisionRecord& decision : digested.replies.standing) {
    counted.insert(decision.administration);
  }
  const std::string kind = digested.kind == DigestKind::final ? "final tally"
                           : tally.closed                     ? "tally after the deadline"
                                                              : "tally";
  return tally.circular + ": " + kind + ", " + std::to_string(counted.size()) + " of " +
         std::to_string(digested.administrations.size()) + " administrations counted";
}

std::string administration_name(const Digested& digested, const std::string& code) {
  const Administration* entry = find_administration(digested.administrations, code);
  return entry != nullptr ? name_of(*entry, "en") : code.empty() ? "unknown sender" : code;
}

Rows change_rows(const Digested& digested) {
  Rows rows;
  for (const Change& change : digested.changes) {
    const std::string time = to_rfc3339(change.at);  // its seconds matter to nobody here
    rows.push_back({time.substr(0, 10) + "\u00a0" + time.substr(11, 5),
                    administration_name(digested, change.administration), printable(change.what)});
  }
  return rows;
}

std::string head_text(const Digested& digested) {
  return "As of " + to_rfc3339(digested.now) + ", row " + std::to_string(digested.head.id) +
         " of the ledger: " + to_hex(digested.head.hash);
}

std::string text_of(const Digested& digested, const Tally& tally) {
  std::string text = title(digested, tally) + "\n\n" + to_table(tally) +
                     "\nChanges since the last digest (times in UTC):\n";
  const Rows changes = change_rows(digested);
  if (changes.empty()) text += "  none\n";
  for (const auto& row : changes) text += "  " + row[0] + "  " + row[1] + ": " + row[2] + "\n";
  return text + "\nAttached: the tally as CSV and XLSX, with a row for each administration.\n" +
         head_text(digested) + "\n(This message was sent automatically.)\n";
}

Rows html_draft_rows(const Tally& tally) {
  Rows rows;
  for (const DraftTally& draft : tally.drafts) {
    rows.push_back(
        {draft.draft.designation + "\n" + draft.draft.title,
         support_text(draft, tally.rule) + "\n" + verdict_text(draft.support, tally.rule),
         std::to_string(draft.assigned()) + "\n" + std::to_string(draft.assigned_without_comments) +
             " without comments\n" + std::to_string(draft.assigned_with_comments) +
             " with comments\n" + std::to_string(draft.assigned_unspecified) + " not specified",
         std::to_string(draft.not_assigned), std::to_string(draft.missing),
         std::to_string(draft.late), std::to_string(draft.in_review),
         std::to_string(draft.replaced)});
  }
  return rows;
}

std::vector<std::string> html_draft_head(Rule rule) {
  const bool tap = rule == Rule::tap;
  return {"Draft",
          "Support",
          tap ? "Assigned" : "Approved",
          tap ? "Not assigned" : "Not approved",
          "Missing",
          "Late",
          "In review",
          "Replaced"};
}

std::string html_of(const Digested& digested, const Tally& tally) {
  const std::string heading = "<h2 style=\"font-size:1.1em\">";
  const Rows changes = change_rows(digested);
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
         "name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
         "name=\"color-scheme\" content=\"light dark\"><title>" +
         escape_html(title(digested, tally)) +
         "</title></head>\n<body style=\"font-family:sans-serif;line-height:1.4\">\n<h1 "
         "style=\"font-size:1.3em\">" +
         escape_html(title(digested, tally)) + "</h1>\n<p>Study Group " +
         std::to_string(tally.study_group) + ", deadline " + to_rfc3339(tally.deadline) +
         (tally.closed ? " (past)" : "") + "</p>\n" +
         html_rows(html_draft_rows(tally), html_draft_head(tally.rule)) + "\n" + heading +
         "Changes since the last digest</h2>\n" +
         (changes.empty() ? "<p>None.</p>"
                          : html_rows(changes, {"Received (UTC)", "Administration", "What"})) +
         "\n<p>Attached: the tally as CSV and XLSX, with a row for each "
         "administration.</p>\n<p><small>" +
         escape_html(head_text(digested)) + "</small></p></body></html>\n";
}

/// "tsb-circular-53".
std::string file_stem(const std::string& circular) {
  std::string stem;
  for (const char c : circular) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) stem += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (!plain && !stem.empty() && stem.back() != '-') stem += '-';
  }
  return stem;
}

/// What storage knows, and what of it is new since the last digest.
Result<Digested> digest_now(Database& database, const Consultation& consultation,
                            const Register& administrations, const std::vector<PastDigest>& past) {
  Digested digested{DigestKind::scheduled, consultation, administrations, {}, {}, {}, {}};
  PastDigest last;
  for (const PastDigest& digest : past) {
    if (digest.event >= last.event) last = digest;
  }
  TALLYD_TRY_ASSIGN(digested.head, ledger_head(database));
  TALLYD_TRY_ASSIGN(digested.replies, stored_replies(database, consultation.circular));
  TALLYD_TRY_ASSIGN(auto reviews, list_reviews(database));
  reviews.erase(std::remove_if(reviews.begin(), reviews.end(),
                               [&](const ReviewItem& review) {
                                 return review.circular != consultation.circular;
                               }),
                reviews.end());
  digested.changes = changes_since(digested.replies, reviews, last, consultation.rule);
  TALLYD_TRY_ASSIGN(const auto failing, failing_addresses(database));
  const auto failures = failures_since(failing, administrations, consultation, last.at);
  digested.changes.insert(digested.changes.end(), failures.begin(), failures.end());
  std::stable_sort(digested.changes.begin(), digested.changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  return digested;
}

Result<bool> queue_digest(Database& database, const OutboxMail& mail) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  TALLYD_TRY_ASSIGN(const Queued queued, queue_mail(transaction, mail));
  TALLYD_TRY(transaction.commit());
  return queued == Queued::now;
}

}  // namespace

Result<Letter> write_digest(const Digested& digested, const Letterhead& letterhead) {
  const Tally counted =
      tally(digested.consultation, digested.administrations, digested.replies, digested.now);
  TALLYD_TRY_ASSIGN(
      const std::string workbook,
      to_xlsx(digested.consultation, counted, digested.administrations, digested.replies));
  const std::string stem = file_stem(counted.circular);
  Letter letter;
  letter.purpose = Purpose::digest;
  letter.to = letterhead.operators;
  letter.subject = title(digested, counted);
  letter.body = text_of(digested, counted);
  letter.html = html_of(digested, counted);
  letter.files = {{stem + "-drafts.csv", "text/csv", to_csv(counted)},
                  {stem + "-administrations.csv", "text/csv",
                   to_csv(administration_rows(digested.consultation, digested.administrations,
                                              digested.replies))},
                  {stem + ".xlsx",
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook}};
  letter.language = "en";
  letter.message_id = digest_id(digested, letterhead.message_id_domain);
  letter.circular = counted.circular;
  letter.now = digested.now;
  return letter;
}

Result<OutboxMail> compose_digest(const Digested& digested, const Letterhead& letterhead) {
  TALLYD_TRY_ASSIGN(const Letter letter, write_digest(digested, letterhead));
  return sendable_digest(letter, letterhead);
}

Result<OutboxMail> sendable_digest(const Letter& letter, const Letterhead& letterhead) {
  auto mail = to_outbox(letter, letterhead);
  if (!mail) return permanent("no address of TSB is configured (tsb.addresses in tallyd.toml)");
  return *std::move(mail);
}

Result<std::vector<PastDigest>> past_digests(Database& database, const std::string& circular) {
  TALLYD_TRY_ASSIGN(const auto mails, list_mails(database));
  std::vector<PastDigest> past;
  for (const OutboxMail& mail : mails) {
    if (mail.purpose != Purpose::digest || mail.circular != circular) continue;
    if (const auto digest = parse_digest_id(mail.message_id, mail.queued)) past.push_back(*digest);
  }
  return past;
}

Result<int> queue_due_digests(Database& database, const Asked& asked, const Letterhead& letterhead,
                              std::chrono::seconds interval, Instant now) {
  int queued = 0;
  if (letterhead.operators.empty()) return queued;
  for (const Consultation& consultation : asked.consultations) {
    TALLYD_TRY_ASSIGN(const auto past, past_digests(database, consultation.circular));
    TALLYD_TRY_ASSIGN(Digested digested,
                      digest_now(database, consultation, asked.administrations, past));
    const auto kind = due_digest(consultation, past, digested.changes, interval, now);
    if (!kind) continue;
    digested.kind = *kind;
    digested.now = now;
    TALLYD_TRY_ASSIGN(const OutboxMail mail, compose_digest(digested, letterhead));
    TALLYD_TRY_ASSIGN(const bool is_new, queue_digest(database, mail));
    queued += is_new ? 1 : 0;
  }
  return queued;
}

Result<Letter> digest_on_demand(Database& database, const Consultation& consultation,
                                const Register& administrations, const Letterhead& letterhead,
                                Instant now) {
  TALLYD_TRY_ASSIGN(const auto past, past_digests(database, consultation.circular));
  TALLYD_TRY_ASSIGN(Digested digested, digest_now(database, consultation, administrations, past));
  digested.kind = DigestKind::demand;
  digested.now = now;
  return write_digest(digested, letterhead);
}

}  // namespace tallyd
