// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/text_blocks.h"

#include <algorithm>
#include <utility>

#include "parsers/documents/typed_table.h"

namespace tallyd {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kNarrowest = 50;  ///< no mail program breaks lines before this column
constexpr std::size_t kWidest = 100;    ///< or lets them grow beyond this one, if it breaks them

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Columns of the character that begins with this byte: two for Chinese, Japanese, Korean.
std::size_t columns_of(unsigned char first) {
  if (first >= 0x80 && first < 0xC0) return 0;
  return first < 0xE3 ? 1 : 2;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) count += columns_of(byte_at(text, i));
  return count;
}

std::string_view without_indent(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kBlanks);
  return begin == line.npos ? std::string_view{} : line.substr(begin);
}

std::string_view trimmed(std::string_view line) {
  line = without_indent(line);
  const std::size_t last = line.find_last_not_of(kBlanks);
  return last == line.npos ? std::string_view{} : line.substr(0, last + 1);
}

std::string_view first_word(std::string_view line) {
  line = without_indent(line);
  if (!line.empty() && columns_of(byte_at(line, 0)) == 2) return line.substr(0, 3);
  return line.substr(0, std::min(line.find_first_of(kBlanks), line.find("\u00A0")));
}

/// "(X)", "(a)", "(✓)Comments": brackets around no word.
bool is_bracketed_sign(std::string_view word) {
  constexpr std::size_t kMost = 6;  // bytes: a sign and what tells it to be coloured
  return word.substr(0, kMost + 2).find(')') != word.npos;
}

/// The letter in whose place people of other scripts type an X: Х, Ｘ.
bool is_foreign_x(std::string_view word) {
  return word == "Х" || word == "х" || word == "Ｘ" || word == "ｘ";
}

enum class Start { sign, small_letter, letter };

/// Letters of scripts without case are `letter`, as capitals are.
Start start_of(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first >= 'a' && first <= 'z') return Start::small_letter;
  if (first < 0x80) return first >= 'A' && first <= 'Z' ? Start::letter : Start::sign;
  const unsigned char second = text.size() > 1 ? byte_at(text, 1) : 0;
  if (first == 0xC3) return second >= 0xA0 ? Start::small_letter : Start::letter;
  if (first == 0xD0) return second >= 0xB0 ? Start::small_letter : Start::letter;
  if (first == 0xD1) return Start::small_letter;
  // Signs, boxes and emoji begin with C2, E2, E3 80, EF and F0.
  const bool letter = (first >= 0xC4 && first <= 0xE1) || (first >= 0xE4 && first <= 0xED);
  return letter ? Start::letter : Start::sign;
}

/// "X.1214", "X.samtn": what a heading would have.
bool has_designation(std::string_view line) {
  const auto letter = [&](std::size_t at) {
    const auto small = static_cast<unsigned char>(byte_at(line, at) | 0x20);
    return small >= 'a' && small <= 'z';
  };
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    if (line[i] != '.' || !letter(i - 1) || line[i + 1] == ' ') continue;
    if (i == 1 || !letter(i - 2)) return true;
  }
  return false;
}

/// A line with a box, a bullet, a number, "YES", a lonely X or a designation begins something new:
/// two options in one line, or a heading within an option, could be read wrongly; a line broken in
/// the middle can only be not understood.
bool may_go_on_with(std::string_view line, std::string_view next) {
  const std::string_view word = first_word(next);
  if (word.empty() || is_foreign_x(word)) return false;
  if (word.size() == 1) return word[0] >= 'a' && word[0] <= 'z' && word != "x" && word != "v";
  // "(reasons for …"
  if (word[0] == '(' && !is_bracketed_sign(word)) return word.size() > 3 && !has_designation(word);
  const Start start = start_of(word);
  if (start != Start::letter) return start == Start::small_letter;
  const bool shouted =
      byte_at(word, 0) < 0x80 &&
      std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  line = trimmed(line);
  return !shouted && !has_designation(next) && !line.ends_with(')') && !line.ends_with("）");
}

