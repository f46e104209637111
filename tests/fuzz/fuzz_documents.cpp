// SPDX-License-Identifier: GPL-3.0-or-later
// Every adapter of parsers/documents/. The first byte says how the rest is wrapped and who reads
// it:
//   'd' the body of a docx        'o' the text of an odt      'f' a flat odt
//   'D' a whole docx or odt       'h' HTML     't' text       'q' the body of a message
//   'p' PDF     'P' the content of a PDF's page               'i' an image      'r' RTF
// anything else: whoever recognises the rest.
#include <cstddef>
#include <cstdint>
#include <string>

#include "parsers/documents/format.h"
#include "parsers/documents/image_file.h"
#include "parsers/documents/quoted.h"
#include "parsers/documents/rtf_boxes.h"
#include "tests/support/zip_file.h"

namespace {

using namespace tallyd;

std::string docx(const std::string& body) {
  return test::zip_file(
      {{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}});
}

std::string odt(const std::string& text) {
  return test::zip_file(
      {{"mimetype", "application/vnd.oasis.opendocument.text"},
       {"content.xml", "<o:d><o:body><o:text>" + text + "</o:text></o:body></o:d>"}});
}

/// Without a table of objects: it is found by looking for them.
std::string pdf_page(const std::string& content) {
  return "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
         "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
         "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources"
         "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n4 0 obj\n"
         "<</Length " +
         std::to_string(content.size()) + ">>\nstream\n" + content +
         "\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
}

void read(char kind, const std::string& rest, const Limits& limits) {
  if (kind == 'd') read_docx(docx(rest), limits, {});
  if (kind == 'o') read_odt(odt(rest), limits, {});
  if (kind == 'f') read_flat_odt(rest, limits, {});
  if (kind == 'D') {
    read_docx(rest, limits, {});
    read_odt(rest, limits, {});
  }
  if (kind == 'h') read_html(rest, limits, {});
  if (kind == 't') read_text(rest, limits, {});
  if (kind == 'q') {
    split_quoted_html(rest, limits);
    split_quoted_text(rest, limits);
  }
  if (kind == 'p') read_pdf(rest, limits, {});
  if (kind == 'P') read_pdf(pdf_page(rest), limits, {});
  if (kind == 'i') decode_image(rest, limits);
  if (kind == 'r') {
    const Tools tools{[](std::string_view, std::string_view) -> Result<std::string> {
                        return docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
                      },
                      nullptr};
    read_rtf(rest, limits, tools);
  }
  read_document(File{rest, "a"}, limits, {});
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Limits limits;
  limits.bytes = limits.entry_bytes = limits.output_bytes = 1u << 20;
  limits.nodes = 10'000;
  limits.pages = 2;
  read(static_cast<char>(data[0]), std::string(reinterpret_cast<const char*>(data) + 1, size - 1),
       limits);
  return 0;
}
