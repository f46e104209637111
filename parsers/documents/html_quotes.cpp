// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/html_quotes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "parsers/documents/budget.h"
#include "parsers/documents/dividers.h"
#include "parsers/documents/html_styles.h"
#include "parsers/documents/text_blocks.h"

namespace tallyd {
namespace {

/// By class or id; also as the end of it, since Yahoo puts "ydp1a2b3c" before its names.
constexpr std::array<std::string_view, 16> kQuotes{"gmail_quote",
                                                   "gmail_quote_container",
                                                   "yahoo_quoted",
                                                   "moz-cite-prefix",
                                                   "moz-email-headers-table",
                                                   "moz-forward-container",
                                                   "protonmail_quote",
                                                   "tutanota_quote",
                                                   "zmail_extra",
                                                   "mailru-blockquote",
                                                   "wps_quotion",
                                                   "isreplycontent",
                                                   "netease_quote",
                                                   "ntes_quote",
                                                   "mailquote",
                                                   "ms-outlook-mobile-reference-message"};
constexpr std::array<std::string_view, 7> kFromHere{"divrplyfwdmsg",
                                                    "appendonsend",
                                                    "zwchr",
                                                    "olk_src_body_section",
                                                    "replysplit",
                                                    "stopspelling",
                                                    "mail-editor-reference-message-container"};

/// A line of a paragraph, or a table.
struct Item {
  Block block;
  std::string text;       ///< of a line
  std::size_t group = 0;  ///< the paragraph that it is a line of
  bool marker = false;    ///< quoted elements stood here
  bool quoted = false;
  bool dropped = false;  ///< a divider whose quote was taken out already
};

/// The lines of a paragraph, as paragraphs.
std::vector<Paragraph> lines_of(const Paragraph& paragraph) {
  std::vector<Paragraph> lines(1);
  for (const Run& run : paragraph.runs) {
    if (!run.box.empty()) {
      lines.back().runs.push_back(run);
      continue;
    }
    std::string_view rest = run.text;
    for (;;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      append_text(lines.back(), rest.substr(0, end), run.marks);
      if (end == rest.size()) break;
      lines.emplace_back();
      rest = rest.substr(end + 1);
    }
  }
  return lines;
}

std::vector<Item> items_of(std::vector<Block> blocks) {
  std::vector<Item> items;
  std::size_t group = 0;
  for (Block& block : blocks) {
    ++group;
    auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) {
      items.push_back(Item{std::move(block), "", group});
      continue;
    }
    if (paragraph->runs.empty()) {
      items.push_back(Item{Paragraph{}, "", group, true});
      continue;
    }
    for (Paragraph& line : lines_of(*paragraph)) {
      std::string text = plain_text(line);
      items.push_back(Item{std::move(line), std::move(text), group});
    }
  }
  return items;
}

bool is_blank(const Item& item) {
  const auto* paragraph = std::get_if<Paragraph>(&item.block);
  if (paragraph == nullptr) return std::get<Table>(item.block).rows.empty();
  return is_blank_line(item.text) && std::all_of(paragraph->runs.begin(), paragraph->runs.end(),
                                                 [](const Run& run) { return run.box.empty(); });
}

/// Whether the next thing behind is a quote that was taken out.
bool is_before_quote(const std::vector<Item>& items, std::size_t at) {
  while (at < items.size() && !items[at].marker && is_blank(items[at])) ++at;
  return at < items.size() && (items[at].marker || items[at].quoted);
}

void mark_quoted(std::vector<Item>& items) {
  std::vector<std::string> lines;
  for (Item& item : items) {
    item.quoted = item.text.starts_with(">");
    lines.push_back(item.quoted ? "" : item.text);
  }
  std::size_t at = 0;
  while (const auto divider = find_divider(lines, at)) {
    if (!is_before_quote(items, divider->end)) {
      for (std::size_t i = divider->begin; i < items.size(); ++i) items[i].quoted = true;
      return;
    }
    for (std::size_t i = divider->begin; i < divider->end; ++i) items[i].dropped = true;
    at = divider->end;
  }
}

/// Adds an item; lines of one paragraph become one again.
void add(Item&& item, std::size_t& last_group, std::vector<Block>& blocks) {
  auto* line = std::get_if<Paragraph>(&item.block);
  auto* before = blocks.empty() ? nullptr : std::get_if<Paragraph>(&blocks.back());
  if (line == nullptr || before == nullptr || last_group != item.group) {
    if (line == nullptr || !line->runs.empty()) blocks.push_back(std::move(item.block));
  } else {
    append_text(*before, "\n", before->runs.empty() ? Marks{} : before->runs.back().marks);
    for (Run& run : line->runs) {
      if (run.box.empty()) {
        append_text(*before, run.text, run.marks);
      } else {
        before->runs.push_back(std::move(run));
      }
    }
  }
  last_group = item.group;
}

}  // namespace

QuotedElement quoted_element(std::string_view tag, std::string_view classes, std::string_view id,
                             std::string_view style, bool cites) {
  std::vector<std::string> names{ascii_lower(id)};
  for (const std::string_view each : words_of(classes)) names.push_back(ascii_lower(each));
  const auto named = [&](const auto& list) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return std::any_of(list.begin(), list.end(), [&](auto each) {
        return name == each || name == "x_" + std::string(each) ||  // Outlook on the web, of others
               (name.starts_with("ydp") && name.ends_with(each));
      });
    });
  };
  if (named(kFromHere)) return QuotedElement::from_here;
  if (named(kQuotes)) return QuotedElement::itself;
  if (tag != "blockquote") return QuotedElement::no;
  const bool barred = style.find("border-left") != style.npos &&
                      style.find("border-left:none") == style.npos &&
                      style.find("border-left: none") == style.npos;
  const bool called = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.find("quote") != name.npos || name.find("cite") != name.npos || name == "qt";
  });
  return cites || barred || called ? QuotedElement::itself : QuotedElement::no;
}

TextParts split_said_blocks(std::vector<Block> said, std::vector<Block> quoted) {
  TextParts parts;
  std::vector<Item> items = items_of(std::move(said));
  mark_quoted(items);
  std::size_t said_group = 0, quoted_group = 0;
  for (Item& item : items) {
    if (item.dropped) continue;
    const bool blank = is_blank(item);
    if (item.marker || item.quoted) {
      if (parts.quoting == Quoting::none) parts.quoting = Quoting::below;
      if (!blank) add(std::move(item), quoted_group, quoted);
      continue;
    }
    if (!blank && parts.quoting == Quoting::below) parts.quoting = Quoting::around;
    add(std::move(item), said_group, parts.said.blocks);
  }
  parts.quoted.blocks = std::move(quoted);
  return parts;
}

}  // namespace tallyd
