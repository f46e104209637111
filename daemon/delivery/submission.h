// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// What became of one recipient of one mail.
struct Sent {
  enum class Outcome {
    accepted,
    deferred,  ///< 4xx, or the server was not reached: try again later
    refused,   ///< 5xx: the same answer next time
    /// The server was not reached, or it will have nothing of us now: other mails would fare alike.
    unavailable,
  };
  Outcome outcome = Outcome::deferred;
  std::string reply;  ///< the server's last words, or why it was not reached
};

/// All that delivery needs of a mail server. One thread uses it.
struct Submission {
  Submission() = default;
  Submission(const Submission&) = delete;
  Submission& operator=(const Submission&) = delete;
  virtual ~Submission() = default;

  /// Hands one mail over for one recipient. `sender` empty: the null path, "MAIL FROM:<>". `bytes`:
  /// RFC 5322 with CRLF. One recipient a transaction, so that the result is that recipient's own;
  /// the connection is kept for the next.
  virtual Sent submit(const std::string& sender, const std::string& recipient,
                      std::string_view bytes) = 0;
};

}  // namespace tallyd
