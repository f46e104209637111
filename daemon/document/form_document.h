// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/config.h"
#include "config/result.h"
#include "daemon/compose/templates.h"

namespace tallyd {

/// The blank Annex 2 of a consultation as a .docx with check boxes to click, in that language, with
/// the administration's name filled in (null: left open) and an identifier, as text and as a QR
/// code, that ties its return to circular and administration (config/form_identifier.h).
Result<std::string> form_document(const Consultation& consultation,
                                  const Administration* administration, const Templates& templates,
                                  const std::string& language);

}  // namespace tallyd
