// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_compare.h"

#include <algorithm>
#include <string_view>

namespace tallyd {
namespace {

const Mark* find(const Option& option, MarkKind kind) {
  const auto found = std::find_if(option.marks.begin(), option.marks.end(),
                                  [kind](const Mark& mark) { return mark.kind == kind; });
  return found == option.marks.end() ? nullptr : &*found;
}

bool is_decided(const Option& option) {
  const Sign sign = sign_of(option);
  return sign == Sign::marked || sign == Sign::removed;
}

bool has_sign(const Option& option, const std::string& seen) {
  return std::any_of(option.marks.begin(), option.marks.end(), [&](const Mark& mark) {
    return mark.kind == MarkKind::odd && mark.seen == seen;
  });
}

/// All options of that level have the sign, but those that are decided in another way.
bool is_ornament(const std::string& seen, bool outer, const std::vector<FormRow>& rows) {
  std::size_t alike = 0;
  for (const FormRow& row : rows) {
    for (const Option& option : row.options) {
      if (is_outer(option.kind) != outer) continue;
      if (has_sign(option, seen)) {
        ++alike;
      } else if (!is_decided(option)) {
        return false;
      }
    }
  }
  return alike > 1;
}

/// What `text` has and `other` has not, if it was put in at one place; empty: nothing.
std::u32string_view put_in(std::u32string_view text, std::u32string_view other) {
  if (text.size() <= other.size()) return {};
  const auto front = std::mismatch(other.begin(), other.end(), text.begin()).first - other.begin();
  const auto most = static_cast<std::ptrdiff_t>(other.size()) - front;
  const auto back =
      std::mismatch(other.rbegin(), other.rbegin() + most, text.rbegin()).first - other.rbegin();
  return text.substr(static_cast<std::size_t>(front),
                     text.size() - static_cast<std::size_t>(front + back));
}

/// What stands behind the option and behind no like option of another row.
std::u32string_view own_rest(const Option& option, const std::vector<FormRow>& rows) {
  std::u32string_view least = option.rest;
  bool compared = false;
  for (const FormRow& row : rows) {
    for (const Option& other : row.options) {
      if (&other == &option || other.kind != option.kind || other.language != option.language) {
        continue;
      }
      const std::u32string_view own = put_in(option.rest, other.rest);
      compared = true;
      if (own.size() < least.size()) least = own;
    }
  }
  return compared ? least : std::u32string_view();
}

/// No like option in another row is the same in this way, and there are some to compare with.
template <typename Same>
bool is_alone(const Option& option, const FormRow& row, const std::vector<FormRow>& rows,
              Same same) {
  bool compared = false;
  for (const FormRow& other_row : rows) {
    if (&other_row == &row) continue;
    for (const Option& other : other_row.options) {
      if (other.kind != option.kind || other.language != option.language) continue;
      if (same(other)) return false;
      compared = true;
    }
  }
  return compared;
}

/// It has more letters or fewer than each like option: a "not" put in or taken out. A letter in
/// place of another is a misprint.
bool differs_in_length(const Option& option, const FormRow& row, const std::vector<FormRow>& rows) {
  return is_alone(option, row, rows,
                  [&](const Option& other) { return other.words.size() == option.words.size(); });
}

/// Its words end before each like option's in another row does, and do not go on in another line.
bool ends_early(const Option& option, const FormRow& row, const std::vector<FormRow>& rows) {
  return !option.whole && row.beside.empty() &&
         is_alone(option, row, rows, [](const Option& other) { return !other.whole; });
}

/// "NO case, select one": a word that refuses, before or behind what the form says there.
bool holds_refusal(std::u32string_view own, const Languages& languages) {
  const auto& no = languages.mark_words.no;
  const bool refuses = std::any_of(no.begin(), no.end(), [&](const std::u32string& word) {
    return own.starts_with(word) || own.ends_with(word);
  });
  return refuses && std::none_of(languages.vocabularies.begin(), languages.vocabularies.end(),
                                 [&](const Vocabulary& v) {
                                   return std::any_of(
                                       v.wholes.begin(), v.wholes.end(), [&](const auto& whole) {
                                         return whole.words.find(own) != whole.words.npos;
                                       });
                                 });
}

std::size_t count_line(const std::u32string& line, const std::vector<FormRow>& rows) {
  std::size_t count = 0;
  for (const FormRow& row : rows) {
    if (std::find(row.beside.begin(), row.beside.end(), line) != row.beside.end()) ++count;
  }
  return count;
}

/// "+" in the place of a box that the other option of the pair still has.
bool is_plus_for_a_box(const Mark& mark, const Option& option, const FormRow& row) {
  if (mark.seen != "+" || option.marks.size() != 1) return false;
  std::size_t rivals = 0;
  const bool boxes = std::all_of(row.options.begin(), row.options.end(), [&](const Option& other) {
    if (&other == &option || is_outer(other.kind) != is_outer(option.kind)) return true;
    ++rivals;
    return other.marks.size() == 1 && other.marks.front().kind == MarkKind::empty;
  });
  return boxes && rivals == 1;
}

}  // namespace

void settle_odd_signs(std::vector<FormRow>& rows) {
  std::vector<std::pair<std::string, bool>> ornaments;
  for (const FormRow& row : rows) {
    for (const Option& option : row.options) {
      const Mark* odd = find(option, MarkKind::odd);
      const bool outer = is_outer(option.kind);
      if (odd != nullptr && is_ornament(odd->seen, outer, rows)) {
        ornaments.emplace_back(odd->seen, outer);
      }
    }
  }
  for (FormRow& row : rows) {
    for (Option& option : row.options) {
      for (Mark& mark : option.marks) {
        if (mark.kind != MarkKind::odd) continue;
        const auto known = std::find(ornaments.begin(), ornaments.end(),
                                     std::pair(mark.seen, is_outer(option.kind)));
        const bool plus = known == ornaments.end() && is_plus_for_a_box(mark, option, row);
        mark.kind = plus                       ? MarkKind::full
                    : known == ornaments.end() ? MarkKind::unclear
                                               : MarkKind::empty;
      }
    }
  }
}

bool lacks_a_box(const FormRow& row, OptionKind one, OptionKind other) {
  bool with = false;
  bool without = false;
  for (const Option& option : row.options) {
    if (option.kind != one && option.kind != other) continue;
    if (is_decided(option)) return false;
    with = with || !option.marks.empty();
    without = without || option.marks.empty();
  }
  return with && without;
}

bool has_lost_its_boxes(const std::vector<FormRow>& rows) {
  bool circles = false;
  for (const FormRow& row : rows) {
    if (row.grid || !row.loose.empty()) return false;
    for (const Option& option : row.options) {
      if (is_outer(option.kind) && (!option.marks.empty() || is_decided(option))) return false;
      circles = circles || (!is_outer(option.kind) && !option.marks.empty());
    }
  }
  return circles;
}

bool has_changed_words(const FormRow& row, const std::vector<FormRow>& rows) {
  return std::any_of(row.options.begin(), row.options.end(), [&](const Option& option) {
    if (!is_outer(option.kind) || sign_of(option) == Sign::removed) return false;
    return option.identity == Identity::confirmed || ends_early(option, row, rows) ||
           (option.cost > 0 && differs_in_length(option, row, rows));
  });
}

bool has_own_words(const FormRow& row, const std::vector<FormRow>& rows,
                   const Languages& languages) {
  if (rows.size() < 2) return false;
  constexpr std::size_t kFew = 1;  // letters: a misprint; "no" has two
  const auto is_written = [&](const Option& option) {
    const std::u32string_view own = own_rest(option, rows);
    return own.size() > kFew && sign_of(option) != Sign::removed &&
           (holds_refusal(own, languages) || !is_of_the_form(own, languages));
  };
  const bool behind = std::any_of(row.options.begin(), row.options.end(), is_written);
  return behind ||
         std::any_of(row.beside.begin(), row.beside.end(), [&](const std::u32string& line) {
           return count_line(line, rows) < 2 && !is_of_the_form(line, languages);
         });
}

}  // namespace tallyd
