// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "config/settings.h"

namespace tallyd {

class TableReader;

struct DefaultPorts {
  int tls = 0;
  int starttls = 0;
  int none = 0;
};

/// The keys that [mailbox] and [smtp] share: host, port, security, allow_plaintext, username,
/// login, password_file, password_command, credential, ca_file, pinned_keys.
void read_account(TableReader& table, const DefaultPorts& ports, Account& into);

/// 127.0.0.0/8, ::1 and the name localhost, as they are written.
bool is_loopback_name(const std::string& host);

/// A path; a relative one is taken from the folder of the file.
bool read_path(TableReader& table, std::string_view key, std::string& into);

}  // namespace tallyd
