// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "config/result.h"

namespace tallyd {

using Deadline = std::chrono::steady_clock::time_point;

/// A connection to a server that is logged in. Errors are temporary: the connection is over.
struct ByteStream {
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// Waits for bytes and stores up to `size` of them. 0: none came before the deadline, the
  /// connection is unharmed. Closed by the server, or interrupted: an error.
  virtual Result<std::size_t> read_some(char* buffer, std::size_t size, Deadline deadline) = 0;

  /// All of `bytes`, or an error (then how many were sent is not known).
  virtual Result<void> write_all(std::string_view bytes, Deadline deadline) = 0;
};

}  // namespace tallyd
