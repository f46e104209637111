// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/result.h"
#include "daemon/document/form_text.h"

namespace tallyd {

/// The blank Annex 2 as a PDF of A4 pages that can be filled in on the screen or printed: check
/// boxes, radio buttons for the circles, fields for the writer's name, address and date. The text,
/// identifier and QR code of the .docx. An error if no font of this machine has the characters.
Result<std::string> form_pdf(const FormText& form);

}  // namespace tallyd
