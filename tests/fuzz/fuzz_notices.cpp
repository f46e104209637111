// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parsers/containers/unpack.h"
#include "parsers/notices/authentication.h"
#include "parsers/notices/notices.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tallyd;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Message message = parse_message(bytes);
  take_notice(message);
  UnpackLimits limits;
  limits.entry_bytes = 1u << 20;
  limits.total_bytes = 4u << 20;
  unpack(message.parts, message.doubts, limits);
  parse_authentication_results(bytes);
  return 0;
}
