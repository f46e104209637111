// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/phrase_set.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostBetween = 7;  // words, where a phrase has a gap
constexpr std::size_t kBeginning = 3;    // letters

bool is_arabic(char32_t c) { return c >= 0x600 && c < 0x780; }

/// "والتأكيد" and "للتأكيد" are "تأكيد" with "and the", "for the" before it.
std::u32string without_article(std::u32string word) {
  if (word.empty() || !is_arabic(word.front())) return word;
  constexpr std::size_t kLeast = 3;  // letters that must be left
  if (word.front() == U'و' && word.size() > kLeast + 1) word.erase(0, 1);
  constexpr std::array<std::u32string_view, 5> kArticles{U"بال", U"كال", U"فال", U"لل", U"ال"};
  for (const std::u32string_view article : kArticles) {
    if (word.starts_with(article) && word.size() >= article.size() + kLeast) {
      return word.substr(article.size());
    }
  }
  return word;
}

/// "l'accord", "d'avis", "qu'elle" are a word with another before it, which says nothing.
std::u32string_view without_elision(std::u32string_view piece) {
  for (const std::u32string_view before : {U"l", U"L", U"d", U"D", U"qu", U"Qu"}) {
    if (!piece.starts_with(before) || piece.size() < before.size() + 3) continue;
    const char32_t mark = piece[before.size()];
    if (mark == U'\'' || mark == U'’') return piece.substr(before.size() + 1);
  }
  return piece;
}

/// "No. 53", "Nº 53", "№ 53": a number follows, and it says "no" to nothing.
bool is_number_sign(std::u32string_view piece, std::u32string_view next) {
  if (next.empty() || !is_digit(next.front())) return false;
  constexpr std::array<std::u32string_view, 8> kSigns{U"№",  U"No.", U"no.", U"Nº",
                                                      U"nº", U"N.º", U"n.º", U"No"};
  return std::find(kSigns.begin(), kSigns.end(), piece) != kSigns.end();
}

std::u32string folded(std::u32string_view piece) {
  return without_article(letters_of(without_elision(piece)));
}

/// FNV-1a (RFC 9923), of letters in place of bytes.
std::uint32_t hash_of(std::u32string_view letters) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char32_t letter : letters) hash = (hash ^ letter) * 0x01000193U;
  return hash ^ hash >> 16U;
}

/// A word and one that begins as it does have the same.
std::uint32_t hash_of_beginning(std::u32string_view word) {
  return ~hash_of(word.substr(0, kBeginning));
}

}  // namespace

SentenceWordList::SentenceWordList(std::u32string_view text) {
  letters.reserve(text.size());
  const std::vector<std::u32string_view> all = between_spaces(text);
  words.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::u32string_view next = i + 1 < all.size() ? all[i + 1] : std::u32string_view();
    std::u32string word = is_number_sign(all[i], next) ? std::u32string() : folded(all[i]);
    if (word.empty()) continue;
    spaceless = spaceless || std::any_of(word.begin(), word.end(), &is_ideograph);
    letters += word;
    const std::uint32_t hash = hash_of(word);
    const std::uint32_t beginning = hash_of_beginning(word);
    words.push_back({std::move(word), hash, beginning});
  }
}

void PhraseSet::add(const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) add(phrase);
}

void PhraseSet::add(const std::string& text) {
  const std::u32string decoded = decode_utf8(text);
  if (std::none_of(decoded.begin(), decoded.end(), &is_ideograph)) return add_words(decoded);
  std::vector<std::u32string> parts;
  for (const std::u32string_view piece : split(std::u32string_view(decoded), U"…")) {
    std::u32string part = letters_of(piece);
    if (!part.empty()) parts.push_back(std::move(part));
  }
  spaceless_.push_back(std::move(parts));
}

void PhraseSet::add_words(std::u32string_view text) {
  Phrase phrase{words_.size(), words_.size(), 0};
  std::size_t longest = 0;
  bool gap = false, gaps = false;
  for (const std::u32string_view piece : between_spaces(text)) {
    gap = gap || piece == U"…";
    std::u32string letters = folded(piece);
    if (letters.empty()) continue;
    const bool open = piece.ends_with(U'*');
    const std::uint32_t hash = open ? hash_of_beginning(letters) : hash_of(letters);
    gap = gap && phrase.end > phrase.begin;
    gaps = gaps || gap;
    words_.push_back({std::move(letters), hash, open, gap});
    const std::size_t length = words_.back().letters.size();
    if (!gaps && has_hash(words_.back()) && length > longest) {
      phrase.key = phrase.end;
      longest = length;
    }
    ++phrase.end;
    gap = false;
  }
  if (phrase.end == phrase.begin) return;
  if (longest == 0) {
    keyless_.push_back(phrase);
    return;
  }
  const std::uint32_t hash = words_[phrase.key].hash;
  phrases_[hash].push_back(phrase);
  keys_.set(hash % kBits);
}

