// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parsers/documents/median.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

struct Line {
  std::vector<const OcrWord*> words;
  std::vector<const DrawnBox*> boxes;
  Area area;
};

std::vector<Line> lines_of(const std::vector<OcrWord>& words) {
  std::vector<Line> lines;
  int current = -1;
  for (const OcrWord& word : words) {
    // Recognition makes blanks of dirt; between two tables they would part what a page's end cut.
    if (word.text.find_first_not_of(' ') == std::string::npos) continue;
    if (word.line != current) lines.emplace_back();
    current = word.line;
    lines.back().words.push_back(&word);
    lines.back().area = around(lines.back().area, area_of(word));
  }
  return lines;
}

/// A box belongs to the line that it stands in, or is one by itself.
void place_box(const DrawnBox& box, std::vector<Line>& lines) {
  Line* best = nullptr;
  int least = box.area.height;
  for (Line& line : lines) {
    const int middle = box.area.middle_y();
    const int away = middle < line.area.y          ? line.area.y - middle
                     : middle > line.area.bottom() ? middle - line.area.bottom()
                                                   : std::abs(middle - line.area.middle_y()) / 8;
    if (away < least) {
      least = away;
      best = &line;
    }
  }
  if (best != nullptr) {
    best->boxes.push_back(&box);
    return;
  }
  Line alone;
  alone.boxes.push_back(&box);
  alone.area = box.area;
  const auto after = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
    return line.area.middle_y() > alone.area.middle_y();
  });
  lines.insert(after, alone);
}

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

bool is_ideograph(UChar32 c) { return c >= 0x2e80 && c < 0xfb00; }

bool has_ideograph(std::string_view text) {
  const icu::UnicodeString letters = unicode(text);
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    if (is_ideograph(letters.char32At(i))) return true;
  }
  return false;
}

/// Chinese has no space between words.
bool ideographs_meet(std::string_view before, std::string_view after) {
  const icu::UnicodeString left = unicode(before);
  return is_ideograph(left.char32At(left.length() - 1)) && is_ideograph(unicode(after).char32At(0));
}

/// Does this box begin its line?
bool begins(const Line& line, const DrawnBox& box, bool right_to_left) {
  int before = 0;
  int after = 0;
  for (const OcrWord* word : line.words) {
    const bool is_right = word->x + word->width / 2 > box.area.middle_x();
    if (!has_letters(word->text)) continue;
    (is_right != right_to_left ? after : before) += 1;
  }
  return before == 0 && after > 0;
}
/// "(select one of the two options ⃝):" is a sentence's, wherever its line breaks.
bool stands_in_brackets(const Line& line, const DrawnBox& box) {
  const int near = std::min(box.area.width, box.area.height);
  return std::any_of(line.words.begin(), line.words.end(), [&](const OcrWord* word) {
    // What is read leftwards may be stored as it looks: ":)".
    const bool closes = word->text.starts_with(')') || word->text.starts_with("）") ||
                        (!has_letters(word->text) && word->text.ends_with(')'));
    const bool beside = std::abs(word->x - box.area.right()) <= near ||
                        std::abs(word->x + word->width - box.area.x) <= near;
    return closes && beside;
  });
}
bool ends(const Line& line, const DrawnBox& box, bool right_to_left) {
  const bool typed = box.round && !box.text.empty();
  return begins(line, box, !right_to_left) && !(typed && stands_in_brackets(line, box));
}

void append_text(Paragraph& paragraph, const OcrWord& word, bool new_line) {
  const std::string_view text = word.text;
  if (paragraph.runs.empty() || !paragraph.runs.back().box.empty() ||
      paragraph.runs.back().marks.struck != word.struck ||
      paragraph.runs.back().marks.unseen != word.unseen) {
    paragraph.runs.push_back({});
    paragraph.runs.back().marks.struck = word.struck;
    paragraph.runs.back().marks.unseen = word.unseen;
  }
  std::string& all = paragraph.runs.back().text;
  const bool hyphen = new_line && all.ends_with('-');
  const bool ideographs = !all.empty() && ideographs_meet(all, text);
  const bool first = all.empty() && paragraph.runs.size() == 1;
  if (!first && !hyphen && !ideographs) all += ' ';
  all += text;
}

Place place_of(const Area& area, const TextFlow& flow) {
  return {flow.page, area.x * flow.points, area.y * flow.points, area.width * flow.points,
          area.height * flow.points};
}

