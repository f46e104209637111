// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte says how the rest is wrapped: 'd' the body of a docx, 'o' the text of an odt, else
// a file as it is.
#include <cstddef>
#include <cstdint>
#include <string>

#include "parsers/documents/format.h"
#include "tests/support/zip_file.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tallyd;
  if (size == 0) return 0;
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes = rest;
  if (data[0] == 'd') {
    bytes = test::zip_file(
        {{"word/document.xml", "<w:document><w:body>" + rest + "</w:body></w:document>"}});
  } else if (data[0] == 'o') {
    bytes = test::zip_file(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"content.xml", "<o:d><o:body><o:text>" + rest + "</o:text></o:body></o:d>"}});
  }
  Limits limits;
  limits.bytes = limits.entry_bytes = limits.output_bytes = 1u << 20;
  limits.nodes = 10'000;
  read_docx(bytes, limits, {});
  read_odt(bytes, limits, {});
  read_flat_odt(bytes, limits, {});
  return 0;
}
