// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/unsure_lines.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "parsers/documents/lone_line.h"
#include "parsers/documents/median.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

constexpr float kUnsure = 60;
constexpr int kInk = 160;

enum class Certainty { any, sure };

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(const OcrWord& word) {
  return std::any_of(word.text.begin(), word.text.end(), &is_digit);
}

/// The numbers of a line; not a lone 0, which is read where a circle is printed.
std::multiset<std::string> numbers_in(const std::vector<OcrWord>& words, Certainty least) {
  std::multiset<std::string> numbers;
  for (const OcrWord& word : words) {
    std::string number;
    std::copy_if(word.text.begin(), word.text.end(), std::back_inserter(number), &is_digit);
    if (number.empty() || number == "0") continue;
    if (least == Certainty::any || word.confidence >= kUnsure) numbers.insert(std::move(number));
  }
  return numbers;
}

/// As black as print gets, on white, with soft edges: grain and the haze around letters make the
/// model read what is not there.
PixPtr as_print(Pix* grey) {
  const PixPtr bits(pixThresholdToBinary(grey, kInk));
  const PixPtr black(bits ? pixConvert1To8(nullptr, bits.get(), 255, 0) : nullptr);
  return PixPtr(black ? pixBlockconv(black.get(), 1, 1) : nullptr);
}

/// Without grain, and yet with all that is pale and small.
PixPtr softened(Pix* grey) {
  constexpr int kBlack = 60;
  constexpr int kWhite = 210;
  const PixPtr soft(pixBlockconv(grey, 1, 1));
  return PixPtr(soft ? pixGammaTRC(nullptr, soft.get(), 1.0F, kBlack, kWhite) : nullptr);
}

/// What is looked at, and how. Where one fails another often succeeds.
struct Way {
  PixPtr picture;
  Ocr::Layout layout;
};

std::vector<Way> ways_of(Pix* line) {
  std::vector<Way> ways;
  ways.push_back({as_print(line), Ocr::Layout::raw_line});
  ways.push_back({PixPtr(pixClone(line)), Ocr::Layout::raw_line});
  ways.push_back({softened(line), Ocr::Layout::line});
  return ways;
}

std::vector<OcrWord> read(const Way& way, const Area& area, const Area& body, Ocr& ocr) {
  // Without a search for the line all of the picture is scaled to the height that the model knows.
  const bool raw = way.layout == Ocr::Layout::raw_line;
  const int margin = raw ? 6 : 24;
  const PixPtr framed(pixAddBorderGeneral(way.picture.get(), margin, margin, margin, margin, 255));
  std::vector<OcrWord> words = ocr.recognise(framed.get(), kWorkingDpi, "ara", way.layout);
  for (OcrWord& word : words) {
    word.x += area.x - margin;
    word.y += area.y - margin;
  }
  if (raw) put_in_order(words, body);
  trim_to_letters(words);  // a circle that is printed among the words looks like a sign
  return words;
}

/// Letters of words with digits: designations and what was read in their place. Another model
/// reads them.
bool is_mostly_numbers(const std::vector<OcrWord>& line) {
  std::size_t all = 0;
  std::size_t numbers = 0;
  for (const OcrWord& word : line) {
    all += word.text.size();
    if (has_digit(word)) numbers += word.text.size();
  }
  return numbers * 2 > all;
}

/// The line by itself, cut close to its ink.
LoneLine close_line(Pix* picture, const Area& line, const std::vector<Area>& others) {
  LoneLine alone = lone_line(picture, line, others);
  if (!alone.picture) return {};
  const PixPtr bits(pixThresholdToBinary(alone.picture.get(), kInk));
  Area ink;
  for (const Area& piece : pieces_of(bits.get())) ink = around(ink, piece);
  return {clip(alone.picture.get(), ink),
          {alone.area.x + ink.x, alone.area.y + ink.y, ink.width, ink.height}};
}

/// The reading so far, or a better one, which has the same numbers.
std::vector<OcrWord> better_reading(std::vector<OcrWord> best, const LoneLine& alone,
                                    const Area& body, Ocr& ocr) {
  const std::vector<OcrWord> first = best;
  for (const Way& way : ways_of(alone.picture.get())) {
    std::vector<OcrWord> again = read(way, alone.area, body, ocr);
    if (!first.empty() && !have_same_numbers(first, again)) continue;
    if (letters_read(again) > letters_read(best)) best = std::move(again);
    if (!best.empty() && !is_unsure(best)) break;
  }
  return best;
}

