// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/cli/exit_code.h"

namespace tallyd {

/// A raw message from the command line and what it is called in the output: the path as it was
/// given; for a Maildir, DIR/cur/NAME; for an mbox of several messages, FILE#1, FILE#2, …; "-".
struct NamedMessage {
  std::string name;
  std::string raw;
};

/// The messages of files, Maildirs, mboxes and standard input, in the order given, one in memory at
/// a time. A file is an mbox (RFC 4155) if it begins with "From " and is not named *.eml. What
/// can't be read is told to `complain` and left out.
class MessageSource {
 public:
  using Complain = std::function<void(const std::string& what)>;

  MessageSource(std::vector<std::string> paths, Complain complain);

  /// Empty: that was the last one.
  std::optional<NamedMessage> next();

  /// ok, or the first failure: no_input (can't be opened), data (can't be read, no Maildir).
  ExitCode outcome() const { return outcome_; }

 private:
  void fail(ExitCode code, const std::string& path, const std::string& why);
  void open(const std::string& path);
  void open_directory(const std::string& path);
  std::optional<NamedMessage> next_of_mbox();
  std::optional<NamedMessage> whole_file();

  std::deque<std::string> paths_;
  Complain complain_;
  ExitCode outcome_ = ExitCode::ok;

  // The file that is being read, if any.
  std::string path_;
  std::ifstream file_;
  std::istream* in_ = nullptr;
  bool mbox_ = false;
  int message_ = 0;             ///< of an mbox, counted from 1
  bool more_messages_ = false;  ///< a separator was seen
};

}  // namespace tallyd
