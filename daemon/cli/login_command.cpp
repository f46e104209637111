// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "config/printable.h"
#include "config/settings_loader.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/stored.h"
#include "daemon/oauth2/access_tokens.h"
#include "daemon/oauth2/device_login.h"

namespace tallyd {
namespace {

void show(const DeviceAnswer& device) {
  std::cout << "Open " << device.address << " in a browser, log in as the mailbox's account, and "
            << "enter the code " << device.user_code << std::endl;  // now: a person waits for it
  std::cerr << "tallyctl: waiting until that is done…\n";
}

ExitCode log_in(const std::string& directory) {
  Problems problems;
  const Settings settings = load_settings(directory + "/tallyd.toml", problems);
  if (has_errors(problems)) return report(problems);
  const OAuth2Settings& oauth2 = settings.oauth2;
  if (oauth2.flow != OAuth2Settings::Flow::device_code || oauth2.token_endpoint.empty()) {
    std::cerr << "tallyctl login: only [oauth2] flow = \"device_code\" has a login by a person\n";
    return ExitCode::config;
  }
  const DeviceWorld world{http_post(oauth2.ca_file), show,
                          [](auto pause) { std::this_thread::sleep_for(pause); }};
  const auto token = log_in_device(oauth2, world);
  if (!token) return report(token.error());
  const auto kept = keep_refresh_token(kept_token_file(settings.storage), *token);
  if (!kept) return report(kept.error());
  std::cerr << "tallyctl: logged in; tallyd renews the login by itself from now on\n";
  return ExitCode::ok;
}

}  // namespace

void add_login(CLI::App& tallyctl, Action& action) {
  const auto directory = std::make_shared<std::string>();
  CLI::App* const command = tallyctl.add_subcommand(
      "login", "Let a person consent to tallyd's use of the mailbox (OAuth2, device code)");
  add_config_option(*command, *directory);
  command->footer(
      "Shows an address and a code, waits until the code was entered there, and keeps the refresh\n"
      "token in the state directory.\nExample:\n  sudo -u tallyd tallyctl login");
  command->callback([directory, &action] { action = [directory] { return log_in(*directory); }; });
}

}  // namespace tallyd
