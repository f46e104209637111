// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/country_names.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include "parsers/forms/bit_distance.h"
#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

/// Beyond this, a line is a sentence and no signature.
constexpr std::size_t kLongestSignature = 90;

/// ICU's name of the country in that language; empty: it knows none.
std::string icu_name(const std::string& code, const std::string& language) {
  const icu::Locale country(("und_" + code).c_str());
  icu::UnicodeString name;
  country.getDisplayCountry(icu::Locale(language.c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text == code || text == country.getCountry() ? std::string() : text;
}

/// Where the first colon of any width is; npos: there is none.
std::size_t colon_in(std::string_view text) { return std::min(text.find(':'), text.find("：")); }
bool has_colon(std::string_view text) { return colon_in(text) != std::string_view::npos; }

/// A name shorter than this stands in a text by chance.
bool long_enough(const std::u32string& letters) {
  return letters.size() >= 4 || (!letters.empty() && is_ideograph(letters.front()));
}

constexpr std::size_t kEnding = 2;
constexpr std::size_t kLeastStem = 4;

bool is_inflected(const std::u32string& name) {
  const bool cyrillic = name.front() >= 0x400 && name.front() < 0x530;
  return cyrillic && name.size() >= kLeastStem + kEnding;
}

/// But for their ends, of about the same length.
bool has_same_stem(std::u32string_view name, std::u32string_view said) {
  const std::size_t stem = name.size() - kEnding;
  return said.size() <= name.size() + kEnding && said.substr(0, stem) == name.substr(0, stem);
}

/// "Черногории" and "Черногория"; "Uganda's".
bool is_same_name(const SentenceWordList::Word& of_name, const SentenceWordList::Word& of_said) {
  const std::u32string& name = of_name.letters;
  const std::u32string& said = of_said.letters;
  if (name == said || said == name + U"s") return true;
  return is_inflected(name) && has_same_stem(name, said);
}

/// Each word that is_same_name() takes for this one is this key, but for an s at its end, or begins
/// with its four letters.
std::u32string key_of(const std::u32string& name) {
  return is_inflected(name) ? name.substr(0, kLeastStem) : name;
}

/// Letters that were misread, left out or put in. What follows the name does not count.
std::size_t misread_letters(std::u32string_view name, std::u32string_view said) {
  return nearest(said, name, name.size(), Start::at_beginning)->cost;  // at most all of them
}

/// One in five letters; of ideographs, which are as good as syllables, one in three.
std::size_t most_misread(std::u32string_view name) {
  return name.size() / (is_ideograph(name.front()) ? 3 : 5);
}

std::size_t letters_in_common(std::u32string_view name, std::u32string_view said) {
  const auto end = std::mismatch(name.begin(), name.end(), said.begin(), said.end()).first;
  return static_cast<std::size_t>(end - name.begin());
}

/// The first `same` letters of a name are read, and behind them what covers it, or nothing.
bool is_enough_of(std::u32string_view name, std::u32string_view said, std::size_t same) {
  constexpr std::size_t kFew = 3;
  if (is_ideograph(name.front())) return false;
  if (same < said.size()) return same > kFew + 1 && 2 * same >= name.size();
  return same > kFew || (same == kFew && 2 * same > name.size());
}

/// Some PDFs name the two letters of the ligature of lam and alef as they are seen, from the left.
std::u32string with_turned_ligatures(std::u32string letters) {
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    if (letters[i] != U'ل' || !is_one_of(letters[i + 1], U"اأإآ")) continue;
    std::swap(letters[i], letters[i + 1]);
    ++i;
  }
  return letters;
}

}  // namespace

void CountryNames::add_spoken(const std::vector<KnownName>& known) {
  for (const KnownName& name : known) {
    SentenceWordList words(decode_utf8(name.text));
    if (long_enough(words.letters)) spoken_.push_back({std::move(words), name.code});
  }
  std::stable_sort(spoken_.begin(), spoken_.end(), [](const Spoken& a, const Spoken& b) {
    return a.name.letters.size() > b.name.letters.size();
  });
  for (std::size_t i = 0; i < spoken_.size(); ++i) {
    const SentenceWordList& name = spoken_[i].name;
    if (!name.words.empty()) by_first_word_[key_of(name.words.front().letters)].push_back(i);
    if (name.spaceless) spaceless_.push_back(i);
  }
}

