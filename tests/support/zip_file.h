// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tallyd::test {

/// A ZIP file with these entries (name, content), deflated, in order.
std::string zip_file(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace tallyd::test
