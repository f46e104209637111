// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/unread_ink.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parsers/documents/median.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/word_area.h"
#include "parsers/utf8.h"

namespace tallyd {
namespace {

constexpr int kUnderlines = 16;       ///< quarters of a word's height: no letters run together so
constexpr std::size_t kFewWords = 3;  ///< fewer do not tell how large print is
constexpr int kInkBelow = 160;        ///< of 255
constexpr int kPaleBelow = 195;       ///< a thin line is paler
constexpr int kInset = 6;             ///< pixels: what is left of the table's lines

int height_of(const std::vector<OcrWord>& words) {
  std::vector<int> heights;
  heights.reserve(words.size());
  for (const OcrWord& word : words) heights.push_back(word.height);
  return median(std::move(heights));
}

/// "?": no form has one.
bool asks(const OcrWord& word) { return word.text.find_first_not_of("?!") == std::string::npos; }

/// Higher than the others, and guessed: something else was taken for a part of it.
bool holds_more(const OcrWord& word, int height) {
  constexpr float kSure = 75;
  return word.height * 10 >= height * 17 && word.width >= height && word.confidence < kSure;
}

/// Letters or digits, and not a circle that was read as one.
bool is_hardly_read(const OcrWord& word) {
  constexpr float kSure = 75;  // print is surer, a line through it, or a tick on it, is less
  constexpr int kLetters = 2;
  if (word.confidence >= kSure) return false;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(word.text);
  int letters = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    letters += u_isalnum(text.char32At(i)) != 0 ? 1 : 0;
  }
  return letters >= kLetters;
}

/// Hundredths of a pixel for each letter of the word, if it were so wide.
int per_letter(int width, const OcrWord& word) {
  return width * 100 / std::max(1, static_cast<int>(characters_in(word.text)));
}

int usual_letter(const std::vector<OcrWord>& words) {
  std::vector<int> widths;
  widths.reserve(words.size());
  for (const OcrWord& word : words) widths.push_back(per_letter(word.width, word));
  return median(std::move(widths));
}

/// The last letter of a word for which the recogniser gives all letters and too short a place: with
/// it the word's letters are nearer to the usual width than without.
bool ends(const Area& piece, const OcrWord& word, int usual) {
  const Area place = area_of(word);
  const int gap = piece.x - place.right();
  const int over = place.height / 8;
  if (gap < -over || gap > place.height / 2) return false;
  if (piece.width > place.height || piece.height > place.height + over) return false;
  if (piece.y < place.y - over || piece.bottom() > place.bottom() + over) return false;
  const int with = per_letter(piece.right() - place.x, word);
  return std::abs(with - usual) < std::abs(per_letter(place.width, word) - usual);
}

PixPtr ink_in(Pix* words, const Area& area, int below = kInkBelow) {
  const PixPtr part = clip(words, area);
  if (!part) return nullptr;
  const PixPtr grey(pixGetDepth(part.get()) == 1 ? pixConvert1To8(nullptr, part.get(), 255, 0)
                                                 : pixClone(part.get()));
  return PixPtr(pixThresholdToBinary(grey.get(), below));
}

Area on_page(const Area& area, Pix* page) {
  return overlap(area, {0, 0, pixGetWidth(page), pixGetHeight(page)});
}

/// Wipes an area of the page out of the bits of a part of it.
void leave_out(Pix* bits, const Area& part, const Area& a) {
  tallyd::wipe(bits, {a.x - part.x, a.y - part.y, a.width, a.height});
}

/// Where lines are looked for, and how long they are at least, in quarters of a word's height.
struct LineSought {
  Pix* bits;
  int quarters;
};

/// Strokes longer than any in a letter.
std::vector<Area> long_strokes(const LineSought& sought, const Area& at, int height) {
  constexpr int kSlope = 5;  // pixels, within the stroke's length
  const int length = height * sought.quarters / 4;
  const PixPtr thick(pixDilateBrick(nullptr, sought.bits, 1, kSlope));
  const PixPtr strokes(pixOpenBrick(nullptr, thick.get(), length, 1));
  std::vector<Area> found;
  for (Area piece : pieces_of(strokes.get())) {
    if (piece.height * 3 > height * 2) continue;
    piece.x += at.x, piece.y += at.y;
    found.push_back(piece);
  }
  return found;
}

/// Those that run through the middle of a word.
std::vector<Area> lines_through(const LineSought& sought, const Area& at,
                                const std::vector<OcrWord>& words, int height) {
  std::vector<Area> found;
  for (const Area& piece : long_strokes(sought, at, height)) {
    const bool through = std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
      const int y = (piece.middle_y() - word.y) * 100;
      const Area both = overlap(piece, area_of(word));
      // Where letters hang below their line and none stands up, its middle is further up. Bars of
      // letters are never joined to a line as long, nor is print ever drawn over at its tops.
      const int from = piece.width >= height * 4 ? 0 : 33;
      return both.width * 2 > std::min(word.width, piece.width) && y > word.height * from &&
             y < word.height * 70;
    });
    if (through) found.push_back(piece);
  }
  return found;
}

