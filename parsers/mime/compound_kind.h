// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// What a ZIP file is by the names in its directory (not in files within it): "docx", "xlsx",
/// "pptx", "odt", "ods", "odp", "zip"; "package" for an office file (OPC) of unknown kind.
/// Empty: no ZIP file.
std::string_view zip_kind(std::string_view bytes);

/// What an OLE compound file ([MS-CFB]) is by its streams: "doc", "xls", "ppt", "msg", "ole".
/// Empty: no such file.
std::string_view ole_kind(std::string_view bytes);

}  // namespace tallyd