CountryNames::CountryNames(const Register& administrations, const std::vector<Phrases>& phrases) {
  std::vector<KnownName> known;
  for (const Administration& a : administrations) {
    for (const auto& [language, name] : a.names) known.push_back({name, a.code, true});
    for (const std::string& alias : a.aliases) known.push_back({alias, a.code, true});
    for (const Phrases& p : phrases) {
      known.push_back({icu_name(a.code, p.language), a.code, false});
    }
  }
  std::map<std::u32string, std::string> codes;
  for (const bool registered : {true, false}) {  // the register's names come first
    for (const KnownName& name : known) {
      if (name.registered == registered) codes.emplace(letters_of(name.text), name.code);
    }
  }
  const std::map<std::u32string, std::string> as_written = codes;
  for (const auto& [letters, code] : as_written) {
    codes.emplace(with_turned_ligatures(letters), code);
  }
  for (const auto& [letters, code] : codes) {
    if (!letters.empty()) names_.push_back({letters, code});
  }
  std::stable_sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) {
    return a.letters.size() > b.letters.size();
  });
  add_spoken(known);
  for (const Phrases& p : phrases) {
    for (const std::string& text : p.administration_of) {
      const std::size_t at = text.find("{a}");
      if (at == std::string::npos) continue;
      frames_.push_back(
          {letters_of(text.substr(0, at)), letters_of(text.substr(at + 3)), has_colon(text)});
    }
  }
  std::stable_sort(frames_.begin(), frames_.end(), [](const Frame& a, const Frame& b) {
    return a.before.size() + a.after.size() > b.before.size() + b.after.size();
  });
}

std::string CountryNames::code_of(std::u32string_view letters) const {
  for (const Name& name : names_) {
    if (name.letters == letters) return name.code;
  }
  return {};
}

/// What stands where a line that tells who signs has the name: by each of the frames that fit, the
/// longest first.
std::vector<std::u32string> CountryNames::framed_in(std::string_view line,
                                                    const std::u32string& letters) const {
  if (letters.size() > kLongestSignature) return {};
  std::vector<std::u32string> names;
  const std::u32string label = letters_of(line.substr(0, colon_in(line)));
  for (const Frame& frame : frames_) {
    const std::u32string_view view(letters);
    if (frame.label && (!has_colon(line) || label != frame.before)) continue;
    if (view.substr(0, frame.before.size()) != frame.before) continue;
    if (view.size() <= frame.before.size() + frame.after.size()) continue;
    if (view.substr(view.size() - frame.after.size()) != frame.after) continue;
    names.emplace_back(
        view.substr(frame.before.size(), view.size() - frame.before.size() - frame.after.size()));
  }
  return names;
}

std::string CountryNames::framed_behind_words(std::string_view line,
                                              const std::u32string& letters) const {
  if (letters.size() > kLongestSignature) return {};
  for (const Frame& frame : frames_) {
    const bool leads = !frame.label && !frame.before.empty() && frame.after.empty();
    if (!leads || letters.find(frame.before) == letters.npos) continue;
    for (std::size_t at = line.find(' '); at != line.npos; at = line.find(' ', at + 1)) {
      const std::u32string rest = letters_of(line.substr(at));
      if (!rest.starts_with(frame.before)) continue;
      std::string code = code_of(std::u32string_view(rest).substr(frame.before.size()));
      if (!code.empty()) return code;
    }
  }
  return {};
}

/// A name in another case ("Администрация Кении"): all but its end, and no further word of it
/// ("Grenadines" is no Grenada).
std::string CountryNames::inflected_in(std::string_view line) const {
  constexpr std::size_t kLeast = 5;
  std::u32string said;
  std::vector<std::size_t> words{0};  // where each begins, and the last ends
  const std::u32string text = decode_utf8(line);
  for (const std::u32string_view word : split(std::u32string_view(text), U" \t\u00A0")) {
    said += letters_of(word);
    words.push_back(said.size());
  }
  for (const Name& name : names_) {
    if (name.letters.size() < kLeast + kEnding) continue;
    for (const std::size_t begin : words) {
      const auto end =
          std::lower_bound(words.begin(), words.end(), begin + name.letters.size() - kEnding);
      if (end == words.end()) break;
      const std::u32string_view here = std::u32string_view(said).substr(begin, *end - begin);
      if (has_same_stem(name.letters, here)) return name.code;
    }
  }
  return {};
}

NamedAdministration CountryNames::signed_by(std::string_view line) const {
  const std::u32string letters = letters_of(line);
  const std::vector<std::u32string> names = framed_in(line, letters);
  if (names.empty()) return {framed_behind_words(line, letters), false};
  for (const std::u32string& name : names) {
    const std::string code = code_of(name);
    if (!code.empty()) return {code, false};
  }
  const bool placeholder = line.find('[') != line.npos || line.find("___") != line.npos;
  if (placeholder) return {};
  const std::vector<std::string> inside = within(line);
  if (inside.size() == 1) return {inside.front(), false};
  const std::string code = inflected_in(line);
  return {code, code.empty()};
}

