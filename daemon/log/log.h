// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "config/settings.h"

namespace tallyd {

/// What an event is about: fields of its own in the journal (TALLYD_MESSAGE_ID, TALLYD_CIRCULAR,
/// TALLYD_ADMINISTRATION), "key=value" at the end of the line elsewhere. Empty ones are left out.
struct About {
  std::string message_id = {};      ///< without angle brackets
  std::string circular = {};        ///< "TSB Circular 53"
  std::string administration = {};  ///< "KEN"
};

/// Where lines go. Safe to call from several threads.
struct LogSink {
  LogSink() = default;
  LogSink(const LogSink&) = delete;
  LogSink& operator=(const LogSink&) = delete;
  virtual ~LogSink() = default;
  /// `text` and `about` are printable already; `text` does not hold `about`.
  virtual void write(LogLevel level, std::string_view text, const About& about) = 0;
};

/// The log of the daemon: one line an event, which says what happened or failed and what happens
/// next. Whatever a mail brought may be put into it: control characters are escaped here, so do
/// not escape before. Safe to use from several threads.
class Log {
 public:
  Log(std::unique_ptr<LogSink> sink, LogLevel level) : sink_(std::move(sink)), level_(level) {}

  void debug(std::string_view text, const About& about = {}) {
    write(LogLevel::debug, text, about);
  }
  void info(std::string_view text, const About& about = {}) { write(LogLevel::info, text, about); }
  void warning(std::string_view text, const About& about = {}) {
    write(LogLevel::warning, text, about);
  }
  void error(std::string_view text, const About& about = {}) {
    write(LogLevel::error, text, about);
  }

  /// For a reload of the configuration.
  void set_level(LogLevel level) { level_ = level; }

 private:
  void write(LogLevel level, std::string_view text, const About& about);

  std::unique_ptr<LogSink> sink_;
  std::atomic<LogLevel> level_;
};

/// `about` as it ends a line: " message=<a@b.example> circular=\"TSB Circular 53\"", or nothing.
std::string to_text(const About& about);

}  // namespace tallyd