/// How ink is looked for that runs over a cell's lines.
struct Crossing {
  int below = kInkBelow;
  int slope = 1;  ///< pixels that a stroke may rise or fall where a line was erased
};

std::vector<Area> over_lines(Pix* words, const Area& cell, const std::vector<DrawnBox>& boxes,
                             const Crossing& crossing) {
  constexpr int kAround = 28;
  constexpr int kBeyond = 7;   // pixels on the far side of the line
  constexpr int kWithin = 10;  // … and on the near one
  constexpr int kLine = 13;    // what was erased of it is joined again
  constexpr int kLeast = 90;   // pixels of ink
  const Area around_cell = on_page(cell.grown(kAround), words);
  const PixPtr bits = ink_in(words, around_cell, crossing.below);
  if (!bits) return {};
  for (const DrawnBox& box : boxes) {
    leave_out(bits.get(), around_cell, box.area.grown(box.area.width));
  }
  const Ink ink(bits.get());
  std::vector<Area> over;
  for (const bool upper : {true, false}) {
    const int across = upper ? crossing.slope : kLine;
    const int down = upper ? kLine : crossing.slope;
    const PixPtr joined(pixCloseSafeBrick(nullptr, bits.get(), across, down));
    for (Area piece : pieces_of(joined.get())) {
      if (ink.count(piece) < kLeast) continue;
      piece.x += around_cell.x, piece.y += around_cell.y;
      const bool top = piece.y < cell.y - kBeyond && piece.bottom() > cell.y + kWithin;
      const bool left = piece.x < cell.x - kBeyond && piece.right() > cell.x + kWithin;
      const bool right = piece.right() > cell.right() + kBeyond && piece.x < cell.right() - kWithin;
      if (upper ? top : left || right) over.push_back(piece);
    }
  }
  return over;
}

/// What is left of a box's mark, read as letters.
bool is_scrap(const Area& word, const std::vector<DrawnBox>& boxes) {
  return std::any_of(boxes.begin(), boxes.end(), [&](const DrawnBox& box) {
    return word.height * 2 <= box.area.height &&
           box.area.grown(box.area.width * 2).holds(word.middle_x(), word.middle_y());
  });
}

}  // namespace

WordPlaces places_in(const std::string& language) {
  return language == "ara" || language == "chi_sim" ? WordPlaces::loose : WordPlaces::exact;
}

std::vector<Area> unread_ink(Pix* words, const Area& area, const std::vector<OcrWord>& found,
                             const std::vector<DrawnBox>& boxes, WordPlaces places) {
  if (found.size() < kFewWords) return {};
  const Area inside = on_page(area, words).grown(-kInset);
  const PixPtr bits = ink_in(words, inside);
  if (!bits) return {};
  const int height = height_of(found);
  std::vector<Area> unread;
  if (places == WordPlaces::exact) {
    unread = lines_through({bits.get(), 7}, inside, found, height);
    const PixPtr pale = ink_in(words, inside, kPaleBelow);
    const LineSought pale_lines{pale.get(), 16};  // letters run together where they are blurred
    if (unread.empty() && pale) unread = lines_through(pale_lines, inside, found, height);
  }
  for (const OcrWord& word : found) {
    if (asks(word) || (places == WordPlaces::exact && holds_more(word, height))) {
      unread.push_back(area_of(word));
    } else {
      leave_out(bits.get(), inside, area_of(word).grown(height / 8));
    }
  }
  if (places == WordPlaces::loose) return unread;
  for (const DrawnBox& box : boxes) {
    leave_out(bits.get(), inside, box.area.grown(box.area.width / 2));
  }
  const Ink ink(bits.get());
  const int letter = usual_letter(found);
  for (Area piece : pieces_of(bits.get())) {
    // A full stop, a comma, a speck; what is left of a letter that reaches out of its word.
    const bool large = piece.height * 2 >= height || piece.width >= height;
    const bool heavy = ink.count(piece) * 8 >= height * height;
    const bool underlines = piece.height * 4 < height;
    if (!large || !heavy || underlines) continue;
    piece.x += inside.x, piece.y += inside.y;
    const bool is_end = std::any_of(found.begin(), found.end(),
                                    [&](const OcrWord& word) { return ends(piece, word, letter); });
    if (!is_end) unread.push_back(piece);
  }
  return unread;
}

