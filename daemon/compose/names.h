// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "config/config.h"
#include "daemon/compose/templates.h"

namespace tallyd {

/// How mails name what is asked of whom.

/// A text of words.txt, empty if there is none.
const std::string& word(const Wording& words, std::string_view key);

/// Null: no such.
const Consultation* find_consultation(const Asked& asked, std::string_view circular);
const Administration* find_administration(const Register& administrations, std::string_view code);

/// The name of an administration in that language, else in English, else its code.
std::string name_of(const Administration& administration, const std::string& language);

/// "X.1214 (ex X.samtn): Security assessment"; the designation alone where no more is known.
std::string draft_name(const std::string& designation, const Consultation* consultation);

/// "TSB Circular 53" as it is called in that language; another designation stays as it is.
std::string circular_name(const std::string& circular, const Wording& words);

/// "Thursday, 8 March 2018, 23:59 UTC" in that language, with European digits; seconds where there
/// are some. Without a preposition, and in a case that fits behind "on" and behind "by".
std::string long_date(Instant instant, const std::string& language);

}  // namespace tallyd
