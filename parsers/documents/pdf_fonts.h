// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class QPDF;

/// Fonts that a PDF names and does not hold: Helvetica, Times, … (ISO 32000-1, 9.6.2.2). poppler
/// would look for them on disk while it draws, which a confined reader cannot; without them the
/// page stays white. This header and its source keep to C++17, as pdf_fields.h says.
namespace tallyd {

/// Reads the standard fonts from disk, once. Where they are not installed nothing is put in.
void load_standard_fonts();

/// The file with standard fonts put in for those that it lacks; empty: it lacks none that we have.
/// The page tree must not be deep. May throw what qpdf throws.
std::string with_standard_fonts(QPDF& pdf);

}  // namespace tallyd
