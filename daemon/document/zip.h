// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/result.h"

namespace tallyd {

/// A file in an archive; its name may have folders ("word/document.xml").
struct ZipEntry {
  std::string name;
  std::string bytes;
};

/// The archive, its entries in that order and without a time of day, so that the same entries
/// always give the same bytes.
Result<std::string> to_zip(const std::vector<ZipEntry>& entries);

}  // namespace tallyd
