// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace tallyd {
namespace {

constexpr std::size_t kHead = 4096;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

}  // namespace

bool is_named(const File& file, std::initializer_list<std::string_view> endings) {
  const std::string name = lower(file.name);
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_unknown_binary(std::string_view bytes) {
  constexpr std::array<std::string_view, 9> kSigns{"%PDF",         "{\\rtf", "\x89PNG",
                                                   "\xFF\xD8\xFF", "GIF8",   "II*",
                                                   "MM",           "PK\3\4", "\xD0\xCF\x11\xE0"};
  if (std::any_of(kSigns.begin(), kSigns.end(), [&](auto s) { return bytes.starts_with(s); })) {
    return false;
  }
  const std::string_view head = bytes.substr(0, kHead);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
  return bytes.empty() || controls > 0;
}

bool is_compound(std::string_view bytes) {
  return bytes.starts_with(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
}

bool compound_holds(std::string_view bytes, std::string_view name) {
  std::string wide;  // the directory has names in UTF-16LE, ended by a null
  for (const char c : name) wide += {c, '\0'};
  wide += {'\0', '\0'};
  return is_compound(bytes) && bytes.find(wide) != std::string_view::npos;
}

}  // namespace tallyd
