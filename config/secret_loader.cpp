// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secret_loader.h"

#include <filesystem>
#include <vector>

#include "config/account_loader.h"
#include "config/printable.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

/// Mistakes that show before anybody logs in.
void check_file(TableReader& table, const char* key, const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return table.error(key, "there is no file " + printable(path));
  }
  const auto others = fs::perms::others_read | fs::perms::others_write | fs::perms::group_write;
  if (!error && (status.permissions() & others) != fs::perms::none) {
    table.warning(key, printable(path) +
                           " can be read or changed by other users; run: "
                           "chmod 0600 " +
                           printable(path));
  }
}

}  // namespace

bool read_secret(TableReader& table, const SecretKeys& keys, PasswordSource& into) {
  using From = PasswordSource::From;
  std::vector<const char*> given;
  std::string what;
  if (read_path(table, keys.file, what)) {
    into = {From::file, what};
    check_file(table, keys.file, what);
    given.push_back(keys.file);
  }
  if (table.text(keys.command, what, optional("\"pass show tally\""))) {
    into = {From::command, what};
    given.push_back(keys.command);
  }
  if (table.text(keys.credential, what, optional("\"imap-password\""))) {
    into = {From::credential, what};
    if (what.find('/') != std::string::npos) {
      table.error(keys.credential, "\"" + printable(what) +
                                       "\" is a path; write the credential's name alone, as in "
                                       "LoadCredential=, or name the file by " +
                                       keys.file);
    }
    given.push_back(keys.credential);
  }
  if (given.size() > 1) {
    table.error(given.back(), std::string("stands beside ") + given.front() +
                                  "; a secret has one source: leave out one of the two");
  }
  if (!table.has(keys.never)) return !given.empty();
  table.text(keys.never, what);
  table.error(keys.never, std::string("a secret never stands in this file; write it into a file of "
                                      "mode 0600 and name that: ") +
                              keys.file + " = \"/etc/tallyd/" + keys.never + "\"");
  return true;
}

}  // namespace tallyd
