// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that no adapter would give, through the form reader. The input is a list of orders, a
// byte each, with text up to a line feed where one has text:
//   p paragraph   t text   T text with marks (the next byte)   w the next words of the real form
//   b box (the next byte)   [ table   , cell   ; row   ] end of the table
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/form_reader.h"
#include "parsers/mime/charset.h"
#include "tests/support/sample_asked.h"

namespace {

using namespace tallyd;

/// What a form is made of: mutating these letter by letter would find it only by luck.
constexpr const char* kWords[] = {
    "ANNEX 2 (to TSB Circular 53) ",
    "TSB Circular 53",
    "Administration: Kenya",
    "Draft new Recommendation ITU-T X.1214 (X.samtn)",
    "X.1331",
    "Annex 2 to Circular 53: Member State response form for draft Recommendations determined",
    "assigns authority to Study Group 17 to consider this text for approval",
    "does not assign authority to Study Group 17 to consider this text for approval",
    "No comments or suggested changes",
    "Comments and suggested changes are attached",
    "Reasons for this opinion and suggestions for possible changes are attached",
    "\xe2\x98\x92 ",
    "\xe2\x98\x90 ",
    "[X] ",
    "( ) ",
};
constexpr std::size_t kWordCount = sizeof kWords / sizeof kWords[0];

class Builder {
 public:
  explicit Builder(std::string_view orders) : orders_(orders) {}

  Document build() {
    Document document;
    fill(document.blocks, 0);
    return document;
  }

 private:
  std::uint8_t next() {
    return at_ < orders_.size() ? static_cast<std::uint8_t>(orders_[at_++]) : std::uint8_t{0};
  }
  std::string line() {
    const std::size_t end = std::min(orders_.find('\n', at_), orders_.size());
    std::string text = to_utf8(orders_.substr(at_, end - at_));
    at_ = std::min(end + 1, orders_.size());
    return text;
  }

  static std::vector<Run>& runs_of(std::vector<Block>& blocks) {
    if (blocks.empty() || !std::holds_alternative<Paragraph>(blocks.back())) {
      blocks.emplace_back(Paragraph{});
    }
    return std::get<Paragraph>(blocks.back()).runs;
  }

  static Marks marks_of(std::uint8_t bits) {
    return {(bits & 1) != 0,  (bits & 2) != 0,  (bits & 4) != 0,  (bits & 8) != 0,
            (bits & 16) != 0, (bits & 32) != 0, (bits & 64) != 0, (bits & 128) != 0};
  }
  static Checkbox box_of(std::uint8_t bits) {
    return {static_cast<Checkbox::State>(bits % 3), static_cast<Checkbox::Origin>(bits / 3 % 5),
            bits > 127};
  }

  Table table(int depth) {
    Table made;
    made.rows.emplace_back().cells.emplace_back();
    while (at_ < orders_.size()) {
      const char stopped = fill(made.rows.back().cells.back().blocks, depth + 1);
      if (stopped == ',') made.rows.back().cells.emplace_back().columns = next() % 4;
      if (stopped == ';') made.rows.emplace_back().cells.emplace_back();
      if (stopped == ']') break;
    }
    return made;
  }

  /// Until an order that ends a cell: that one.
  char fill(std::vector<Block>& blocks, int depth) {
    while (at_ < orders_.size()) {
      const char order = static_cast<char>(next());
      if (order == 'p') blocks.emplace_back(Paragraph{});
      if (order == 't') runs_of(blocks).push_back({line(), {}, {}});
      if (order == 'w') runs_of(blocks).push_back({kWords[next() % kWordCount], {}, {}});
      if (order == 'b') runs_of(blocks).push_back({{}, {}, {box_of(next())}});
      if (order == 'T') {
        const Marks marks = marks_of(next());
        runs_of(blocks).push_back({line(), marks, {}});
      }
      if (order == '[' && depth < 20) blocks.emplace_back(table(depth));
      if (order == ',' || order == ';' || order == ']') return order;
    }
    return ']';
  }

  std::string_view orders_;
  std::size_t at_ = 0;
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FormReader reader(test::sample_asked());
  const std::string_view orders(reinterpret_cast<const char*>(data), size);
  const FormReading form = reader.read(Builder(orders).build());
  if (form.consultation == nullptr) return 0;
  if (form.decisions.size() != form.consultation->drafts.size()) std::abort();
  for (std::size_t i = 0; i < form.decisions.size(); ++i) {
    if (form.decisions[i].draft != form.consultation->drafts[i].designation) std::abort();
    if (!is_utf8(form.decisions[i].evidence)) std::abort();
  }
  return 0;
}
