// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings_loader.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <tuple>

#include "config/account_loader.h"
#include "config/mail_address.h"
#include "config/oauth2_loader.h"
#include "config/printable.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t kMegabyte = 1'000'000;
constexpr std::int64_t kGibibyte = std::int64_t{1} << 30;

/// A keyword of RFC 9051: an atom, without '\'.
bool is_keyword(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("(){%*\"\\]").find(c) == std::string_view::npos;
  });
}

void read_keyword(TableReader& table, std::string_view key, std::string& into) {
  if (table.text(key, into, optional("\"$TallyRecorded\"")) && !is_keyword(into)) {
    table.error(key, "is no IMAP keyword; write one word of ASCII, \"$TallyRecorded\"");
  }
}

void read_folder(TableReader& table, std::string_view key, const MailboxSettings& mailbox,
                 std::string& into) {
  table.text(key, into, optional("\"Tallied\""));
  if (!into.empty() && into == mailbox.folder) {
    table.error(key, "is the folder that is watched; name another one");
  }
}

void read_tags(TableReader& table, MailboxSettings& mailbox) {
  read_keyword(table, "recorded_keyword", mailbox.tags.recorded_keyword);
  read_folder(table, "recorded_folder", mailbox, mailbox.tags.recorded_folder);
  read_keyword(table, "review_keyword", mailbox.tags.review_keyword);
  read_folder(table, "review_folder", mailbox, mailbox.tags.review_folder);
}

void read_mailbox(TableReader table, MailboxSettings& mailbox) {
  read_account(table, {993, 143, 143}, mailbox.account);
  table.text("folder", mailbox.folder, optional("\"INBOX\""));
  table.boolean("idle", mailbox.idle);
  table.duration("poll_interval", mailbox.poll_interval, seconds{5}, hours{1});
  table.size("max_message_size", mailbox.max_message_size, kMegabyte / 10, 64 * kMegabyte);
  read_tags(table, mailbox);
  table.text("sent_folder", mailbox.sent_folder, optional("\"Sent\""));
  table.reject_unknown();
}

/// An address that must be right; `into` gets it with its domain in lower case.
void read_address(TableReader& table, std::string_view key, std::string& into, const Need& need) {
  std::string address;
  if (!table.text(key, address, need)) return;
  const std::string mistake = mistake_in_address(address);
  if (!mistake.empty()) return table.error(key, mistake);
  into = address;
}

void read_envelope(TableReader& table, SmtpSettings& smtp) {
  std::string pattern;
  smtp.envelope_from = smtp.from_address;
  if (!table.text("envelope_from", pattern, optional("\"tally+{id}@itu.example\""))) return;
  std::string address = pattern;
  const auto at = address.find("{id}");
  if (at != std::string::npos) address.replace(at, 4, "1");
  const std::string mistake = mistake_in_address(address);
  if (!mistake.empty() || address.find_first_of("{}") != std::string::npos) {
    return table.error("envelope_from",
                       "is no address with {id} before the '@', for example: envelope_from = "
                       "\"tally+{id}@itu.example\"");
  }
  smtp.envelope_from = pattern;
}

/// "tally@itu.example" becomes "tally+{id}={recipient}@itu.example".
void read_verp(TableReader& table, SmtpSettings& smtp) {
  bool verp = false;
  table.boolean("verp", verp);
  const auto at = smtp.envelope_from.rfind('@');
  if (!verp || at == std::string::npos) return;
  if (smtp.envelope_from.find("{id}") != std::string::npos) {
    return table.error("verp",
                       "is not needed: envelope_from has {id} already; leave out one of them");
  }
  constexpr std::size_t kMostLocal = 40;  // the token needs the rest of the 64 bytes
  if (at > kMostLocal) {
    return table.error("verp",
                       "leaves no room in the return path: the part of envelope_from "
                       "before the '@' may have 40 characters");
  }
  smtp.envelope_from.insert(at, "+{id}={recipient}");
}

void read_smtp(TableReader table, SmtpSettings& smtp) {
  read_account(table, {465, 587, 25}, smtp.account);
  read_address(table, "from_address", smtp.from_address, required("\"tally@itu.example\""));
  table.text("from_name", smtp.from_name, optional("\"TSB\""));
  read_envelope(table, smtp);
  read_verp(table, smtp);
  table.integer("messages_per_minute", smtp.messages_per_minute, 1, 6000);
  table.reject_unknown();
}

void read_storage(TableReader table, StorageSettings& storage) {
  read_path(table, "directory", storage.directory);
  table.duration("retention_rejected", storage.retention_rejected, days{30}, days{36600});
  table.reject_unknown();
}

