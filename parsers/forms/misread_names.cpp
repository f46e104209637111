// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/misread_names.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

bool is_letter_or_digit(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_digit(c);
}

/// What a digit is misread as; no digit is among it.
std::u32string_view looks_of(char32_t digit) {
  switch (digit) {
    case U'0':
      return U"OoQD";
    case U'1':
      return U"lIi|!";
    case U'2':
      return U"Zz";
    case U'5':
      return U"Ss";
    case U'6':
      return U"Gb";
    case U'8':
      return U"B";
    default:
      return {};
  }
}

/// The digits that a series' letter is misread as: none is a series.
std::u32string_view digits_for(char32_t letter) {
  switch (letter) {
    case U'O':
    case U'Q':
    case U'D':
      return U"0";
    case U'I':
    case U'L':
      return U"1";
    case U'Z':
      return U"2";
    case U'S':
      return U"5";
    case U'G':
      return U"6";
    case U'B':
      return U"8";
    default:
      return {};
  }
}

/// A letter, a point, and digits with points between.
bool is_plain(std::u32string_view name) {
  return name.size() >= 4 && name[0] >= U'A' && name[0] <= U'Z' && name[1] == U'.' &&
         std::all_of(name.begin() + 2, name.end(),
                     [](char32_t c) { return c == U'.' || (c >= U'0' && c <= U'9'); });
}

std::u32string_view looks(std::u32string_view name, std::size_t i) {
  return i == 0 ? digits_for(name[0]) : looks_of(name[i]);
}

class Restorer {
 public:
  Restorer(const std::set<std::u32string>& names, Line& line) : names_(names), line_(line) {}

  void restore() {
    for (std::size_t at = 0; at < line_.glyphs.size(); ++at) {
      const std::optional<std::u32string> name = name_at(at);
      for (std::size_t i = 0; name && i < name->size(); ++i) {
        line_.glyphs[at + i].character = (*name)[i];
      }
    }
  }

 private:
  char32_t at(std::size_t i) const {
    return i < line_.glyphs.size() && line_.glyphs[i].box == nullptr ? line_.glyphs[i].character
                                                                     : U' ';
  }

  /// The only one that may have been misread so.
  std::optional<std::u32string> name_at(std::size_t begin) const {
    const char32_t before = begin == 0 ? U' ' : at(begin - 1);
    if (is_letter_or_digit(before) || before == U'.') return std::nullopt;
    std::optional<std::u32string> found;
    for (const std::u32string& name : names_) {
      if (!is_misread(name, begin)) continue;
      if (found) return std::nullopt;
      found = name;
    }
    return found;
  }

  bool is_misread(std::u32string_view name, std::size_t begin) const {
    int digits = 0;
    int wrong = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char32_t c = at(begin + i);
      if (c != name[i] && looks(name, i).find(c) == std::u32string_view::npos) return false;
      if (i > 0 && c == name[i] && c != U'.') ++digits;
      if (c != name[i]) ++wrong;
    }
    const char32_t after = at(begin + name.size());
    const bool goes_on = is_letter_or_digit(after) || ((after == U'.' || after == U'-') &&
                                                       is_digit(at(begin + name.size() + 1)));
    return wrong > 0 && wrong <= digits && !goes_on;
  }

  const std::set<std::u32string>& names_;
  Line& line_;
};

}  // namespace

void restore_designations(const std::vector<Consultation>& consultations,
                          std::vector<Line>& lines) {
  std::set<std::u32string> names;
  for (const Consultation& consultation : consultations) {
    for (const Draft& draft : consultation.drafts) {
      std::u32string name = decode_utf8(draft.designation);
      if (is_plain(name)) names.insert(std::move(name));
    }
  }
  for (Line& line : lines) Restorer(names, line).restore();
}

}  // namespace tallyd
