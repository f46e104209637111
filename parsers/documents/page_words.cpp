// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parsers/documents/pix_pages.h"
#include "parsers/documents/unsure_lines.h"
#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

constexpr float kSure = 84;  ///< above, no other model and no other direction is tried
constexpr std::size_t kSamples = 3;
constexpr int kMargin = 24;  ///< white around what is recognised

/// How sure a model is, over all letters that it reads.
struct Sureness {
  float sum = 0;
  float letters = 0;
  float mean() const { return letters < 8 ? 0 : sum / letters; }
};

void read_sample(const PixPtr& sample, Ocr& ocr, const std::string& language, Sureness& sure) {
  std::vector<OcrWord> words =
      ocr.recognise(sample.get(), kWorkingDpi, language, Ocr::Layout::line);
  // No line is found where the letters of tight lines hang over it.
  if (words.empty()) {
    words = ocr.recognise(sample.get(), kWorkingDpi, language, Ocr::Layout::raw_line);
  }
  for (const OcrWord& word : words) {
    const float length = static_cast<float>(word.text.size());
    sure.sum += word.confidence * length;
    sure.letters += length;
  }
}

/// The first line tells scripts apart; the others are read by the models that come near to the
/// best.
void try_all(const std::vector<PixPtr>& samples, Ocr& ocr, bool upside_down, Script& best) {
  constexpr float kNear = 12;
  if (samples.empty()) return;
  std::vector<std::pair<std::string, Sureness>> tried;
  float most = 0;
  for (const std::string& language : ocr.languages()) {
    tried.emplace_back(language, Sureness{});
    read_sample(samples.front(), ocr, language, tried.back().second);
    most = std::max(most, tried.back().second.mean());
  }
  for (auto& [language, sure] : tried) {
    if (most >= kSure && sure.mean() < most - kNear) continue;
    for (std::size_t i = 1; i < samples.size(); ++i) read_sample(samples[i], ocr, language, sure);
    if (sure.mean() > best.confidence) best = {language, upside_down, sure.mean()};
  }
}

bool is_latin(const std::string& language) {
  return language == "eng" || language == "fra" || language == "spa";
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::ptrdiff_t digits_in(const std::string& text) {
  return std::count_if(text.begin(), text.end(), &is_digit);
}

/// A letter and a number, as in X.1214: letters of other scripts look the same.
bool is_designation(const std::string& text) {
  return digits_in(text) >= 2 && std::any_of(text.begin(), text.end(), is_letter);
}

bool is_number(const std::string& text) {
  return text.size() >= 2 && std::all_of(text.begin(), text.end(), &is_digit);
}

/// "A." and "A.N."
bool is_initials(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = i % 2 == 0 ? text[i] >= 'A' && text[i] <= 'Z' : text[i] == '.';
    if (!fits) return false;
  }
  return !text.empty() && text.size() % 2 == 0;
}

bool is_latin_word(const std::string& text) {
  return is_ascii(text) && std::count_if(text.begin(), text.end(), is_letter) >= 3;
}

/// The initials before a name, which the other model reads as words of its own: "لم" is a "not".
bool are_of_a_name(std::vector<OcrWord>::const_iterator word,
                   std::vector<OcrWord>::const_iterator end) {
  if (!is_initials(word->text)) return false;
  const auto name =
      std::find_if_not(word, end, [](const OcrWord& one) { return is_initials(one.text); });
  return name != end && is_latin_word(name->text);
}

/// How much of the smaller one's width and height both cover.
bool same_place(const OcrWord& a, const OcrWord& b) {
  const Area both = overlap({a.x, a.y, a.width, a.height}, {b.x, b.y, b.width, b.height});
  return both.width * 2 > std::min(a.width, b.width) &&
         both.height * 2 > std::min(a.height, b.height);
}

/// Puts a word into the line that it stands in, before the first one further right.
void insert_by_place(std::vector<OcrWord>& words, OcrWord word, int line) {
  word.line = line;
  const auto behind = std::find_if(words.begin(), words.end(), [&](const OcrWord& other) {
    return other.line > line || (other.line == line && other.x > word.x);
  });
  words.insert(behind, std::move(word));
}

