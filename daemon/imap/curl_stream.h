// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "config/result.h"
#include "daemon/imap/byte_stream.h"
#include "daemon/imap/imap_account.h"
#include "daemon/imap/interrupt.h"

namespace tallyd {

/// Connects by libcurl (CURLOPT_CONNECT_ONLY), which does TLS, checks the certificate and logs in.
/// The stream borrows `interrupt`, which ends waiting at once, in here and in the stream.
///
/// Failure::permanent where a person must act (password, certificate, no STARTTLS), else temporary.
Result<std::unique_ptr<ByteStream>> connect_imap(const ImapAccount& account,
                                                 const Interrupt& interrupt);

}  // namespace tallyd
