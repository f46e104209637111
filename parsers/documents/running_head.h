// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// Where words stand at the very top of a page that the first page has there, too: what a browser
/// or a writer prints above each page. A row that a page's end cut goes on below, and that is none
/// of it. Of a page that is not the first.
std::vector<Area> running_head(const std::vector<OcrWord>& words,
                               const std::vector<OcrWord>& first_page);

}  // namespace tallyd
