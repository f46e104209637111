// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/result.h"
#include "daemon/document/form_text.h"

namespace tallyd {

/// The blank Annex 2 as a .docx with check boxes to click and its identifier as text and as a QR
/// code. The same text always gives the same bytes.
Result<std::string> form_document(const FormText& form);

}  // namespace tallyd
