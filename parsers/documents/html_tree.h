// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "parsers/documents/budget.h"

struct GumboInternalNode;

namespace tallyd {

/// A parsed HTML text. Gumbo 0.10 follows the HTML standard, but has no limits: its time grows with
/// the square of the depth and of the attributes of a tag, its memory with the square of the
/// formatting elements left open, and it frees a tree by recursion. So a text is cut where it goes
/// too deep, all of gumbo's memory is one arena with a limit, and no node is ever freed alone.
class HtmlTree {
 public:
  HtmlTree(std::string_view utf8, Budget& budget);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  /// The <html> element; null: nothing could be read, and the budget has the doubt.
  const GumboInternalNode* root() const { return root_; }

 private:
  struct Arena;
  void parse();

  std::string text_;  ///< gumbo's nodes point into it
  std::unique_ptr<Arena> arena_;
  const GumboInternalNode* root_ = nullptr;
};

/// How much of the text may be parsed: up to the tag that opens the 512th element within others, or
/// that has a thousand attributes.
std::size_t parseable_length(std::string_view html);

}  // namespace tallyd
