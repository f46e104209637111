// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/terminal.h"

#include <cstdint>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

namespace tallyd {
namespace {

std::size_t columns_of(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;  // the other thirty categories take room
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Takes one character off the front; bytes that are no UTF-8 count one by one.
UChar32 take(std::string_view& text) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, size, c);
  text.remove_prefix(static_cast<std::size_t>(at));
  return c;
}

bool is_set(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

Terminal terminal_at(int descriptor) {
  if (isatty(descriptor) == 0) return {};
  winsize size{};
  const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  const char* const term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  return {known ? size.ws_col : std::size_t{80}, !dumb && !is_set("NO_COLOR"), !dumb};
}

}  // namespace

Terminal standard_output() { return terminal_at(STDOUT_FILENO); }

Terminal standard_error() { return terminal_at(STDERR_FILENO); }

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += columns_of(take(text));
  return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  std::string_view rest = text;
  std::size_t used = 0;
  std::size_t bytes = 0;
  while (!rest.empty()) {
    used += columns_of(take(rest));
    if (used > columns - 1) break;
    bytes = text.size() - rest.size();
  }
  return std::string(text.substr(0, bytes)) + "…";
}

}  // namespace tallyd