/// Where each line stands. A guessed word is often given all the height between its neighbours.
std::map<int, Area> bodies_of(const std::vector<OcrWord>& words,
                              const std::map<int, std::vector<OcrWord>>& lines) {
  std::vector<int> heights;
  heights.reserve(words.size());
  for (const OcrWord& word : words) heights.push_back(word.height);
  const int usual = median(std::move(heights));
  std::map<int, Area> bodies;
  for (const auto& [number, line] : lines) {
    std::vector<OcrWord> letters;
    std::copy_if(line.begin(), line.end(), std::back_inserter(letters),
                 [usual](const OcrWord& word) { return word.height * 10 <= usual * 16; });
    Area body = body_of(letters.empty() ? line : letters);
    const Area whole = body_of(line);
    body.x = whole.x;
    body.width = whole.width;
    bodies[number] = body;
  }
  return bodies;
}

}  // namespace

double letters_read(const std::vector<OcrWord>& words) {
  constexpr double kGuess = 50;
  double sum = 0;
  for (const OcrWord& word : words)
    sum += (word.confidence - kGuess) * static_cast<double>(word.text.size());
  return sum;
}

bool is_unsure(const std::vector<OcrWord>& line) {
  return std::any_of(line.begin(), line.end(), [](const OcrWord& word) {
    return word.confidence < kUnsure && word.width > word.height / 2 && !has_digit(word);
  });
}

bool have_same_numbers(const std::vector<OcrWord>& before, const std::vector<OcrWord>& again) {
  constexpr std::size_t kLongestCount = 2;  // digits of a study group's number
  const std::multiset<std::string> sure = numbers_in(before, Certainty::sure);
  const std::multiset<std::string> all = numbers_in(before, Certainty::any);
  const std::multiset<std::string> now = numbers_in(again, Certainty::any);
  return std::includes(now.begin(), now.end(), sure.begin(), sure.end()) &&
         std::all_of(now.begin(), now.end(), [&](const std::string& number) {
           return number.size() <= kLongestCount || all.count(number) == now.count(number);
         });
}

void put_in_order(std::vector<OcrWord>& words, const Area& body) {
  const auto middle = [](const OcrWord& word) { return word.x + word.width / 2; };
  if (words.empty()) return;
  if (middle(words.front()) > middle(words.back())) std::reverse(words.begin(), words.end());
  for (std::size_t i = 1; i < words.size(); ++i) {
    const int least = middle(words[i - 1]) + 1;
    words[i].x = std::max(words[i].x, words[i - 1].x + 1);
    words[i].x += std::max(0, least - middle(words[i]));
  }
  for (OcrWord& word : words) {
    word.y = body.y;
    word.height = body.height;
  }
}

void read_unsure_lines(Pix* picture, Ocr& ocr, std::vector<OcrWord>& words) {
  std::map<int, std::vector<OcrWord>> lines = by_lines(words);
  if (lines.size() < 2) return;
  const std::map<int, Area> bodies = bodies_of(words, lines);
  for (auto& [number, line] : lines) {
    if (!is_unsure(line) || is_mostly_numbers(line)) continue;
    std::vector<Area> others;
    for (const auto& [other, its] : bodies)
      if (other != number) others.push_back(its);
    const Area& body = bodies.at(number);
    const LoneLine alone = close_line(picture, body, others);
    if (!alone.picture) continue;
    line = better_reading(std::move(line), alone, body, ocr);
    for (OcrWord& word : line) word.line = number;
  }
  words.clear();
  for (auto& [number, line] : lines) std::move(line.begin(), line.end(), std::back_inserter(words));
}

std::vector<OcrWord> read_missed_line(Pix* page, const Area& line, const std::vector<Area>& others,
                                      Ocr& ocr) {
  const LoneLine alone = close_line(page, line, others);
  if (!alone.picture) return {};
  return better_reading({}, alone, line, ocr);
}

}  // namespace tallyd
