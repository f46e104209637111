// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "tests/support/temporary_directory.h"

namespace tallyd::test {

/// A program of tests/support/servers.py, in a directory of its own, gone with this object. It also
/// ends when this process dies, however it dies.
class PrivateServer {
 public:
  /// `kind`: "dovecot" or "smtp"; `options`: "NAME=VALUE". Aborts with the reason when it does not
  /// start.
  explicit PrivateServer(const std::string& kind, const std::vector<std::string>& options = {});
  ~PrivateServer();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;

  /// What the server says of itself: "imap", "imaps", "lmtp", "smtp", "ca_file", "mail", …
  std::string says(const std::string& name) const;
  std::uint16_t port(const std::string& name) const;
  const TemporaryDirectory& directory() const { return directory_; }

 private:
  TemporaryDirectory directory_;
  pid_t child_ = -1;
  int input_ = -1;  ///< closed: the server ends
  std::string where_;
};

/// Delivers `raw` (CRLF, lines of any length) to `recipient` by LMTP on a loopback port. Aborts
/// when it is refused.
void deliver_by_lmtp(std::uint16_t port, std::string_view recipient, std::string_view raw);

}  // namespace tallyd::test
