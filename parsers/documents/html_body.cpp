// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/html_body.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <gumbo.h>

#include "parsers/documents/drawn_marks.h"
#include "parsers/documents/html_quotes.h"
#include "parsers/documents/html_table.h"
#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

/// Mail programs wrap every reply in three or four elements: they go deeper than documents do.
constexpr std::size_t kLevels = 3;
constexpr std::size_t kMostColumns = 200;

std::string_view attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view{} : found->value;
}

bool has_attribute(const GumboNode& node, const char* name) {
  return gumbo_get_attribute(&node.v.element.attributes, name) != nullptr;
}

const GumboNode& child(const GumboNode& node, unsigned index) {
  return *static_cast<const GumboNode*>(node.v.element.children.data[index]);
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

GumboTag tag_of(const GumboNode& node) { return node.v.element.tag; }

bool is_any(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// Never shown in a mail, whatever its style.
bool is_unseen(GumboTag tag) {
  return is_any(
      tag, {GUMBO_TAG_HEAD, GUMBO_TAG_STYLE, GUMBO_TAG_SCRIPT, GUMBO_TAG_TITLE, GUMBO_TAG_TEMPLATE,
            GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG, GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO,
            GUMBO_TAG_VIDEO, GUMBO_TAG_NOFRAMES, GUMBO_TAG_DATALIST});
}

/// Stands on lines of its own.
bool is_block(GumboTag tag) {
  return is_any(tag, {GUMBO_TAG_P,        GUMBO_TAG_DIV,    GUMBO_TAG_LI,      GUMBO_TAG_UL,
                      GUMBO_TAG_OL,       GUMBO_TAG_DL,     GUMBO_TAG_DT,      GUMBO_TAG_DD,
                      GUMBO_TAG_H1,       GUMBO_TAG_H2,     GUMBO_TAG_H3,      GUMBO_TAG_H4,
                      GUMBO_TAG_H5,       GUMBO_TAG_H6,     GUMBO_TAG_HR,      GUMBO_TAG_BLOCKQUOTE,
                      GUMBO_TAG_PRE,      GUMBO_TAG_CENTER, GUMBO_TAG_ADDRESS, GUMBO_TAG_FORM,
                      GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
                      GUMBO_TAG_HEADER,   GUMBO_TAG_FOOTER, GUMBO_TAG_MAIN,    GUMBO_TAG_ASIDE,
                      GUMBO_TAG_NAV,      GUMBO_TAG_FIGURE, GUMBO_TAG_CAPTION, GUMBO_TAG_BODY,
                      GUMBO_TAG_HTML,     GUMBO_TAG_TR,     GUMBO_TAG_TD,      GUMBO_TAG_TH});
}

std::string tag_name(const GumboNode& node) {
  if (tag_of(node) != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(tag_of(node));
  GumboStringPiece name = node.v.element.original_tag;
  gumbo_tag_from_original_text(&name);
  return name.data == nullptr ? "" : ascii_lower({name.data, name.length});
}

std::size_t span_of(const GumboNode& node, const char* name, std::size_t most) {
  const std::string value(attribute(node, name));
  const long number = std::strtol(value.c_str(), nullptr, 10);
  if (value.empty() || number < 0) return 1;
  // rowspan=0: to the end of the table
  return number == 0 ? most : std::min(static_cast<std::size_t>(number), most);
}

/// What the element itself does to its text, before any style.
void apply_tag(const GumboNode& node, HtmlLook& look) {
  const GumboTag tag = tag_of(node);
  Marks& marks = look.marks;
  marks.bold |= is_any(tag, {GUMBO_TAG_B, GUMBO_TAG_STRONG, GUMBO_TAG_TH, GUMBO_TAG_H1,
                             GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4});
  marks.italic |= is_any(tag, {GUMBO_TAG_I, GUMBO_TAG_EM, GUMBO_TAG_CITE});
  marks.underlined |= is_any(tag, {GUMBO_TAG_U, GUMBO_TAG_INS});
  marks.struck |= is_any(tag, {GUMBO_TAG_S, GUMBO_TAG_STRIKE, GUMBO_TAG_DEL});
  marks.highlighted |= tag == GUMBO_TAG_MARK;
  // Some programs show what is folded away, others do not.
  marks.unseen |= tag == GUMBO_TAG_DETAILS && !has_attribute(node, "open");
  look.kept_spaces |= tag == GUMBO_TAG_PRE;
  look.hidden |= has_attribute(node, "hidden") ||
                 (tag == GUMBO_TAG_INPUT && ascii_lower(attribute(node, "type")) == "hidden");
  if (tag != GUMBO_TAG_FONT) return;
  if (has_attribute(node, "face")) {
    look.font =
        parse_declarations("font-family:" + std::string(attribute(node, "face"))).font.value_or("");
  }
  if (has_attribute(node, "color")) {
    marks.coloured = is_css_colour(ascii_lower(attribute(node, "color")));
    look.pale = is_pale_colour(ascii_lower(attribute(node, "color")));
  }
}

/// Emphasis that everything has distinguishes nothing: Outlook's replies are blue throughout.
struct Share {
  bool any = false, all_coloured = true, all_highlighted = true, all_unseen = true;
};

template <typename Visit>
void each_run(std::vector<Block>& blocks, const Visit& visit) {
  for (Block& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      for (Run& run : paragraph->runs) visit(run);
      continue;
    }
    for (Row& row : std::get<Table>(block).rows) {
      for (Cell& cell : row.cells) each_run(cell.blocks, visit);
    }
  }
}

void forget_common_emphasis(std::vector<Block>& blocks) {
  Share share;
  each_run(blocks, [&](const Run& run) {
    if (run.text.find_first_not_of(" \n\t\xC2\xA0") == std::string::npos) return;
    share.any = true;
    share.all_coloured &= run.marks.coloured;
    share.all_highlighted &= run.marks.highlighted;
    share.all_unseen &= run.marks.unseen;
  });
  if (!share.any) return;
  each_run(blocks, [&](Run& run) {
    run.marks.coloured &= !share.all_coloured;
    run.marks.highlighted &= !share.all_highlighted;
    run.marks.unseen &= !share.all_unseen;  // a dark page whose background we do not know
  });
}

Marks marks_of(const HtmlLook& look) {
  Marks marks = look.marks;
  marks.unseen = marks.unseen || (look.pale && !look.backed);
  return marks;
}

}  // namespace

void HtmlBody::read(const Node& root) {
  find_styles(root, 0);
  if (styles_.has_unfollowed()) {
    budget_.doubt("The styles of the text hide or strike out what can't be told.");
  }
  node(root, {}, 0);
  flush();
  forget_common_emphasis(said_);
}

void HtmlBody::find_styles(const Node& node, std::size_t depth) {
  if (!is_element(node) || depth > budget_.limits().depth * kLevels) return;
  count_choice(node);
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    const Node& each = child(node, i);
    if (is_element(node) && tag_of(node) == GUMBO_TAG_STYLE && each.type == GUMBO_NODE_TEXT) {
      const std::string media = ascii_lower(attribute(node, "media"));
      if (media.empty() || media == "all" || media == "screen") styles_.load(each.v.text.text);
    }
    find_styles(each, depth + 1);
  }
}

