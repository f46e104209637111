// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/compound_kind.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "config/mail_address.h"
#include "parsers/little_endian.h"

namespace tallyd {
namespace {

constexpr std::string_view kLocal{"PK\3\4", 4};
constexpr std::string_view kCentral{"PK\1\2", 4};
constexpr std::string_view kEnd{"PK\5\6", 4};
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kMostNames = 2000;

/// What the names seen so far say.
struct Names {
  bool package = false;   // [Content_Types].xml or _rels/.rels
  bool document = false;  // content.xml and META-INF/manifest.xml: OpenDocument
  bool manifest = false;
  bool word = false;
  bool excel = false;
  bool slides = false;
};

void look_at(std::string_view raw, Names& names) {
  std::string name = lower_case(raw);
  std::replace(name.begin(), name.end(), '\\', '/');  // .NET before 4.6.1
  name.erase(0, name.find_first_not_of('/'));
  names.package |= name == "[content_types].xml" || name == "_rels/.rels";
  names.document |= name == "content.xml";
  names.manifest |= name == "meta-inf/manifest.xml" || name == "mimetype";
  names.word |= name.starts_with("word/");
  names.excel |= name.starts_with("xl/");
  names.slides |= name.starts_with("ppt/");
}

/// APPNOTE 4.3.12. False: there is no directory.
bool look_at_directory(std::string_view bytes, Names& names) {
  const std::size_t end = bytes.rfind(kEnd);
  if (end == std::string_view::npos || end + kEndSize > bytes.size()) return false;
  const std::size_t size = little_endian(bytes, end + 12, 4);
  std::size_t at = size <= end ? end - size : little_endian(bytes, end + 16, 4);
  bool any = false;
  for (std::size_t i = 0; i < kMostNames && at + kCentralSize <= end; ++i) {
    if (bytes.substr(at, kCentral.size()) != kCentral) break;
    const std::size_t length = little_endian(bytes, at + 28, 2);
    look_at(bytes.substr(at + kCentralSize, length), names);
    any = true;
    at +=
        kCentralSize + length + little_endian(bytes, at + 30, 2) + little_endian(bytes, at + 32, 2);
  }
  return any;
}

/// A cut-off file: the headers before each entry, those of files within it too.
void look_at_headers(std::string_view bytes, Names& names) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < kMostNames; ++i) {
    at = bytes.find(kLocal, at);
    if (at == std::string_view::npos || at + kLocalSize > bytes.size()) return;
    look_at(bytes.substr(at + kLocalSize, little_endian(bytes, at + 26, 2)), names);
    at += kLocal.size();
  }
}

/// The entry "mimetype" stands first and unpacked (OpenDocument 1.2 part 3, section 3.3).
std::string_view open_document_kind(std::string_view bytes) {
  constexpr std::string_view kFamily = "application/vnd.oasis.opendocument.";
  const std::string_view head = bytes.substr(0, 512);
  const std::size_t at = head.find(kFamily);
  if (at == std::string_view::npos) return "odt";
  const std::string_view kind = head.substr(at + kFamily.size());
  if (kind.starts_with("spreadsheet")) return "ods";
  return kind.starts_with("presentation") ? "odp" : "odt";
}

bool holds(std::string_view bytes, std::string_view stream) {
  std::string wide;  // the directory has names in UTF-16LE, ended by a null
  for (const char c : stream) wide += {c, '\0'};
  wide += {'\0', '\0'};
  return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

std::string_view zip_kind(std::string_view bytes) {
  if (!bytes.starts_with(kLocal) && !bytes.starts_with(kEnd)) return {};
  Names names;
  if (!look_at_directory(bytes, names)) look_at_headers(bytes, names);
  if (names.document && names.manifest) return open_document_kind(bytes);
  if (!names.package) return names.word && names.document ? "docx" : "zip";
  if (names.word) return "docx";
  if (names.excel) return "xlsx";
  return names.slides ? "pptx" : "package";
}

std::string_view ole_kind(std::string_view bytes) {
  if (!bytes.starts_with(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))) return {};
  // An Outlook item may hold the others as attachments: it comes first.
  if (holds(bytes, "__nameid_version1.0")) return "msg";
  if (holds(bytes, "WordDocument")) return "doc";
  if (holds(bytes, "Workbook") || holds(bytes, "Book")) return "xls";
  return holds(bytes, "PowerPoint Document") ? "ppt" : "ole";
}

}  // namespace tallyd
