// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string_view>

#include "parsers/documents/format.h"

namespace tallyd {

/// True where the file's name ends in one of these (lower case, with the dot), in any case.
bool is_named(const File& file, std::initializer_list<std::string_view> endings);

/// True for content that begins with no known sign of another format and is no text either: what
/// its name says is all that is known.
bool is_unknown_binary(std::string_view bytes);

/// An OLE compound file ([MS-CFB]): old Word, encrypted OOXML, …
bool is_compound(std::string_view bytes);

/// True where a compound file holds a stream or storage of that name (ASCII).
bool compound_holds(std::string_view bytes, std::string_view name);

}  // namespace tallyd
