// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a server sends: no crash, no endless loop, no more memory than the limits say.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "daemon/imap/imap_text.h"
#include "daemon/imap/response_reader.h"

namespace {

/// Gives its bytes in pieces of 1 … 16, then breaks.
struct FuzzStream final : tallyd::ByteStream {
  FuzzStream(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  tallyd::Result<std::size_t> read_some(char* buffer, std::size_t size, tallyd::Deadline) override {
    if (left_ == 0) return tallyd::temporary("over");
    std::size_t count = 1 + (*data_ & 15U);
    if (count > size) count = size;
    if (count > left_) count = left_;
    std::memcpy(buffer, data_, count);
    data_ += count;
    left_ -= count;
    return count;
  }
  tallyd::Result<void> write_all(std::string_view, tallyd::Deadline) override { return {}; }

  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzStream stream(data, size);
  tallyd::ResponseLimits limits;
  limits.line = 2000;
  limits.search_line = 2000;
  limits.literal = 5000;
  tallyd::ResponseReader reader(stream, limits);
  const auto end = tallyd::Deadline::max();
  for (auto response = reader.next(std::chrono::seconds{1}, end); response;
       response = reader.next(std::chrono::seconds{1}, end)) {
    for (const tallyd::ImapValue& value : response->values) {
      if (value.text.size() > limits.literal) std::abort();
      std::vector<tallyd::Uid> uids;
      tallyd::parse_uid_set(value.text, 1000, uids);
      if (uids.size() > 1000) std::abort();
    }
    static_cast<void>(tallyd::parse_internal_date(response->text));
    static_cast<void>(tallyd::mailbox_argument(response->text));
  }
  return 0;
}