void read_tsb(TableReader table, TsbSettings& tsb) {
  std::vector<LocatedText> addresses;
  table.texts("addresses", addresses, optional("[\"sg17@itu.example\"]"));
  for (const LocatedText& address : addresses) {
    const std::string mistake = mistake_in_address(address.text);
    if (!mistake.empty()) table.report(Severity::error, address.line, "addresses", mistake);
    if (mistake.empty()) tsb.addresses.push_back(lower_case(address.text));
  }
  table.duration("review_by_mail", tsb.review_by_mail, seconds{0}, days{366});
  table.integer("notices_per_day", tsb.notices_per_day, 0, 1000);
  if (tsb.addresses.empty()) {
    table.warning("addresses",
                  "is missing: nobody is told of tallies and of what needs a person; "
                  "for example: addresses = [\"sg17@itu.example\"]");
  }
  table.reject_unknown();
}

void read_authentication(TableReader table, AuthenticationSettings& authentication) {
  using Require = AuthenticationSettings::Require;
  table.text("authserv_id", authentication.authserv_id, optional("\"mx.itu.example\""));
  std::string require = "dmarc";
  table.word("require", require, {"dmarc", "any", "none"});
  if (require == "any") authentication.require = Require::any;
  if (require == "none") authentication.require = Require::none;
  if (authentication.require != Require::none && authentication.authserv_id.empty()) {
    table.warning("authserv_id",
                  "is missing: no sender is proved, and every reply is left to a person; write the "
                  "name that your receiving server puts first in Authentication-Results, for "
                  "example: authserv_id = \"mx.itu.example\"");
  }
  table.reject_unknown();
}

void read_answers(TableReader table, AnswersSettings& answers) {
  table.integer("per_address_per_day", answers.per_address_per_day, 1, 1000);
  table.duration("conflict_window", answers.conflict_window, seconds{0}, days{7});
  Instant since;
  if (table.instant("answer_since", since, optional("2018-01-01T00:00:00Z"))) {
    answers.answer_since = since;
  }
  table.reject_unknown();
}

void read_readers(TableReader table, ReadersSettings& readers) {
  table.integer("count", readers.count, 0, 256);
  table.duration("time_limit", readers.time_limit, seconds{5}, minutes{30});
  table.size("memory_limit", readers.memory_limit, kGibibyte / 4, 64 * kGibibyte);
  table.reject_unknown();
}

void read_log(TableReader table, LogSettings& log) {
  std::string level = "info";
  table.word("level", level, {"debug", "info", "warning", "error"});
  if (level == "debug") log.level = LogLevel::debug;
  if (level == "warning") log.level = LogLevel::warning;
  if (level == "error") log.level = LogLevel::error;
  table.reject_unknown();
}

/// "127.0.0.1:9765" or "[::1]:9765": a number, for a name may come to mean another machine.
bool is_loopback_endpoint(const std::string& listen) {
  static const std::regex endpoint(R"((127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]):([1-9]\d{0,4}))");
  std::smatch parts;
  return std::regex_match(listen, parts, endpoint) && std::stoi(parts[2]) <= 65535;
}

/// What is counted is nobody's business beyond this machine, and the endpoint asks for no password.
void read_metrics(TableReader table, MetricsSettings& metrics) {
  std::string listen;
  if (table.text("listen", listen, optional("\"127.0.0.1:9765\""))) {
    if (is_loopback_endpoint(listen)) {
      metrics.listen = listen;
    } else {
      table.error("listen", "\"" + printable(listen) +
                                "\" is no loopback address with a port, and what is counted is "
                                "shown to this machine only; right would be \"127.0.0.1:9765\"");
    }
  }
  table.reject_unknown();
}

}  // namespace

Settings load_settings(const std::string& path, Problems& problems) {
  Settings settings;
  const TomlFile file = load_toml(path, problems);
  if (file.unreadable) return settings;
  TableReader root(file.root, file, "", problems);
  const Need must{true, ""};
  read_mailbox(root.table("mailbox", must), settings.mailbox);
  read_smtp(root.table("smtp", must), settings.smtp);
  const bool tokens = settings.mailbox.account.login == Login::oauth2 ||
                      settings.smtp.account.login == Login::oauth2;
  if (tokens || root.has("oauth2")) {
    read_oauth2(root.table("oauth2", Need{true, ""}), settings.oauth2);
  } else {
    std::ignore = root.table("oauth2");  // a known table
  }
  read_storage(root.table("storage"), settings.storage);
  TableReader report = root.table("report");
  report.duration("interval", settings.report.interval, seconds{0}, days{366});
  report.reject_unknown();
  read_tsb(root.table("tsb"), settings.tsb);
  read_authentication(root.table("authentication"), settings.authentication);
  read_answers(root.table("answers"), settings.answers);
  read_readers(root.table("readers"), settings.readers);
  TableReader office = root.table("office");
  office.boolean("enabled", settings.office.enabled);
  read_path(office, "socket", settings.office.socket);
  office.reject_unknown();
  read_log(root.table("log"), settings.log);
  read_metrics(root.table("metrics"), settings.metrics);
  root.reject_unknown();
  return settings;
}

}  // namespace tallyd
