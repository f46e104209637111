// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/workshop.h"

#include <iostream>
#include <random>

#include "config/password.h"
#include "config/speaker.h"

namespace tallyd {
namespace {

RequiredProof required_proof(AuthenticationSettings::Require require) {
  switch (require) {
    case AuthenticationSettings::Require::dmarc:
      return RequiredProof::dmarc;
    case AuthenticationSettings::Require::any:
      return RequiredProof::any;
    case AuthenticationSettings::Require::none:
      return RequiredProof::none;
  }
  std::abort();
}

/// The loader has refused an unprotected connection to anywhere but loopback, unless it is allowed.
ImapSecurity imap_security(Security security) {
  switch (security) {
    case Security::tls:
      return ImapSecurity::tls;
    case Security::starttls:
      return ImapSecurity::starttls;
    case Security::none:
      return ImapSecurity::plaintext_anywhere;
  }
  std::abort();
}

ImapAccount imap_account(const Account& account) {
  ImapAccount imap;
  imap.host = account.host;
  imap.port = static_cast<std::uint16_t>(account.port);
  imap.security = imap_security(account.security);
  imap.user = account.username;
  imap.ca_file = account.ca_file;
  imap.pinned_keys = account.pinned_keys;
  return imap;
}

using Connected = Result<std::unique_ptr<ByteStream>>;

Connected connect_by_token(ImapAccount imap, AccessTokens& tokens, const Interrupt& interrupt) {
  TALLYD_TRY_ASSIGN(imap.bearer, tokens.get());
  Connected connected = connect_imap(imap, interrupt);
  if (connected || connected.error().failure != Failure::permanent) return connected;
  tokens.reject(imap.bearer);  // it may have been withdrawn before its time
  TALLYD_TRY_ASSIGN(imap.bearer, tokens.get());
  return connect_imap(imap, interrupt);
}

Connected connect(const Account& account, AccessTokens& tokens, const Interrupt& interrupt) {
  ImapAccount imap = imap_account(account);
  if (account.login == Login::oauth2) return connect_by_token(imap, tokens, interrupt);
  TALLYD_TRY_ASSIGN(imap.password, fetch_password(account.password));
  return connect_imap(imap, interrupt);
}

}  // namespace

std::unique_ptr<AccessTokens> access_tokens(const Settings& settings) {
  return std::make_unique<AccessTokens>(settings.oauth2, kept_token_file(settings.storage),
                                        http_post(settings.oauth2.ca_file),
                                        std::chrono::steady_clock::now);
}

Result<Secret> fetch_login(const Account& account, AccessTokens& tokens) {
  return account.login == Login::oauth2 ? tokens.get() : fetch_password(account.password);
}

Office make_office(const Configuration& configuration, Templates templates) {
  const Settings& settings = configuration.settings;
  Office office;
  office.asked = configuration.asked;
  office.policy.authserv_id = settings.authentication.authserv_id;
  office.policy.required = required_proof(settings.authentication.require);
  office.policy.own_address = settings.smtp.from_address;
  office.policy.own_domain = domain_of(settings.smtp.from_address);
  office.policy.conflict_window = settings.answers.conflict_window;
  office.policy.answer_since = settings.answers.answer_since;
  office.policy.instructors = settings.tsb.addresses;
  office.token_lifetime = settings.tsb.review_by_mail;
  office.notices_per_day = settings.tsb.notices_per_day;
  office.policy.answers_per_day = settings.answers.per_address_per_day;
  office.templates = std::move(templates);
  office.letterhead.from = settings.smtp.from_address;
  office.letterhead.from_name = settings.smtp.from_name;
  office.letterhead.bounces_to = settings.smtp.envelope_from;
  office.letterhead.message_id_domain = domain_of(settings.smtp.from_address);
  office.letterhead.operators = settings.tsb.addresses;
  const Account& account = settings.mailbox.account;
  office.mailbox = account.username + "@" + account.host + "/" + settings.mailbox.folder;
  return office;
}

ImapMailboxSettings mailbox_settings(const MailboxSettings& settings) {
  ImapMailboxSettings mailbox;
  mailbox.mailbox = settings.folder;
  if (settings.tags.any()) mailbox.access = MailboxAccess::read_write;
  mailbox.limits.message = static_cast<std::uint64_t>(settings.max_message_size);
  mailbox.poll_every = settings.poll_interval;
  mailbox.use_idle = settings.idle ? UseIdle::when_offered : UseIdle::never;
  return mailbox;
}

ImapWorld imap_world(const Account& account, AccessTokens& tokens, const Interrupt& interrupt) {
  ImapWorld world;
  world.connect = [&account, &tokens, &interrupt] { return connect(account, tokens, interrupt); };
  if (account.login == Login::oauth2) {
    world.good_until = [&tokens] { return tokens.good_until(); };
  }
  world.pause = [&interrupt](std::chrono::milliseconds pause) { interrupt.pause(pause); };
  world.random = [engine = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
  };
  return world;
}

std::unique_ptr<Setup> load_setup(const std::string& directory) {
  auto loaded = load_configuration(directory);
  auto templates = load_templates(directory + "/templates");
  Problems problems = std::move(loaded.problems);
  problems.insert(problems.end(), templates.problems.begin(), templates.problems.end());
  for (const Problem& problem : problems) std::cerr << to_line(problem) << '\n';
  if (has_errors(problems)) return nullptr;
  auto setup = std::make_unique<Setup>();
  setup->written = as_written(directory);
  setup->configuration = std::move(loaded.value);
  setup->office = make_office(setup->configuration, std::move(templates.templates));
  return setup;
}

}  // namespace tallyd
