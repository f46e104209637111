// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/event.h"

#include <nlohmann/json.hpp>

namespace tallyd {
namespace {

/// The row that the next one follows; number 0 where there is none.
LedgerHead last_row(Database::Connection& connection) {
  Statement last(connection, "SELECT id, hash FROM ledger ORDER BY id DESC LIMIT 1");
  if (!last.next()) return {};
  return {last.number(0), last.digest(1)};
}

/// As canonical(). Empty: it holds text that is no UTF-8.
std::string canonical_if_whole(const nlohmann::json& json) {
  try {
    return json.dump();
  } catch (const nlohmann::json::type_error&) {
    return {};
  }
}

}  // namespace

std::string canonical(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string hashed_text(const Event& event) {
  return R"({"at":")" + to_rfc3339(event.at) + R"(","id":)" + std::to_string(event.id) +
         R"(,"kind":")" + std::string(to_word(event.kind)) + R"(","payload":)" + event.payload +
         R"(,"previous":")" + to_hex(event.previous) + R"("})";
}

EventId append_event(Database::Connection& connection, EventKind kind, Instant at,
                     const nlohmann::json& payload) {
  const LedgerHead last = last_row(connection);
  Event event{last.id + 1, at, kind, canonical_if_whole(payload), last.hash, {}};
  const bool mended = event.payload.empty();
  if (mended) event.payload = canonical(payload);
  event.hash = sha256(hashed_text(event));
  Statement(connection, "INSERT INTO ledger VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .with(event.id, event.at, event.kind, event.payload, event.previous, event.hash)
      .run();
  // The tables say what the ledger says, in what was mended, too.
  project(connection, event, mended ? nlohmann::json::parse(event.payload) : payload);
  return event.id;
}

}  // namespace tallyd
