// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/document_text.h"

namespace tallyd::test {
namespace {

std::string letters(const Marks& marks) {
  std::string out;
  if (marks.bold) out += 'b';
  if (marks.italic) out += 'i';
  if (marks.underlined) out += 'u';
  if (marks.struck) out += 's';
  if (marks.highlighted) out += 'h';
  if (marks.coloured) out += 'c';
  if (marks.inserted) out += '+';
  if (marks.deleted) out += '-';
  return out;
}

std::string state(const Checkbox& box) {
  switch (box.state) {
    case Checkbox::State::empty:
      return box.round ? "( )" : "[ ]";
    case Checkbox::State::checked:
      return box.round ? "(x)" : "[x]";
    case Checkbox::State::unclear:
      return box.round ? "(?)" : "[?]";
    case Checkbox::State::lost:
      return box.round ? "(lost)" : "[lost]";
  }
  return "";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out;
}

std::string text_of(const Block& block);

std::string text_of(const Paragraph& paragraph) {
  std::string out;
  for (const Run& run : paragraph.runs) {
    const std::string shown = run.box.empty() ? escaped(run.text) : state(run.box[0]);
    const std::string marks = letters(run.marks);
    if (!marks.empty()) out.append("{").append(marks).append(":");
    out.append(shown).append(marks.empty() ? "" : "}");
  }
  return out;
}

std::string text_of(const Cell& cell) {
  std::string out = cell.continued ? "^" : "";
  if (cell.columns != 1) out += std::to_string(cell.columns) + ":";
  for (std::size_t i = 0; i < cell.blocks.size(); ++i) {
    out += (i == 0 ? "" : " / ") + text_of(cell.blocks[i]);
  }
  return out;
}

std::string text_of(const Table& table) {
  std::string out;
  for (const Row& row : table.rows) {
    if (!out.empty()) out += '\n';
    out += '|';
    for (const Cell& cell : row.cells) out += ' ' + text_of(cell) + " |";
    if (row.inserted) out += '+';
    if (row.deleted) out += '-';
  }
  return out;
}

std::string text_of(const Block& block) {
  return std::visit([](const auto& each) { return text_of(each); }, block);
}

void collect(const std::vector<Block>& blocks, std::string& out) {
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      for (const Run& run : paragraph->runs) {
        for (const Checkbox& box : run.box) {
          out += box.state == Checkbox::State::checked ? '1'
                 : box.state == Checkbox::State::empty ? '0'
                                                       : '?';
        }
      }
      continue;
    }
    for (const Row& row : std::get<Table>(block).rows) {
      for (const Cell& cell : row.cells) collect(cell.blocks, out);
    }
  }
}

}  // namespace

std::string to_text(const Document& document) {
  std::string out;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    out += (i == 0 ? "" : "\n") + text_of(document.blocks[i]);
  }
  return out;
}

std::string box_states(const Document& document) {
  std::string out;
  collect(document.blocks, out);
  return out;
}

}  // namespace tallyd::test