void append_box(Paragraph& paragraph, const DrawnBox& box, const TextFlow& flow) {
  Run run;
  Checkbox checkbox;
  checkbox.state = box.state;
  checkbox.origin = box.origin;
  checkbox.round = box.round;
  checkbox.place = place_of(box.area, flow);
  run.box.push_back(checkbox);
  paragraph.runs.push_back(std::move(run));
}

/// Trailing boxes count only where none leads.
bool boxes_lead(const std::vector<Line>& lines, const TextFlow& flow) {
  int leading = 0;
  int trailing = 0;
  for (const Line& line : lines) {
    for (const DrawnBox* box : line.boxes) {
      leading += line.words.empty() || begins(line, *box, flow.right_to_left) ? 1 : 0;
      trailing += ends(line, *box, flow.right_to_left) ? 1 : 0;
    }
  }
  return leading > 0 || trailing == 0;
}

/// The white between lines of one paragraph: a box begins another. 0: too few lines to tell.
int usual_gap(const std::vector<Line>& lines) {
  constexpr std::size_t kEnough = 3;
  std::vector<int> gaps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].boxes.empty()) gaps.push_back(lines[i].area.y - lines[i - 1].area.bottom());
  }
  if (gaps.size() < kEnough) return 0;
  return std::max(0, median(std::move(gaps)));
}

/// Whether a line begins before that box: a heading does, where the options below it are indented.
/// Brackets are wider than they are high.
bool is_further_out(const Line& line, const Area& box, bool right_to_left) {
  const int half = std::min(box.width, box.height) / 2;
  return right_to_left ? line.area.right() > box.right() + half : line.area.x < box.x - half;
}

/// Whether a line that begins before the box above it is a heading: the words that an option goes
/// on with stand below its box. Where no option goes on, as many boxes as a row has stand between
/// such lines.
bool headings_stand_out(const std::vector<Line>& lines, const TextFlow& flow) {
  const bool leftwards = flow.right_to_left;
  const DrawnBox* above = nullptr;
  int boxes = 0;
  bool in_rows = true;
  for (const Line& line : lines) {
    const auto first = std::find_if(line.boxes.begin(), line.boxes.end(), [&](const DrawnBox* box) {
      return line.words.empty() || begins(line, *box, leftwards);
    });
    if (first != line.boxes.end()) {
      above = *first;
      ++boxes;
    } else if (above != nullptr && !is_further_out(line, above->area, leftwards)) {
      return true;
    } else if (above != nullptr) {
      in_rows = in_rows && boxes == kRowOfBoxes;
      boxes = 0;
    }
  }
  return in_rows;
}

/// How the lines of a part stand to one another.
struct Layout {
  bool boxes_lead = true;
  bool headings_stand_out = false;
  Area widest;        ///< all of them
  int usual_gap = 0;  ///< between them
};

class Writer {
 public:
  Writer(const TextFlow& flow, const Layout& layout) : flow_(flow), layout_(layout) {}

  void add(const Line& line) {
    Boxes boxes = sorted(line);
    if (out_.empty() || !boxes.first.empty() || closed_ || begins_anew(line)) out_.emplace_back();
    Paragraph& paragraph = out_.back();
    if (paragraph.runs.empty()) box_ = {};
    for (const DrawnBox* box : boxes.first) {
      append_box(paragraph, *box, flow_);
      box_ = box->area;
    }
    bool start = true;
    for (const OcrWord* word : line.words) {
      append_typed(paragraph, boxes.typed, word->x);
      append_text(paragraph, *word, start);
      start = false;
    }
    append_typed(paragraph, boxes.typed, std::nullopt);
    for (const DrawnBox* box : boxes.last) append_box(paragraph, *box, flow_);
    closed_ = !boxes.last.empty();
    area_ = paragraph.place.page == 0 ? line.area : around(area_, line.area);
    paragraph.place = place_of(area_, flow_);
    previous_ = line.area;
    previous_boxed_ = !boxes.first.empty();
  }

  FlowedText take() { return {std::move(out_), lost_marks_}; }

 private:
  /// The boxes of a line: before its words, among them, behind them.
  struct Boxes {
    std::vector<const DrawnBox*> first, typed, last;
  };