std::vector<Area> perhaps_over_words(Pix* words, const Area& area,
                                     const std::vector<OcrWord>& found,
                                     const std::vector<DrawnBox>& boxes, WordPlaces places) {
  if (found.size() < kFewWords || places == WordPlaces::loose) return {};
  std::vector<Area> perhaps;
  for (const OcrWord& word : found) {
    if (is_hardly_read(word)) perhaps.push_back(area_of(word));
  }
  const Area inside = on_page(area, words).grown(-kInset);
  const PixPtr bits = ink_in(words, inside);
  if (!bits) return perhaps;
  for (const DrawnBox& box : boxes) {
    leave_out(bits.get(), inside, box.area.grown(box.area.width / 8));
  }
  const int height = height_of(found);
  const std::vector<Area> lines = long_strokes({bits.get(), kUnderlines}, inside, height);
  perhaps.insert(perhaps.end(), lines.begin(), lines.end());
  for (Area piece : pieces_of(bits.get())) {
    if (piece.height * 10 <= height * 22) continue;
    piece.x += inside.x, piece.y += inside.y;
    perhaps.push_back(piece);
  }
  return perhaps;
}

std::vector<Area> ink_over_lines(Pix* words, const Area& cell, const std::vector<DrawnBox>& boxes) {
  return over_lines(words, cell, boxes, {});
}

std::vector<Area> take_strokes(Pix* words, const Area& cell, const std::vector<DrawnBox>& boxes,
                               std::vector<OcrWord>& found) {
  constexpr std::size_t kMost = 6;  // options have more words
  constexpr int kSlope = 13;
  if (boxes.empty() || found.empty() || found.size() > kMost) return {};
  const std::vector<Area> over = over_lines(words, cell, boxes, {kPaleBelow, kSlope});
  std::vector<Area> strokes;
  for (const OcrWord& word : found) {
    const Area place = area_of(word);
    if (is_scrap(place, boxes)) continue;
    const bool runs_over = std::any_of(over.begin(), over.end(), [&](const Area& ink) {
      return ink.holds(place.middle_x(), place.middle_y());
    });
    if (!runs_over) return {};
    strokes.push_back(place);
  }
  found.clear();
  return strokes;
}

bool has_ink_beside(Pix* words, const Area& row) {
  constexpr int kFarthest = 260;
  constexpr int kEdge = 40;  // of the page: shadows, the desk
  constexpr int kGap = 14;
  const int left = std::max(kEdge, row.x - kFarthest);
  const int right = std::min(pixGetWidth(words) - kEdge, row.right() + kFarthest);
  int letters = 0;
  for (const Area& side :
       {Area{left, row.y, row.x - kGap - left, row.height},
        Area{row.right() + kGap, row.y, right - row.right() - kGap, row.height}}) {
    if (side.width < kEdge) continue;
    const PixPtr bits = ink_in(words, side);
    if (!bits) continue;
    const Ink ink(bits.get());
    for (const Area& piece : pieces_of(bits.get())) {
      const double share = ink.share(piece);
      const bool letter = piece.height >= 16 && piece.height <= 140 && piece.width >= 6 &&
                          piece.width <= 240 && share > 0.08 && share < 0.65;
      letters += !letter ? 0 : piece.height >= 28 && piece.width >= 12 ? 2 : 1;
    }
  }
  return letters >= 2;
}

}  // namespace tallyd
