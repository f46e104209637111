// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.h"
#include "config/result.h"
#include "parsers/explanation.h"
#include "parsers/reader/frame.h"
#include "parsers/reader/limits.h"
#include "parsers/reader/reader_program.h"
#include "parsers/reader/reader_programs.h"
#include "parsers/reading.h"
#include "parsers/shown.h"

namespace tallyd {

/// Reads messages in sandboxed processes, one for each message, forked from a warm parent. Safe to
/// call from several threads: that many readers run side by side. The warm parent of full readers
/// is started with the first message that has pages to be looked at.
class ReaderPool {
 public:
  using Convert =
      std::function<Result<std::string>(std::string_view bytes, std::string_view format)>;

  /// `convert` is called in the thread of read(), never at the same time as itself, and must
  /// outlive the pool. While one message waits for another's conversion, no time limit of its own
  /// runs. Starts nothing until the first read() or start().
  ReaderPool(ReaderPrograms programs, const Asked& asked, ReaderLimits limits, Convert convert);
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  /// Starts the warm parent of light readers and waits until it is ready. On failure the next
  /// read() tries again.
  Result<void> start();

  /// What read_message() says of it. Never fails: where the reader died, ran out of its limits or
  /// could not be started, the Reading has kind `reply`, the doubt "reader_failed" and, where those
  /// could be read alone, the facts of the header.
  Reading read(std::string_view raw);

  /// What show_message() makes of it. Temporary error: the reader died or ran out of its limits.
  Result<std::vector<ShownFile>> show(std::string_view raw);

  /// What explain_message() says of it. Temporary error: the reader died or ran out of its limits.
  Result<Explanation> explain(std::string_view raw);

 private:
  class Parent;
  struct Question {
    FrameType what;
    std::string_view raw;
    FrameType answer;
  };
  using Turn = std::unique_lock<std::mutex>;
  Result<Reading> ask(std::string_view raw);
  Result<std::string> ask(const Question& question);
  /// Empty: it takes a full reader.
  Result<std::optional<std::string>> ask(const Question& question, ReaderKind kind, Turn& turn);
  Result<std::shared_ptr<Parent>> parent(ReaderKind kind);
  Result<int> hand_over(ReaderKind kind);
  Result<void> answer_conversion(int fd, const std::string& request);

  const ReaderPrograms programs_;
  const Asked asked_;
  const ReaderLimits limits_;
  const Convert convert_;
  std::mutex converting_;  ///< held from a message's first conversion until it is read
  std::mutex starting_;
  std::map<ReaderKind, std::shared_ptr<Parent>> parents_;  ///< that run; guarded by starting_
};

}  // namespace tallyd
