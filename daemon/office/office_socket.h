// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "config/result.h"
#include "config/settings.h"
#include "daemon/office/converter.h"

namespace tallyd {

/// Conversion in another unit than the service's: tallyd-office.socket listens, and systemd starts
/// one tallyd-office@.service for each connection (`tallyd --office`, the connection as standard
/// input). A connection is one frame `convert` one way (format, newline, bytes) and `converted` or
/// `refused` the other (parsers/reader/frame.h).

/// Whether something may listen there: a socket is at that path.
bool is_office_socket(const std::string& path);

/// Asks there. Errors: those of OfficeConverter::convert(), and temporary where nobody answers
/// within `limit`.
Result<std::string> convert_at(const std::string& path, std::string_view bytes,
                               std::string_view format, std::chrono::milliseconds limit);

/// How the readers' files are converted: not at all where the settings say so, by the office unit
/// where its socket is, else by `converter` (borrowed).
using Convert = std::function<Result<std::string>(std::string_view bytes, std::string_view format)>;
Convert office_conversion(const OfficeSettings& settings, OfficeConverter& converter);

/// Serves the connection `fd`, then it is done with. Returns what the process exits with.
int serve_office(int fd, OfficeConverter& converter);

}  // namespace tallyd
