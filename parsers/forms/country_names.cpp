// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/country_names.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/unicode.h"

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

/// "Черногории" and "Черногория"; of other scripts exactly.
bool is_same_name(const std::u32string& name, const std::u32string& said) {
  constexpr std::size_t kEnding = 2;
  constexpr std::size_t kLeastStem = 4;
  if (name == said) return true;
  const bool cyrillic = name.front() >= 0x400 && name.front() < 0x530;
  if (!cyrillic || name.size() < kLeastStem + kEnding) return false;
  const std::size_t stem = name.size() - kEnding;
  return said.size() <= name.size() + kEnding && said.compare(0, stem, name, 0, stem) == 0;
}

/// Alike in all words that is_same_name() takes for the same.
std::u32string_view beginning(std::u32string_view word) { return word.substr(0, 2); }

}  // namespace

void CountryNames::add_spoken(const std::vector<KnownName>& known) {
  for (const KnownName& name : known) {
    SentenceWordList words(decode_utf8(name.text));
    if (!words.letters.empty()) spoken_.push_back({std::move(words), name.code});
  }
  std::stable_sort(spoken_.begin(), spoken_.end(), [](const Spoken& a, const Spoken& b) {
    return a.name.letters.size() > b.name.letters.size();
  });
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

NamedAdministration CountryNames::signed_by(std::string_view line) const {
  const std::u32string letters = letters_of(line);
  if (letters.size() > kLongestSignature) return {};
  const bool placeholder = line.find('[') != line.npos || line.find("___") != line.npos;
  bool framed = false;
  const std::u32string label = letters_of(line.substr(0, colon_in(line)));
  for (const Frame& frame : frames_) {
    const std::u32string_view view(letters);
    if (frame.label && (!has_colon(line) || label != frame.before)) continue;
    if (view.substr(0, frame.before.size()) != frame.before) continue;
    if (view.size() <= frame.before.size() + frame.after.size()) continue;
    if (view.substr(view.size() - frame.after.size()) != frame.after) continue;
    const auto name =
        view.substr(frame.before.size(), view.size() - frame.before.size() - frame.after.size());
    const std::string code = code_of(name);
    if (!code.empty()) return {code, false};
    framed = true;
  }
  if (!framed || placeholder) return {};
  const std::vector<std::string> inside = within(line);
  if (inside.size() == 1) return {inside.front(), false};
  // A name in another case ("Администрация Кении"): all but its end.
  for (const Name& name : names_) {
    const std::u32string_view stem(
        name.letters.data(), name.letters.size() - std::min<std::size_t>(2, name.letters.size()));
    if (stem.size() >= 5 && letters.find(stem) != std::u32string::npos) return {name.code, false};
  }
  return {{}, true};
}

std::string CountryNames::whole_line(std::string_view line) const {
  return code_of(letters_of(line));
}

std::vector<std::string> CountryNames::spoken_of(const SentenceWordList& sentence,
                                                 const PhraseSet& in_place) const {
  SentenceWordList left = sentence;  // longest first: what a name covers is taken out
  std::vector<std::string> codes;
  const auto take = [&](const std::string& code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  };
  // Of thousands of names nearly all are ruled out by how they begin.
  std::unordered_set<std::u32string_view> begins;
  for (const std::u32string& word : sentence.words) begins.insert(beginning(word));
  for (const auto& [name, code] : spoken_) {
    if (!long_enough(name.letters)) continue;
    const std::size_t count = name.words.size();
    const bool may_begin = count > 0 && begins.count(beginning(name.words.front())) > 0;
    for (std::size_t i = 0; may_begin && i + count <= left.words.size(); ++i) {
      if (!std::equal(name.words.begin(), name.words.end(),
                      left.words.begin() + static_cast<std::ptrdiff_t>(i), &is_same_name)) {
        continue;
      }
      if (!in_place.ends_before(sentence, i)) take(code);
      std::fill_n(left.words.begin() + static_cast<std::ptrdiff_t>(i), count, U"\1");
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
