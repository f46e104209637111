// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/reader/reader_program.h"

namespace tallyd {

/// The languages of those models, as tesseract names them.
std::vector<std::string> scan_languages();

/// The work of the full reader: read_message() with the recognition models of the six languages
/// (a quarter of a second to load; those that are not installed are missed when a scan comes).
ReaderWork message_reader();

}  // namespace tallyd
