// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/cli/exit_code.h"
#include "daemon/cli/message_source.h"
#include "parsers/reader/reader_pool.h"

namespace tallyd {

struct ExplainOptions {
  std::string pictures;  ///< folder; empty: a new temporary one, if there is a picture
  bool json = false;
};

/// `tallyctl read --explain`: how each message was read, on standard output; the rows of scanned
/// forms as PNG files.
ExitCode explain_messages(ReaderPool& readers, MessageSource& source,
                          const ExplainOptions& options);

}  // namespace tallyd
