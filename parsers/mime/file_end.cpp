// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/file_end.h"

#include <algorithm>
#include <iterator>

namespace tallyd {
namespace {

std::string_view without_blanks_behind(std::string_view bytes) {
  return bytes.substr(0, bytes.find_last_not_of(" \t\r\n") + 1);
}

bool ends_archive(std::string_view bytes) {
  constexpr std::size_t kRecord = 22;  // bytes, without a comment
  return bytes.size() >= kRecord && bytes.substr(bytes.size() - kRecord).starts_with("PK\5\6");
}

/// Each group of the file is closed, and nothing follows the outermost.
bool ends_rtf(std::string_view bytes) {
  int depth = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\\') {
      ++at;  // "\{" is a brace of the text
    } else if (bytes[at] == '{') {
      ++depth;
    } else if (bytes[at] == '}' && --depth == 0) {
      return at + 1 == bytes.size();
    }
  }
  return false;
}

bool ends_html(std::string_view bytes) {
  constexpr std::string_view kEnd = "</html>";
  return bytes.size() >= kEnd.size() &&
         std::equal(kEnd.begin(), kEnd.end(), bytes.end() - kEnd.size(),
                    [](char wanted, char c) { return c == wanted || c + 32 == wanted; });
}

}  // namespace

bool shows_its_end(std::string_view format, std::string_view bytes) {
  constexpr std::string_view kArchives[] = {"docx", "odt", "xlsx", "zip"};
  if (std::find(std::begin(kArchives), std::end(kArchives), format) != std::end(kArchives)) {
    return ends_archive(bytes);
  }
  const std::string_view text = without_blanks_behind(bytes);
  if (format == "pdf") return text.ends_with("%%EOF");
  if (format == "rtf") return ends_rtf(text);
  if (format == "html") return ends_html(text);
  if (format == "png") return bytes.ends_with("IEND\xAE\x42\x60\x82");
  return format == "jpg" && bytes.ends_with("\xFF\xD9");
}

bool is_padded_base64(std::string_view encoded) {
  return without_blanks_behind(encoded).ends_with('=');
}

}  // namespace tallyd
