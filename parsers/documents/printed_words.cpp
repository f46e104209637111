// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/printed_words.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

icu::UnicodeString unicode(const std::string& text) { return icu::UnicodeString::fromUTF8(text); }

bool has_letter(const std::string& text) {
  const icu::UnicodeString all = unicode(text);
  for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
    if (u_isalnum(all.char32At(i)) != 0) return true;
  }
  return false;
}

using State = Checkbox::State;

State agreed(const DrawnBox& known, State seen) {
  if (known.state == seen) return seen;
  if (known.state == State::checked && seen == State::unclear) return State::checked;
  // A coloured field, or one that is drawn with a ring within.
  if (known.untouched && (seen == State::unclear || known.blank)) return known.state;
  const bool field = known.origin == Checkbox::Origin::acroform;
  return known.state == State::empty && seen == State::checked && !field ? State::checked
                                                                         : State::unclear;
}

/// A sign that is printed where the text has one.
bool is_mark_there(const DrawnBox& box, const std::vector<OcrWord>& words) {
  return box.typed && std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
           return is_mark(word.text) && same_place(box.area, area_of(word));
         });
}

/// Some fonts claim more room above and below their letters than a line has.
bool is_letter_there(const Area& area, const std::vector<OcrWord>& words) {
  return std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
    const Area place = area_of(word);
    const bool on_its_line = std::abs(area.middle_y() - place.middle_y()) * 3 < place.height;
    return !is_mark(word.text) && has_letter(word.text) && on_its_line && same_place(area, place);
  });
}

}  // namespace

bool is_mark(const std::string& text) {
  constexpr std::array<std::string_view, 14> kMarks{"x", "X", "v", "V", "✓", "✔", "✕",
                                                    "✖", "✗", "✘", "√", "х", "Х", "×"};
  return std::find(kMarks.begin(), kMarks.end(), text) != kMarks.end();
}

bool same_place(const Area& a, const Area& b) {
  const Area both = overlap(a, b);
  if (both.width <= 0 || both.height <= 0) return false;
  return both.width * 2 > std::min(a.width, b.width) &&
         both.height * 2 > std::min(a.height, b.height);
}

bool is_enclosing(const DrawnBox& box) { return box.text == "\u20dd"; }

std::vector<OcrWord> words_within(const std::vector<OcrWord>& words, const Area& area) {
  std::vector<OcrWord> found;
  for (const OcrWord& word : words) {
    const Area place = area_of(word);
    if (area.holds(place.middle_x(), place.middle_y())) found.push_back(word);
  }
  const auto middle = [](const OcrWord& word) { return word.y + word.height / 2; };
  std::stable_sort(found.begin(), found.end(),
                   [&](const OcrWord& a, const OcrWord& b) { return middle(a) < middle(b); });
  int line = -1;
  int level = 0;
  int tallest = 0;
  for (OcrWord& word : found) {
    tallest = std::max(tallest, word.height);
    // Arabic letters are given a box half as tall again as their line.
    if (line < 0 || middle(word) - level > tallest * 2 / 5) {
      ++line;
      level = middle(word);
      tallest = word.height;
    }
    word.line = line;
  }
  std::stable_sort(found.begin(), found.end(), [](const OcrWord& a, const OcrWord& b) {
    return a.line != b.line ? a.line < b.line : a.x < b.x;
  });
  return found;
}

bool runs_leftwards(const std::vector<OcrWord>& words) {
  int arabic = 0;
  int other = 0;
  for (const OcrWord& word : words) {
    const icu::UnicodeString text = unicode(word.text);
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      const UChar32 c = text.char32At(i);
      if (u_isalpha(c) == 0) continue;
      UErrorCode error = U_ZERO_ERROR;
      (uscript_getScript(c, &error) == USCRIPT_ARABIC ? arabic : other) += 1;
    }
  }
  return arabic > other;
}

std::vector<DrawnBox> reconcile(const std::vector<DrawnBox>& known, std::vector<DrawnBox> drawn,
                                std::vector<OcrWord>& words) {
  std::vector<DrawnBox> boxes = known;
  for (DrawnBox& box : boxes) {
    const auto here = [&](const DrawnBox& other) { return same_place(box.area, other.area); };
    // An enclosing circle stands around what is printed anyway: it is looked at in the text only.
    if (is_enclosing(box)) {
      std::erase_if(
          drawn, [&](const DrawnBox& other) { return other.state == State::empty && here(other); });
      continue;
    }
    const auto seen = std::find_if(drawn.begin(), drawn.end(), here);
    const bool empty = seen != drawn.end() && seen->state == State::empty;
    if (box.in_doubt && !empty) box.state = State::unclear;
    if (seen == drawn.end()) continue;
    if (!box.in_doubt) box.state = agreed(box, seen->state);
    drawn.erase(std::remove_if(drawn.begin(), drawn.end(), here), drawn.end());
  }
  for (DrawnBox& box : drawn) {
    if (is_letter_there(box.area, words) || is_mark_there(box, words)) continue;
    boxes.push_back(box);
  }
  const auto typed_over = [&](const OcrWord& word) {
    if (!is_mark(word.text)) return false;
    const Area place = area_of(word);
    // What stands before a box was seen with it.
    const auto is_sign = [&](const DrawnBox& box) {
      return box.state == State::checked && box.sign.holds(place.middle_x(), place.middle_y());
    };
    if (std::ranges::any_of(boxes, is_sign)) return true;
    const auto under = std::find_if(boxes.begin(), boxes.end(), [&](const DrawnBox& box) {
      return box.area.holds(place.middle_x(), place.middle_y());
    });
    if (under == boxes.end()) return false;
    under->state = State::checked;
    return true;
  };
  words.erase(std::remove_if(words.begin(), words.end(), typed_over), words.end());
  std::stable_sort(boxes.begin(), boxes.end(), [](const DrawnBox& a, const DrawnBox& b) {
    return a.area.y != b.area.y ? a.area.y < b.area.y : a.area.x < b.area.x;
  });
  return boxes;
}

bool is_struck(const OcrWord& word, const Ink& ink) {
  constexpr int kLetters = 3;  // the bars of one or two letters may meet
  if (!has_letter(word.text) || unicode(word.text).countChar32() < kLetters) return false;
  for (int y = word.y + word.height * 35 / 100; y <= word.y + word.height * 68 / 100; ++y) {
    if (ink.share({word.x, y, word.width, 1}) >= 0.96) return true;
  }
  return false;
}

}  // namespace tallyd
