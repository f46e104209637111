// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/budget.h"

#include <algorithm>

namespace tallyd {

bool Budget::allows_node(std::size_t depth) {
  if (depth > limits_.depth) {
    doubt("Parts of the document are nested too deeply to be read.");
    return false;
  }
  if (++nodes_ > limits_.nodes) {
    doubt("The document is too long: its end was not read.");
    return false;
  }
  return true;
}

bool Budget::allows_text(std::size_t size) {
  text_bytes_ += size;
  if (text_bytes_ <= limits_.text_bytes) return true;
  doubt("The document has too much text: its end was not read.");
  return false;
}

void Budget::doubt(std::string_view sentence) {
  constexpr std::size_t kMost = 20;
  if (doubts_.size() >= kMost) return;
  if (std::find(doubts_.begin(), doubts_.end(), sentence) != doubts_.end()) return;
  doubts_.emplace_back(sentence);
}

void append_text(Paragraph& paragraph, std::string_view text, const Marks& marks) {
  if (text.empty()) return;
  if (!paragraph.runs.empty()) {
    Run& last = paragraph.runs.back();
    if (last.box.empty() && last.marks == marks) {
      last.text += text;
      return;
    }
  }
  paragraph.runs.push_back(Run{std::string(text), marks, {}});
}

void append_box(Paragraph& paragraph, const Checkbox& box, const Marks& marks) {
  paragraph.runs.push_back(Run{"", marks, {box}});
}

std::string plain_text(const Paragraph& paragraph) {
  std::string text;
  for (const Run& run : paragraph.runs) text += run.text;
  return text;
}

}  // namespace tallyd
