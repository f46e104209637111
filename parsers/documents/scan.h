// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/document.h"
#include "parsers/documents/rendered_page.h"
#include "parsers/limits.h"

/// Pages that are pictures: scans, photographs, faxes. Each is set upright, its ruled table is
/// found by its lines, its words are recognised, and its boxes are found by their shape. A box's
/// state is the ink in and around it compared with its siblings; within the margin it is `unclear`.
namespace tallyd {

class Ocr;

/// Never throws. Without an Ocr (null) the pages are kept as pictures, with a doubt.
Document read_scan(const std::vector<RenderedPage>& pages, Ocr* ocr, const Limits& limits);

}  // namespace tallyd
