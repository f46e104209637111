// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <pugixml.hpp>

#include "parsers/documents/docx_parts.h"
#include "parsers/documents/package.h"

namespace tallyd {

/// What stands in the headers and footers of the pages, watermarks too, a paragraph with a blank
/// line behind it. Nobody answers there, but somebody may have stamped "DRAFT" over it all.
std::string docx_margins(DocxParts& parts);

/// `root`: of styles.xml, or of a flat file.
std::string odt_margins(const pugi::xml_node& root, Budget& budget);

/// Whether the text of a styles.xml has any: most have none and need not be read.
bool may_have_margins(std::string_view styles);

}  // namespace tallyd
