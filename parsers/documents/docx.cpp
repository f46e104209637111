// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "parsers/documents/docx_body.h"
#include "parsers/documents/file_kind.h"
#include "parsers/documents/flat_package.h"
#include "parsers/documents/format.h"
#include "parsers/documents/page_margins.h"

namespace tallyd {
namespace {

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](auto end) { return text.ends_with(end); });
}

/// The part that the package's own relations name as its document; if they do not, the usual one.
std::string main_part(Package& package, Budget& budget) {
  auto content = package.read("_rels/.rels");
  XmlPart part;
  if (content && part.load(std::move(*content), budget)) {
    for (const pugi::xml_node& each : part.root().children()) {
      std::string target = resolve_target("", attribute(each, "Target"));
      if (attribute(each, "Type").ends_with("/officeDocument") && package.has(target)) {
        return target;
      }
    }
  }
  for (const std::string& name : package.names()) {
    if (ends_with_any(name, {"word/document.xml", "word/document2.xml"})) return name;
  }
  return "word/document.xml";
}

/// Styles that come with Word and mark nothing that a reader of forms would weigh.
bool is_plain_style(std::string_view id) {
  return id == "Normal" || id == "ListParagraph" || id == "NoSpacing" || id == "Title" ||
         id.starts_with("Heading");
}

/// Large style sheets are common, rarely matter, and take longer to read than the text.
bool needs_styles(std::string_view content) {
  if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF")) return true;
  if (content.find("rStyle") != std::string_view::npos) return true;
  constexpr std::string_view kStyle = "pStyle";
  for (std::size_t at = 0; (at = content.find(kStyle, at)) != std::string_view::npos;) {
    at += kStyle.size();
    const std::size_t begin = content.find_first_of("\"'", at);
    if (begin == std::string_view::npos) return true;
    const std::size_t end = content.find(content[begin], begin + 1);
    if (!is_plain_style(content.substr(begin + 1, end - begin - 1))) return true;
  }
  return false;
}

void read_main_part(Package& package, Budget& budget, const Tools& tools, Document& document) {
  const std::string name = main_part(package, budget);
  auto content = package.read(name);
  if (!content) {
    budget.doubt("The file is no whole Word document: its text is missing or locked.");
    return;
  }
  const bool styled = needs_styles(*content);
  XmlPart part;
  if (!part.load(std::move(*content), budget)) return;
  DocxParts parts(package, budget, tools, name);
  if (styled) parts.load_styles();
  DocxBody body(parts);
  document.blocks = body.read(child(part.root(), "body"));
  document.pictures = body.take_pictures();
  document.margins = docx_margins(parts);
}

}  // namespace

bool is_docx(const File& file) {
  if (is_flat_package(file.bytes)) return true;
  if (begins_like_zip(file.bytes)) {
    const Package package(file.bytes, Limits{});
    const auto& names = package.names();
    const auto any = [&](auto test) { return std::any_of(names.begin(), names.end(), test); };
    if (any([](const std::string& name) { return ends_with_any(name, {"word/document.xml"}); })) {
      return true;
    }
    const bool other = any([](const std::string& name) {
      return name.starts_with("xl/") || name.starts_with("ppt/") || name.starts_with("visio/");
    });
    return !other && package.has("_rels/.rels") && package.has("[Content_Types].xml");
  }
  return is_named(file, {".docx", ".docm", ".dotx", ".dotm"}) && is_unknown_binary(file.bytes);
}

Document read_docx(std::string_view bytes, const Limits& limits, const Tools& tools) {
  Document document;
  document.format = "docx";
  Budget budget(limits);
  Package package(bytes, limits);
  if (package.names().empty()) {
    budget.doubt("The file calls itself a Word document but is none, or is damaged throughout.");
  } else {
    read_main_part(package, budget, tools, document);
  }
  for (const std::string& doubt : package.doubts()) budget.doubt(doubt);
  document.doubts = budget.take_doubts();
  return document;
}

}  // namespace tallyd