void HtmlBody::count_choice(const Node& node) {
  if (tag_of(node) != GUMBO_TAG_INPUT || !has_attribute(node, "checked")) return;
  if (ascii_lower(attribute(node, "type")) != "radio" || attribute(node, "name").empty()) return;
  ++chosen_[std::string(attribute(node, "name"))];
}

void HtmlBody::node(const Node& node, const HtmlLook& look, std::size_t depth) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      text(node.v.text.text, look);
      return;
    case GUMBO_NODE_ELEMENT:
      if (budget_.allows_node(depth / kLevels)) element(node, look, depth);
      return;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
      return;
  }
}

void HtmlBody::children(const Node& node, const HtmlLook& look, std::size_t depth) {
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    this->node(child(node, i), look, depth + 1);
  }
}

HtmlLook HtmlBody::look_of(const Node& node, HtmlLook look) const {
  apply_tag(node, look);
  const bool was_highlighted = look.marks.highlighted;
  styles_.apply(tag_name(node), attribute(node, "class"), attribute(node, "id"), look);
  if (has_attribute(node, "bgcolor")) {
    look.marks.highlighted |= is_background(ascii_lower(attribute(node, "bgcolor")));
    look.backed |= is_background(ascii_lower(attribute(node, "bgcolor")));
  }
  const std::string_view style = attribute(node, "style");
  if (!style.empty()) parse_declarations(style).apply(look);
  // The background of a page or of a frame says nothing about the words in it.
  if (is_any(tag_of(node), {GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_DIV, GUMBO_TAG_TABLE,
                            GUMBO_TAG_TBODY, GUMBO_TAG_CENTER, GUMBO_TAG_SECTION})) {
    look.marks.highlighted = was_highlighted;
  }
  return look;
}

