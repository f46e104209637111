// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsers/mime/message.h"

/// parsers/containers/: parts that hold parts: zip, winmail.dat, message/rfc822, S/MIME.
///
/// Names inside an archive are labels, never paths. No signature is verified: who speaks is for the
/// judgement. What cannot be opened (encrypted, damaged, too much) becomes a doubt that names it.
namespace tallyd {

struct UnpackLimits {
  std::size_t depth = 6;                 ///< containers in containers
  std::size_t leaves = 300;              ///< of one message
  std::size_t entry_bytes = 64u << 20;   ///< of one unpacked file
  std::size_t total_bytes = 192u << 20;  ///< of everything unpacked from one message
  std::size_t ratio = 400;               ///< unpacked to packed, for entries over 1 MiB
  MessageLimits message;                 ///< of each message/rfc822
};

/// The leaves of a message for the form reader: containers opened, everything else as it was, in
/// order. Opening adds to `doubts`; a container that could not be opened stays as a leaf.
std::vector<Part> unpack(const std::vector<Part>& parts, std::vector<Doubt>& doubts,
                         const UnpackLimits& limits = {});

}  // namespace tallyd
