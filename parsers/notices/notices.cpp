// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/notices.h"

#include <algorithm>
#include <array>
#include <utility>

#include "config/mail_address.h"
#include "parsers/mime/header.h"
#include "parsers/notices/absence_words.h"
#include "parsers/notices/autoreply_words.h"
#include "parsers/notices/bounce.h"
#include "parsers/notices/header_words.h"
#include "parsers/notices/notice_text.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

/// "Auto-Submitted: auto-generated", "Precedence: bulk", …: a machine wrote this, perhaps in
/// answer.
std::string machine_field(const Message& message) {
  const std::string submitted = field_word(message, "auto-submitted");
  if (!submitted.empty() && !submitted.starts_with("no")) return "Auto-Submitted: " + submitted;
  // A wish not to be answered by machines ([MS-OXCMAIL] 2.1.3.2.20), which Exchange and gateways
  // write on their own answers and on much else: a hint only.
  for (const auto word : {"all"sv, "oof"sv, "autoreply"sv}) {
    if (field_lists(message, "x-auto-response-suppress", word)) return "X-Auto-Response-Suppress";
  }
  if (field_word(message, "x-ms-exchange-generated-message-source") == "mailbox rules agent" ||
      find_field(message, "x-ms-exchange-inbox-rules-loop") != nullptr) {
    return "a rule of Exchange";
  }
  if (has_null_path(message)) return "a null path";
  const std::string precedence = field_word(message, "precedence");
  const bool bulk = precedence == "bulk" || precedence == "junk";
  return bulk && !is_list_mail(message) ? "Precedence: " + precedence : std::string();
}

/// Apple's mail program declares "auto-replied" what its user orders by a button.
bool is_ordered_by_person(const Message& message) {
  return find_field(message, "x-apple-unsubscribe") != nullptr;
}

/// RFC 8098: a person may be asked before the receipt is sent, or not.
bool is_automatic_receipt(const Message& message) {
  for (const Part& part : message.parts) {
    if (part.forwarded > 0 || part.type.find("disposition-notification") == std::string::npos)
      continue;
    for (const Field& field : parse_fields(part.content)) {
      if (field.name != "disposition") continue;
      return lower_case(field.value).find("sent-manually") == std::string::npos;
    }
  }
  return false;
}

std::string evidence_of_autoreply(const Message& message) {
  if (message.type == "multipart/report") {
    return message.report_type == "disposition-notification" && is_automatic_receipt(message)
               ? "a receipt that no person confirmed (RFC 8098)"
               : "";
  }
  if (is_ordered_by_person(message)) return {};
  for (const Field& field : message.fields) {
    if (is_autoreply_field(field.name, lower_case(field.value)))
      return field.name + ": " + field.value;
  }
  const std::string subject = fold_blanks(message.facts.subject);
  if (subject_is_autoreply(subject) && !is_list_mail(message)) {
    return "the words that a system sets before the subject";
  }
  const std::string machine = machine_field(message);
  if (machine.empty()) return {};
  if (!is_answer_subject(subject) && subject_tells_autoreply(subject)) {
    return "the subject and " + machine;
  }
  // No mail program of a person sends with a null path; an answer with one is a machine's
  // (RFC 3834 section 3.3).
  const bool answers = !message.facts.in_reply_to.empty() || !message.facts.references.empty();
  if (message.facts.return_path == "<>" && answers && !is_list_mail(message)) {
    return "an answer with a null path";
  }
  // "auto-generated" is what RFC 3834 section 5 keeps for mail that answers none; systems for
  // tickets write it on their answers.
  if (answers && machine.starts_with("Auto-Submitted") && !is_list_mail(message)) {
    return "an answer with " + machine;
  }
  return {};
}

/// "On leave from Monday": a person may write it, too, who wants to know something.
bool asks(std::string_view text) {
  return text.find("? ") != text.npos || text.ends_with('?') || text.find("؟") != text.npos ||
         text.find("？") != text.npos;
}

