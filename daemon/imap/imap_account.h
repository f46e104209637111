// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/secret.h"

namespace tallyd {

enum class ImapSecurity {
  tls,        ///< imaps, port 993
  starttls,   ///< port 143; a server without STARTTLS is refused
  plaintext,  ///< port 143, to loopback addresses only
  plaintext_anywhere,
};

/// Where a mailbox is and who reads it.
struct ImapAccount {
  std::string host;
  std::uint16_t port = 0;  ///< 0: the usual one
  ImapSecurity security = ImapSecurity::tls;
  std::string user;
  Secret password;
  Secret bearer;            ///< OAuth 2 access token (OAUTHBEARER, XOAUTH2), in place of a password
  std::string pinned_keys;  ///< as Account has them
  std::string ca_file;      ///< PEM; empty: the system's certificate authorities
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{30};
};

/// 127.0.0.0/8, ::1 and the name localhost.
bool is_loopback(std::string_view host);

}  // namespace tallyd
