// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/message_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string_view>
#include <utility>

namespace tallyd {
namespace {

namespace fs = std::filesystem;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// RFC 4155: "From " sender, blank, a date in the form of asctime(). Strict enough that a sentence
/// which begins with "From " is none.
bool is_separator(std::string_view line) {
  if (line.substr(0, 5) != "From ") return false;
  constexpr std::string_view kDays = "Mon Tue Wed Thu Fri Sat Sun ";
  for (std::size_t at = line.find(' ', 5); at != line.npos; at = line.find(' ', at + 1)) {
    const std::string_view day = line.substr(at + 1, 4);
    if (day.size() == 4 && kDays.find(day) % 4 == 0 && line.find(':', at) != line.npos) return true;
  }
  return false;
}

/// mboxrd: every line that looks like a separator was quoted by one '>'.
std::string_view unquoted(std::string_view line) {
  const std::size_t quotes = line.find_first_not_of('>');
  const bool is_quoted = quotes != 0 && quotes != line.npos && line.substr(quotes, 5) == "From ";
  return is_quoted ? line.substr(1) : line;
}

/// Drops the blank line that a writer of mboxes puts before the next separator.
void drop_last_blank_line(std::string& raw) {
  if (ends_with(raw, "\r\n\r\n")) {
    raw.resize(raw.size() - 2);
  } else if (ends_with(raw, "\n\n")) {
    raw.resize(raw.size() - 1);
  }
}

std::vector<std::string> files_of(const fs::path& directory) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string()[0] != '.') files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

MessageSource::MessageSource(std::vector<std::string> paths, Complain complain)
    : paths_(std::make_move_iterator(paths.begin()), std::make_move_iterator(paths.end())),
      complain_(std::move(complain)) {}

void MessageSource::fail(ExitCode code, const std::string& path, const std::string& why) {
  if (outcome_ == ExitCode::ok) outcome_ = code;
  complain_(path + ": " + why);
}

void MessageSource::open_directory(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  for (const char* part : {"new", "cur"}) {
    if (!fs::is_directory(fs::path(path) / part, error)) {
      return fail(ExitCode::data, path, "is a folder, and no Maildir: it has no new and cur");
    }
    for (std::string& file : files_of(fs::path(path) / part)) files.push_back(std::move(file));
  }
  paths_.insert(paths_.begin(), files.begin(), files.end());
}

void MessageSource::open(const std::string& path) {
  std::error_code error;
  if (path != "-" && fs::is_directory(path, error)) return open_directory(path);
  path_ = path;
  message_ = 0;
  if (path == "-") {
    in_ = &std::cin;
  } else {
    file_ = std::ifstream(path, std::ios::binary);
    if (!file_) return fail(ExitCode::no_input, path, std::strerror(errno));
    in_ = &file_;
  }
  mbox_ = !ends_with(path, ".eml") && in_->peek() == 'F';
}

std::optional<NamedMessage> MessageSource::whole_file() {
  NamedMessage message{path_, {}};
  message.raw.assign(std::istreambuf_iterator<char>(*in_), std::istreambuf_iterator<char>());
  const bool failed = in_->bad();
  in_ = nullptr;
  if (!failed) return message;
  fail(ExitCode::data, path_, "can't be read to its end");
  return std::nullopt;
}

std::optional<NamedMessage> MessageSource::next_of_mbox() {
  NamedMessage message;
  std::string line;
  bool after_blank = true;
  if (message_ == 0) {
    std::getline(*in_, line);
    if (!is_separator(line)) {  // an ordinary message whose first field is From:
      mbox_ = false;
      if (!in_->eof()) line += '\n';
      auto rest = whole_file();
      if (rest) rest->raw.insert(0, line);
      return rest;
    }
  }
  ++message_;
  more_messages_ = false;
  while (!more_messages_ && std::getline(*in_, line)) {
    more_messages_ = after_blank && is_separator(line);
    after_blank = line.empty() || line == "\r";
    if (more_messages_) break;
    message.raw += unquoted(line);
    if (!in_->eof()) message.raw += '\n';
  }
  if (in_->bad()) fail(ExitCode::data, path_, "can't be read to its end");
  if (more_messages_) drop_last_blank_line(message.raw);
  message.name = message_ == 1 && !more_messages_ ? path_ : path_ + "#" + std::to_string(message_);
  if (!more_messages_) in_ = nullptr;
  return message;
}

std::optional<NamedMessage> MessageSource::next() {
  for (;;) {
    while (in_ == nullptr) {
      if (paths_.empty()) return std::nullopt;
      const std::string path = std::move(paths_.front());
      paths_.pop_front();
      open(path);
    }
    auto message = mbox_ ? next_of_mbox() : whole_file();
    if (message) return message;
  }
}

}  // namespace tallyd
