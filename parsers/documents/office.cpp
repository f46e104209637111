// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that only an office suite reads, by Tools::convert.
#include "parsers/documents/file_kind.h"
#include "parsers/documents/format.h"
#include "parsers/documents/package.h"
#include "parsers/documents/rtf_boxes.h"

namespace tallyd {
namespace {

Document doubtful(std::string_view format, std::string doubt) {
  Document document;
  document.format = format;
  document.doubts.push_back(std::move(doubt));
  return document;
}

Document read_converted(std::string_view bytes, std::string_view format, const Limits& limits,
                        const Tools& tools) {
  if (bytes.size() > limits.bytes) return doubtful(format, "The file is too large to be read.");
  if (!tools.convert) {
    return doubtful(format, "The file is of an old format, and no office program is set up here.");
  }
  auto converted = tools.convert(bytes, format);
  if (!converted) {
    return doubtful(format, "The file could not be converted: " + converted.error().message + ".");
  }
  const File file{*converted};
  Document document;
  if (is_odt(file)) document = read_odt(file.bytes, limits, tools);
  if (is_docx(file)) document = read_docx(file.bytes, limits, tools);
  document.format = format;
  return document;
}

/// The ending under which LibreOffice knows the format; empty: none of these.
std::string_view foreign_kind(const File& file) {
  const std::string_view head = file.bytes.substr(0, 4096);
  if (head.starts_with("\xFFWPC")) return "wpd";
  if (head.find("<w:wordDocument") != std::string_view::npos) return "xml";
  if (head.find("<abiword") != std::string_view::npos) return "abw";
  if (begins_like_zip(head)) {
    if (head.find("application/vnd.sun.xml.writer") != std::string_view::npos) return "sxw";
    return is_named(file, {".pages"}) ? "pages" : "";
  }
  if (is_compound(head))
    return is_named(file, {".wps"}) ? "wps" : is_named(file, {".hwp"}) ? "hwp" : "";
  if (!is_unknown_binary(file.bytes)) return "";
  if (is_named(file, {".wpd"})) return "wpd";
  return is_named(file, {".wps"}) ? "wps" : is_named(file, {".doc", ".dot"}) ? "doc" : "";
}

}  // namespace

bool is_doc(const File& file) {
  return compound_holds(file.bytes, "WordDocument") ||
         compound_holds(file.bytes, "EncryptedPackage") ||
         (is_compound(file.bytes) && is_named(file, {".doc", ".dot", ".docx"}));
}

Document read_doc(std::string_view bytes, const Limits& limits, const Tools& tools) {
  if (compound_holds(bytes, "EncryptedPackage")) {
    return doubtful("docx", "The file is protected by a password.");
  }
  return read_converted(bytes, "doc", limits, tools);
}

bool is_rtf(const File& file) {
  const std::size_t begin = file.bytes.substr(0, 16).find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return begin != std::string_view::npos && file.bytes.substr(begin).starts_with("{\\rt");
}

Document read_rtf(std::string_view bytes, const Limits& limits, const Tools& tools) {
  Document document = read_converted(bytes, "rtf", limits, tools);
  set_box_states(document, rtf_box_states(bytes));
  return document;
}

bool is_foreign(const File& file) { return !foreign_kind(file).empty(); }

Document read_foreign(std::string_view bytes, const Limits& limits, const Tools& tools) {
  std::string_view kind = foreign_kind({bytes});
  if (kind.empty()) kind = begins_like_zip(bytes) ? "pages" : "wps";  // known by name only
  return read_converted(bytes, kind, limits, tools);
}

}  // namespace tallyd
