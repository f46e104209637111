// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_text.h"

#include <algorithm>
#include <cstdlib>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace tallyd {
namespace {

struct Line {
  std::vector<const OcrWord*> words;
  std::vector<const DrawnBox*> boxes;
  Area area;
};

Area area_of(const OcrWord& word) { return {word.x, word.y, word.width, word.height}; }

Area both(const Area& a, const Area& b) {
  if (a.width == 0) return b;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

std::vector<Line> lines_of(const std::vector<OcrWord>& words) {
  std::vector<Line> lines;
  int current = -1;
  for (const OcrWord& word : words) {
    if (word.line != current) lines.emplace_back();
    current = word.line;
    lines.back().words.push_back(&word);
    lines.back().area = both(lines.back().area, area_of(word));
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

bool has_letters(std::string_view text) {
  const icu::UnicodeString letters = unicode(text);
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    if (u_isalpha(letters.char32At(i)) != 0) return true;
  }
  return false;
}

bool is_ideograph(UChar32 c) { return c >= 0x2e80 && c < 0xfb00; }

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
bool ends(const Line& line, const DrawnBox& box, bool right_to_left) {
  return begins(line, box, !right_to_left);
}

void append_text(Paragraph& paragraph, const OcrWord& word, bool new_line) {
  const std::string_view text = word.text;
  if (paragraph.runs.empty() || !paragraph.runs.back().box.empty() ||
      paragraph.runs.back().marks.struck != word.struck) {
    paragraph.runs.push_back({});
    paragraph.runs.back().marks.struck = word.struck;
  }
  std::string& all = paragraph.runs.back().text;
  const bool hyphen = new_line && all.ends_with('-');
  const bool ideographs = !all.empty() && ideographs_meet(all, text);
  const bool first = all.empty() && paragraph.runs.size() == 1;
  if (!first && !hyphen && !ideographs) all += ' ';
  all += text;
}

void append_box(Paragraph& paragraph, const DrawnBox& box) {
  Run run;
  Checkbox checkbox;
  checkbox.state = box.state;
  checkbox.origin = box.origin;
  checkbox.round = box.round;
  run.box.push_back(checkbox);
  paragraph.runs.push_back(std::move(run));
}

Place place_of(const Area& area, const TextFlow& flow) {
  return {flow.page, area.x * flow.points, area.y * flow.points, area.width * flow.points,
          area.height * flow.points};
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

class Writer {
 public:
  Writer(const TextFlow& flow, bool leading) : flow_(flow), leading_(leading) {}

  void add(const Line& line) {
    std::vector<const DrawnBox*> first, last;
    for (const DrawnBox* box : line.boxes) {
      const bool alone = line.words.empty();
      if (alone || (leading_ && begins(line, *box, flow_.right_to_left))) {
        first.push_back(box);
      } else if (!leading_ && ends(line, *box, flow_.right_to_left)) {
        last.push_back(box);
      }
    }
    const int gap = line.area.y - previous_.bottom();
    const bool far_below = previous_.width > 0 && gap > std::max(14, previous_.height * 7 / 10);
    if (out_.empty() || !first.empty() || far_below || closed_) out_.emplace_back();
    Paragraph& paragraph = out_.back();
    for (const DrawnBox* box : first) append_box(paragraph, *box);
    bool start = true;
    for (const OcrWord* word : line.words) {
      append_text(paragraph, *word, start);
      start = false;
    }
    for (const DrawnBox* box : last) append_box(paragraph, *box);
    closed_ = !last.empty();
    area_ = paragraph.place.page == 0 ? line.area : both(area_, line.area);
    paragraph.place = place_of(area_, flow_);
    previous_ = line.area;
  }

  std::vector<Paragraph> take() { return std::move(out_); }

 private:
  TextFlow flow_;
  bool leading_;
  bool closed_ = false;
  Area previous_, area_;
  std::vector<Paragraph> out_;
};

}  // namespace

std::vector<Paragraph> paragraphs_of(const std::vector<OcrWord>& words,
                                     const std::vector<DrawnBox>& boxes, const TextFlow& flow) {
  std::vector<Line> lines = lines_of(words);
  for (const DrawnBox& box : boxes) place_box(box, lines);
  Writer writer(flow, boxes_lead(lines, flow));
  for (const Line& line : lines) writer.add(line);
  return writer.take();
}

}  // namespace tallyd