/// Chinese; not those that a box with a mark looks like.
bool is_ideographs(const std::string& text) {
  constexpr std::u32string_view kLikeBoxes =
      U"口回田日曰目囗囚四因囟国图困固围园圆圈团区匹匚凶冈网风因閃闪囍図";
  const icu::UnicodeString all = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
    const UChar32 c = all.char32At(i);
    const bool like_a_box = kLikeBoxes.find(static_cast<char32_t>(c)) != kLikeBoxes.npos;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) == 0 || like_a_box) return false;
  }
  return !all.isEmpty();
}

/// What a word looks like where Latin letters or a designation stand in a line of another script.
bool may_be_latin(const OcrWord& word) {
  constexpr float kUnsure = 78;
  const bool unsure = word.confidence < kUnsure && word.width > word.height / 2;
  return unsure || digits_in(word.text) >= 2 ||
         std::any_of(word.text.begin(), word.text.end(), &is_letter);
}

/// The parts of a line that may be Latin, with what the model left out: from the left.
std::vector<Area> latin_runs(const std::vector<OcrWord>& line) {
  std::vector<Area> runs;
  bool open = false;
  int right = 0;
  for (const OcrWord& word : line) {
    const bool gap = right > 0 && word.x - right > 2 * word.height;
    if (gap) runs.push_back({right, word.y, word.x - right, word.height});
    right = std::max(right, word.x + word.width);
    const bool latin = may_be_latin(word);
    if (latin && (open || gap)) {
      runs.back() = around(runs.back(), area_of(word));
    } else if (latin) {
      runs.push_back(area_of(word));
    }
    open = latin;
  }
  return runs;
}

/// Reads a part by the model that knows Latin letters.
std::vector<OcrWord> latin_words(Pix* picture, const Area& place, Ocr& ocr) {
  constexpr int kAround = 10;
  const Area area =
      overlap(place.grown(kAround), {0, 0, pixGetWidth(picture), pixGetHeight(picture)});
  const PixPtr part = clip(picture, area);
  if (!part) return {};
  const PixPtr framed(pixAddBorderGeneral(part.get(), kAround, kAround, kAround, kAround, 255));
  auto words = ocr.recognise(framed.get(), kWorkingDpi, "eng", Ocr::Layout::line);
  for (OcrWord& word : words) {
    word.x += area.x - kAround;
    word.y += area.y - kAround;
  }
  return words;
}

/// Reads again what may be Latin. Among Arabic, which the other model takes for letters of its own,
/// only that: then it needs to be less sure.
void read_latin(Pix* picture, Ocr& ocr, const std::string& language, std::vector<OcrWord>& words) {
  constexpr float kSureOfLine = 80;
  constexpr float kSureOfRun = 60;
  std::map<int, std::vector<OcrWord>> lines = by_lines(words);
  for (auto& [number, line] : lines) {
    std::sort(line.begin(), line.end(),
              [](const OcrWord& a, const OcrWord& b) { return a.x < b.x; });
    const std::vector<Area> runs = latin_runs(line);
    if (runs.empty()) continue;
    if (language != "rus") {
      for (const Area& run : runs) merge_latin(words, latin_words(picture, run, ocr), kSureOfRun);
      continue;
    }
    Area whole;
    for (const OcrWord& word : line) whole = around(whole, area_of(word));
    merge_latin(words, latin_words(picture, whole, ocr), kSureOfLine);
  }
}

/// Wipes what reaches into the picture of a line from the lines above and below.
void wipe_scraps(Pix* line) {
  constexpr int kInk = 160;
  const int height = pixGetHeight(line);
  const PixPtr ink(pixThresholdToBinary(line, kInk));
  for (const Area& a : pieces_of(ink.get())) {
    const bool at_edge = a.y == 0 || a.bottom() == height;
    if (at_edge && a.height * 5 < height) wipe(line, a.grown(1));
  }
}

/// Where only the tops of a line were cut out, other words are read than where all of it was.
bool is_read_already(const std::vector<OcrWord>& line, const std::vector<OcrWord>& words) {
  int all = 0;
  int known = 0;
  for (const OcrWord& word : line) {
    const bool is_known = std::ranges::any_of(words, [&](const OcrWord& other) {
      return other.confidence > word.confidence && same_place(word, other);
    });
    all += word.width;
    known += is_known ? word.width : 0;
  }
  return known * 2 > all;
}

}  // namespace

