// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tallyd {

/// A file of config/phrases/ as it was when the program was built.
struct EmbeddedPhrases {
  std::string_view name;
  std::string_view text;
};

/// All of them. Defined in a source that config/CMakeLists.txt makes.
const std::vector<EmbeddedPhrases>& embedded_phrases();

}  // namespace tallyd