void HtmlBody::element(const Node& node, HtmlLook look, std::size_t depth) {
  if (is_unseen(tag_of(node))) return;
  look = look_of(node, std::move(look));
  if (look.hidden) return;
  if (quotes_ == Quotes::apart && !rest_quoted_ && quoted(node, look, depth)) return;
  visible(node, look, depth);
}

bool HtmlBody::quoted(const Node& node, const HtmlLook& look, std::size_t depth) {
  const bool cites = has_attribute(node, "cite") || ascii_lower(attribute(node, "type")) == "cite";
  const QuotedElement kind =
      quoted_element(gumbo_normalized_tagname(tag_of(node)), attribute(node, "class"),
                     attribute(node, "id"), ascii_lower(attribute(node, "style")), cites);
  if (kind == QuotedElement::no || sink_ == &quoted_) return false;
  flush();
  sink_->emplace_back(Paragraph{});
  if (kind == QuotedElement::from_here) {
    rest_quoted_ = true;
    return false;
  }
  std::vector<Block>* before = std::exchange(sink_, &quoted_);
  visible(node, look, depth);
  flush();
  sink_ = before;
  return true;
}

void HtmlBody::visible(const Node& node, const HtmlLook& look, std::size_t depth) {
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_BR) return line_break(look);
  if (tag == GUMBO_TAG_INPUT) return control(node, look);
  if (tag == GUMBO_TAG_SELECT) return choice(node, look);
  if (tag == GUMBO_TAG_IMG) return picture(node, look);
  if (tag == GUMBO_TAG_TABLE) return table(node, look, depth);
  const std::string role = ascii_lower(attribute(node, "role"));
  if ((role == "checkbox" || role == "radio") && has_attribute(node, "aria-checked")) {
    const bool checked = ascii_lower(attribute(node, "aria-checked")) == "true";
    box({checked ? Checkbox::State::checked : Checkbox::State::empty,
         Checkbox::Origin::form_control, role == "radio"},
        look);
  }
  // A comment in the margin, as Word pastes it.
  if (attribute(node, "href").starts_with("#_msocom_")) budget_.doubt(kDoubtOfComments);
  const bool alone = is_block(tag);
  if (alone) flush();
  children(node, look, depth);
  if (alone) flush();
}

Cell HtmlBody::cell(const Node& node, const HtmlLook& look, std::size_t depth) {
  Cell cell;
  cell.columns = static_cast<int>(span_of(node, "colspan", kMostColumns));
  std::vector<Block>* before = std::exchange(sink_, &cell.blocks);
  this->node(node, look, depth);
  flush();
  sink_ = before;
  return cell;
}

