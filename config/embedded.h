// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tallyd {

/// A shipped file as it was when the program was built (cmake/Embed.cmake): `tallyctl read` and
/// `tallyd` need nothing installed beside them.
struct EmbeddedFile {
  std::string_view path;  ///< below its folder: "en/recorded.txt"
  std::string_view text;
};

/// config/phrases/
const std::vector<EmbeddedFile>& embedded_phrases();

/// config/templates/
const std::vector<EmbeddedFile>& embedded_templates();

/// config/report/: the style and the script of the report.
const std::vector<EmbeddedFile>& embedded_report();

}  // namespace tallyd
