// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/budget.h"
#include "parsers/documents/html_styles.h"

struct GumboInternalNode;

namespace tallyd {

/// What a mail program would show of HTML, as blocks.
///
/// Tables that only lay out a page (one column, or tables within) are dissolved: their cells follow
/// one another. Text in the fonts of Wingdings becomes the signs that these fonts show.
class HtmlBody {
 public:
  enum class Quotes { kept, apart };

  HtmlBody(Budget& budget, Quotes quotes) : budget_(budget), quotes_(quotes) {}

  void read(const GumboInternalNode& root);

  /// With Quotes::apart an empty paragraph stands where quoted elements were.
  std::vector<Block> take_said() { return std::move(said_); }
  std::vector<Block> take_quoted() { return std::move(quoted_); }

 private:
  using Node = GumboInternalNode;

  void find_styles(const Node& node, std::size_t depth);
  void count_choice(const Node& node);
  void node(const Node& node, const HtmlLook& look, std::size_t depth);
  void children(const Node& node, const HtmlLook& look, std::size_t depth);
  void element(const Node& node, HtmlLook look, std::size_t depth);
  void visible(const Node& node, const HtmlLook& look, std::size_t depth);
  HtmlLook look_of(const Node& node, HtmlLook look) const;
  bool quoted(const Node& node, const HtmlLook& look, std::size_t depth);
  void table(const Node& node, const HtmlLook& look, std::size_t depth);
  Cell cell(const Node& node, const HtmlLook& look, std::size_t depth);
  void control(const Node& node, const HtmlLook& look);
  void choice(const Node& node, const HtmlLook& look);
  void picture(const Node& node, const HtmlLook& look);

  void text(std::string_view text, const HtmlLook& look);
  void sign(std::string_view text, const HtmlLook& look);
  void box(const Checkbox& box, const HtmlLook& look);
  void line_break(const HtmlLook& look);
  void flush();
  std::vector<Block>& target() { return rest_quoted_ ? quoted_ : *sink_; }

  Budget& budget_;
  Quotes quotes_;
  HtmlStyles styles_;
  std::map<std::string, int> chosen_;  ///< radio buttons of a name that are checked
  std::vector<Block> said_, quoted_;
  std::vector<Block>* sink_ = &said_;
  Paragraph paragraph_;
  bool space_ = false;  ///< one stands before what comes next
  bool line_begin_ = true;
  bool rest_quoted_ = false;
};

}  // namespace tallyd
