// SPDX-License-Identifier: GPL-3.0-or-later
// A whole message through everything that reads it. With TALLYD_FUZZ_OCR in the environment scans
// are recognised too (slow).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "parsers/documents/format.h"
#include "parsers/documents/ocr.h"
#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/support/sample_asked.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tallyd;
  static const std::unique_ptr<Ocr> ocr =
      std::getenv("TALLYD_FUZZ_OCR") == nullptr
          ? nullptr
          : std::make_unique<Ocr>(std::vector<std::string>{"eng", "fra", "spa"});
  Tools tools;
  tools.ocr = ocr.get();
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const Reading reading = read_message(raw, test::sample_asked(), tools);
  if (is_certain(reading) && (reading.kind != Kind::reply || reading.circular.empty()))
    std::abort();
  const auto again = reading_from_json(to_json(reading));
  if (!again || is_certain(*again) != is_certain(reading)) std::abort();
  return 0;
}