/// Of an open word with fewer letters, the beginnings that are hashed have more than it has.
bool PhraseSet::has_hash(const Word& word) {
  return !word.open || word.letters.size() >= kBeginning;
}

bool PhraseSet::is(const Word& word, const SentenceWordList::Word& said) {
  if (has_hash(word) && word.hash != (word.open ? said.beginning : said.hash)) return false;
  return word.open ? said.letters.starts_with(word.letters) : said.letters == word.letters;
}

/// Behind the phrase if it begins there; npos: it does not.
std::size_t PhraseSet::end_of(const Phrase& phrase, const SentenceWordList& sentence,
                              std::size_t begin) const {
  std::size_t at = begin;
  for (std::size_t i = phrase.begin; i < phrase.end; ++i) {
    const std::size_t last =
        std::min(at + (words_[i].gap ? kMostBetween : 0) + 1, sentence.words.size());
    while (at < last && !is(words_[i], sentence.words[at])) ++at;
    if (at == last) return std::u32string::npos;
    ++at;
  }
  return at;
}

template <typename Test>
bool PhraseSet::any(const SentenceWordList& sentence, Test test) const {
  const auto stands_at = [&](const Phrase& phrase, std::size_t begin) {
    const std::size_t end = end_of(phrase, sentence, begin);
    return end != std::u32string::npos && test(begin, end);
  };
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const auto key_stands_here = [&](const Phrase& phrase) {
      const std::size_t before = phrase.key - phrase.begin;
      return before <= i && stands_at(phrase, i - before);
    };
    for (const std::uint32_t hash : {sentence.words[i].hash, sentence.words[i].beginning}) {
      if (!keys_.test(hash % kBits)) continue;
      const auto found = phrases_.find(hash);
      if (found == phrases_.end()) continue;
      if (std::any_of(found->second.begin(), found->second.end(), key_stands_here)) return true;
    }
    const auto stands_here = [&](const Phrase& phrase) { return stands_at(phrase, i); };
    if (std::any_of(keyless_.begin(), keyless_.end(), stands_here)) return true;
  }
  return false;
}

bool PhraseSet::stands_in(const SentenceWordList& sentence) const {
  if (any(sentence, [](std::size_t, std::size_t) { return true; })) return true;
  if (!sentence.spaceless) return false;
  return std::any_of(spaceless_.begin(), spaceless_.end(), [&](const auto& parts) {
    std::size_t at = 0;
    return std::all_of(parts.begin(), parts.end(), [&](const std::u32string& part) {
      at = sentence.letters.find(part, at);
      if (at == std::u32string::npos) return false;
      at += part.size();
      return true;
    });
  });
}

bool PhraseSet::is_whole(const SentenceWordList& sentence) const {
  if (sentence.words.empty()) return false;
  const auto is_all = [&](const auto& parts) {
    return parts.size() == 1 && parts.front() == sentence.letters;
  };
  if (std::any_of(spaceless_.begin(), spaceless_.end(), is_all)) return true;
  return any(sentence, [&](std::size_t begin, std::size_t end) {
    return begin == 0 && end == sentence.words.size();
  });
}

SentenceWordList PhraseSet::cut_from(SentenceWordList sentence) const {
  std::size_t from = 0;
  std::size_t to = 0;
  const auto found = [&](std::size_t begin, std::size_t end) {
    from = begin;
    to = end;
    return true;
  };
  while (any(sentence, found)) {
    const auto words = sentence.words.begin();
    sentence.words.erase(words + static_cast<std::ptrdiff_t>(from),
                         words + static_cast<std::ptrdiff_t>(to));
  }
  if (!sentence.spaceless) return sentence;
  for (const auto& parts : spaceless_) {
    if (parts.size() != 1) continue;
    for (std::size_t at = 0;
         (at = sentence.letters.find(parts.front(), at)) != std::u32string::npos;) {
      sentence.letters.erase(at, parts.front().size());
    }
  }
  return sentence;
}

bool PhraseSet::ends_before(const SentenceWordList& sentence, std::size_t word) const {
  return any(sentence, [&](std::size_t, std::size_t end) { return end == word; });
}

}  // namespace tallyd
