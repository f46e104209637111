// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "storage/records.h"

namespace tallyd {

/// Stored records as `--json` prints them: what is not known is null, times are RFC 3339 in UTC.
nlohmann::ordered_json to_json(const ReplyRecord& reply);
nlohmann::ordered_json to_json(const ReviewItem& item);

/// As text with line ends; text that is no UTF-8 is replaced.
std::string to_text(const nlohmann::ordered_json& json);

}  // namespace tallyd
