// SPDX-License-Identifier: GPL-3.0-or-later
// A whole message, its header fields one by one, and its transfer encodings. The first byte says
// which: 'h' a field's value, 'c' a charset's name, a line feed and bytes in it, 'e' a transfer
// encoding's name, a line feed and bytes in it; anything else: a message.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parsers/mime/address.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"
#include "parsers/mime/message.h"
#include "parsers/mime/sniff.h"
#include "parsers/mime/transfer.h"

namespace {

using namespace tallyd;

void must(bool holds, int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "what must hold in line %d does not\n", line);
  std::abort();
}

/// UTF-8 in one line: nothing that a header of ours could be split by.
bool is_one_line(const std::string& text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

void check(const Message& message, const MessageLimits& limits) {
  must(is_one_line(message.facts.subject) && is_one_line(message.facts.from_name));
  must(is_one_line(message.facts.from) && is_one_line(message.facts.message_id));
  must(message.parts.size() <= limits.parts && message.fields.size() <= limits.fields);
  std::size_t decoded = 0;
  for (const Part& part : message.parts) {
    must(is_one_line(part.file_name) && part.file_name.find_first_of("/\\") == std::string::npos);
    must(part.content.size() <= limits.part_bytes);
    if (part.format == "text" || part.format == "html") must(is_utf8(part.content));
    decoded += part.content.size();
  }
  must(decoded <= 4 * limits.decoded_bytes);  // UTF-8 may be longer than what it was
}

void read_field(std::string_view value) {
  must(is_one_line(decode_words(value)));
  for (const auto& [name, text] : parse_parameters(value).parameters) must(is_utf8(text));
  for (const Address& address : parse_addresses(value)) must(is_one_line(address.name));
  parse_path(value);
  parse_message_ids(value);
  static_cast<void>(parse_date(value));
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const char kind = bytes.empty() ? '\0' : bytes[0];
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view line = bytes.substr(std::min<std::size_t>(1, size), end > 0 ? end - 1 : 0);
  const std::string_view rest = bytes.substr(std::min(end + 1, size));
  if (kind == 'h') read_field(bytes.substr(1));
  if (kind == 'c') must(is_utf8(to_utf8(rest, line)));
  if (kind == 'e') {
    std::string text = decode_transfer(rest, line, 1000).bytes;
    must(text.size() <= 1000);
    sniff(text, line);
    take_uuencoded(text);
    unfold_flowed(text, "yes");
  }
  MessageLimits limits;
  limits.parts = 50;
  limits.header_bytes = 20'000;
  limits.field_bytes = 2'000;
  limits.part_bytes = limits.decoded_bytes = 1u << 20;
  check(parse_message(bytes, limits), limits);
  return 0;
}
