// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "config/configuration.h"
#include "config/difference.h"
#include "daemon/imap/curl_stream.h"
#include "daemon/imap/imap_mailbox.h"
#include "daemon/intake/office.h"
#include "daemon/oauth2/access_tokens.h"

namespace tallyd {

/// From what the files say to what the parts of the service want to be told. Nothing here starts
/// anything.

/// What intake is told by the configuration. `templates` are loaded and without errors.
Office make_office(const Configuration& configuration, Templates templates);

ImapMailboxSettings mailbox_settings(const MailboxSettings& settings);

/// The tokens of [oauth2], for both servers.
std::unique_ptr<AccessTokens> access_tokens(const Settings& settings);

/// What the account logs in with at this moment: its password, or an access token.
Result<Secret> fetch_login(const Account& account, AccessTokens& tokens);

/// The IMAP server of the settings, as ImapMailbox sees it. Borrows all three. A token that the
/// server refuses is fetched anew once.
ImapWorld imap_world(const Account& account, AccessTokens& tokens, const Interrupt& interrupt);

/// The whole configuration folder, with DIR/templates. Prints every mistake to standard error as
/// compilers write; null if one of them is an error.
struct Setup {
  Configuration configuration;
  Office office;
  Written written;  ///< for telling what a reload changes
};
std::unique_ptr<Setup> load_setup(const std::string& directory);

}  // namespace tallyd
