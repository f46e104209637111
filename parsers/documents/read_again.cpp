// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/read_again.h"

#include <algorithm>
#include <map>

#include "parsers/documents/median.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

constexpr float kSure = 90;
constexpr float kLegible = 50;  ///< less: it may be what covers the line
constexpr std::size_t kMostLines = 3;
constexpr std::size_t kMostLetters = 90;  ///< bytes; more is a sentence
constexpr int kInk = 160;

struct ReadLine {
  Area area;
  std::size_t letters = 0;
  bool sure = true;
};

ReadLine line_of(const std::vector<const OcrWord*>& words) {
  ReadLine line;
  std::vector<int> tops;
  std::vector<int> bottoms;
  for (const OcrWord* word : words) {
    line.letters += word->text.size();
    line.sure = line.sure && word->confidence >= kSure;
    if (word->confidence < kLegible) continue;
    line.area = around(line.area, area_of(*word));
    tops.push_back(word->y);
    bottoms.push_back(word->y + word->height);
  }
  if (tops.empty()) return line;
  line.area.y = median(std::move(tops));
  line.area.height = median(std::move(bottoms)) - line.area.y;
  return line;
}

/// Short lines of the part, from the top. Blanks that recognition makes of dirt are none.
std::vector<ReadLine> lines_of(const LinesToRead& lines) {
  std::map<int, std::vector<const OcrWord*>> words;
  for (const OcrWord& word : lines.found) {
    const bool blank = word.text.find_first_not_of(' ') == std::string::npos;
    if (!blank) words[word.line].push_back(&word);
  }
  std::vector<ReadLine> all;
  for (const auto& [number, own] : words) {
    const ReadLine line = line_of(own);
    const bool is_text = line.letters >= 4 && line.letters <= kMostLetters;
    if (is_text && line.area.width > line.area.height && line.area.middle_y() > lines.area.y)
      all.push_back(line);
  }
  return all;
}

/// The grey that one in a hundred pixels is darker than: that of print.
int darkest(Pix* grey) {
  constexpr float kShare = 0.01F;
  l_uint32 value = 0;
  return pixGetRankValue(grey, 1, kShare, &value) == 0 ? static_cast<int>(value) : 0;
}

/// Print as black as it gets; what is paler by this share of the way to white is gone.
PixPtr without_pale(Pix* grey, double share) {
  const int dark = darkest(grey);
  const int pale = dark + static_cast<int>(share * (255 - dark));
  return PixPtr(pixGammaTRC(nullptr, grey, 1.0F, dark, std::max(pale, dark + 1)));
}

/// The band of the line up to the first wide white beyond what was read of it, for a name may have
/// been missed where it is covered.
Area whole_line(const LinesToRead& lines, const Area& read, Pix* clean) {
  const int gap = read.height * 3 / 2;
  const Area band{0, read.y, pixGetWidth(clean), read.height};
  const PixPtr part = clip(clean, band);
  if (!part) return read;
  const PixPtr bits(pixThresholdToBinary(part.get(), kInk));
  const Ink ink(bits.get());
  const int step = lines.leftwards ? -1 : 1;
  int end = lines.leftwards ? read.x : read.right();
  for (int x = end, white = 0; x >= 0 && x < ink.width() && white < gap; x += step) {
    white = ink.count({x, 0, 1, ink.height()}) == 0 ? white + 1 : 0;
    if (white == 0) end = x;
  }
  const int left = std::min(read.x, end);
  return {left, read.y, std::max(read.right(), end + 1) - left, read.height};
}

std::string read_line(Pix* picture, const Area& line, Ocr& ocr, const std::string& language) {
  std::string text;
  const int above = line.height * 3 / 10;  // of accents, and of letters that hang down
  const Area area{line.x - above, line.y - above, line.width + 2 * above, line.height + 2 * above};
  std::vector<OcrWord> words = words_in(picture, area, ocr, language, Ocr::Layout::line);
  if (language == "ara") order_leftwards(words);
  for (const OcrWord& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

}  // namespace

std::vector<std::string> read_again(const LinesToRead& lines, Ocr& ocr,
                                    const std::string& language) {
  constexpr double kShares[] = {0.35, 0.45, 0.6};
  std::vector<std::string> texts;
  std::vector<ReadLine> all = lines_of(lines);
  std::size_t read = 0;
  for (auto line = all.rbegin(); line != all.rend() && read < kMostLines; ++line) {
    const int height = line->area.height;
    const Area page{0, 0, pixGetWidth(lines.words), pixGetHeight(lines.words)};
    const Area band = overlap({0, line->area.y - height, page.width, 3 * height}, page);
    const PixPtr grey = clip(lines.words, band);
    if (!grey) continue;
    Area place = line->area;
    place.y -= band.y;
    Area whole = whole_line(lines, place, without_pale(grey.get(), kShares[0]).get());
    const bool missed = whole.width > place.width + height / 2;
    if (line->sure && !missed) continue;
    ++read;
    for (const double share : kShares) {
      const PixPtr clean = without_pale(grey.get(), share);
      whole = whole_line(lines, place, clean.get());
      texts.push_back(read_line(clean.get(), whole, ocr, language));
    }
    texts.push_back(read_line(grey.get(), whole, ocr, language));
  }
  return texts;
}

}  // namespace tallyd
