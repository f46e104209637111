// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tallyd {

/// The words of a sentence, folded; Arabic ones without their article and what is written before
/// it.
struct SentenceWordList {
  explicit SentenceWordList(std::u32string_view text);

  std::vector<std::u32string> words;
  std::u32string letters;  ///< of all of them, without spaces
  bool spaceless = false;  ///< Chinese stands in it: its phrases are found by their letters
};

/// Phrases of a phrase file, ready to be found in sentences. "subject to" stands there as whole
/// words that follow one another; "confirm*" is any word that begins so; "…" are a few words, or
/// none.
class PhraseSet {
 public:
  PhraseSet() = default;
  explicit PhraseSet(const std::vector<std::string>& phrases) { add(phrases); }

  /// Phrases that fold to nothing are left out.
  void add(const std::vector<std::string>& phrases);

  bool stands_in(const SentenceWordList& sentence) const;

  /// The sentence is one of the phrases and nothing else.
  bool is_whole(const SentenceWordList& sentence) const;

  /// One of the phrases ends right before that word.
  bool ends_before(const SentenceWordList& sentence, std::size_t word) const;

 private:
  struct Word {
    std::u32string letters;
    bool open = false;  ///< the word may go on
    bool gap = false;   ///< others may stand before it
  };
  using Phrase = std::vector<Word>;

  static bool is(const Word& word, const std::u32string& said);
  static std::size_t end_of(const Phrase& phrase, const SentenceWordList& sentence,
                            std::size_t begin);
  void add(const std::string& phrase);
  /// test(where it ends; npos: nowhere) of a phrase that may begin at that word.
  template <typename Test>
  bool any_end(const SentenceWordList& sentence, std::size_t begin, Test test) const;

  std::unordered_map<std::uint64_t, std::vector<Phrase>> phrases_;  ///< by how they begin
  std::vector<std::vector<std::u32string>> spaceless_;              ///< Chinese: parts in order
};

}  // namespace tallyd
