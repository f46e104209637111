// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "config/result.h"

namespace tallyd {

/// What passes between tallyd and a reader, on a socket pair (docs/reader.md):
///
///   frame   = length type payload
///   length  = four bytes, little endian: of the payload
///   type    = one byte, a FrameType
enum class FrameType : char {
  asked = 'A',      ///< to the warm parent, once: the limits, newline, Asked as JSON
  ready = 'Y',      ///< from the warm parent, once: models are loaded; descriptors may follow
  message = 'M',    ///< to a reader: a raw message; it answers `reading`
  reading = 'R',    ///< from a reader, last: a Reading as JSON
  show = 'S',       ///< to a reader: a raw message; it answers `shown`
  shown = 'H',      ///< from a reader, last: the message for the eyes of a person (parsers/shown.h)
  explain = 'E',    ///< to a reader: a raw message; it answers `explained`
  explained = 'P',  ///< from a reader, last: how it was read (parsers/explanation.h)
  needs_full = 'N',  ///< from a light reader, last: ask a full one
  convert =
      'C',  ///< from a reader: format, newline, the bytes of a file; answer converted or refused
  converted = 'D',  ///< to a reader: the file as docx or odt
  refused = 'X',    ///< to a reader: why the file was not converted
};

struct Frame {
  FrameType type;
  std::string payload;
};

using Deadline = std::chrono::steady_clock::time_point;

/// Sends a frame over the socket `fd`, whole. Temporary error: the other side is gone, or the
/// deadline passed.
Result<void> send_frame(int fd, FrameType type, std::string_view payload, Deadline deadline);

/// Receives a frame of at most `most` bytes. Temporary error: the other side is gone or the
/// deadline passed; permanent: the frame is longer.
Result<Frame> receive_frame(int fd, std::size_t most, Deadline deadline);

}  // namespace tallyd
