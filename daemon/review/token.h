// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/result.h"

namespace tallyd {

/// A new one-time token, "TALLY-7K3QM-…": 125 random bits. What is stored of it is its SHA-256
/// (ReviewItem::token); it stands in one notice to TSB and nowhere else.
Result<std::string> make_review_token();

}  // namespace tallyd
