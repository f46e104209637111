// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte says what the rest is: 'z' ZIP, 'g' gzip, 'c' CMS, 't' TNEF.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parsers/containers/opened.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tallyd;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  UnpackLimits limits;
  limits.entry_bytes = 1u << 20;
  limits.total_bytes = 4u << 20;
  Allowance allowance(limits);
  if (data[0] == 'z') open_zip(bytes, allowance);
  if (data[0] == 'g') open_gzip(bytes, "a.gz", allowance);
  if (data[0] == 'c') open_cms(bytes, allowance);
  if (data[0] == 't') open_tnef(bytes, allowance);
  return 0;
}
