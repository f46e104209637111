// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "config/result.h"
#include "config/secret.h"
#include "config/settings.h"
#include "daemon/delivery/submission.h"

namespace tallyd {

/// The real one, by libcurl. Dot-stuffing is libcurl's; a connection that broke between two mails
/// is made anew by it.
class CurlSubmission final : public Submission {
 public:
  /// Password or access token, as the account has it; asked before each mail, so that a changed
  /// one is taken up.
  using FetchPassword = std::function<Result<Secret>()>;
  /// Told when the server did not take an access token; the mail is then tried once more.
  using RejectToken = std::function<void(const Secret&)>;

  /// `stopping` must outlive this; once it is true a submission under way is given up within a
  /// second, with Outcome::unavailable.
  CurlSubmission(Account account, FetchPassword password, const std::atomic<bool>& stopping);
  void on_rejected_token(RejectToken reject) { reject_ = std::move(reject); }
  ~CurlSubmission() override;

  /// Connects, logs in and asks whether mail of that sender is taken, and sends nothing: for
  /// `tallyctl doctor`. What is wrong is told with what to do about it.
  Result<void> check(const std::string& sender);

  Sent submit(const std::string& sender, const std::string& recipient,
              std::string_view bytes) override;

 private:
  struct Handle;
  struct Envelope;
  int transfer(const Envelope& envelope, const Secret& password);
  Account account_;
  FetchPassword password_;
  RejectToken reject_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace tallyd
