// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/flat_package.h"

#include "parsers/documents/xml.h"
#include "parsers/mime/transfer.h"

namespace tallyd {
namespace {

struct Text : pugi::xml_writer {
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

/// As it stands: white space between runs counts.
std::string xml_of(const pugi::xml_node& data) {
  Text written;
  for (const pugi::xml_node& each : data.children()) {
    each.print(written, "", pugi::format_raw, pugi::encoding_utf8);
  }
  return std::move(written.text);
}

}  // namespace

bool is_flat_package(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  const std::string_view head = bytes.substr(0, kHead);
  constexpr std::string_view kNamespace = "http://schemas.microsoft.com/office/2006/xmlPackage";
  const std::size_t begin = head.find('<');
  return begin != std::string_view::npos && head.substr(begin).starts_with("<?xml") &&
         (head.find(kNamespace) != std::string_view::npos ||
          head.find("<pkg:package") != std::string_view::npos);
}

std::vector<std::pair<std::string, std::string>> flat_parts(std::string_view bytes,
                                                            Budget& budget) {
  std::vector<std::pair<std::string, std::string>> parts;
  XmlPart file;
  if (!file.load(std::string(bytes), budget)) return parts;
  for (const pugi::xml_node& part : file.root().children()) {
    if (local_name(part) != "part") continue;
    const pugi::xml_node binary = child(part, "binaryData");
    parts.emplace_back(attribute(part, "name"), binary ? decode_base64(binary.text().get())
                                                       : xml_of(child(part, "xmlData")));
  }
  return parts;
}

}  // namespace tallyd
