// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <pugixml.hpp>

#include "parsers/document.h"
#include "parsers/documents/docx_parts.h"
#include "parsers/documents/drawn_marks.h"

namespace tallyd {

/// What w:drawing, w:pict and w:object hold, DrawingML and VML.
struct Drawing {
  std::vector<pugi::xml_node> text_boxes;  ///< w:txbxContent
  std::vector<pugi::xml_node> controls;    ///< w:control
};

/// Looks through a drawing. Pictures as large as a page go to `pictures`; ink, circles and the like
/// that may lie over the form as somebody's mark become doubts.
Drawing read_drawing(const pugi::xml_node& drawing, Where where, DocxParts& parts,
                     std::vector<Picture>& pictures);

}  // namespace tallyd
