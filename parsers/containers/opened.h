// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/containers/unpack.h"

namespace tallyd {

/// Why something in a container could not be had.
enum class Obstacle { encrypted, damaged, too_large, unsupported };

struct Trouble {
  Obstacle obstacle = Obstacle::damaged;
  std::string name;  ///< of the entry; empty: the container as a whole
};

/// What an entry is to the message.
enum class EntryUse { file, body, forwarded_message };

struct Entry {
  std::string name;  ///< as the container has it; a label, never a path
  std::string content;
  EntryUse use = EntryUse::file;
};

struct Opened {
  std::vector<Entry> entries;
  std::vector<Trouble> troubles;
};

/// How much may still be unpacked from one message. One per unpack().
class Allowance {
 public:
  explicit Allowance(const UnpackLimits& limits)
      : entry_bytes_(limits.entry_bytes), left_(limits.total_bytes), ratio_(limits.ratio) {}

  /// The most that an entry of so many packed bytes may become.
  std::size_t for_entry(std::size_t packed) const;
  void take(std::size_t unpacked) { left_ -= unpacked < left_ ? unpacked : left_; }

 private:
  std::size_t entry_bytes_;
  std::size_t left_;
  std::size_t ratio_;
};

/// Each takes any bytes and never throws.
Opened open_zip(std::string_view bytes, Allowance& allowance);
Opened open_gzip(std::string_view bytes, std::string_view name, Allowance& allowance);
Opened open_tnef(std::string_view bytes, Allowance& allowance);

/// The MIME entity within a CMS message (RFC 8551): signed, the signature not looked at. No entry
/// and no trouble: a signature or certificates alone.
Opened open_cms(std::string_view bytes, Allowance& allowance);

}  // namespace tallyd
