// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/read_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "parsers/forms/divergence.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// Letters on end that make a word.
std::size_t letters_of_word(char32_t script) { return is_ideograph(script) ? 2 : 3; }
/// … that make several.
std::size_t letters_of_words(char32_t script) { return is_ideograph(script) ? 4 : 9; }

/// The run is the word, or would be if it were taken a little earlier or later: "to no consider"
/// has "on" more than "to consider" as well as "no".
bool is_there(std::u32string_view word, std::u32string_view run, std::u32string_view text) {
  if (word.size() != run.size()) return false;
  auto begin = static_cast<std::size_t>(run.data() - text.data());
  while (begin > 0 && text[begin - 1] == text[begin + run.size() - 1]) --begin;
  for (; begin + run.size() <= text.size(); ++begin) {
    if (text.substr(begin, run.size()) == word) return true;
    if (begin + run.size() == text.size() || text[begin] != text[begin + run.size()]) return false;
  }
  return false;
}

/// A run of letters is a word more in `longer` where those on both of its sides meet in `shorter`.
/// In place of a word that can't be read other letters stand. no: words that are shorter, and
/// count.
bool is_word_more(std::u32string_view run, std::u32string_view longer, std::u32string_view shorter,
                  const std::vector<std::u32string>& no) {
  constexpr std::size_t kBeside = 3;
  if (run.empty()) return false;
  const bool negates = std::any_of(no.begin(), no.end(), [&](const std::u32string& word) {
    return is_there(word, run, longer);
  });
  if (!negates && run.size() < letters_of_word(longer.front())) return false;
  const auto begin = static_cast<std::size_t>(run.data() - longer.data());
  const std::size_t from = begin - std::min(begin, kBeside);
  std::u32string met(longer.substr(from, begin - from));
  met += longer.substr(begin + run.size(), kBeside);
  return shorter.find(met) != std::u32string_view::npos;
}

bool is_reworded(std::u32string_view words, std::u32string_view blank, const MarkWords& marks) {
  const Divergence found = divergence(words, blank);
  return is_word_more(found.put_in, words, blank, marks.no) ||
         is_word_more(found.left_out, blank, words, marks.no);
}

/// The wording of the option that the words come nearest to, as far as they go.
std::u32string_view nearest_wording(const Option& option, const Languages& languages) {
  std::u32string_view nearest;
  int least = 0;
  for (const Vocabulary& language : languages.vocabularies) {
    if (language.language != option.language) continue;
    for (const Vocabulary::Wording& wording : language.options) {
      if (wording.kind != option.kind) continue;
      std::u32string_view blank(wording.words);
      if (!option.whole) blank = blank.substr(0, option.words.size());
      const int cost = divergence(option.words, blank).cost;
      if (!nearest.empty() && cost >= least) continue;
      nearest = blank;
      least = cost;
    }
  }
  return nearest;
}

/// The options of the same kind in other rows.
std::vector<const Option*> siblings(const Option& option, const FormRow& row,
                                    const std::vector<FormRow>& rows) {
  std::vector<const Option*> found;
  for (const FormRow& other : rows) {
    if (&other == &row) continue;
    for (const Option& each : other.options) {
      if (each.kind == option.kind && each.language == option.language) found.push_back(&each);
    }
  }
  return found;
}

/// The form's own wording, which the phrases do not have: all rows have it.
bool is_in_all_rows(const Option& option, const FormRow& row, const std::vector<FormRow>& rows,
                    const MarkWords& marks) {
  const std::vector<const Option*> others = siblings(option, row, rows);
  return !others.empty() && std::none_of(others.begin(), others.end(), [&](const Option* other) {
    return is_reworded(option.words, other->words, marks);
  });
}

