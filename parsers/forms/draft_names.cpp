// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/draft_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

bool is_name_letter(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9'); }
bool is_digit_of_name(char32_t c) { return c >= U'0' && c <= U'9'; }

/// "Amd. 2" and "Amendment 2" alike become "AMD 2", "Question 4/17" becomes "Q4/17".
std::u32string with_short_words(std::u32string_view folded) {
  using Pair = std::pair<std::u32string_view, std::u32string_view>;
  static constexpr std::array kWords{Pair{U"AMENDMENT", U"AMD"},    Pair{U"AMEND", U"AMD"},
                                     Pair{U"AMD", U"AMD"},          Pair{U"CORRIGENDUM", U"COR"},
                                     Pair{U"CORR", U"COR"},         Pair{U"COR", U"COR"},
                                     Pair{U"SUPPLEMENT", U"SUPPL"}, Pair{U"SUPPL", U"SUPPL"},
                                     Pair{U"SUP", U"SUPPL"},        Pair{U"QUESTION", U"Q"}};
  std::u32string out;
  out.reserve(folded.size() + 1);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    while (end < folded.size() && folded[end] >= U'A' && folded[end] <= U'Z') ++end;
    if (end == at) {
      out += folded[at++];
      continue;
    }
    const std::u32string_view word = folded.substr(at, end - at);
    const std::size_t next = std::min(folded.find_first_not_of(U". ", end), folded.size());
    // "Question Q4/17" has its letter already.
    const bool numbered = next < folded.size() && is_digit_of_name(folded[next]);
    const auto* const known = numbered
                                  ? std::find_if(kWords.begin(), kWords.end(),
                                                 [word](const Pair& p) { return p.first == word; })
                                  : kWords.end();
    if (known == kWords.end()) {
      out += word;
      at = end;
      continue;
    }
    out += known->second;
    if (known->second.size() > 1) out += U' ';
    at = next;
  }
  return out;
}

/// " AMD 4" at `at`: it ends there; else `at`.
std::size_t past_part(std::u32string_view text, std::size_t at) {
  const std::size_t begin = std::min(text.find_first_not_of(U' ', at), text.size());
  for (const std::u32string_view word : {U"AMD ", U"COR ", U"SUPPL "}) {
    if (text.substr(begin, word.size()) != word) continue;
    std::size_t end = begin + word.size();
    while (end < text.size() && is_digit_of_name(text[end])) ++end;
    return end > begin + word.size() ? end : at;
  }
  return at;
}

/// Where `name` ends in `text` when read from `at`, with spaces around points and dashes: "X.
/// 1214", "X.sgsec - 2". Empty: it does not stand there.
std::optional<std::size_t> read_name(std::u32string_view text, std::size_t at,
                                     std::u32string_view name) {
  char32_t before = 0;
  for (const char32_t wanted : name) {
    if (wanted == U' ') {
      while (at < text.size() && text[at] == U' ') ++at;
      before = wanted;
      continue;
    }
    const bool joint = !is_name_letter(wanted) || (before != 0 && !is_name_letter(before));
    const std::size_t spaces = at;
    while (joint && at < text.size() && text[at] == U' ') ++at;
    // A point is easily lost on paper: "Y 4417".
    const bool lost = wanted == U'.' && at > spaces && at < text.size() && text[at] != U'.';
    if (lost) {
      before = wanted;
      continue;
    }
    if (at >= text.size() || text[at] != wanted) return std::nullopt;
    before = wanted;
    ++at;
  }
  return at;
}

/// The name stands alone: not within a longer one.
bool ends_there(std::u32string_view text, std::size_t end, std::u32string_view name) {
  if (end >= text.size()) return true;
  const char32_t next = text[end];
  if (is_name_letter(next)) return false;
  if (past_part(text, end) != end) return false;  // "G.984.3 Amd. 2" is another text
  const char32_t after = end + 1 < text.size() ? text[end + 1] : U' ';
  const bool goes_on = next == U'.' || next == U'-' || next == U'/';
  // "X.1214-2" and "E.164.1" are other names; "X.1214." and "X.1214 - Security" are not.
  const bool number = is_digit_of_name(name.back());
  return !(goes_on && (number ? is_digit_of_name(after) : is_name_letter(after)));
}

