// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// Whether a text tells that its writer is away or that a machine wrote it, in the words that
/// people and systems set into automatic replies. `text` as fold_blanks() gives it. Not enough
/// alone.
bool text_tells_absence(std::string_view text);

}  // namespace tallyd
