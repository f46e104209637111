// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/read_label.h"

#include <algorithm>
#include <string_view>

#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/row_label.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// Letters and digits of names, without points, dashes and spaces, which recognition loses.
std::u32string name_letters(std::u32string_view text) {
  std::u32string letters = fold_name(text);
  std::erase_if(letters, [](char32_t c) { return !is_letter(c) && !is_digit(c); });
  return letters;
}

bool opens(char32_t c) { return c == U'(' || c == U'（' || c == U'['; }
bool closes(char32_t c) { return c == U')' || c == U'）' || c == U']'; }

/// What stands between a label's first bracket and the one that closes it, or the label's end.
std::u32string_view within_brackets(std::u32string_view label) {
  const auto* const open = std::ranges::find_if(label, opens);
  if (open == label.end()) return {};
  const auto* const close = std::find_if(open, label.end(), closes);
  return {open + 1, close};
}

/// Letters that it takes to misread a name as a whole.
std::size_t most_misread(std::u32string_view name) { return 1 + name.size() / 4; }

/// What it takes to make the end of the letters a name.
std::size_t cost_at_end(std::u32string_view letters, std::u32string_view name) {
  const std::u32string back(letters.rbegin(), letters.rend());
  const std::u32string sought(name.rbegin(), name.rend());
  const auto found = match_at_start(back, sought, letters.size() + name.size());
  return found ? found->cost : name.size();
}

/// What stands in the brackets is the former name with more at its end than a bracket that became a
/// letter, or too little of the name to be misread. Anything else is no name.
bool is_name_spoilt(std::u32string_view brackets, const Draft& draft) {
  const std::u32string name = name_letters(decode_utf8(draft.provisional));
  const std::u32string said = name_letters(brackets);
  const auto is_there = match_anywhere(said, name, name.size() * 2 / 3);
  if (name.empty() || !is_there) return false;
  const std::size_t whole = cost_at_end(said, name);
  return is_there->cost > most_misread(name) || (whole > is_there->cost && whole > 1);
}

std::vector<std::u32string> words_of(std::u32string_view label) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : label) {
    if (is_space(c)) {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

/// All that the label may say by itself: ITU-T, headings, the draft's title, and what other rows
/// say.
std::u32string known_words(const FormRow& row, const std::vector<FormRow>& rows,
                           const Languages& languages) {
  std::u32string known;
  for (const std::u32string_view words : words_of_headings(languages)) known.append(words) += U' ';
  for (const NamedDraft& named : row.drafts) known += letters_of(named.draft->title) + U' ';
  for (const FormRow& other : rows) {
    if (!(other.drafts == row.drafts)) known += letters_of(other.label_text) + U' ';
  }
  return known;
}

/// A word of letters alone that is nothing of what is known, nor a part of it.
bool is_own_word(std::u32string_view word, std::u32string_view known) {
  constexpr std::size_t kShort = 4;  // shorter ones recognition makes of dust
  if (std::ranges::any_of(word, is_digit)) return false;
  const std::u32string letters = letters_of(word);
  return letters.size() >= kShort && !match_anywhere(known, letters, letters.size() / 4);
}

bool has_own_word(const FormRow& row, const std::vector<FormRow>& rows,
                  const Languages& languages) {
  const std::u32string known = known_words(row, rows, languages);
  const std::u32string_view label = row.label_text;
  const std::u32string_view brackets = within_brackets(label);
  const auto says = [&](std::u32string_view part) {
    return std::ranges::any_of(words_of(part),
                               [&](const auto& word) { return is_own_word(word, known); });
  };
  if (brackets.empty()) return says(label);
  const auto begin = static_cast<std::size_t>(brackets.data() - label.data());
  return says(label.substr(0, begin)) || says(label.substr(begin + brackets.size()));
}

bool runs_rightwards(std::u32string_view label) {
  return std::ranges::none_of(
      label, [](char32_t c) { return is_ideograph(c) || (c >= U'\u0590' && c <= U'\u08FF'); });
}

}  // namespace

std::vector<const FormRow*> rows_with_label_written_on(const std::vector<FormRow>& rows,
                                                       const Languages& languages) {
  std::vector<const FormRow*> written, spoilt;
  std::size_t labels = 0;
  for (const FormRow& row : rows) {
    if (row.drafts.empty() || !runs_rightwards(row.label_text)) continue;
    ++labels;
    if (has_own_word(row, rows, languages)) written.push_back(&row);
    const std::u32string_view former = within_brackets(row.label_text);
    if (is_name_spoilt(former, *row.drafts.front().draft)) spoilt.push_back(&row);
  }
  // Titles in some language.
  if (labels < 2 || written.size() * 2 > labels) written.clear();
  written.insert(written.end(), spoilt.begin(), spoilt.end());
  return written;
}

}  // namespace tallyd
