// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/consultation.h"
#include "config/result.h"
#include "daemon/tally/tally.h"

namespace tallyd {

/// The tally as a .docx: a table of the drafts with their numbers and what follows.
Result<std::string> tally_document(const Consultation& consultation, const Tally& tally);

/// The same table for other documents (ooxml).
std::string tally_table(const Tally& tally);

}  // namespace tallyd