  Boxes sorted(const Line& line) {
    Boxes boxes;
    for (const DrawnBox* box : line.boxes) {
      const bool last = ends(line, *box, flow_.right_to_left);
      if (line.words.empty() || (layout_.boxes_lead && begins(line, *box, flow_.right_to_left))) {
        boxes.first.push_back(box);
      } else if (!layout_.boxes_lead && last) {
        boxes.last.push_back(box);
      } else if (!box->text.empty()) {
        boxes.typed.push_back(box);
      } else if (box->state == Checkbox::State::checked ||
                 (box->state == Checkbox::State::unclear && !(last && box->round))) {
        if ((box->round && is_within_word(line, *box)) || is_character(line, *box)) continue;
        ++lost_marks_;
      }
    }
    return boxes;
  }

  /// A printed circle around what belongs to the sentence: a word runs on to both of its sides.
  static bool is_within_word(const Line& line, const DrawnBox& box) {
    return std::any_of(line.words.begin(), line.words.end(), [&](const OcrWord* word) {
      const int middle = box.area.middle_x();
      return unicode(word->text).countChar32() >= 4 && word->x < middle - box.area.width &&
             word->x + word->width > middle;
    });
  }

  /// A character that looks like a box: others of its kind stand close on both sides.
  static bool is_character(const Line& line, const DrawnBox& box) {
    const int near = box.area.width * 6 / 10;
    bool left = false;
    bool right = false;
    for (const OcrWord* word : line.words) {
      if (!has_ideograph(word->text)) continue;
      left = left || std::abs(box.area.x - (word->x + word->width)) <= near;
      right = right || std::abs(word->x - box.area.right()) <= near;
    }
    return left && right;
  }

  /// Characters among the words, up to this place; none: the rest.
  void append_typed(Paragraph& paragraph, std::vector<const DrawnBox*>& typed,
                    std::optional<int> until) const {
    const auto comes = [&](const DrawnBox* box) {
      return !until || (box->area.x < *until) != flow_.right_to_left;
    };
    while (!typed.empty() && comes(typed.front())) {
      OcrWord word;
      word.text = typed.front()->state == Checkbox::State::checked ? "☒" : typed.front()->text;
      append_text(paragraph, word, false);
      typed.erase(typed.begin());
    }
  }

  bool begins_anew(const Line& line) const {
    if (previous_.width == 0) return false;
    const int gap = line.area.y - previous_.bottom();
    // A line without tall letters leaves more room, and one with a larger box does.
    const int share = previous_boxed_ && !flow_.printed ? 13 : 7;
    const int height = std::max(previous_.height, line.area.height);
    const int spaced = flow_.printed ? 0 : layout_.usual_gap * 14 / 10 + height / 5;
    if (gap > std::max({14, height * share / 10, spaced})) return true;
    if (line.words.empty()) return false;
    // Its first word would have had room on the line before.
    const int room = flow_.right_to_left ? previous_.x - layout_.widest.x
                                         : layout_.widest.right() - previous_.right();
    const OcrWord& first = *line.words.front();
    if (!flow_.printed) {
      const bool has_room = room > first.width + 2 * height;
      if (box_.width == 0) return !flow_.in_cell && has_room;
      return is_further_out(line, box_, flow_.right_to_left) &&
             (has_room || (layout_.headings_stand_out && !flow_.in_cell));
    }
    return stands_for_box(first.text) || first.width + first.height / 2 < room;
  }

  /// X, ✓, [X], ( ): typed where the box was.
  static bool stands_for_box(const std::string& text) {
    constexpr std::array<std::string_view, 13> kMarks{"X", "x", "✓",  "✔",  "✗",   "✘",  "√",
                                                      "[", "(", "[]", "()", "(X)", "(x)"};
    return text.starts_with('[') || std::find(kMarks.begin(), kMarks.end(), text) != kMarks.end();
  }

  TextFlow flow_;
  Layout layout_;
  int lost_marks_ = 0;
  bool closed_ = false;
  bool previous_boxed_ = false;  ///< the line before began with a box
  Area previous_, area_;
  Area box_;  ///< the last one that the paragraph begins with; width 0: none
  std::vector<Paragraph> out_;
};

}  // namespace

FlowedText paragraphs_of(const std::vector<OcrWord>& words, const std::vector<DrawnBox>& boxes,
                         const TextFlow& flow) {
  std::vector<Line> lines = lines_of(words);
  for (const DrawnBox& box : boxes) place_box(box, lines);
  Area widest;
  for (const Line& line : lines) widest = around(widest, line.area);
  Writer writer(
      flow, {boxes_lead(lines, flow), headings_stand_out(lines, flow), widest, usual_gap(lines)});
  for (const Line& line : lines) writer.add(line);
  return writer.take();
}

}  // namespace tallyd
