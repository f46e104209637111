// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tallyd {

/// A file of config/ that is part of the program.
struct EmbeddedFile {
  std::string_view path;  ///< "en/recorded.txt"
  std::string_view text;
};

/// All files of config/templates, as they were when the program was built (cmake/Embed.cmake).
const std::vector<EmbeddedFile>& embedded_templates();

/// config/report: the style and the script of the report.
const std::vector<EmbeddedFile>& embedded_report();

}  // namespace tallyd
