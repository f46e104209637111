// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "config/settings.h"

namespace tallyd {

/// What one examination of `tallyctl doctor` found: a line, which says what to do where something
/// is wrong.
enum class Health {
  good,
  doubtful,  ///< a warning: it works, or does so for now
  bad,
};
struct Examined {
  std::string what;
  Health health = Health::good;
  std::string text;
};

/// "ok", "warning", "error".
const char* to_word(Health health);

/// The state directory: there, nobody else's, writable by the service.
Examined examine_permissions(const Settings& settings);

/// Room on the disk of the state directory, of which a share is free bytes, and files.
struct Room {
  double bytes = 0;
  double files = 0;  ///< infinite: the file system has no limit
};
Examined examine_room(const std::string& directory, const Room& room);
Examined examine_disk(const Settings& settings);

/// This machine's clock: set by nobody, or earlier than what is recorded (`newest`, the last row
/// of the ledger).
Examined examine_clock(Instant now, std::optional<Instant> newest);

/// The models of tesseract that scans in the six languages need.
Examined examine_scans();

}  // namespace tallyd
