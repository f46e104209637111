// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/returned.h"

#include <algorithm>
#include <optional>

#include "config/mail_address.h"
#include "daemon/delivery/return_path.h"
#include "storage/outbox.h"

namespace tallyd {
namespace {

/// Mail systems give up after five days; some hold a bounce for some more.
constexpr std::chrono::hours kLately{24 * 14};

const FailedRecipient* find_failed(const std::vector<FailedRecipient>& failed,
                                   std::string_view address) {
  const auto found = std::find_if(failed.begin(), failed.end(), [&](const FailedRecipient& one) {
    return lower_case(one.address) == lower_case(address) ||
           lower_case(one.other) == lower_case(address);
  });
  return found == failed.end() ? nullptr : &*found;
}

/// `failed` null: the bounce says no more than that it is one.
FailingAddress failing(const std::string& address, const FailedRecipient* failed,
                       const OutboxMail& mail, Instant now) {
  const std::string status = failed != nullptr ? failed->status : "";
  std::string why = std::string(to_word(mail.purpose)) + " " + mail.message_id + " was returned";
  if (!status.empty()) why += " with " + status;
  // What the report calls by another name has been forwarded: both are told.
  if (failed != nullptr && lower_case(failed->address) != lower_case(address)) {
    why += ", about " + failed->address;
  }
  return {address, failed == nullptr || failed->permanent, now, why};
}

/// The recipients of `mail` that failed. A report about another address is about the only
/// recipient, whose system has forwarded the mail.
std::vector<FailingAddress> failing_of(const OutboxMail& mail, const Reading& bounce, Instant now) {
  const auto& failed = bounce.mail.failed;
  std::vector<FailingAddress> all;
  for (const Recipient& to : mail.recipients) {
    const FailedRecipient* const found = find_failed(failed, to.address);
    if (found != nullptr) all.push_back(failing(to.address, found, mail, now));
  }
  if (all.empty() && mail.recipients.size() == 1) {
    const FailedRecipient* const first = failed.empty() ? nullptr : &failed.front();
    all.push_back(failing(mail.recipients.front().address, first, mail, now));
  }
  return all;
}

Result<Returned> by_return_path(Database& database, const Reading& bounce, std::string_view pattern,
                                Instant now) {
  for (const std::string& address : bounce.mail.returned_to) {
    const auto token = find_return_token(pattern, address);
    if (!token) continue;
    TALLYD_TRY_ASSIGN(const auto mail, find_mail(database, token->mail));
    if (!mail) continue;
    for (const Recipient& to : mail->recipients) {
      if (return_token(*mail, to.address) != token->text) continue;
      const auto& failed = bounce.mail.failed;
      const FailedRecipient* found = find_failed(failed, to.address);
      if (found == nullptr && !failed.empty()) found = &failed.front();
      return Returned{{failing(to.address, found, *mail, now)}, mail, false};
    }
  }
  return Returned{};
}

Result<std::optional<OutboxMail>> by_message_id(Database& database, const MailFacts& bounce) {
  std::vector<std::string> ids = bounce.further_message_ids;
  ids.insert(ids.begin(), bounce.returned_message_id);
  for (const std::string& id : ids) {
    if (id.empty()) continue;
    TALLYD_TRY_ASSIGN(auto mail, find_mail(database, id));
    if (mail) return std::optional<OutboxMail>(std::move(mail));
  }
  return std::optional<OutboxMail>{};
}

Result<Returned> by_recipient(Database& database, const Reading& bounce, Instant now) {
  Returned all;
  all.by_address_alone = true;
  for (const FailedRecipient& failed : bounce.mail.failed) {
    for (const std::string* const address : {&failed.address, &failed.other}) {
      if (address->empty()) continue;
      TALLYD_TRY_ASSIGN(const auto mail, last_mail_to(database, *address, now - kLately));
      if (!mail) continue;
      all.failing.push_back(failing(*address, &failed, *mail, now));
      TALLYD_TRY_ASSIGN(all.mail, find_mail(database, mail->id));
      break;
    }
  }
  return all;
}

}  // namespace

Result<Returned> returned_mail(Database& database, const Reading& bounce,
                               std::string_view return_pattern, Instant now) {
  if (bounce.kind != Kind::bounce) return Returned{};
  TALLYD_TRY_ASSIGN(Returned returned, by_return_path(database, bounce, return_pattern, now));
  if (returned.mail) return returned;
  TALLYD_TRY_ASSIGN(const auto mail, by_message_id(database, bounce.mail));
  if (mail) return Returned{failing_of(*mail, bounce, now), mail, false};
  if (!bounce.mail.returned_message_id.empty()) return Returned{};  // it returns another's mail
  return by_recipient(database, bounce, now);
}

}  // namespace tallyd
