// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "storage/statement.h"

namespace tallyd {

/// storage/schema.sql: what an empty database is made into.
const char* schema();

/// The way from version n to n + 1 is migrations[n - 1], SQL text.
using Migrations = std::vector<const char*>;
const Migrations& migrations();

/// Brings the database to version `migrations.size() + 1`: an empty one by `schema`, an older one
/// step by step, each step a transaction of its own. Throws, with the version last reached kept.
void migrate(Database::Connection& connection, const char* schema, const Migrations& migrations);

/// Throws unless the database is of exactly that version and ours.
void require_version(Database::Connection& connection, int version);

}  // namespace tallyd
