// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>

#include "config/secret.h"
#include "config/settings.h"
#include "daemon/oauth2/http_post.h"
#include "daemon/oauth2/token_answer.h"

namespace tallyd {

/// Where the refresh token is kept that the provider gave last; a file of mode 0600.
std::filesystem::path kept_token_file(const StorageSettings& storage);
/// Error: it can't be written. The file belongs to whom its folder belongs to.
Result<void> keep_refresh_token(const std::filesystem::path& file, const Secret& token);
/// Empty: none is kept.
Secret kept_refresh_token(const std::filesystem::path& file);

/// The fields of a request that say who asks: client_id, client_secret where there is one, scope.
Result<Fields> client_fields(const OAuth2Settings& settings);

/// The access token that the mail servers take, fetched when it is needed and again before it runs
/// out. Any thread.
class AccessTokens {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  AccessTokens(OAuth2Settings settings, std::filesystem::path kept, Post post, Clock clock)
      : settings_(std::move(settings)),
        kept_(std::move(kept)),
        post_(std::move(post)),
        clock_(std::move(clock)) {}

  /// One that is good for a while yet. Permanent: a person must act (`tallyctl login`, another
  /// secret).
  Result<Secret> get();

  /// The mail server did not take it, whatever its time: the next get() fetches another.
  void reject(const Secret& token);

  /// When the present token should no longer be relied on; a moment before it runs out.
  std::chrono::steady_clock::time_point good_until() const;

 private:
  Result<TokenAnswer> fetch();
  Result<TokenAnswer> ask(const Fields& grant, TokenRefusal& refusal);
  Result<TokenAnswer> refresh();

  const OAuth2Settings settings_;
  const std::filesystem::path kept_;
  const Post post_;
  const Clock clock_;
  mutable std::mutex mutex_;
  Secret token_;
  std::chrono::steady_clock::time_point good_until_;
};

}  // namespace tallyd
