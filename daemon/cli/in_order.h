// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "daemon/cli/message_source.h"

namespace tallyd {

/// Turns messages into lines on several threads and writes the lines in the order of the messages.
/// Never holds more than `window` messages and lines, however slow one of them is.
class InOrder {
 public:
  using Read = std::function<std::string(const NamedMessage&)>;  ///< called on several threads
  using Write = std::function<void(const std::string& line)>;    ///< one call at a time

  InOrder(MessageSource& source, Read read, Write write);

  /// Returns once every message is written.
  void run(unsigned threads);

 private:
  void work();
  std::optional<NamedMessage> take(std::uint64_t& number);
  void put(std::uint64_t number, std::string line);

  MessageSource& source_;
  Read read_;
  Write write_;
  std::uint64_t window_ = 1;
  std::mutex mutex_;
  std::condition_variable written_;
  std::uint64_t next_taken_ = 0;  ///< guarded by mutex_, as all below
  std::uint64_t next_written_ = 0;
  bool ended_ = false;
  std::map<std::uint64_t, std::string> waiting_;
};

}  // namespace tallyd
