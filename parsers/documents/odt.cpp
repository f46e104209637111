// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/file_kind.h"
#include "parsers/documents/format.h"
#include "parsers/documents/odt_body.h"
#include "parsers/documents/page_margins.h"

namespace tallyd {
namespace {

constexpr std::string_view kTextType = "application/vnd.oasis.opendocument.text";

void read_content(const pugi::xml_node& root, OdtStyles& styles, Budget& budget, Package* package,
                  Document& document) {
  styles.load(root);
  OdtBody body(styles, budget, package);
  document.blocks = body.read(child(root, "body", "text"));
  document.pictures = body.take_pictures();
}

bool is_encrypted(Package& package) {
  const auto manifest = package.read("META-INF/manifest.xml");
  return manifest && manifest->find("encryption-data") != std::string::npos;
}

void read_package(Package& package, Budget& budget, Document& document) {
  auto content = package.read("content.xml");
  if (!content || (!content->starts_with('<') && is_encrypted(package))) {
    budget.doubt(content ? "The file is protected by a password."
                         : "The file is no whole OpenDocument text: its text is missing.");
    return;
  }
  XmlPart part;
  if (!part.load(std::move(*content), budget)) return;
  OdtStyles styles([&](OdtStyles& more) {
    auto common = package.read("styles.xml");
    XmlPart common_part;
    if (common && common_part.load(std::move(*common), budget)) more.load(common_part.root());
  });
  read_content(part.root(), styles, budget, &package, document);
  auto pages = package.read("styles.xml");
  XmlPart pages_part;
  if (pages && may_have_margins(*pages) && pages_part.load(std::move(*pages), budget)) {
    document.margins = odt_margins(pages_part.root(), budget);
  }
}

}  // namespace

bool is_odt(const File& file) {
  if (!begins_like_zip(file.bytes)) {
    return is_named(file, {".odt", ".ott"}) && is_unknown_binary(file.bytes);
  }
  Package package(file.bytes, Limits{});
  if (const auto type = package.read("mimetype")) return type->starts_with(kTextType);
  if (!package.has("content.xml")) return false;
  const auto manifest = package.read("META-INF/manifest.xml");
  return manifest ? manifest->find(kTextType) != std::string::npos
                  : is_named(file, {".odt", ".ott"});
}

Document read_odt(std::string_view bytes, const Limits& limits, const Tools&) {
  Document document;
  document.format = "odt";
  Budget budget(limits);
  Package package(bytes, limits);
  if (package.names().empty()) {
    budget.doubt(
        "The file calls itself an OpenDocument text but is none, or is damaged throughout.");
  } else {
    read_package(package, budget, document);
  }
  for (const std::string& doubt : package.doubts()) budget.doubt(doubt);
  document.doubts = budget.take_doubts();
  return document;
}

bool is_flat_odt(const File& file) {
  const std::string_view head = file.bytes.substr(0, 8192);
  return head.find("<office:document") != std::string_view::npos &&
         head.find(kTextType) != std::string_view::npos;
}

Document read_flat_odt(std::string_view bytes, const Limits& limits, const Tools&) {
  Document document;
  document.format = "odt";
  Budget budget(limits);
  XmlPart part;
  if (part.load(std::string(bytes), budget)) {
    OdtStyles styles(nullptr);
    read_content(part.root(), styles, budget, nullptr, document);
    document.margins = odt_margins(part.root(), budget);
  }
  document.doubts = budget.take_doubts();
  return document;
}

}  // namespace tallyd
