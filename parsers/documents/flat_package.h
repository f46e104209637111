// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/documents/budget.h"

namespace tallyd {

/// Word's "XML document": all parts of a package in one XML file (the Flat OPC of ECMA-376's
/// producers). Known by its first kilobytes.
bool is_flat_package(std::string_view bytes);

/// Its parts by name, as XML or, where they are in Base64, as bytes. Damaged XML is kept up to the
/// damage, with a doubt.
std::vector<std::pair<std::string, std::string>> flat_parts(std::string_view bytes, Budget& budget);

}  // namespace tallyd
