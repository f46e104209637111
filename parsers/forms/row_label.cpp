// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_label.h"

#include <algorithm>
#include <string_view>

#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

bool is_of_name(char32_t c) {
  return (c < 0x80 && (is_letter(c) || is_digit(c))) || c == U'.' || c == U'-' || c == U'/' ||
         c == U'\u2011' || c == U'\u2010';
}

/// "X.1214", "X.samtn", "Q4/17"; neither "ITU-T" nor "Recommendation.".
bool is_name(std::u32string_view word) {
  const auto is_any = [&](auto test) { return std::any_of(word.begin(), word.end(), test); };
  if (is_any([](char32_t c) { return is_digit(c); })) return true;
  const std::size_t point = word.find(U'.');
  return point != word.npos && point > 0 && point + 1 < word.size();
}

/// Takes "(ex X.samtn)" out whole: a few letters and a name in brackets.
class Words {
 public:
  void add(std::u32string_view word) {
    if (is_name(word)) {
      named_ = true;
    } else {
      out_ += letters_of(word);
    }
  }
  void open() {
    if (++depth_ == 1) begin_ = out_.size(), named_ = false;
  }
  void close() {
    constexpr std::size_t kFew = 14;  // "anciennement"
    depth_ = std::max(depth_ - 1, 0);
    if (depth_ > 0) return;  // "(ex T.88 (rev))"
    if (named_ && out_.size() <= begin_ + kFew) out_.resize(std::min(begin_, out_.size()));
    named_ = false;
  }
  std::u32string take() && { return std::move(out_); }

 private:
  std::u32string out_;
  std::size_t begin_ = 0;
  int depth_ = 0;
  bool named_ = false;
};

std::u32string text_left(const Line& line) {
  std::u32string text;
  for (const Glyph& glyph : line.glyphs) {
    if (glyph.box == nullptr && !glyph.marks.deleted) text += glyph.character;
  }
  return text;
}

/// "Draft new Recommendation ITU-T rejected": "rejected".
std::u32string without_heading(std::u32string label, const Languages& languages) {
  std::vector<std::u32string_view> known = words_of_headings(languages);
  std::stable_sort(known.begin(), known.end(), [](auto a, auto b) { return a.size() > b.size(); });
  for (const std::u32string_view words : known) {
    const std::size_t at = label.find(words);
    if (at != label.npos) label.erase(at, words.size());
  }
  return label;
}

/// What both begin and end with alike is left out.
std::u32string_view differing(std::u32string_view text, std::u32string_view other) {
  const std::size_t least = std::min(text.size(), other.size());
  std::size_t front = 0;
  while (front < least && text[front] == other[front]) ++front;
  std::size_t back = 0;
  while (back < least - front && text[text.size() - 1 - back] == other[other.size() - 1 - back]) {
    ++back;
  }
  return text.substr(front, text.size() - front - back);
}

/// A part of one, too: but a few letters stand in any title.
bool is_title(std::u32string_view letters, const std::vector<NamedDraft>& drafts) {
  constexpr std::size_t kFew = 3;
  if (letters.size() <= kFew && !is_ideograph(letters.front())) return false;
  return std::any_of(drafts.begin(), drafts.end(), [&](const NamedDraft& named) {
    const std::u32string title = letters_of(named.draft->title);
    return match_anywhere(title, letters, tolerance(letters.size())).has_value() ||
           (!title.empty() && letters.size() <= title.size() + 3 &&
            match_anywhere(letters, title, tolerance(title.size())).has_value());
  });
}

/// More letters than a few (an ideograph is a word), and no title.
bool says_something(std::u32string_view words, const std::vector<NamedDraft>& drafts,
                    std::size_t few) {
  const std::size_t most = !words.empty() && is_ideograph(words.front()) ? 1 : few;
  return words.size() > most && !is_title(words, drafts);
}

struct Label {
  const FormRow* row = nullptr;
  std::u32string words;
};

bool has_word(std::u32string_view text, std::u32string_view letters) {
  return std::ranges::any_of(between_spaces(text),
                             [&](std::u32string_view word) { return letters_of(word) == letters; });
}

/// Neither its title has that word nor another row.
bool is_own_word(std::u32string_view letters, const FormRow& row,
                 const std::vector<FormRow>& rows) {
  return std::ranges::none_of(row.drafts,
                              [&](const NamedDraft& named) {
                                return has_word(decode_utf8(named.draft->title), letters);
                              }) &&
         std::ranges::none_of(rows, [&](const FormRow& other) {
           return !(other.drafts == row.drafts) && has_word(other.label_text, letters);
         });
}

/// It has words that no other has, of more letters than a few.
bool is_written(const Label& label, const std::vector<Label>& labels, std::size_t most) {
  std::u32string_view own = label.words;
  for (const Label& other : labels) {
    if (other.row->drafts == label.row->drafts) continue;
    const std::u32string_view here = differing(label.words, other.words);
    if (here.size() < own.size()) own = here;
  }
  return says_something(own, label.row->drafts, most);
}

}  // namespace

std::vector<std::u32string_view> words_of_headings(const Languages& languages) {
  std::vector<std::u32string_view> words{U"itut", U"uitt", U"мсэт"};
  for (const Vocabulary& language : languages.vocabularies) {
    words.insert(words.end(), language.draft_heading.begin(), language.draft_heading.end());
  }
  return words;
}

std::u32string words_beside_names(const Line& line) {
  const std::u32string text = text_left(line);
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text[at];
    std::size_t end = at;
    while (end < text.size() && is_of_name(text[end])) ++end;
    if (end > at) {
      words.add(std::u32string_view(text).substr(at, end - at));
      at = end;
      continue;
    }
    if (c == U'(' || c == U'（') words.open();
    if (c == U')' || c == U'）') words.close();
    words.add(std::u32string_view(text).substr(at, 1));
    ++at;
  }
  return std::move(words).take();
}

bool says_more_than_name(const Line& line, const std::vector<NamedDraft>& drafts,
                         const Languages& languages) {
  constexpr std::size_t kFew = 3;  // letters
  return says_something(without_heading(words_beside_names(line), languages), drafts, kFew);
}

bool is_struck(const Line& line) {
  constexpr std::ptrdiff_t kLeast = 3;  // letters
  return std::count_if(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& glyph) {
           return glyph.box == nullptr && glyph.marks.struck && !glyph.marks.deleted &&
                  !is_space(glyph.character);
         }) >= kLeast;
}

bool asks(const Line& line) {
  return text_left(line).find_first_of(U"?？؟") != std::u32string::npos;
}

std::vector<const FormRow*> rows_with_words_in_label(const std::vector<FormRow>& rows,
                                                     const Languages& languages, std::size_t few) {
  std::vector<Label> labels;
  for (const FormRow& row : rows) {
    if (!row.drafts.empty()) labels.push_back({&row, without_heading(row.label, languages)});
  }
  std::vector<const FormRow*> written;
  for (const Label& label : labels) {
    if (is_written(label, labels, few)) written.push_back(label.row);
  }
  if (labels.size() < 2 || written.size() * 2 > labels.size()) written.clear();
  return written;
}

std::string short_words_in_labels(const std::vector<FormRow>& rows) {
  constexpr std::size_t kFew = 3;  // more are words_in_label
  std::string words;
  for (const FormRow& row : rows) {
    for (const std::u32string_view word : between_spaces(row.label_text)) {
      const std::u32string letters = letters_of(word);
      if (letters.empty() || letters.size() > kFew || !is_own_word(letters, row, rows)) continue;
      words += encode_utf8(word) + '\n';
    }
  }
  return words;
}

}  // namespace tallyd