/// A subject of absence over a short text that says the same, and no file: some systems write
/// nothing into the header.
bool tells_absence(const Message& message) {
  constexpr std::size_t kLongest = 3000;  // bytes
  const std::string subject = fold_blanks(message.facts.subject);
  if (is_answer_subject(subject) || !subject_begins_with_absence(subject)) return false;
  if (is_list_mail(message) || is_ordered_by_person(message)) return false;
  const bool files = std::any_of(message.parts.begin(), message.parts.end(), [](const Part& part) {
    return part.role == Role::attachment || part.forwarded > 0;
  });
  if (files || message.type == "multipart/report") return false;
  const std::string text = notice_text(message).folded;
  return text.size() <= kLongest && text_tells_absence(text) && !asks(text);
}

std::string unanswerable_sender(const Message& message) {
  constexpr std::array kListAddresses{"-bounces"sv, "-request"sv, "-owner"sv};
  for (const std::string* address : {&message.facts.from, &message.facts.sender}) {
    const std::string local = lower_case(address->substr(0, address->rfind('@')));
    const bool list = local.starts_with("owner-") || local == "listserv" || local == "majordomo" ||
                      std::any_of(kListAddresses.begin(), kListAddresses.end(),
                                  [&](auto end) { return local.ends_with(end); });
    if (list) return "the sender " + *address + " is a mailing list's";
  }
  if (is_no_reply(message.facts.from))
    return "the sender " + message.facts.from + " takes no replies";
  return is_from_mail_system(message) ? "the sender is a mail system" : "";
}

/// RFC 3834 section 2, and what lists and robots say of themselves.
std::string why_unanswerable(const Message& message) {
  const std::string submitted = field_word(message, "auto-submitted");
  if (!submitted.empty() && submitted != "no" && !submitted.starts_with("no;")) {
    return "Auto-Submitted: " + submitted;
  }
  if (has_null_path(message)) return "the sender's path is null";
  if (message.type == "multipart/report") return "it is a report";
  if (is_list_mail(message)) return "it came by a mailing list";
  const std::string precedence = field_word(message, "precedence");
  for (const auto word : {"bulk"sv, "list"sv, "junk"sv, "auto_reply"sv, "auto-reply"sv}) {
    if (precedence == word) return "Precedence: " + precedence;
  }
  if (find_field(message, "x-loop") != nullptr) return "X-Loop";
  for (const auto word : {"all"sv, "autoreply"sv}) {
    if (field_lists(message, "x-auto-response-suppress", word)) return "X-Auto-Response-Suppress";
  }
  const std::string subject = fold_blanks(message.facts.subject);
  if (!is_answer_subject(subject) && subject_tells_autoreply(subject)) {
    return "the subject is an automatic reply's";
  }
  return unanswerable_sender(message);
}

}  // namespace

Notice recognise(const Message& message) {
  Notice notice;
  Bounce bounce = look_for_bounce(message);
  notice.evidence = std::move(bounce.evidence);
  if (bounce.fate == DeliveryFate::failed) {
    notice.kind = Kind::bounce;
    notice.failed = std::move(bounce.failed);
    notice.returned_message_id = std::move(bounce.returned_message_id);
    notice.further_message_ids = std::move(bounce.further_message_ids);
    notice.returned_to = std::move(bounce.returned_to);
  } else if (bounce.fate == DeliveryFate::challenged) {
    notice.kind = Kind::autoreply;
  } else if (bounce.fate == DeliveryFate::unknown) {
    notice.evidence = evidence_of_autoreply(message);
    if (notice.evidence.empty() && tells_absence(message)) {
      notice.evidence = "a subject and a text of absence";
      notice.ground = Notice::Ground::words;
    }
    if (!notice.evidence.empty()) notice.kind = Kind::autoreply;
  }
  notice.unanswerable = why_unanswerable(message);
  if (!notice.unanswerable.empty() || notice.kind == Kind::other) return notice;
  notice.unanswerable =
      notice.kind == Kind::bounce ? "it is a report of non-delivery" : "it is an automatic reply";
  return notice;
}

Notice take_notice(Message& message) {
  Notice notice = recognise(message);
  message.facts.failed = notice.failed;
  message.facts.returned_message_id = notice.returned_message_id;
  message.facts.further_message_ids = notice.further_message_ids;
  message.facts.returned_to = notice.returned_to;
  message.facts.unanswerable = notice.unanswerable;
  return notice;
}

}  // namespace tallyd
