// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/format.h"

#include <array>

namespace tallyd {
namespace {

/// The first that recognises a file reads it: what is known by its content comes before what is
/// known by its name only, text last.
constexpr std::array kFormats{
    Format{"docx", &is_docx, &read_docx},        Format{"odt", &is_odt, &read_odt},
    Format{"odt", &is_flat_odt, &read_flat_odt}, Format{"doc", &is_doc, &read_doc},
    Format{"rtf", &is_rtf, &read_rtf},           Format{"office", &is_foreign, &read_foreign},
    Format{"pdf", &is_pdf, &read_pdf},           Format{"scan", &is_image, &read_image},
    Format{"html", &is_html, &read_html},        Format{"text", &is_text, &read_text},
};

}  // namespace

const Format* find_format(const File& file) {
  for (const Format& format : kFormats) {
    if (format.recognises(file)) return &format;
  }
  return nullptr;
}

const Format* find_format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

Document read_document(const File& file, const Limits& limits, const Tools& tools) {
  const Format* format = find_format(file);
  if (format == nullptr) return {};
  Document document = format->read(file.bytes, limits, tools);
  document.format = format->name;
  return document;
}

}  // namespace tallyd
