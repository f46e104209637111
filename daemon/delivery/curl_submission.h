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
  /// Asked before each mail, so that a changed password is taken up.
  using FetchPassword = std::function<Result<Secret>()>;

  /// `stopping` must outlive this; once it is true a submission under way is given up within a
  /// second, with Outcome::unavailable.
  CurlSubmission(Account account, FetchPassword password, const std::atomic<bool>& stopping);
  ~CurlSubmission() override;

  Sent submit(const std::string& sender, const std::string& recipient,
              std::string_view bytes) override;

 private:
  struct Handle;
  Account account_;
  FetchPassword password_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace tallyd
