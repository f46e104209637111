// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_from_settings.h"

#include <algorithm>
#include <random>
#include <utility>

#include "config/password.h"
#include "daemon/imap/curl_stream.h"
#include "daemon/imap/imap_mailbox.h"

namespace tallyd {
namespace {

/// The loader has refused plain text to other machines unless allow_plaintext says otherwise.
ImapSecurity security_of(const Account& account) {
  switch (account.security) {
    case Security::tls:
      return ImapSecurity::tls;
    case Security::starttls:
      return ImapSecurity::starttls;
    case Security::none:
      return is_loopback(account.host) ? ImapSecurity::plaintext : ImapSecurity::plaintext_anywhere;
  }
  std::abort();
}

Result<std::unique_ptr<ByteStream>> log_in(const Account& from, const Interrupt& interrupt) {
  ImapAccount account;
  account.host = from.host;
  account.port = static_cast<std::uint16_t>(from.port);
  account.security = security_of(from);
  account.user = from.username;
  TALLYD_TRY_ASSIGN(account.password, fetch_password(from.password));
  account.ca_file = from.ca_file;
  return connect_imap(account, interrupt);
}

ImapMailboxSettings mailbox_settings(const MailboxSettings& from) {
  ImapMailboxSettings settings;
  settings.mailbox = from.folder;
  const bool changes = !from.recorded_keyword.empty() || !from.recorded_folder.empty();
  settings.access = changes ? MailboxAccess::read_write : MailboxAccess::read_only;
  settings.limits.message = static_cast<std::uint64_t>(from.max_message_size);
  settings.limits.beginning = std::min(settings.limits.beginning, settings.limits.message);
  settings.use_idle = from.idle ? UseIdle::when_offered : UseIdle::never;
  settings.poll_every = from.poll_interval;
  return settings;
}

}  // namespace

std::unique_ptr<Mailbox> make_imap_mailbox(const MailboxSettings& settings, Interrupt& interrupt,
                                           std::function<void(std::chrono::milliseconds)> pause) {
  ImapWorld world;
  world.connect = [account = settings.account, &interrupt] { return log_in(account, interrupt); };
  world.pause = std::move(pause);
  world.random = [engine = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(engine);
  };
  return std::make_unique<ImapMailbox>(mailbox_settings(settings), std::move(world), interrupt);
}

}  // namespace tallyd