std::vector<Area> sample_lines(const PagePicture& page) {
  PixPtr ink(pixCopy(nullptr, page.ink.get()));
  erase_ruling(ink.get(), page.ruling);
  const PixPtr joined(pixCloseSafeCompBrick(nullptr, ink.get(), 40, 1));
  const PixPtr solid(pixOpenCompBrick(nullptr, joined.get(), 60, 5));
  const int margins = pixGetWidth(ink.get()) / 8;
  std::vector<Area> lines;
  std::vector<Area> edges;
  for (const Area& a : pieces_of(solid.get())) {
    if (a.width < 300 || a.height < 14 || a.height > 90) continue;
    auto& kind = a.width > pixGetWidth(ink.get()) - margins ? edges : lines;
    kind.push_back({a.x - 10, a.y - 14, a.width + 20, a.height + 28});
  }
  if (lines.empty()) lines = std::move(edges);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Area& a, const Area& b) { return a.width > b.width; });
  if (lines.size() > kSamples) lines.resize(kSamples);
  return lines;
}

int length_of_lines(const PagePicture& page) {
  const std::vector<Area> lines = sample_lines(page);
  return std::accumulate(lines.begin(), lines.end(), 0,
                         [](int sum, const Area& line) { return sum + line.width; });
}

Script find_script(const PagePicture& page, Ocr& ocr, const std::string& likely) {
  Script best;
  std::vector<PixPtr> samples;
  for (const Area& line : sample_lines(page)) {
    if (PixPtr sample = clip(page.grey.get(), line)) {
      samples.emplace_back(pixAddBorderGeneral(sample.get(), 20, 20, 20, 20, 255));
    }
  }
  if (!likely.empty()) {
    Sureness sure;
    for (const PixPtr& sample : samples) read_sample(sample, ocr, likely, sure);
    best = {likely, false, sure.mean()};
    if (best.confidence >= kSure) return best;
  }
  try_all(samples, ocr, false, best);
  if (best.confidence >= kSure) return best;
  for (const PixPtr& sample : samples) pixRotate180(sample.get(), sample.get());
  try_all(samples, ocr, true, best);
  return best;
}

PixPtr words_only(const PagePicture& page, const std::vector<DrawnBox>& boxes, Pix* marks) {
  PixPtr grey(pixCopy(nullptr, page.grey.get()));
  erase_ruling(grey.get(), page.ruling);
  for (const DrawnBox& box : boxes)
    wipe(grey.get(), box.area.grown(std::max(3, box.area.width / 7)));
  if (marks != nullptr && !boxes.empty()) {
    const PixPtr wider(pixDilateBrick(nullptr, marks, 7, 7));
    pixSetMasked(grey.get(), wider.get(), 255);
  }
  return grey;
}

std::vector<OcrWord> words_in(Pix* picture, const Area& area, Ocr& ocr, const std::string& language,
                              Ocr::Layout layout) {
  const PixPtr part = clip(picture, area);
  if (!part) return {};
  const bool is_line = layout == Ocr::Layout::line || layout == Ocr::Layout::raw_line;
  if (is_line) wipe_scraps(part.get());
  const PixPtr framed(pixAddBorderGeneral(part.get(), kMargin, kMargin, kMargin, kMargin, 255));
  std::vector<OcrWord> words = ocr.recognise(framed.get(), kWorkingDpi, language, layout);
  if (language == "ara") read_unsure_lines(framed.get(), ocr, words);
  if (!is_latin(language)) read_latin(framed.get(), ocr, language, words);
  for (OcrWord& word : words) {
    word.x += std::max(0, area.x) - kMargin;
    word.y += std::max(0, area.y) - kMargin;
  }
  return words;
}