std::string CountryNames::may_be_signed_by(std::string_view line) const {
  for (const std::u32string& said : framed_in(line, letters_of(line))) {
    std::string code = code_of(said);
    if (code.empty()) code = near_to(said);
    if (code.empty()) code = begun_by(said);
    if (!code.empty()) return code;
  }
  return {};
}

std::string CountryNames::near_to(std::u32string_view said) const {
  const Name* nearest = nullptr;
  std::size_t least = std::u32string::npos;
  for (const Name& name : names_) {
    const std::size_t away = misread_letters(name.letters, said);
    if (away <= most_misread(name.letters) && away < least) nearest = &name, least = away;
  }
  if (nearest == nullptr) return {};
  const std::u32string& name = nearest->letters;
  const auto is_far = [&](const Name& other) {
    const bool is_in_it = least == 0 && name.starts_with(other.letters);
    if (other.code == nearest->code || is_in_it) return true;
    // Of a longer one the rest may be covered.
    const std::size_t away = misread_letters(other.letters.substr(0, name.size()), said);
    const bool is_other = 3 * away >= 2 * other.letters.size();
    return is_other ||
           (away > least && (away > least + 1 || away > 2 * most_misread(other.letters)));
  };
  return std::all_of(names_.begin(), names_.end(), is_far) ? nearest->code : std::string();
}

/// Of a name that is covered from some letter on.
std::string CountryNames::begun_by(std::u32string_view said) const {
  std::size_t most = 0;
  const Name* longest = nullptr;
  for (const Name& name : names_) {
    const std::size_t same = letters_in_common(name.letters, said);
    if (same > most) longest = &name, most = same;
  }
  if (longest == nullptr || !is_enough_of(longest->letters, said, most)) return "";
  const bool alone = std::all_of(names_.begin(), names_.end(), [&](const Name& other) {
    return other.code == longest->code || letters_in_common(other.letters, said) < most;
  });
  return alone ? longest->code : "";
}

std::string CountryNames::whole_line(std::string_view line) const {
  return code_of(letters_of(line));
}

/// Of thousands of names nearly all are ruled out by their first word.
std::vector<std::size_t> CountryNames::may_stand_in(const SentenceWordList& sentence) const {
  std::vector<std::size_t> places = sentence.spaceless ? spaceless_ : std::vector<std::size_t>{};
  const auto take = [&](const std::u32string& key) {
    const auto found = by_first_word_.find(key);
    if (found == by_first_word_.end()) return;
    places.insert(places.end(), found->second.begin(), found->second.end());
  };
  for (const auto& [word, hash, beginning] : sentence.words) {
    take(word);
    if (word.size() > kLeastStem) take(word.substr(0, kLeastStem));
    if (word.ends_with(U's')) take(word.substr(0, word.size() - 1));
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::vector<std::string> CountryNames::spoken_of(const SentenceWordList& sentence,
                                                 const PhraseSet& in_place) const {
  SentenceWordList left = sentence;  // longest first: what a name covers is taken out
  std::vector<std::string> codes;
  const auto take = [&](const std::string& code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  };
  for (const std::size_t place : may_stand_in(sentence)) {
    const auto& [name, code] = spoken_[place];
    const std::size_t count = name.words.size();
    for (std::size_t i = 0; count > 0 && i + count <= left.words.size(); ++i) {
      if (!std::equal(name.words.begin(), name.words.end(),
                      left.words.begin() + static_cast<std::ptrdiff_t>(i), &is_same_name)) {
        continue;
      }
      if (!in_place.ends_before(sentence, i)) take(code);
      std::fill_n(left.words.begin() + static_cast<std::ptrdiff_t>(i), count,
                  SentenceWordList::Word{U"\1"});
    }
    const bool may_hold = name.spaceless && sentence.spaceless;
    const std::size_t at = may_hold ? left.letters.find(name.letters) : left.letters.npos;
    if (at == left.letters.npos) continue;
    left.letters.replace(at, name.letters.size(), name.letters.size(), U'\1');
    take(code);
  }
  return codes;
}

std::vector<std::string> CountryNames::within(std::string_view text) const {
  std::u32string letters = letters_of(text);
  std::vector<std::string> found;
  for (const Name& name : names_) {  // longest first: what it covers is taken out
    if (!long_enough(name.letters)) continue;
    for (std::size_t at = letters.find(name.letters); at != std::u32string::npos;
         at = letters.find(name.letters)) {
      std::fill_n(letters.begin() + static_cast<std::ptrdiff_t>(at), name.letters.size(), U'\1');
      if (std::find(found.begin(), found.end(), name.code) == found.end())
        found.push_back(name.code);
    }
  }
  return found;
}

}  // namespace tallyd
