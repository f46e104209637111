// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tallyd {

/// A file of config/templates that is part of the program.
struct EmbeddedFile {
  std::string_view path;  ///< "en/recorded.txt"
  std::string_view text;
};

/// All of them, as they were when the program was built (cmake/Embed.cmake).
const std::vector<EmbeddedFile>& embedded_templates();

}  // namespace tallyd
