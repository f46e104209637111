// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/oauth2_loader.h"

#include <filesystem>

#include "config/account_loader.h"
#include "config/printable.h"
#include "config/secret_loader.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

using Flow = OAuth2Settings::Flow;

/// "host" of "https://host:443/path"; empty: no URL of that scheme.
std::string host_of(const std::string& url, std::string_view scheme) {
  if (url.rfind(scheme, 0) != 0) return "";
  const std::string rest = url.substr(scheme.size());
  if (rest.find_first_of(" @") != std::string::npos) return "";
  return rest.substr(0, rest.find_first_of(":/?"));
}

void read_endpoint(TableReader& table, std::string_view key, std::string& into, const Need& need) {
  std::string url;
  if (!table.text(key, url, need)) return;
  if (!host_of(url, "https://").empty() || is_loopback_name(host_of(url, "http://"))) {
    into = url;
    return;
  }
  table.error(key, "\"" + printable(url) +
                       "\" is no https:// address; write it in full, for example: " +
                       std::string(key) + " = " + need.example);
}

void read_flow(TableReader& table, OAuth2Settings& oauth2) {
  std::string flow = "client_credentials";
  table.word("flow", flow, {"client_credentials", "refresh_token", "device_code"});
  if (flow == "refresh_token") oauth2.flow = Flow::refresh_token;
  if (flow == "device_code") oauth2.flow = Flow::device_code;
}

/// What one flow needs and another has no use for.
void check_flow(TableReader& table, const OAuth2Settings& oauth2) {
  const bool secret = oauth2.client_secret.from != PasswordSource::From::nowhere;
  const bool refresh = oauth2.refresh_token.from != PasswordSource::From::nowhere;
  if (oauth2.flow == Flow::client_credentials && !secret) {
    table.error("client_secret_credential",
                "is missing: with flow = \"client_credentials\" the application proves itself by a "
                "secret; write client_secret_file, client_secret_command or "
                "client_secret_credential");
  }
  if (oauth2.flow == Flow::refresh_token && !refresh) {
    table.error("refresh_token_credential",
                "is missing: flow = \"refresh_token\" begins with one; write refresh_token_file, "
                "refresh_token_command or refresh_token_credential");
  }
  if (oauth2.flow != Flow::refresh_token && refresh) {
    table.warning("flow", "takes no refresh token from this file: the one named here is not used");
  }
}

}  // namespace

void read_oauth2(TableReader table, OAuth2Settings& oauth2) {
  read_flow(table, oauth2);
  read_endpoint(table, "token_endpoint", oauth2.token_endpoint,
                required("\"https://login.example/token\""));
  const std::string device = "\"https://login.example/devicecode\"";
  const bool by_device = oauth2.flow == Flow::device_code;
  read_endpoint(table, "device_endpoint", oauth2.device_endpoint, Need{by_device, device});
  table.text("client_id", oauth2.client_id, required("\"00000000-0000-0000-0000-000000000000\""));
  read_secret(table, kClientSecretKeys, oauth2.client_secret);
  read_secret(table, kRefreshTokenKeys, oauth2.refresh_token);
  table.text("scope", oauth2.scope, optional("\"https://outlook.office365.com/.default\""));
  if (read_path(table, "ca_file", oauth2.ca_file) && !std::filesystem::exists(oauth2.ca_file)) {
    table.error("ca_file", "there is no file " + printable(oauth2.ca_file));
  }
  check_flow(table, oauth2);
  table.reject_unknown();
}

}  // namespace tallyd
