// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "config/result.h"
#include "daemon/imap/imap_connection.h"
#include "daemon/imap/imap_session.h"
#include "daemon/mailbox.h"

namespace tallyd {

struct FetchLimits {
  std::uint64_t message = std::uint64_t{50} << 20U;   ///< a larger one is not read whole
  std::uint64_t beginning = std::uint64_t{1} << 20U;  ///< what is read of a larger one
  std::size_t batch_messages = 50;                    ///< in one FETCH
  std::uint64_t batch_bytes = std::uint64_t{16} << 20U;
};

/// What a reader must be allowed to hold for these limits. Servers state sizes that are a little
/// off (Exchange estimates them), hence the margin.
ResponseLimits response_limits(const FetchLimits& limits);

/// Fetches messages in batches and hands them on in ascending order. First it asks for their sizes
/// and dates, then for the messages: none is fetched whose size is not known. A message that comes
/// unasked, twice, or without its UID is an error; one that does not come is left out only when the
/// server also no longer finds it.
class MessageFetcher {
 public:
  MessageFetcher(ImapConnection& connection, ImapSession& session, FetchLimits limits);

  Result<void> fetch(std::vector<Uid> uids, const Mailbox::Sink& sink);

 private:
  struct Wanted {
    Instant received;
    std::uint64_t size = 0;
  };
  using Plan = std::map<Uid, Wanted>;

  Result<Plan> ask_sizes(const std::vector<Uid>& uids);
  Result<void> fetch_planned(const Plan& plan, const Mailbox::Sink& sink);
  Result<void> fetch_batch(const Plan& batch, const Mailbox::Sink& sink);
  Result<void> confirm_gone(const std::vector<Uid>& uids, const ImapResponse& ended);
  std::uint64_t to_read(const Wanted& wanted) const;

  ImapConnection& connection_;
  ImapSession& session_;
  FetchLimits limits_;
};

}  // namespace tallyd
