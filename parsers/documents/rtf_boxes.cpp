// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/rtf_boxes.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace tallyd {
namespace {

/// The number after a control word: \ffres1.
std::optional<long> number_after(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string digits(text.substr(at + word.size(), 4));
  char* end = nullptr;
  const long number = std::strtol(digits.c_str(), &end, 10);
  if (end == digits.c_str()) return std::nullopt;
  return number;
}

Checkbox::State state_of(std::string_view field) {
  constexpr long kUndefined = 25;  // "the default counts"
  if (field.find("\\formfield") == std::string_view::npos) return Checkbox::State::lost;
  auto result = number_after(field, "\\ffres");
  if (!result || *result == kUndefined) result = number_after(field, "\\ffdefres").value_or(0);
  return *result == 1 ? Checkbox::State::checked : Checkbox::State::empty;
}

void collect(std::vector<Block>& blocks, std::vector<Checkbox*>& out);

void collect(Paragraph& paragraph, std::vector<Checkbox*>& out) {
  for (Run& run : paragraph.runs) {
    for (Checkbox& box : run.box) {
      if (box.origin == Checkbox::Origin::legacy_field) out.push_back(&box);
    }
  }
}

void collect(Table& table, std::vector<Checkbox*>& out) {
  for (Row& row : table.rows) {
    for (Cell& cell : row.cells) collect(cell.blocks, out);
  }
}

void collect(std::vector<Block>& blocks, std::vector<Checkbox*>& out) {
  for (Block& block : blocks) {
    std::visit([&out](auto& each) { collect(each, out); }, block);
  }
}

}  // namespace

std::vector<Checkbox::State> rtf_box_states(std::string_view rtf) {
  constexpr std::string_view kField = "FORMCHECKBOX";
  std::vector<Checkbox::State> out;
  for (std::size_t at = rtf.find(kField); at != std::string_view::npos;) {
    const std::size_t begin = at + kField.size();
    at = rtf.find(kField, begin);
    // The state stands in the field's instruction: before its result, if it has one.
    constexpr std::size_t kLongest = 4000;
    const std::string_view field = rtf.substr(begin, std::min(kLongest, at - begin));
    out.push_back(state_of(field.substr(0, field.find("\\fldrslt"))));
  }
  return out;
}

void set_box_states(Document& document, const std::vector<Checkbox::State>& states) {
  std::vector<Checkbox*> boxes;
  collect(document.blocks, boxes);
  const bool confused = boxes.size() != states.size();
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    boxes[i]->state = confused ? Checkbox::State::unclear : states[i];
  }
  if (confused)
    document.doubts.emplace_back("The file does not say which check boxes are checked.");
}

}  // namespace tallyd
