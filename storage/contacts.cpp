// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/contacts.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/outbox.h"
#include "storage/payload.h"

namespace tallyd {
namespace {

/// ASCII only: a local part in other letters is left as it is (RFC 6531 section 3.2).
std::string lower(std::string_view address) {
  std::string folded(address);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

/// What is known already says as much.
bool adds_nothing(Database::Connection& connection, const FailingAddress& failing) {
  Statement known(connection, "SELECT permanent FROM contact WHERE address = ?1");
  return known.with(failing.address).next() && (known.flag(0) || !failing.permanent);
}

}  // namespace

Result<void> mark_failing(Transaction& transaction, const FailingAddress& failing) {
  return writing(transaction, "note a failing address", [&](Database::Connection& connection) {
    FailingAddress folded = failing;
    folded.address = lower(failing.address);
    if (adds_nothing(connection, folded)) return;
    append_event(connection, EventKind::address_failing, folded.since, payload_of(folded));
  });
}

Result<void> mark_working(Transaction& transaction, std::string_view address, Instant at) {
  return writing(transaction, "note a working address", [&](Database::Connection& connection) {
    const std::string folded = lower(address);
    Statement known(connection, "SELECT 1 FROM contact WHERE address = ?1");
    if (!known.with(folded).next()) return;
    append_event(connection, EventKind::address_working, at, {{"address", folded}});
  });
}

Result<std::vector<FailingAddress>> failing_addresses(Database& database) {
  return guarded("list the failing addresses", [&] {
    Statement rows(database.connection(),
                   "SELECT address, permanent, since, why FROM contact ORDER BY address");
    std::vector<FailingAddress> failing;
    while (rows.next()) {
      failing.push_back({rows.text(0), rows.flag(1), rows.instant(2), rows.text(3)});
    }
    return failing;
  });
}

Result<Reminded> queue_reminder(Transaction& transaction, const Reminder& reminder,
                                const OutboxMail& mail) {
  return writing(transaction, "queue a reminder", [&](Database::Connection& connection) {
    Statement known(connection,
                    "SELECT 1 FROM reminder WHERE circular = ?1 AND administration = ?2"
                    " AND offset_seconds = ?3");
    known.with(reminder.circular, reminder.administration, reminder.offset.count());
    if (known.next()) return Reminded::already;
    Statement(connection, "INSERT INTO reminder VALUES (?1, ?2, ?3, ?4)")
        .with(reminder.circular, reminder.administration, reminder.offset.count(), mail.message_id)
        .run();
    take(queue_mail(transaction, mail));
    return Reminded::now;
  });
}

Result<std::vector<Reminder>> reminders(Database& database, std::string_view circular) {
  return guarded("list the reminders", [&] {
    Statement rows(database.connection(),
                   "SELECT circular, administration, offset_seconds, message_id FROM reminder"
                   " WHERE circular = ?1 ORDER BY administration, offset_seconds DESC");
    rows.with(circular);
    std::vector<Reminder> sent;
    while (rows.next()) {
      sent.push_back(
          {rows.text(0), rows.text(1), std::chrono::seconds(rows.number(2)), rows.text(3)});
    }
    return sent;
  });
}

}  // namespace tallyd
