// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

namespace tallyd {

class TableReader;

/// The three keys that say where a secret is, and the key under which nobody should write it.
struct SecretKeys {
  const char* file;
  const char* command;
  const char* credential;
  const char* never;
};
inline constexpr SecretKeys kPasswordKeys{"password_file", "password_command", "credential",
                                          "password"};
inline constexpr SecretKeys kClientSecretKeys{"client_secret_file", "client_secret_command",
                                              "client_secret_credential", "client_secret"};
inline constexpr SecretKeys kRefreshTokenKeys{"refresh_token_file", "refresh_token_command",
                                              "refresh_token_credential", "refresh_token"};

/// One of the three, or none: then `into` stays From::nowhere. Two of them, or the secret itself in
/// the file, are errors. False: nothing was said, not even wrongly.
bool read_secret(TableReader& table, const SecretKeys& keys, PasswordSource& into);

}  // namespace tallyd
