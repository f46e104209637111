// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
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

  struct Word {
    std::u32string letters;
    std::uint32_t hash = 0;       ///< what tells quickly that it is not another word
    std::uint32_t beginning = 0;  ///< the hash of its first three letters
  };

  std::vector<Word> words;
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

  /// What is left of the sentence without the phrases.
  SentenceWordList cut_from(SentenceWordList sentence) const;

  /// One of the phrases ends right before that word.
  bool ends_before(const SentenceWordList& sentence, std::size_t word) const;

 private:
  static constexpr std::size_t kBits = 4096;

  struct Word {
    std::u32string letters;
    std::uint32_t hash;  ///< of the whole word, or if it is open of its beginning
    bool open;           ///< the word may go on
    bool gap;            ///< others may stand before it
  };
  /// Places in words_.
  struct Phrase {
    std::size_t begin, end;
    std::size_t key;  ///< the word that it is found by: a long one, before any gap
  };

  static bool is(const Word& word, const SentenceWordList::Word& said);
  std::size_t end_of(const Phrase& phrase, const SentenceWordList& sentence,
                     std::size_t begin) const;
  void add(const std::string& phrase);
  void add_words(std::u32string_view text);
  static bool has_hash(const Word& word);
  /// test(where it begins, where it ends) of a phrase that stands there.
  template <typename Test>
  bool any(const SentenceWordList& sentence, Test test) const;

  std::vector<Word> words_;
  std::unordered_map<std::uint32_t, std::vector<Phrase>> phrases_;  ///< by their keys' hashes
  std::bitset<kBits> keys_;                             ///< of these hashes, the last bits
  std::vector<Phrase> keyless_;                         ///< without such a word: tried at each
  std::vector<std::vector<std::u32string>> spaceless_;  ///< Chinese: parts in order
};

}  // namespace tallyd
