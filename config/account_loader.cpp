// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/account_loader.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "config/printable.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

int default_port(Security security, const DefaultPorts& ports) {
  switch (security) {
    case Security::tls:
      return ports.tls;
    case Security::starttls:
      return ports.starttls;
    case Security::none:
      return ports.none;
  }
  std::abort();
}

void read_host(TableReader& table, std::string& into) {
  std::string host;
  if (!table.text("host", host, required("\"imap.itu.example\""))) return;
  if (host.find("://") != std::string::npos || host.find_first_of("/@ []") != std::string::npos) {
    return table.error("host", "\"" + printable(host) +
                                   "\" is no host name; write the name or the "
                                   "IP address alone, without scheme, user and brackets");
  }
  const auto colon = host.find(':');
  if (colon != std::string::npos && host.find(':', colon + 1) == std::string::npos) {
    return table.error("host", "\"" + printable(host) + "\" holds a port; write host = \"" +
                                   printable(host.substr(0, colon)) +
                                   "\" and port = " + printable(host.substr(colon + 1)));
  }
  into = host;
}

void read_security(TableReader& table, Account& into) {
  std::string security = "tls";
  bool allow_plaintext = false;
  table.word("security", security, {"tls", "starttls", "none"});
  table.boolean("allow_plaintext", allow_plaintext);
  if (security == "starttls") into.security = Security::starttls;
  if (security != "none") return;
  into.security = Security::none;
  if (!is_loopback(into.host) && !into.host.empty() && !allow_plaintext) {
    table.error("security", "\"none\" would send password and mail to " + printable(into.host) +
                                " for everybody to read; write \"tls\" or \"starttls\", or, if the "
                                "network is yours alone, add allow_plaintext = true");
  }
}

/// Mistakes that show before anybody logs in.
void check_password_file(TableReader& table, const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return table.error("password_file", "there is no file " + printable(path));
  }
  const auto others = fs::perms::others_read | fs::perms::others_write | fs::perms::group_write;
  if (!error && (status.permissions() & others) != fs::perms::none) {
    table.warning("password_file", printable(path) +
                                       " can be read or changed by other users; run: "
                                       "chmod 0600 " +
                                       printable(path));
  }
}

void read_password(TableReader& table, Account& into) {
  using From = PasswordSource::From;
  std::vector<std::pair<std::string, From>> given;
  std::string what;
  if (read_path(table, "password_file", what)) {
    into.password = {From::file, what};
    check_password_file(table, what);
    given.emplace_back("password_file", From::file);
  }
  if (table.text("password_command", what, optional("\"pass show tally\""))) {
    into.password = {From::command, what};
    given.emplace_back("password_command", From::command);
  }
  if (table.text("credential", what, optional("\"imap-password\""))) {
    into.password = {From::credential, what};
    given.emplace_back("credential", From::credential);
  }
  if (given.size() > 1) {
    table.error(given.back().first, "stands beside " + given.front().first +
                                        "; a password has one source: leave out one of the two");
  }
  if (table.has("password")) {
    table.text("password", what);
    table.error("password",
                "a password never stands in this file; write it into a file of mode "
                "0600 and name that: password_file = \"/etc/tallyd/password\"");
    return;
  }
  if (given.empty() && !into.username.empty()) {
    table.error("password_file", "is missing: " + printable(into.username) +
                                     " logs in with a password; write password_file, "
                                     "password_command or credential");
  }
}

}  // namespace

bool read_path(TableReader& table, std::string_view key, std::string& into) {
  std::string path;
  if (!table.text(key, path, optional("\"/etc/tallyd/file\""))) return false;
  std::error_code ignored;
  const fs::path folder = fs::path(table.path()).parent_path();
  into = fs::absolute(folder / path, ignored).lexically_normal().string();
  return true;
}

void read_account(TableReader& table, const DefaultPorts& ports, Account& into) {
  read_host(table, into.host);
  read_security(table, into);
  into.port = default_port(into.security, ports);
  table.integer("port", into.port, 1, 65535);
  if (into.security == Security::tls && (into.port == ports.starttls || into.port == ports.none)) {
    table.warning("port", std::to_string(into.port) +
                              " is the port of servers that begin without "
                              "TLS; with it, security is \"starttls\" nearly always");
  }
  if (into.security == Security::starttls && into.port == ports.tls) {
    table.warning("port", std::to_string(into.port) +
                              " is the port of servers that begin with TLS; "
                              "with it, security is \"tls\" nearly always");
  }
  table.text("username", into.username, optional("\"tally@itu.example\""));
  read_password(table, into);
  if (read_path(table, "ca_file", into.ca_file) && !fs::exists(into.ca_file)) {
    table.error("ca_file", "there is no file " + printable(into.ca_file));
  }
}

}  // namespace tallyd
