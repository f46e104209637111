// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// What the first bytes of a file with pages say, without any library that draws them.
bool is_tiff(std::string_view bytes);
bool is_bmp(std::string_view bytes);

}  // namespace tallyd
