// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/oauth2/access_tokens.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <tuple>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/password.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

/// How long before its end a token is given up: a login takes a while, and clocks differ.
std::chrono::milliseconds margin(std::chrono::seconds lifetime) {
  return std::min<std::chrono::milliseconds>(std::chrono::minutes{5},
                                             std::chrono::milliseconds{lifetime} / 5);
}

tl::unexpected<Error> cannot_write(const fs::path& file, int error) {
  return temporary("the refresh token can't be kept in " + file.string() + ": " +
                   std::strerror(error));
}

bool write_all(int fd, const std::string& text) {
  return ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

}  // namespace

fs::path kept_token_file(const StorageSettings& storage) {
  return fs::path(storage.directory) / "oauth2-refresh-token";
}

Result<void> keep_refresh_token(const fs::path& file, const Secret& token) {
  const std::string pending = file.string() + ".new";
  const int fd = ::open(pending.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return cannot_write(file, errno);
  struct stat folder {};
  if (::stat(file.parent_path().c_str(), &folder) == 0 && ::geteuid() == 0) {
    // Root runs `tallyctl login`, but the daemon's user reads it.
    std::ignore = ::fchown(fd, folder.st_uid, folder.st_gid);
  }
  const bool written = write_all(fd, token.reveal() + "\n") && ::fsync(fd) == 0;
  const int error = errno;
  ::close(fd);
  if (!written) return cannot_write(file, error);
  if (::rename(pending.c_str(), file.c_str()) != 0) return cannot_write(file, errno);
  return {};
}

Secret kept_refresh_token(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return Secret(line);
}

Result<Fields> client_fields(const OAuth2Settings& settings) {
  Fields fields{{"client_id", settings.client_id}};
  TALLYD_TRY_ASSIGN(const Secret secret, fetch_password(settings.client_secret));
  if (!secret.empty()) fields.emplace_back("client_secret", secret.reveal());
  if (!settings.scope.empty()) fields.emplace_back("scope", settings.scope);
  return fields;
}

Result<TokenAnswer> AccessTokens::ask(const Fields& grant, TokenRefusal& refusal) {
  TALLYD_TRY_ASSIGN(Fields fields, client_fields(settings_));
  fields.insert(fields.begin(), grant.begin(), grant.end());
  TALLYD_TRY_ASSIGN(const HttpAnswer http, post_(settings_.token_endpoint, fields));
  TokenResult result = parse_token_answer(http);
  if (result.answer) return std::move(*result.answer);
  refusal = result.refusal;
  return tl::unexpected<Error>(explain_refusal(result.refusal));
}

/// With the token that the provider gave last; where it refuses that one, with the one that the
/// settings name: an administrator may have put a new one there.
Result<TokenAnswer> AccessTokens::refresh() {
  const Secret kept = kept_refresh_token(kept_);
  TALLYD_TRY_ASSIGN(const Secret given, fetch_password(settings_.refresh_token));
  if (kept.empty() && given.empty()) {
    return permanent("there is no refresh token in " + kept_.string() + "; run: tallyctl login");
  }
  TokenRefusal refusal;
  const Secret& first = kept.empty() ? given : kept;
  auto answer = ask({{"grant_type", "refresh_token"}, {"refresh_token", first.reveal()}}, refusal);
  const bool another = !given.empty() && given.reveal() != first.reveal();
  if (!answer && refusal.code == "invalid_grant" && another) {
    answer = ask({{"grant_type", "refresh_token"}, {"refresh_token", given.reveal()}}, refusal);
  }
  if (!answer || answer->refresh.empty()) return answer;
  // Many providers take the old one no longer: without this the next start would fail.
  TALLYD_TRY(keep_refresh_token(kept_, answer->refresh));
  return answer;
}

Result<TokenAnswer> AccessTokens::fetch() {
  TokenRefusal ignored;
  switch (settings_.flow) {
    case OAuth2Settings::Flow::client_credentials:
      return ask({{"grant_type", "client_credentials"}}, ignored);
    case OAuth2Settings::Flow::refresh_token:
    case OAuth2Settings::Flow::device_code:
      return refresh();
  }
  std::abort();
}

Result<Secret> AccessTokens::get() {
  const std::lock_guard lock(mutex_);
  if (!token_.empty() && clock_() < good_until_) return token_;
  const auto asked = clock_();
  TALLYD_TRY_ASSIGN(TokenAnswer answer, fetch());
  token_ = std::move(answer.access);
  good_until_ = asked + answer.lifetime - margin(answer.lifetime);
  return token_;
}

void AccessTokens::reject(const Secret& token) {
  const std::lock_guard lock(mutex_);
  if (token_.reveal() == token.reveal()) token_ = Secret();
}

std::chrono::steady_clock::time_point AccessTokens::good_until() const {
  const std::lock_guard lock(mutex_);
  return good_until_;
}

}  // namespace tallyd
