// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/account_loader.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "config/printable.h"
#include "config/secret_loader.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

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
  if (!is_loopback_name(into.host) && !into.host.empty() && !allow_plaintext) {
    table.error("security", "\"none\" would send password and mail to " + printable(into.host) +
                                " for everybody to read; write \"tls\" or \"starttls\", or, if the "
                                "network is yours alone, add allow_plaintext = true");
  }
}

void read_login(TableReader& table, Account& into) {
  std::string login = "password";
  table.word("login", login, {"password", "oauth2"});
  const bool by_token = login == "oauth2";
  if (by_token) into.login = Login::oauth2;
  const bool said = read_secret(table, kPasswordKeys, into.password);
  if (by_token && said) {
    table.error("login", "is \"oauth2\", which needs no password: leave out one of the two");
  }
  if (by_token && into.username.empty()) {
    table.error("username",
                "is missing: a token says who may log in, not where; write the "
                "address of the mailbox");
  }
  if (!by_token && !said && !into.username.empty()) {
    table.error("password_file", "is missing: " + printable(into.username) +
                                     " logs in with a password; write password_file, "
                                     "password_command or credential, or login = \"oauth2\"");
  }
}

/// The form that curl has: SHA-256 of the public key in 44 characters of base64.
bool is_pin(const std::string& text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  return text.size() == 52 && text.rfind("sha256//", 0) == 0 &&
         text.find_first_not_of(kAlphabet, 8) == std::string::npos;
}

void read_pins(TableReader& table, Account& into) {
  std::vector<LocatedText> pins;
  table.texts("pinned_keys", pins, optional("[\"sha256//…\"]"));
  for (const LocatedText& pin : pins) {
    if (!is_pin(pin.text)) {
      table.report(Severity::error, pin.line, "pinned_keys",
                   "\"" + printable(pin.text) +
                       "\" is no pin: \"sha256//\" and 44 characters of base64; tallyd.toml(5) "
                       "says how to make one");
      continue;
    }
    into.pinned_keys += (into.pinned_keys.empty() ? "" : ";") + pin.text;
  }
  if (!into.pinned_keys.empty() && into.security == Security::none) {
    table.error("pinned_keys", "pins a certificate, but security is \"none\": there is none");
  }
}

}  // namespace

bool is_loopback_name(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

bool read_path(TableReader& table, std::string_view key, std::string& into) {
  std::string path;
  if (!table.text(key, path, optional("\"/etc/tallyd/file\""))) return false;
  if (path[0] == '~') {
    table.error(key, "\"" + printable(path) +
                         "\": '~' means nothing to a service; write the whole path, /home/…");
    return false;
  }
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
  read_login(table, into);
  read_pins(table, into);
  if (read_path(table, "ca_file", into.ca_file) && !fs::exists(into.ca_file)) {
    table.error("ca_file", "there is no file " + printable(into.ca_file));
  }
}

}  // namespace tallyd
