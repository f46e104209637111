// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/result.h"
#include "daemon/imap/byte_stream.h"
#include "daemon/imap/response.h"

namespace tallyd {

/// What a server may make us hold. Beyond any of these the connection is given up.
struct ResponseLimits {
  std::size_t line = std::size_t{1} << 20U;          ///< bytes of a response outside of literals
  std::size_t search_line = std::size_t{1} << 24U;   ///< the same for SEARCH: 1.5 million UIDs
  std::uint64_t literal = std::uint64_t{64} << 20U;  ///< bytes of all literals of a response
  int nesting = 16;                                  ///< lists in lists
};

/// How long a server may take. Beyond that the connection is given up.
struct Patience {
  std::chrono::milliseconds stall = std::chrono::seconds{60};  ///< without a single byte
  std::chrono::milliseconds command = std::chrono::minutes{3};
  std::chrono::milliseconds fetch = std::chrono::minutes{30};  ///< a batch of messages
};

/// Turns what a server sends into responses, by the grammar of RFC 9051 section 9 (RFC 3501's is
/// contained in it). A literal is counted, never looked at, so no message can pass itself off as
/// protocol; and it is read straight into the string that is handed on: the text of a message
/// exists once.
///
/// After an error the connection is out of step: every later call returns the same error.
class ResponseReader {
 public:
  ResponseReader(ByteStream& stream, ResponseLimits limits);

  /// True once the first bytes of a response are there; false at the deadline.
  Result<bool> wait(Deadline deadline);

  /// The next response. `stall` is for each piece, `deadline` for all.
  Result<ImapResponse> next(std::chrono::milliseconds stall, Deadline deadline);

  /// Drops everything before the tagged response `tag`, whatever it is, and returns that: for the
  /// start of a connection whose first bytes somebody else has taken.
  Result<ImapResponse> skip_to(std::string_view tag, std::chrono::milliseconds stall,
                               Deadline deadline);

 private:
  static constexpr int kEnd = -1;  ///< error_ says why

  int peek();
  int take();
  bool fail(std::string_view what);
  bool expect(char wanted);
  bool end_of_line();
  void skip_spaces();
  bool fill(Deadline deadline);

  bool read_response(ImapResponse& response);
  bool read_tagged(ImapResponse& response);
  bool read_untagged(ImapResponse& response);
  bool read_status(ImapResponse& response);
  bool read_text(std::string& text);
  bool read_word(std::string& word);
  bool read_numbers(ImapResponse& response);
  bool read_values(ImapResponse& response);
  bool read_value(ImapValue& value, int depth);
  bool read_list(ImapValue& value, int depth);
  bool read_atom(ImapValue& value);
  bool read_section(std::string& text);
  bool read_quoted(std::string& text);
  bool read_literal(std::string& text);
  bool read_counted(std::string& text, std::size_t size);

  ByteStream& stream_;
  ResponseLimits limits_;
  std::array<char, 16384> buffer_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t line_left_ = 0;
  std::uint64_t literal_left_ = 0;
  std::chrono::milliseconds stall_{0};
  Deadline deadline_{};
  Error error_;
  bool failed_ = false;
};

}  // namespace tallyd
