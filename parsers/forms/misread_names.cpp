// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/misread_names.h"

#include <algorithm>
#include <array>
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

/// What a digit is misread as, no digit among it; and which letters of series are misread as that
/// digit, which no series is.
struct Likeness {
  char32_t digit;
  std::u32string_view misread_as, series;
};
constexpr std::array kLikenesses{Likeness{U'0', U"OoQD", U"OQD"}, Likeness{U'1', U"lIi|!", U"IL"},
                                 Likeness{U'2', U"Zz", U"Z"},     Likeness{U'5', U"Ss", U"S"},
                                 Likeness{U'6', U"Gb", U"G"},     Likeness{U'8', U"B", U"B"}};

bool is_misread_series(char32_t series, char32_t said) {
  return std::any_of(kLikenesses.begin(), kLikenesses.end(), [&](const Likeness& one) {
    return one.digit == said && one.series.find(series) != one.series.npos;
  });
}

bool is_misread_digit(char32_t digit, char32_t said) {
  return std::any_of(kLikenesses.begin(), kLikenesses.end(), [&](const Likeness& one) {
    return one.digit == digit && one.misread_as.find(said) != one.misread_as.npos;
  });
}

/// A letter, a point, and digits with points between.
bool is_plain(std::u32string_view name) {
  return name.size() >= 4 && name[0] >= U'A' && name[0] <= U'Z' && name[1] == U'.' &&
         std::all_of(name.begin() + 2, name.end(),
                     [](char32_t c) { return c == U'.' || (c >= U'0' && c <= U'9'); });
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
      const bool alike = i == 0 ? is_misread_series(name[i], c) : is_misread_digit(name[i], c);
      if (c != name[i] && !alike) return false;
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