void merge_latin(std::vector<OcrWord>& words, const std::vector<OcrWord>& latin, float trusted) {
  // One word of the other model may be several of this one: what is replaced stays known.
  const std::vector<OcrWord> before = words;
  for (auto at = latin.begin(); at != latin.end(); ++at) {
    const OcrWord& word = *at;
    if (word.confidence < trusted) continue;
    const auto covered = [&](const OcrWord& other) { return same_place(word, other); };
    const auto first = std::find_if(before.begin(), before.end(), covered);
    if (first == before.end()) continue;
    const bool both_numbers = is_number(word.text) && is_number(first->text);
    const bool latin_text =
        is_designation(word.text) || is_latin_word(word.text) || are_of_a_name(at, latin.end());
    if (!latin_text && !both_numbers) continue;
    const bool surer = std::all_of(before.begin(), before.end(), [&](const OcrWord& other) {
      return !covered(other) || other.confidence < word.confidence;
    });
    if (!surer && !is_designation(word.text)) continue;
    words.erase(std::remove_if(words.begin(), words.end(), covered), words.end());
    insert_by_place(words, word, first->line);
  }
}

bool has_letters(std::string_view text) {
  const icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    if (u_isalpha(letters.char32At(i)) != 0) return true;
  }
  return false;
}

void trim_to_letters(std::vector<OcrWord>& line) {
  std::sort(line.begin(), line.end(), [](const OcrWord& a, const OcrWord& b) { return a.x < b.x; });
  const auto has_letter = [](const OcrWord& word) { return has_letters(word.text); };
  line.erase(std::find_if(line.rbegin(), line.rend(), has_letter).base(), line.end());
  line.erase(line.begin(), std::find_if(line.begin(), line.end(), has_letter));
}

void insert_line(std::vector<OcrWord>& words, std::vector<OcrWord> line) {
  if (line.empty() || is_read_already(line, words)) return;
  const auto middle = [](const OcrWord& word) { return word.y + word.height / 2; };
  const auto behind = std::find_if(words.begin(), words.end(), [&](const OcrWord& word) {
    return middle(word) > middle(line.front());
  });
  int number = behind == words.begin() ? 0 : (behind - 1)->line + 1;
  for (auto word = behind; word != words.end(); ++word) word->line += 1;
  for (OcrWord& word : line) word.line = number;
  words.insert(behind, std::make_move_iterator(line.begin()), std::make_move_iterator(line.end()));
}

bool is_between_words(const Area& area, const std::vector<OcrWord>& words) {
  constexpr std::size_t kLetters = 2;
  const int reach = area.width / 6;
  bool left = false;
  bool right = false;
  for (const OcrWord& word : words) {
    if (word.confidence < kSure || word.text.size() < kLetters) continue;
    const int end = word.x + word.width;
    left = left || (word.x < area.x - area.width / 2 && end > area.x + reach && end < area.right());
    right = right || (word.x > area.x && word.x < area.right() - reach &&
                      end > area.right() + area.width / 2);
  }
  return left && right;
}

bool is_within_word(const Area& area, const std::vector<OcrWord>& words) {
  constexpr std::size_t kLetters = 4;
  return std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
    const bool covers = word.x < area.middle_x() && word.x + word.width > area.middle_x();
    if (!covers || word.confidence < kSure) return false;
    const bool beyond = word.width > area.width * 5 / 2;
    return (beyond && word.text.size() >= kLetters) || is_ideographs(word.text);
  });
}

bool is_part_of_ideograph(const Area& area, const std::vector<OcrWord>& words) {
  std::vector<OcrWord> taller;
  std::ranges::copy_if(words, std::back_inserter(taller), [&](const OcrWord& word) {
    const bool holds = word.y <= area.y && word.y + word.height >= area.bottom();
    return holds && word.height * 2 >= area.height * 3 && is_ideographs(word.text);
  });
  return is_within_word(area, taller);
}

void order_leftwards(std::vector<OcrWord>& words) {
  // By their middles: the tails of letters reach under the words beside them.
  const auto from_right = [](const OcrWord& a, const OcrWord& b) {
    return a.line != b.line ? a.line < b.line : 2 * a.x + a.width > 2 * b.x + b.width;
  };
  std::stable_sort(words.begin(), words.end(), from_right);
  for (auto first = words.begin(); first != words.end();) {
    auto last = first;
    while (last != words.end() && last->line == first->line && is_ascii(last->text)) ++last;
    std::reverse(first, last);
    first = last == first ? first + 1 : last;
  }
}

}  // namespace tallyd
