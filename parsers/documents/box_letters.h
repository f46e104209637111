// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/box_kind.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// Whether what covers the outline of a kind at this place is a letter of some words, by how close
/// others stand. A mark that reaches beyond the outline speaks against it.
/// ink: without the table's lines. whole: with them.
bool is_letter(const Ink& ink, const Ink& whole, const BoxKind& kind, const Area& a);

}  // namespace tallyd
