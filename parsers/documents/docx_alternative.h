// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>

namespace tallyd {

/// Of mc:AlternateContent what Word shows (ECMA-376 part 3, 9.3): the first mc:Choice of which it
/// knows all namespaces, else mc:Fallback; empty: nothing.
pugi::xml_node shown_alternative(const pugi::xml_node& alternatives);

}  // namespace tallyd
