// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/instant.h"

namespace tallyd {

/// What tallyd.toml says: one struct for each of its tables. The defaults here are the defaults of
/// the file; tallyd.toml(5) and the shipped sample document every key.

/// How a connection is protected.
enum class Security {
  tls,       ///< from the first byte
  starttls,  ///< after STARTTLS, which must succeed
  none,      ///< loopback only, unless allow_plaintext
};

/// Where a password is; never the password itself, see config/password.h.
struct PasswordSource {
  enum class From {
    nowhere,     ///< no password: no login
    file,        ///< the first line of a file
    command,     ///< the first line that a shell command prints
    credential,  ///< a systemd credential of that name
  };
  From from = From::nowhere;
  std::string what;  ///< path, command, or name
  bool operator==(const PasswordSource&) const = default;
};

/// How an account is proved.
enum class Login {
  password,
  oauth2,  ///< an access token (XOAUTH2, OAUTHBEARER), see OAuth2Settings
};

/// A server and the account there.
struct Account {
  std::string host;
  int port = 0;  ///< never 0 once loaded
  Security security = Security::tls;
  std::string username;  ///< empty: no login
  Login login = Login::password;
  PasswordSource password;
  std::string ca_file;  ///< PEM; empty: the system's authorities
  /// "sha256//BASE64;sha256//BASE64": the server's certificate must have one of these public keys,
  /// besides being accepted. Empty: any.
  std::string pinned_keys;
  bool operator==(const Account&) const = default;
};

/// What is done to messages that are ours, in the mailbox. All empty: it is opened for reading
/// only.
struct TagSettings {
  std::string recorded_keyword;  ///< set on recorded replies; empty: none
  std::string recorded_folder;   ///< recorded replies are moved there; empty: not
  std::string review_keyword;    ///< the same for what waits for a person
  std::string review_folder;
  bool any() const {
    return !(recorded_keyword + recorded_folder + review_keyword + review_folder).empty();
  }
  bool operator==(const TagSettings&) const = default;
};

struct MailboxSettings {
  Account account;
  std::string folder = "INBOX";  ///< UTF-8
  bool idle = true;              ///< false: poll even where the server has IDLE
  std::chrono::seconds poll_interval = std::chrono::minutes{1};
  std::int64_t max_message_size = 50'000'000;  ///< bytes; a longer one goes to a person
  TagSettings tags;
  std::string sent_folder;  ///< copies of what was sent; empty: none
  bool operator==(const MailboxSettings&) const = default;
};

struct SmtpSettings {
  Account account;
  std::string from_address;  ///< From: of all mail, and whom answers reach
  std::string from_name;
  /// Return-path with "{id}" where a token goes (VERP), so that a bounce tells which mail it
  /// returns: "tally+{id}@itu.example". Without "{id}": the same for all. smtp.verp = true makes
  /// one of it: "tally+{id}={recipient}@itu.example".
  std::string envelope_from;
  int messages_per_minute = 60;
  bool operator==(const SmtpSettings&) const = default;
};

/// Where access tokens come from, for all accounts with Login::oauth2.
struct OAuth2Settings {
  enum class Flow {
    client_credentials,  ///< the application's own right (RFC 6749 section 4.4)
    refresh_token,       ///< a person's consent, given elsewhere (section 6)
    device_code,         ///< a person's consent, given by `tallyctl login` (RFC 8628)
  };
  Flow flow = Flow::client_credentials;
  std::string token_endpoint;   ///< URL; empty: there is no [oauth2]
  std::string device_endpoint;  ///< URL; for device_code only
  std::string client_id;
  PasswordSource client_secret;  ///< nowhere: a public client
  PasswordSource refresh_token;  ///< for refresh_token only
  std::string scope;             ///< empty: the provider's default
  std::string ca_file;           ///< PEM; empty: the system's authorities
  bool operator==(const OAuth2Settings&) const = default;
};

struct StorageSettings {
  std::string directory = "/var/lib/tallyd";
  std::chrono::seconds retention_rejected{0};  ///< since a person rejected it; 0: for ever
  bool operator==(const StorageSettings&) const = default;
};

struct ReportSettings {
  std::chrono::seconds interval =
      std::chrono::hours{24};  ///< 0: on the deadline and on demand only
  bool operator==(const ReportSettings&) const = default;
};

/// Who gets the tally, and what needs a person.
struct TsbSettings {
  std::vector<std::string> addresses;  ///< lower case
  /// How long a review can be decided by answering its notice; 0: not at all.
  std::chrono::seconds review_by_mail = std::chrono::hours{14 * 24};
  int notices_per_day =
      20;  ///< of reviews, one mail each; what is more is told in one mail an hour
  bool operator==(const TsbSettings&) const = default;
};

struct AuthenticationSettings {
  enum class Require {
    dmarc,  ///< dmarc=pass
    any,    ///< dmarc=pass, or an aligned dkim=pass or spf=pass
    none,
  };
  std::string authserv_id;  ///< RFC 8601: of the server that delivers; empty: none is trusted
  Require require = Require::dmarc;
  bool operator==(const AuthenticationSettings&) const = default;
};

struct AnswersSettings {
  int per_address_per_day = 10;
  std::chrono::seconds conflict_window = std::chrono::hours{1};
  std::optional<Instant> answer_since;  ///< what was received before is recorded, not answered
  bool operator==(const AnswersSettings&) const = default;
};

/// What reading one message may cost.
struct ReadersSettings {
  int count = 0;  ///< side by side; 0: one for each processor
  std::chrono::seconds time_limit = std::chrono::minutes{5};
  std::int64_t memory_limit = std::int64_t{2} << 30;  ///< bytes
  bool operator==(const ReadersSettings&) const = default;
};

struct OfficeSettings {
  bool enabled = true;  ///< false: .doc, .rtf and their like go to a person
  std::string socket = "/run/tallyd-office.sock";  ///< of the office unit, used where it is there
  bool operator==(const OfficeSettings&) const = default;
};

enum class LogLevel { debug, info, warning, error };

struct LogSettings {
  LogLevel level = LogLevel::info;
  bool operator==(const LogSettings&) const = default;
};

struct MetricsSettings {
  std::string listen;  ///< "127.0.0.1:9765"; empty: no metrics
  bool operator==(const MetricsSettings&) const = default;
};

struct Settings {
  MailboxSettings mailbox;
  SmtpSettings smtp;
  OAuth2Settings oauth2;
  StorageSettings storage;
  ReportSettings report;
  TsbSettings tsb;
  AuthenticationSettings authentication;
  AnswersSettings answers;
  ReadersSettings readers;
  OfficeSettings office;
  LogSettings log;
  MetricsSettings metrics;
  bool operator==(const Settings&) const = default;
};

}  // namespace tallyd