void HtmlBody::table(const Node& node, const HtmlLook& look, std::size_t depth) {
  flush();
  std::vector<Block>& out = target();
  HtmlTable table(budget_);
  const auto row = [&](const Node& tr, const HtmlLook& outer, std::size_t level) {
    const HtmlLook row_look = look_of(tr, outer);
    if (row_look.hidden || !budget_.allows_node(level / kLevels)) return;
    table.begin_row();
    for (unsigned i = 0; i < tr.v.element.children.length; ++i) {
      const Node& td = child(tr, i);
      if (!is_element(td) || !is_any(tag_of(td), {GUMBO_TAG_TD, GUMBO_TAG_TH})) continue;
      if (look_of(td, row_look).hidden) continue;
      table.add(cell(td, row_look, level + 1), span_of(td, "rowspan", 65534));
    }
  };
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    const Node& part = child(node, i);
    if (!is_element(part)) continue;
    if (tag_of(part) == GUMBO_TAG_CAPTION) this->node(part, look, depth + 1);
    if (!is_any(tag_of(part), {GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT})) continue;
    const HtmlLook part_look = look_of(part, look);
    for (unsigned j = 0; !part_look.hidden && j < part.v.element.children.length; ++j) {
      const Node& tr = child(part, j);
      if (is_element(tr) && tag_of(tr) == GUMBO_TAG_TR) row(tr, part_look, depth + 2);
    }
  }
  Table made = table.finish();
  if (!HtmlTable::is_layout(made)) {
    out.emplace_back(std::move(made));
    return;
  }
  for (Row& each : made.rows) {
    for (Cell& cell : each.cells) {
      std::move(cell.blocks.begin(), cell.blocks.end(), std::back_inserter(out));
    }
  }
}

void HtmlBody::control(const Node& node, const HtmlLook& look) {
  const std::string type = ascii_lower(attribute(node, "type"));
  if (type == "checkbox" || type == "radio") {
    Checkbox found{Checkbox::State::empty, Checkbox::Origin::form_control, type == "radio"};
    if (has_attribute(node, "checked")) {
      // Of radio buttons with one name only the last that is checked is shown so.
      const auto group = chosen_.find(std::string(attribute(node, "name")));
      const bool several = found.round && group != chosen_.end() && group->second > 1;
      found.state = several ? Checkbox::State::unclear : Checkbox::State::checked;
    }
    box(found, look);
  } else if (type.empty() || type == "text") {
    text(attribute(node, "value"), look);
  }
}

/// What a list to choose from shows; of one with no choice made, nothing.
void HtmlBody::choice(const Node& node, const HtmlLook& look) {
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    const Node& option = child(node, i);
    if (is_element(option) && has_attribute(option, "selected")) children(option, look, 0);
  }
}

/// Webmail sends the signs of emoji keyboards as pictures, with the sign as their text.
void HtmlBody::picture(const Node& node, const HtmlLook& look) {
  std::string_view shown = attribute(node, "alt");
  if (shown.ends_with("\uFE0F")) shown.remove_suffix(3);
  if (!shown.empty() && glyph_of(shown) != BoxGlyph::other) sign(shown, look);
}

void HtmlBody::text(std::string_view text, const HtmlLook& look) {
  const std::string shown = with_symbols(text, look.font);
  if (look.kept_spaces) {
    sign(shown, look);
    return;
  }
  std::string out;
  for (const char c : shown) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
      space_ = true;
      continue;
    }
    if (space_ && !line_begin_) out += ' ';
    space_ = line_begin_ = false;
    out += c;
  }
  if (!out.empty() && budget_.allows_text(out.size())) append_text(paragraph_, out, marks_of(look));
}

void HtmlBody::sign(std::string_view text, const HtmlLook& look) {
  if (text.empty() || !budget_.allows_text(text.size() + 1)) return;
  if (space_ && !line_begin_) append_text(paragraph_, " ", marks_of(look));
  space_ = line_begin_ = false;
  append_text(paragraph_, text, marks_of(look));
}

void HtmlBody::box(const Checkbox& box, const HtmlLook& look) {
  if (space_ && !line_begin_) append_text(paragraph_, " ", marks_of(look));
  space_ = line_begin_ = false;
  append_box(paragraph_, box, marks_of(look));
}

void HtmlBody::line_break(const HtmlLook& look) {
  if (!budget_.allows_text(1)) return;
  append_text(paragraph_, "\n", marks_of(look));
  space_ = false;
  line_begin_ = true;
}

void HtmlBody::flush() {
  space_ = false;
  line_begin_ = true;
  const bool empty =
      std::all_of(paragraph_.runs.begin(), paragraph_.runs.end(), [](const Run& run) {
        return run.box.empty() && run.text.find_first_not_of(" \n\t\xC2\xA0") == std::string::npos;
      });
  if (!empty) target().emplace_back(std::move(paragraph_));
  paragraph_ = Paragraph{};
}

}  // namespace tallyd
