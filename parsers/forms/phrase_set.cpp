// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/phrase_set.h"

#include <algorithm>
#include <array>

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostBetween = 7;  // words, where a phrase has a gap
constexpr std::size_t kKey = 3;          // letters

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

std::vector<std::u32string_view> pieces(std::u32string_view text) {
  std::vector<std::u32string_view> pieces;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) pieces.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return pieces;
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

std::u32string folded(std::u32string_view piece) {
  return without_article(letters_of(without_elision(piece)));
}

/// Of the first three letters. A phrase and a word that begins as it does have the same.
std::uint64_t key_of(const std::u32string& word) {
  constexpr unsigned kBits = 21;  // of a letter
  std::uint64_t key = 0;
  for (const char32_t letter : std::u32string_view(word).substr(0, kKey))
    key = key << kBits | letter;
  return key;
}

}  // namespace

SentenceWordList::SentenceWordList(std::u32string_view text) {
  letters.reserve(text.size());
  for (const std::u32string_view piece : pieces(text)) {
    std::u32string word = folded(piece);
    if (word.empty()) continue;
    spaceless = spaceless || std::any_of(word.begin(), word.end(), &is_ideograph);
    letters += word;
    words.push_back(std::move(word));
  }
}

void PhraseSet::add(const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) add(phrase);
}

void PhraseSet::add(const std::string& text) {
  Phrase phrase;
  bool gap = false;
  const std::u32string decoded = decode_utf8(text);
  if (std::any_of(decoded.begin(), decoded.end(), &is_ideograph)) {
    std::vector<std::u32string> parts;
    for (const std::u32string_view piece : split(std::u32string_view(decoded), U"…")) {
      std::u32string part = letters_of(piece);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    spaceless_.push_back(std::move(parts));
    return;
  }
  for (const std::u32string_view piece : pieces(decoded)) {
    gap = gap || piece == U"…";
    std::u32string letters = folded(piece);
    if (letters.empty()) continue;
    phrase.push_back({std::move(letters), piece.ends_with(U'*'), gap && !phrase.empty()});
    gap = false;
  }
  if (!phrase.empty()) phrases_[key_of(phrase.front().letters)].push_back(std::move(phrase));
}

bool PhraseSet::is(const Word& word, const std::u32string& said) {
  return word.open ? said.starts_with(word.letters) : said == word.letters;
}

/// Behind the phrase if it begins there; npos: it does not.
std::size_t PhraseSet::end_of(const Phrase& phrase, const SentenceWordList& sentence,
                              std::size_t begin) {
  std::size_t at = begin;
  for (const Word& word : phrase) {
    const std::size_t last =
        std::min(at + (word.gap ? kMostBetween : 0) + 1, sentence.words.size());
    while (at < last && !is(word, sentence.words[at])) ++at;
    if (at == last) return std::u32string::npos;
    ++at;
  }
  return at;
}

template <typename Test>
bool PhraseSet::any_end(const SentenceWordList& sentence, std::size_t begin, Test test) const {
  const auto found = phrases_.find(key_of(sentence.words[begin]));
  return found != phrases_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](const Phrase& phrase) { return test(end_of(phrase, sentence, begin)); });
}

bool PhraseSet::stands_in(const SentenceWordList& sentence) const {
  const auto is_there = [](std::size_t end) { return end != std::u32string::npos; };
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    if (any_end(sentence, i, is_there)) return true;
  }
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
  return any_end(sentence, 0, [&](std::size_t end) { return end == sentence.words.size(); });
}

bool PhraseSet::ends_before(const SentenceWordList& sentence, std::size_t word) const {
  for (std::size_t i = 0; i < word; ++i) {
    if (any_end(sentence, i, [&](std::size_t end) { return end == word; })) return true;
  }
  return false;
}

}  // namespace tallyd
