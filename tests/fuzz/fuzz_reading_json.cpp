// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader process that was taken over might send back.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parsers/reading_json.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = tallyd::reading_from_json({reinterpret_cast<const char*>(data), size});
  if (reading) {
    const std::string once = tallyd::to_json(*reading);
    const auto again = tallyd::reading_from_json(once);
    if (!again || tallyd::to_json(*again) != once) std::abort();
  }
  return 0;
}