bool begins_there(std::u32string_view text, std::size_t at) {
  if (at == 0) return true;
  const char32_t before = text[at - 1];
  return !is_name_letter(before) && before != U'.' &&
         !(before == U'-' && at >= 2 && is_name_letter(text[at - 2]) && !(text[at - 2] == U'T'));
}

bool stands_in(std::u32string_view text, std::u32string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name.front()); at != text.npos;
       at = text.find(name.front(), at + 1)) {
    if (!begins_there(text, at)) continue;
    const auto end = read_name(text, at, name);
    if (end && ends_there(text, *end, name)) return true;
  }
  return false;
}

std::u32string spelling_of(const std::string& name) {
  std::u32string folded = with_short_words(fold_name(decode_utf8(name)));
  while (folded.ends_with(U' ')) folded.pop_back();
  return folded;
}

}  // namespace

DraftNames::DraftNames(const std::vector<Consultation>& consultations) {
  for (const Consultation& consultation : consultations) {
    for (const Draft& draft : consultation.drafts) {
      names_.push_back({{&consultation, &draft}, spelling_of(draft.designation)});
      if (!draft.provisional.empty()) {
        names_.push_back({{&consultation, &draft}, spelling_of(draft.provisional)});
      }
    }
  }
}

std::vector<NamedDraft> DraftNames::find(std::u32string_view text) const {
  const std::u32string folded = with_short_words(fold_name(text));
  std::vector<NamedDraft> found;
  for (const Name& name : names_) {
    const bool known = std::find(found.begin(), found.end(), name.draft) != found.end();
    if (!known && stands_in(folded, name.spelling)) found.push_back(name.draft);
  }
  return found;
}

std::string DraftNames::contrary(std::u32string_view text, const Draft& draft) const {
  const std::u32string folded = with_short_words(fold_name(text));
  const std::u32string own = spelling_of(draft.designation) + U' ' +
                             spelling_of(draft.provisional) + U' ' + spelling_of(draft.title);
  for (const std::u32string_view word : {U"AMD ", U"COR ", U"SUPPL "}) {
    const std::size_t at = folded.find(word);
    const bool numbered = at != folded.npos && (at == 0 || !is_name_letter(folded[at - 1])) &&
                          at + word.size() < folded.size() &&
                          is_digit_of_name(folded[at + word.size()]);
    if (numbered && own.find(word) == own.npos)
      return encode_utf8(folded.substr(at, word.size() + 1));
  }
  if (stands_in(folded, spelling_of(draft.designation))) return {};
  const std::vector<std::string> others = unknown(text, Where::anywhere);
  return others.empty() ? std::string() : others.front();
}

std::vector<NamedDraft> DraftNames::only() const {
  const auto differs = [this](const Name& name) { return !(name.draft == names_.front().draft); };
  if (names_.empty() || std::any_of(names_.begin(), names_.end(), differs)) return {};
  return {names_.front().draft};
}

std::vector<std::string> DraftNames::unknown(std::u32string_view text, Where where) const {
  const std::u32string folded = with_short_words(fold_name(text));
  std::vector<std::string> found;
  const std::size_t last = where == Where::anywhere ? folded.size() : 1;
  for (std::size_t at = 0; at < last && at + 2 < folded.size(); ++at) {
    const bool starts = folded[at] >= U'A' && folded[at] <= U'Z' && folded[at + 1] == U'.' &&
                        is_digit_of_name(folded[at + 2]) && begins_there(folded, at);
    if (!starts) continue;
    std::size_t end = at + 2;
    while (end < folded.size() &&
           (is_digit_of_name(folded[end]) || (folded[end] == U'.' && end + 1 < folded.size() &&
                                              is_digit_of_name(folded[end + 1])))) {
      ++end;
    }
    const std::u32string name = folded.substr(at, past_part(folded, end) - at);
    const bool known = std::any_of(names_.begin(), names_.end(), [&](const Name& n) {
      return n.spelling == name || n.spelling.find(name) == 0;
    });
    if (!known) found.push_back(encode_utf8(name));
  }
  return found;
}

}  // namespace tallyd
