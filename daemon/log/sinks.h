// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "daemon/log/log.h"

namespace tallyd {

/// Standard error, with the time in UTC; colours on a terminal only (and not if NO_COLOR is set).
std::unique_ptr<LogSink> console_sink();

/// The systemd journal, with native fields. A line that journald does not take goes to standard
/// error.
std::unique_ptr<LogSink> journal_sink();

/// The journal where standard error leads there (JOURNAL_STREAM, systemd.exec(5)), else the
/// console.
std::unique_ptr<LogSink> standard_sink();

/// Whether the file behind `descriptor` is the stream that `journal_stream` names, "device:inode".
bool is_journal_stream(int descriptor, const std::string& journal_stream);

}  // namespace tallyd
