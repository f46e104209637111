// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_margins.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/documents/xml.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostText = 4000;  // bytes

class MarginText {
 public:
  explicit MarginText(Budget& budget) : budget_(budget) {}

  /// In Word the text is in w:t and, of a watermark, in an attribute; in ODF it is all there is.
  void docx(const pugi::xml_node& node, std::size_t depth = 0) {
    each(node, depth, [&](const pugi::xml_node& inner) {
      const std::string_view name = local_name(inner);
      if (name == "t") add(inner.child_value());
      if (name == "tab" || name == "br") add(" ");
      docx(inner, depth + 1);
      if (name == "textpath") add(std::string(attribute(inner, "string")) + "\n\n");
      if (name == "p") add("\n\n");
    });
  }
  void odt(const pugi::xml_node& node, std::size_t depth = 0) {
    each(node, depth, [&](const pugi::xml_node& inner) {
      if (inner.type() == pugi::node_pcdata) add(inner.value());
      const std::string_view name = local_name(inner);
      if (name == "s" || name == "tab" || name == "line-break") add(" ");
      odt(inner, depth + 1);
      if (name == "p" || name == "h") add("\n\n");
    });
  }
  std::string take() && { return std::move(text_); }

 private:
  template <typename Visit>
  void each(const pugi::xml_node& node, std::size_t depth, const Visit& visit) {
    for (const pugi::xml_node& inner : node.children()) {
      if (text_.size() > kMostText || !budget_.allows_node(depth)) return;
      visit(inner);
    }
  }
  void add(std::string_view text) { text_ += text; }

  Budget& budget_;
  std::string text_;
};

bool is_margin(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames{"header",      "footer",       "header-left",
                                                   "footer-left", "header-first", "footer-first"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

std::string docx_margins(DocxParts& parts) {
  constexpr std::size_t kMost = 8;
  MarginText text(parts.budget());
  std::size_t count = 0;
  for (const std::string_view type : {"/header", "/footer"}) {
    for (const std::string& name : parts.targets_of_type(type)) {
      if (++count > kMost) break;
      auto content = parts.package().read(name);
      XmlPart part;
      if (content && part.load(std::move(*content), parts.budget())) text.docx(part.root());
    }
  }
  return std::move(text).take();
}

std::string odt_margins(const pugi::xml_node& root, Budget& budget) {
  MarginText text(budget);
  for (const pugi::xml_node& page : child(root, "master-styles").children()) {
    for (const pugi::xml_node& each : page.children()) {
      if (is_margin(local_name(each))) text.odt(each);
    }
  }
  return std::move(text).take();
}

bool may_have_margins(std::string_view styles) {
  return styles.find("<style:header>") != styles.npos ||
         styles.find("<style:footer>") != styles.npos ||
         styles.find("<style:header-first>") != styles.npos ||
         styles.find("<style:footer-first>") != styles.npos;
}

}  // namespace tallyd
