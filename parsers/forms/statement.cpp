// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/statement.h"

#include <algorithm>
#include <string>

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

constexpr std::u32string_view kQuestions = U"?؟？";
constexpr std::u32string_view kEnds = U".!。！;；";

struct Sentence {
  std::u32string letters;  ///< folded, no spaces
  std::u32string words;    ///< folded, a space around each word
  bool question = false;
};

/// " we intend to ": words apart, so that "if" is not found in "specification".
std::u32string words_of(std::u32string_view text) {
  std::u32string words = U" ";
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    const std::u32string word = letters_of(encode_utf8(text.substr(i, end - i)));
    if (!word.empty()) words += word + U' ';
    i = end + 1;
  }
  return words;
}

std::vector<Sentence> sentences_of(std::u32string_view text) {
  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool question = i < text.size() && kQuestions.find(text[i]) != kQuestions.npos;
    const bool blank_line = i + 1 < text.size() && text[i] == U'\n' && text[i + 1] == U'\n';
    // "X.1214" holds a point and no end.
    const bool end = i == text.size() || blank_line ||
                     (kEnds.find(text[i]) != kEnds.npos &&
                      (i + 1 == text.size() || is_space(text[i + 1]) || text[i] > 0x80));
    if (!question && !end) continue;
    const std::u32string_view part = text.substr(begin, i - begin);
    sentences.push_back({letters_of(encode_utf8(part)), words_of(part), question});
    begin = i + 1;
  }
  return sentences;
}

bool holds(const Sentence& sentence, const std::string& phrase) {
  const std::u32string letters = letters_of(phrase);
  return !letters.empty() && sentence.letters.find(letters) != std::u32string::npos;
}

bool hedges(const Sentence& sentence, const std::string& hedge) {
  const std::u32string words = words_of(decode_utf8(hedge));
  const bool spaceless = words.size() > 1 && words[1] >= 0x2E80;  // Chinese
  return spaceless ? holds(sentence, hedge) : sentence.words.find(words) != std::u32string::npos;
}

template <typename Test>
bool any(const std::vector<std::string>& phrases, Test test) {
  return std::any_of(phrases.begin(), phrases.end(), test);
}

void hear(const Sentence& sentence, const SentenceWords& words, Statement& statement) {
  const auto said = [&](const std::string& phrase) { return holds(sentence, phrase); };
  const auto hedged = [&](const std::string& hedge) { return hedges(sentence, hedge); };
  if (sentence.question || any(words.hedges, hedged)) return;
  // "does not assign authority" holds "assign authority".
  if (any(words.does_not_assign, said)) {
    statement.refuses = true;
  } else if (any(words.assigns, said)) {
    statement.assigns = true;
  }
}

}  // namespace

Statement statement_in(std::string_view text, const std::vector<Phrases>& phrases) {
  Statement statement;
  for (const Sentence& sentence : sentences_of(decode_utf8(text))) {
    for (const Phrases& language : phrases) hear(sentence, language.sentence, statement);
  }
  return statement;
}

}  // namespace tallyd
