// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/bounce.h"

#include <algorithm>
#include <array>
#include <utility>

#include "config/mail_address.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"
#include "parsers/notices/autoreply_words.h"
#include "parsers/notices/bounce_words.h"
#include "parsers/notices/delivery_report.h"
#include "parsers/notices/failed_recipients.h"
#include "parsers/notices/header_words.h"
#include "parsers/notices/notice_text.h"

namespace tallyd {
namespace {

bool is_delivery_status(const Part& part) {
  return part.forwarded == 0 &&
         (part.type == "message/delivery-status" || part.type == "message/global-delivery-status");
}

bool shows_no_person(const Message& message) {
  return is_from_mail_system(message) || has_null_path(message);
}

/// The Message-ID of the returned mail, or what else names it.
std::string returned_id(const Message& message, const NoticeText& text,
                        const DeliveryReport& report) {
  for (const Field& field : parse_fields(text.returned)) {
    if (field.name != "message-id") continue;
    const auto ids = parse_message_ids(field.value);
    if (!ids.empty()) return ids.front();
  }
  return report.message_id.empty() ? message.facts.in_reply_to : report.message_id;
}

constexpr std::size_t kMostNamed = 20;

void add_once(std::vector<std::string>& list, const std::string& item) {
  const bool known = std::find(list.begin(), list.end(), item) != list.end();
  if (!known && !item.empty() && list.size() < kMostNamed) list.push_back(item);
}

/// What the notice answers, and every "Message-ID: <…>" in its own text: Notes, Domino and gateways
/// quote no more of the mail than that.
std::vector<std::string> further_ids(const Message& message, const NoticeText& text,
                                     const std::string& known) {
  std::vector<std::string> ids{known};
  const auto add = [&](const std::vector<std::string>& found) {
    for (const std::string& id : found) add_once(ids, id);
  };
  add({message.facts.in_reply_to});
  add(message.facts.references);
  constexpr std::string_view kField = "message-id";
  const std::string lower = lower_case(text.notice);
  for (auto at = lower.find(kField); at != lower.npos; at = lower.find(kField, at + 1)) {
    const std::size_t end = std::min(lower.find("\n\n", at), at + 400);
    const auto found = parse_message_ids(std::string_view(text.notice).substr(at, end - at));
    if (!found.empty()) add({found.front()});
  }
  ids.erase(ids.begin());
  return ids;
}

/// By which addresses it came to us, and where the mail that it returns said to return: one of them
/// is the return path that we gave it.
std::vector<std::string> addresses_returned_to(const Message& message, const NoticeText& text) {
  constexpr std::array<std::string_view, 8> kOuter{"to",
                                                   "cc",
                                                   "delivered-to",
                                                   "x-original-to",
                                                   "envelope-to",
                                                   "x-envelope-to",
                                                   "x-delivered-to",
                                                   "x-rcpt-to"};
  constexpr std::array<std::string_view, 4> kReturned{"return-path", "x-envelope-from",
                                                      "x-original-return-path", "sender"};
  std::vector<std::string> all;
  const auto take = [&](const std::vector<Field>& fields, const auto& names) {
    for (const Field& field : fields) {
      if (std::find(names.begin(), names.end(), field.name) == names.end()) continue;
      for (const std::string& address : find_addresses(field.value)) add_once(all, address);
    }
  };
  take(message.fields, kOuter);
  take(parse_fields(text.returned), kReturned);
  return all;
}

/// The only recipient of the returned mail: what a report without addresses is about.
std::vector<FailedRecipient> recipients_of_returned(const Message& message,
                                                    const NoticeText& text) {
  const std::string* own = find_field(message, "to");
  for (const Field& field : parse_fields(text.returned)) {
    if (field.name != "to") continue;
    const auto addresses = find_addresses(field.value);
    if (addresses.size() != 1) return {};
    if (own != nullptr && find_addresses(*own) == addresses) return {};
    FailedRecipient only;
    only.address = addresses.front();
    only.status = find_status(text.notice);
    only.permanent = find_grade(text.notice) != '4';
    return {only};
  }
  return {};
}

std::vector<FailedRecipient> recipients_of_field(const Message& message, const NoticeText& text) {
  const std::string* field = find_field(message, "x-failed-recipients");
  std::vector<FailedRecipient> out;
  if (field == nullptr) return out;
  const auto described = recipients_in_text(message, text);
  for (const std::string& address : find_addresses(*field)) {
    const auto known = std::find_if(described.begin(), described.end(),
                                    [&](const auto& one) { return one.address == address; });
    FailedRecipient one;
    one.address = address;
    one.status = find_status(text.notice);
    one.permanent = find_grade(text.notice) != '4';
    out.push_back(known == described.end() ? one : *known);
  }
  return out;
}

void add_failed(const std::vector<FailedRecipient>& found, Bounce& bounce) {
  for (const FailedRecipient& one : found) {
    const bool known = std::any_of(bounce.failed.begin(), bounce.failed.end(),
                                   [&](const auto& other) { return other.address == one.address; });
    if (!known && !one.address.empty()) bounce.failed.push_back(one);
  }
}

/// Who was not reached, from the surest source that names anybody.
void name_recipients(const Message& message, const NoticeText& text, Bounce& bounce) {
  if (bounce.failed.empty()) add_failed(recipients_of_field(message, text), bounce);
  if (bounce.failed.empty()) add_failed(recipients_in_text(message, text), bounce);
  if (bounce.failed.empty()) add_failed(recipients_of_returned(message, text), bounce);
  if (!text_tells_delay(text.folded)) return;
  for (FailedRecipient& one : bounce.failed) one.permanent = false;
}

DeliveryReport report_of(const Message& message) {
  DeliveryReport all;
  for (const Part& part : message.parts) {
    if (!is_delivery_status(part)) continue;
    DeliveryReport one = parse_delivery_report(part.content);
    all.recipients.insert(all.recipients.end(), one.recipients.begin(), one.recipients.end());
    if (all.message_id.empty()) all.message_id = one.message_id;
  }
  return all;
}

bool is_challenge_report(const DeliveryReport& report) {
  return std::any_of(report.recipients.begin(), report.recipients.end(),
                     [](const auto& one) { return is_challenge(fold(one.diagnostic)); });
}

/// RFC 3464. A person cannot write a multipart/report, but can attach its parts to a mail.
Bounce by_report(const Message& message, const DeliveryReport& report) {
  Bounce bounce;
  const bool stated =
      (message.type == "multipart/report" && message.report_type == "delivery-status") ||
      message.type == "message/delivery-status";
  if (!stated && !(shows_no_person(message) && !report.recipients.empty())) return bounce;
  bounce.evidence = "a delivery status report (RFC 3464)";
  if (is_challenge_report(report)) {
    bounce.fate = DeliveryFate::challenged;
    return bounce;
  }
  bounce.fate = report.recipients.empty() ? DeliveryFate::failed : DeliveryFate::delivered;
  for (const ReportedRecipient& one : report.recipients) {
    if (one.action == Action::delivered) continue;
    bounce.fate = DeliveryFate::failed;
    add_failed({one.recipient}, bounce);
  }
  return bounce;
}

/// What older and stranger systems write. Words count only beside a header that no person's mail
/// program makes.
std::string evidence_of_words(const Message& message, const NoticeText& text) {
  const std::string subject = fold_blanks(message.facts.subject);
  const bool system = is_from_mail_system(message);
  const bool null_path = has_null_path(message);
  if (find_field(message, "x-failed-recipients") != nullptr) return "X-Failed-Recipients";
  if (is_bounce_data(text.folded) && is_no_reply(message.facts.from))
    return "a provider's bounce data";
  const bool in_subject = !is_answer_subject(subject) && subject_tells_bounce(subject);
  const bool in_text = text_tells_bounce(text.folded) || text_tells_delay(text.folded);
  if (in_subject && in_text && introduces_mail_system(text.folded)) return "its first words";
  if ((!system && !null_path) || subject_tells_autoreply(subject)) return {};
  const bool returns_mail = !text.returned.empty();
  const bool has_code = find_grade(text.notice) != 0;
  // A postmaster is a person, too: his subject alone is none of a machine's.
  const bool other_sign = returns_mail || has_code || null_path;
  const bool told = in_text || other_sign || !recipients_in_text(message, text).empty();
  if (system && ((in_subject && told) || (in_text && other_sign))) {
    return "the mail system's words";
  }
  if (null_path && in_text && (in_subject || returns_mail || has_code)) {
    return "a null path and words";
  }
  return null_path && in_subject && returns_mail ? "a null path and words" : std::string();
}

/// Gateways wrap the report of another system into their own: the inner one says more.
bool take_wrapped_report(const Message& message, Bounce& bounce) {
  for (const Part& part : message.parts) {
    if (part.forwarded > 0 || part.type != "message/rfc822") continue;
    const Message inner = parse_message(part.content);
    const DeliveryReport report = report_of(inner);
    const Bounce wrapped = by_report(inner, report);
    if (wrapped.fate != DeliveryFate::failed || wrapped.failed.empty()) return false;
    bounce.failed = wrapped.failed;
    bounce.returned_message_id = returned_id(inner, notice_text(inner), report);
    return true;
  }
  return false;
}

}  // namespace

Bounce look_for_bounce(const Message& message) {
  const DeliveryReport report = report_of(message);
  const NoticeText text = notice_text(message);
  Bounce bounce = by_report(message, report);
  const bool other_report = message.type == "multipart/report" && !message.report_type.empty() &&
                            message.report_type != "delivery-status";
  if (bounce.fate == DeliveryFate::unknown && !other_report) {
    bounce.evidence = evidence_of_words(message, text);
    if (!bounce.evidence.empty()) bounce.fate = DeliveryFate::failed;
  }
  if (bounce.fate != DeliveryFate::failed) return bounce;
  bounce.returned_to = addresses_returned_to(message, text);
  if (bounce.failed.empty() && take_wrapped_report(message, bounce)) return bounce;
  if (bounce.failed.empty()) name_recipients(message, text, bounce);
  bounce.returned_message_id = returned_id(message, text, report);
  bounce.further_message_ids = further_ids(message, text, bounce.returned_message_id);
  return bounce;
}

}  // namespace tallyd