bool ends_a_sentence(std::string_view line) {
  line = trimmed(line);
  constexpr std::string_view kEnds = ".:;!?";
  if (line.empty() || kEnds.find(line.back()) != kEnds.npos) return true;
  for (const std::string_view each : {"。", "：", "；", "？", "！", "؟", "؛"}) {
    if (line.ends_with(each)) return true;
  }
  return false;
}

/// Where these lines were broken; 0: they were not. Longer ones were put around others that were,
/// if several of those end there: a form that was copied, and a note on confidentiality.
std::size_t width_of(const std::vector<std::string>& lines) {
  std::size_t most = 0;
  bool longer = false;
  for (const std::string& line : lines) {
    const bool wide = columns(line) > kWidest;
    // An address of the web may be as long as it is.
    longer = longer || (wide && trimmed(line).find_first_of(kBlanks) != std::string_view::npos);
    if (!wide) most = std::max(most, columns(line));
  }
  if (most < kNarrowest) return 0;
  constexpr std::size_t kWord = 12;
  constexpr auto kSeveral = 3;
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
    return columns(line) <= most && columns(line) + kWord > most;
  });
  return longer && full < kSeveral ? 0 : most;
}

bool was_broken(std::string_view line, std::string_view next, std::size_t width) {
  if (is_blank_line(line) || is_blank_line(next) || !may_go_on_with(line, next)) return false;
  if (ends_a_sentence(line)) return false;
  const std::size_t length = columns(line);
  if (line.ends_with(' ') && length >= kNarrowest && length <= kWidest)
    return true;  // RFC 3676: a soft break
  return width != 0 && length + 1 + columns(first_word(next)) > width;
}

void add_paragraph(const std::vector<std::string>& lines, Budget& budget,
                   std::vector<Block>& blocks) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += '\n';
    text += trimmed(line);
  }
  if (text.empty() || !budget.allows_node(1) || !budget.allows_text(text.size())) return;
  Paragraph paragraph;
  append_text(paragraph, text, {});
  blocks.emplace_back(std::move(paragraph));
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = text.find_first_of("\r\n\f\v", at);
    if (end == text.npos) end = text.size();
    std::string line(text.substr(at, end - at));
    line.erase(std::remove(line.begin(), line.end(), '\0'), line.end());
    lines.push_back(std::move(line));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

bool is_blank_line(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kBlanks.find(line[i]) != kBlanks.npos) continue;
    if (line.substr(i, 2) != "\u00A0") return false;
    ++i;
  }
  return true;
}

std::vector<std::string> join_wrapped(const std::vector<std::string>& lines, std::size_t width) {
  if (width == 0) width = width_of(lines);
  std::vector<std::string> joined;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && was_broken(lines[i - 1], lines[i], width)) {
      std::string& last = joined.back();
      if (!last.ends_with(' ')) last += ' ';
      last += without_indent(lines[i]);
    } else {
      joined.push_back(lines[i]);
    }
  }
  return joined;
}

std::vector<Block> blocks_of(const std::vector<std::string>& lines, Budget& budget) {
  std::vector<Block> blocks;
  std::vector<std::string> pending;
  const std::size_t width = width_of(lines);
  const auto flush = [&] {
    std::vector<std::string> paragraph;
    for (const std::string& line : join_wrapped(pending, width == 0 ? kWidest * 100 : width)) {
      if (!is_blank_line(line)) {
        paragraph.push_back(line);
        continue;
      }
      add_paragraph(paragraph, budget, blocks);
      paragraph.clear();
    }
    add_paragraph(paragraph, budget, blocks);
    pending.clear();
  };
  for (std::size_t i = 0; i < lines.size();) {
    if (auto table = typed_table(lines, i, budget)) {
      flush();
      blocks.emplace_back(std::move(table->table));
      i = table->end;
    } else {
      pending.push_back(lines[i++]);
    }
  }
  flush();
  return blocks;
}

}  // namespace tallyd