/// "rfd otorga" for "no otorga": more letters than the word that refuses has, and none of its own.
/// Misread print keeps a letter of it, or its length; something was written over it.
bool is_no_covered(const Option& option, const Languages& languages) {
  constexpr std::size_t kTells = 6;    // letters of what both options go on with
  constexpr std::size_t kLongest = 8;  // with what is written over the word
  if (option.kind != OptionKind::refuses) return false;
  const std::u32string_view words(option.words);
  for (const Vocabulary& language : languages.vocabularies) {
    if (language.language != option.language) continue;
    for (const Vocabulary::Wording& assigns : language.options) {
      if (assigns.kind != OptionKind::assigns || assigns.words.size() < kTells) continue;
      const auto both = std::u32string_view(assigns.words).substr(0, kTells);
      const std::u32string_view blank = nearest_wording(option, languages);
      const std::size_t length = std::min(blank.find(both), blank.size());
      const std::size_t said = words.find(both);
      if (length == 0 || said == words.npos || said <= length || said > kLongest) continue;
      const std::u32string_view no = blank.substr(0, length);
      if (words.substr(0, said).find_first_of(no) == words.npos) return true;
    }
  }
  return false;
}

/// Of what an outer option goes on with in its language.
template <typename Test>
bool any_tail(const Option& option, const Languages& languages, Test test) {
  return std::ranges::any_of(languages.vocabularies, [&](const Vocabulary& language) {
    return language.language == option.language &&
           std::ranges::any_of(
               option.kind == OptionKind::assigns ? language.assigns_tail : language.refuses_tail,
               test);
  });
}

}  // namespace

void drop_circles_of_sentences(std::vector<FormRow>& rows, const Languages& languages) {
  const auto asks_for_circle = [&](const Option& option) {
    return any_tail(option, languages,
                    [&](const std::u32string& tail) { return option.rest.ends_with(tail); });
  };
  for (FormRow& row : rows) {
    for (Option& option : row.options) {
      if (option.kind != OptionKind::assigns || !option.mark_behind || !asks_for_circle(option)) {
        continue;
      }
      if (option.marks.back().seen == "©") option.marks.pop_back();
    }
  }
}

bool has_words_put_in(const FormRow& row, const std::vector<FormRow>& rows,
                      const Languages& languages) {
  return std::any_of(row.options.begin(), row.options.end(), [&](const Option& option) {
    if (sign_of(option) == Sign::marked && is_no_covered(option, languages)) return true;
    return is_outer(option.kind) && option.cost > 0 && sign_of(option) != Sign::removed &&
           is_reworded(option.words, nearest_wording(option, languages), languages.mark_words) &&
           !is_in_all_rows(option, row, rows, languages.mark_words);
  });
}

bool has_words_added(const FormRow& row, const std::vector<FormRow>& rows,
                     const Languages& languages) {
  return std::any_of(row.options.begin(), row.options.end(), [&](const Option& option) {
    if (option.rest.empty() || sign_of(option) == Sign::removed) return false;
    std::u32string_view least = option.rest;
    const std::vector<const Option*> others = siblings(option, row, rows);
    for (const Option* other : others) {
      const std::u32string_view own = divergence(option.rest, other->rest).put_in;
      if (own.size() < least.size()) least = own;
    }
    return !others.empty() && least.size() >= letters_of_words(option.rest.front()) &&
           !is_of_the_form(least, languages);
  });
}

bool is_misread_tail(const Option& option, const Languages& languages) {
  if (!is_outer(option.kind)) return false;
  const std::u32string& rest = option.rest;
  const auto is_of = [&rest](const std::u32string& tail) {
    if (rest.size() > tail.size()) return false;
    const auto begin = std::mismatch(rest.begin(), rest.end(), tail.begin()).first - rest.begin();
    const auto end = std::mismatch(rest.rbegin(), rest.rend(), tail.rbegin()).first - rest.rbegin();
    const auto letters = static_cast<std::ptrdiff_t>(tail.size());
    return std::min(begin, end) * 12 >= letters && (begin + end) * 3 >= letters;
  };
  return any_tail(option, languages, is_of);
}

}  // namespace tallyd
