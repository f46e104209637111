// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "parsers/documents/scan.h"

namespace poppler {
class page;
}

namespace tallyd {

/// Whether a page's text is its own, or what some machine recognised on a scan.
enum class PageText { own, recognised };

/// A page of a PDF as a picture of 300 dpi, with its text if that is its own. Characters that are
/// boxes become boxes (☐ ☒ ○ …, also of symbol fonts). number: from 1. A scan whose file makes it
/// larger than any paper is a picture as large as A4. None: too large.
std::optional<PageSource> take_page(const poppler::page& page, int number, PageText text);

/// Some programs name the sign of a character that is also a radical by the radical: "⽆" for "无".
void replace_radicals(std::vector<OcrWord>& words);

/// Arabic in the order in which it is read: some programs store it as it looks, from left to right.
void put_in_logical_order(std::vector<OcrWord>& words);

}  // namespace tallyd
