// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "storage/ledger.h"
#include "storage/statement.h"

namespace tallyd {

/// Canonical JSON: keys sorted, no blanks, UTF-8 (what is not is replaced by U+FFFD).
std::string canonical(const nlohmann::json& json);

/// What is hashed: the canonical JSON of the row, its hash aside (docs/ledger.md).
std::string hashed_text(const Event& event);

/// Adds a row at the end of the ledger and writes what it says into the tables.
EventId append_event(Database::Connection& connection, EventKind kind, Instant at,
                     const nlohmann::json& payload);

/// Writes what the event says into the tables reply, decision, standing, review and contact.
/// `payload`: its payload, parsed.
void project(Database::Connection& connection, const Event& event, const nlohmann::json& payload);

}  // namespace tallyd
