// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/administration.h"
#include "config/phrases.h"
#include "parsers/forms/phrase_set.h"

namespace tallyd {

/// What a text says of who writes.
struct NamedAdministration {
  std::string code;           ///< empty: the text names none that is known
  bool unknown_name = false;  ///< it names somebody as the administration, but nobody known
};

/// Finds which administration a form names, by the names and aliases of the register and ICU's
/// names of the countries. The longest name that fits wins: "Guinea-Bissau" is not "Guinea".
class CountryNames {
 public:
  CountryNames(const Register& administrations, const std::vector<Phrases>& phrases);

  /// "Administration of Kenya", "Администрация: Кения", "肯尼亚主管部门".
  NamedAdministration signed_by(std::string_view line) const;

  /// Of a line that was recognised on a picture, where the name may be misread or covered in part:
  /// the only one whose name it is, is nearly, or begins like, where all others' names are far;
  /// empty: none. No proof of who signed.
  std::string may_be_signed_by(std::string_view line) const;

  /// The code whose name the whole line is; empty: none.
  std::string whole_line(std::string_view line) const;

  /// Every code that a sentence names as whole words, in any case of Russian, but where the name
  /// says where something is: behind one of `in_place` ("Geneva, Switzerland").
  std::vector<std::string> spoken_of(const SentenceWordList& sentence,
                                     const PhraseSet& in_place) const;

  /// Every code that a longer text names.
  std::vector<std::string> within(std::string_view text) const;

 private:
  struct Name {
    std::u32string letters;
    std::string code;
  };
  struct Frame {
    std::u32string before, after;
    bool label = false;  ///< "Member State: …": nothing but the label stands before the colon
  };
  struct KnownName {
    std::string text, code;
    bool registered = false;  ///< by the register; else ICU's
  };
  struct Spoken {
    SentenceWordList name;
    std::string code;
  };
  std::string code_of(std::u32string_view letters) const;
  // letters: those of the line.
  std::vector<std::u32string> framed_in(std::string_view line, const std::u32string& letters) const;
  /// "Director General, Administration of Kenya": the code of a name that is known; else empty.
  std::string framed_behind_words(std::string_view line, const std::u32string& letters) const;
  std::string inflected_in(std::string_view line) const;
  std::string near_to(std::u32string_view said) const;
  std::string begun_by(std::u32string_view said) const;
  std::vector<std::size_t> may_stand_in(const SentenceWordList& sentence) const;
  void add_spoken(const std::vector<KnownName>& known);

  std::vector<Name> names_;     ///< longest first
  std::vector<Spoken> spoken_;  ///< likewise
  /// Places in spoken_: by their first word, and those that are found by their letters.
  std::unordered_map<std::u32string, std::vector<std::size_t>> by_first_word_;
  std::vector<std::size_t> spaceless_;
  std::vector<Frame> frames_;  ///< longest first
};

}  // namespace tallyd
