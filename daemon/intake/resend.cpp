// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/resend.h"

#include <algorithm>

#include "config/mail_address.h"
#include "config/speaker.h"
#include "daemon/compose/names.h"
#include "storage/contacts.h"
#include "storage/outbox.h"

namespace tallyd {
namespace {

constexpr std::chrono::hours kLately{24 * 14};

bool fails(const std::vector<FailingAddress>& failing, std::string_view address) {
  return std::any_of(failing.begin(), failing.end(), [&](const FailingAddress& one) {
    return one.permanent && lower_case(one.address) == lower_case(address);
  });
}

bool was_sent_to(const OutboxMail& mail, std::string_view address) {
  return std::any_of(mail.recipients.begin(), mail.recipients.end(), [&](const Recipient& to) {
    return lower_case(to.address) == lower_case(address);
  });
}

/// An unknown sender's address may bounce as it likes: the administration was warned of him.
bool was_for_administration(const OutboxMail& mail, const std::vector<FailingAddress>& failing,
                            const Register& administrations) {
  return std::any_of(mail.recipients.begin(), mail.recipients.end(), [&](const Recipient& to) {
    const auto speaks = find_speaker(to.address, administrations).administrations;
    return fails(failing, to.address) &&
           std::find(speaks.begin(), speaks.end(), mail.administration) != speaks.end();
  });
}

/// The header field of that name, which may be folded, becomes `line`. Only for mail that we
/// composed: each field is there once.
std::string with_field(const std::string& bytes, const std::string& name, const std::string& line) {
  const std::string start = name + ": ";
  const auto found = bytes.starts_with(start) ? 0 : bytes.find("\r\n" + start);
  const auto end_of_header = bytes.find("\r\n\r\n");
  if (found == std::string::npos || found > end_of_header) return bytes;
  const auto at = found == 0 ? 0 : found + 2;
  auto end = bytes.find("\r\n", at);
  while (end + 2 < bytes.size() && (bytes[end + 2] == ' ' || bytes[end + 2] == '\t')) {
    end = bytes.find("\r\n", end + 2);
  }
  return bytes.substr(0, at) + start + line + bytes.substr(end);
}

std::string in_list(const std::vector<Recipient>& recipients) {
  std::string list;
  for (const Recipient& to : recipients) list += (list.empty() ? "" : ",\r\n ") + to.address;
  return list;
}

}  // namespace

std::optional<OutboxMail> to_other_addresses(const Unreached& unreached,
                                             const Register& administrations,
                                             const Letterhead& letterhead) {
  const OutboxMail& mail = unreached.mail;
  const Administration* administration = find_administration(administrations, mail.administration);
  if (mail.purpose != Purpose::acknowledgement || administration == nullptr ||
      !was_for_administration(mail, unreached.failing, administrations)) {
    return std::nullopt;
  }
  OutboxMail again = mail;
  again.id = 0;
  again.recipients.clear();
  for (const std::string& address : administration->addresses) {
    if (!is_sendable(address) || fails(unreached.failing, address)) continue;
    if (!was_sent_to(mail, address)) again.recipients.push_back({address});
  }
  if (again.recipients.empty()) return std::nullopt;
  again.message_id = message_id_of("resend " + mail.message_id, letterhead);
  again.bytes = with_field(again.bytes, "To", in_list(again.recipients));
  again.bytes = with_field(again.bytes, "Message-ID", "<" + again.message_id + ">");
  again.queued = again.not_before = unreached.now;
  again.attempts = 0;
  again.last_error.clear();
  again.state = MailState::queued;
  return again;
}

Result<int> resend_refused(Database& database, const Register& administrations,
                           const Letterhead& letterhead, Instant now) {
  TALLYD_TRY_ASSIGN(const auto refused, refused_acknowledgements(database, now - kLately));
  if (refused.empty()) return 0;
  TALLYD_TRY_ASSIGN(const auto failing, failing_addresses(database));
  int queued = 0;
  for (const std::int64_t id : refused) {
    TALLYD_TRY_ASSIGN(const auto mail, find_mail(database, id));
    if (!mail) continue;
    const auto again = to_other_addresses({*mail, failing, now}, administrations, letterhead);
    if (!again) continue;
    TALLYD_TRY_ASSIGN(const auto known, find_mail(database, again->message_id));
    if (known) continue;
    TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
    TALLYD_TRY(queue_mail(transaction, *again));
    TALLYD_TRY(transaction.commit());
    ++queued;
  }
  return queued;
}

}  // namespace tallyd
