// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// The codes of ISO 3166-1 alpha-3, in order.
std::vector<std::string> country_codes();

bool is_country_code(std::string_view code);

}  // namespace tallyd
