// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/response_reader.h"

#include <algorithm>
#include <utility>

namespace tallyd {
namespace {

/// Characters that end an atom. Laxer than RFC 9051's ATOM-CHAR where servers are: '%', '*', ']',
/// '\' and bytes above 127 occur in flags and names.
bool ends_atom(int c) {
  return c <= 0x20 || c == 0x7f || c == '(' || c == ')' || c == '{' || c == '"';
}

/// A single read of a literal: memory grows with what was sent, not with what was announced. TLS
/// gives 16 kB at a time, and what is not filled was zeroed in vain.
constexpr std::size_t kLiteralStep = std::size_t{16} * 1024;

}  // namespace

ResponseReader::ResponseReader(ByteStream& stream, ResponseLimits limits)
    : stream_(stream), limits_(limits) {}

bool ResponseReader::fail(std::string_view what) {
  if (failed_) return false;
  failed_ = true;
  error_ = {Failure::temporary, "the mail server does not speak IMAP as it should: "};
  error_.message += what;
  return false;
}

/// Makes sure of one byte at least in the buffer. False: the deadline passed, or error_.
bool ResponseReader::fill(Deadline deadline) {
  if (begin_ < end_) return true;
  if (failed_) return false;
  const auto got = stream_.read_some(buffer_.data(), buffer_.size(), deadline);
  if (!got) {
    failed_ = true;
    error_ = got.error();
    return false;
  }
  begin_ = 0;
  end_ = *got;
  return end_ > 0;
}

int ResponseReader::peek() {
  if (begin_ < end_) return static_cast<unsigned char>(buffer_[begin_]);
  if (!fill(std::min(deadline_, std::chrono::steady_clock::now() + stall_))) {
    if (!failed_) {
      failed_ = true;
      error_ = {Failure::temporary, "the mail server stopped answering"};
    }
    return kEnd;
  }
  return static_cast<unsigned char>(buffer_[begin_]);
}

int ResponseReader::take() {
  const int c = peek();
  if (c == kEnd) return kEnd;
  if (line_left_ == 0) {
    fail("a response is too long");
    return kEnd;
  }
  --line_left_;
  ++begin_;
  return c;
}

bool ResponseReader::expect(char wanted) {
  const int c = peek();
  if (c == kEnd) return false;
  if (c != static_cast<unsigned char>(wanted)) return fail("unexpected character in a response");
  return take() != kEnd;
}

bool ResponseReader::end_of_line() { return expect('\r') && expect('\n'); }

void ResponseReader::skip_spaces() {
  while (peek() == ' ') {
    if (take() == kEnd) return;
  }
}

Result<bool> ResponseReader::wait(Deadline deadline) {
  if (fill(deadline)) return true;
  if (failed_) return tl::unexpected<Error>(error_);
  return false;
}

Result<ImapResponse> ResponseReader::next(std::chrono::milliseconds stall, Deadline deadline) {
  stall_ = stall;
  deadline_ = deadline;
  line_left_ = limits_.line;
  literal_left_ = limits_.literal;
  ImapResponse response;
  if (failed_ || !read_response(response)) return tl::unexpected<Error>(error_);
  return response;
}

Result<ImapResponse> ResponseReader::skip_to(std::string_view tag, std::chrono::milliseconds stall,
                                             Deadline deadline) {
  stall_ = stall;
  deadline_ = deadline;
  line_left_ = limits_.line;
  const std::string wanted = std::string(tag) + ' ';
  std::string line;
  while (line != wanted) {
    const int c = take();
    if (c == kEnd) return tl::unexpected<Error>(error_);
    line += static_cast<char>(c);
    if (c == '\n') line.clear();
  }
  ImapResponse response;
  response.tag = tag;
  if (!read_tagged(response)) return tl::unexpected<Error>(error_);
  return response;
}

bool ResponseReader::read_response(ImapResponse& response) {
  const int first = peek();
  if (first == '+') {
    response.kind = ImapResponse::Kind::continuation;
    if (take() == kEnd) return false;
    skip_spaces();  // some servers send a lone "+"
    return read_text(response.text) && end_of_line();
  }
  std::string word;
  if (!read_word(word) || !expect(' ')) return false;
  if (word == "*") return read_untagged(response);
  response.tag = std::move(word);
  return read_tagged(response);
}

bool ResponseReader::read_tagged(ImapResponse& response) {
  response.kind = ImapResponse::Kind::tagged;
  std::string word;
  if (!read_word(word)) return false;
  response.name = ascii_upper(word);
  if (response.name != "OK" && response.name != "NO" && response.name != "BAD") {
    return fail("a command ends in neither OK, NO nor BAD");
  }
  return read_status(response);
}

bool ResponseReader::read_untagged(ImapResponse& response) {
  std::string word;
  if (!read_word(word)) return false;
  if (parse_number(word, response.number)) {
    if (!expect(' ') || !read_word(word)) return false;
  }
  response.name = ascii_upper(word);
  if (response.is_status()) return read_status(response);
  if (response.name == "SEARCH") return read_numbers(response);
  return read_values(response);
}

/// resp-text: "[CODE arguments] text". The code is cut at the first ']': no code that we use holds
/// one, and what follows is text for people in any case.
bool ResponseReader::read_status(ImapResponse& response) {
  if (peek() == '\r') return end_of_line();
  if (!expect(' ')) return false;
  if (peek() == '[') {
    std::string code;
    if (take() == kEnd) return false;
    for (int c = peek(); c != ']'; c = peek()) {
      if (c == '\r' || c == '\n' || c == 0) return fail("an unfinished response code");
      if (take() == kEnd) return false;
      code += static_cast<char>(c);
    }
    if (take() == kEnd) return false;
    const std::size_t space = code.find(' ');
    response.code = ascii_upper(code.substr(0, space));
    if (space != std::string::npos) response.code_text = code.substr(space + 1);
    skip_spaces();
  }
  return read_text(response.text) && end_of_line();
}

bool ResponseReader::read_text(std::string& text) {
  for (int c = peek(); c != '\r'; c = peek()) {
    if (c == '\n' || c == 0) return fail("a line that does not end in CR LF");
    if (take() == kEnd) return false;
    text += static_cast<char>(c);
  }
  return true;
}

bool ResponseReader::read_word(std::string& word) {
  word.clear();
  for (int c = peek(); !ends_atom(c); c = peek()) {
    if (take() == kEnd) return false;
    word += static_cast<char>(c);
  }
  return !word.empty() || fail("a word is missing");
}

bool ResponseReader::read_numbers(ImapResponse& response) {
  line_left_ += limits_.search_line;
  std::string word;
  for (;;) {
    skip_spaces();
    const int c = peek();
    if (c == '\r') return end_of_line();
    if (c == '(') {  // "(MODSEQ 917162500)", RFC 7162 section 3.1.5
      ImapValue ignored;
      if (!read_value(ignored, 0)) return false;
      continue;
    }
    std::uint32_t number = 0;
    if (!read_word(word)) return false;
    if (!parse_number(word, number)) return fail("SEARCH gives something that is no number");
    response.numbers.push_back(number);
  }
}

bool ResponseReader::read_values(ImapResponse& response) {
  for (;;) {
    skip_spaces();
    if (peek() == '\r') return end_of_line();
    response.values.emplace_back();
    if (!read_value(response.values.back(), 0)) return false;
  }
}

bool ResponseReader::read_value(ImapValue& value, int depth) {
  switch (peek()) {
    case '(':
      return read_list(value, depth + 1);
    case '"':
      value.kind = ImapValue::Kind::string;
      return read_quoted(value.text);
    case '~':  // literal8, RFC 3516
      if (take() == kEnd) return false;
      if (peek() != '{') return fail("a '~' without a literal");
      [[fallthrough]];
    case '{':
      value.kind = ImapValue::Kind::string;
      return read_literal(value.text);
    default:  // not an enum
      return read_atom(value);
  }
}

bool ResponseReader::read_list(ImapValue& value, int depth) {
  if (depth > limits_.nesting) return fail("lists are nested too deeply");
  value.kind = ImapValue::Kind::list;
  if (!expect('(')) return false;
  for (;;) {
    skip_spaces();
    if (peek() == ')') return take() != kEnd;
    value.list.emplace_back();
    if (!read_value(value.list.back(), depth)) return false;
  }
}

bool ResponseReader::read_atom(ImapValue& value) {
  value.kind = ImapValue::Kind::atom;
  for (int c = peek(); !ends_atom(c); c = peek()) {
    if (take() == kEnd) return false;
    value.text += static_cast<char>(c);
    if (c == '[' && !read_section(value.text)) return false;
  }
  if (value.text.empty()) return fail("a value is missing");
  if (value.is_atom("NIL")) value = ImapValue{};
  return true;
}

/// The rest of "BODY[HEADER.FIELDS (DATE FROM)]", which holds spaces and lists.
bool ResponseReader::read_section(std::string& text) {
  for (int c = 0; c != ']'; text += static_cast<char>(c)) {
    c = peek();
    if (c == '\r' || c == '\n' || c == 0) return fail("an unfinished section");
    if (take() == kEnd) return false;
  }
  return true;
}

bool ResponseReader::read_quoted(std::string& text) {
  if (!expect('"')) return false;
  for (;;) {
    int c = peek();
    if (c == '\r' || c == '\n' || c == 0) return fail("an unfinished quoted string");
    if (take() == kEnd) return false;
    if (c == '"') return true;
    if (c == '\\') {
      c = take();
      if (c != '"' && c != '\\') return fail("a wrong escape in a quoted string");
    }
    text += static_cast<char>(c);
  }
}

bool ResponseReader::read_literal(std::string& text) {
  if (!expect('{')) return false;
  std::uint64_t size = 0;
  int digits = 0;
  for (int c = peek(); c >= '0' && c <= '9'; c = peek(), ++digits) {
    size = size * 10 + static_cast<unsigned>(c - '0');
    if (take() == kEnd) return false;
    if (size > literal_left_) return fail("a literal of more bytes than are allowed");
  }
  if (digits == 0) return fail("a literal without a size");
  if (peek() == '+' && take() == kEnd) return false;  // LITERAL+ is for clients, but harmless
  if (!expect('}') || !end_of_line()) return false;
  literal_left_ -= size;
  return read_counted(text, static_cast<std::size_t>(size));
}

bool ResponseReader::read_counted(std::string& text, std::size_t size) {
  text.reserve(size);
  const std::size_t buffered = std::min(size, end_ - begin_);
  text.assign(buffer_.data() + begin_, buffered);
  begin_ += buffered;
  while (text.size() < size) {
    const std::size_t have = text.size();
    text.resize(std::min(size, have + kLiteralStep));
    const auto stalled = std::min(deadline_, std::chrono::steady_clock::now() + stall_);
    const auto got = stream_.read_some(text.data() + have, text.size() - have, stalled);
    text.resize(have + (got ? *got : 0));
    if (!got || *got == 0) {
      failed_ = true;
      error_ = got ? Error{Failure::temporary, "the mail server stopped in the middle of a message"}
                   : got.error();
      return false;
    }
  }
  return true;
}

}  // namespace tallyd
