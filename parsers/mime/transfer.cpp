// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/transfer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace tallyd {
namespace {

constexpr std::uint8_t kNoLetter = 255;

/// RFC 4648 section 4: the six bits of each letter.
constexpr std::array<std::uint8_t, 256> kBase64 = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoLetter);
  std::uint8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789+/")) {
    values[static_cast<unsigned char>(c)] = value++;
  }
  return values;
}();

std::uint8_t base64_value(char c) { return kBase64[static_cast<unsigned char>(c)]; }
bool is_base64(char c) { return base64_value(c) != kNoLetter; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Each letter's bits where they stand in a group of four.
constexpr std::array<std::array<std::uint32_t, 256>, 4> kBase64Group = [] {
  std::array<std::array<std::uint32_t, 256>, 4> values{};
  for (unsigned place = 0; place < 4; ++place) {
    for (unsigned c = 0; c < 256; ++c) {
      values[place][c] =
          kBase64[c] == kNoLetter ? ~0U : std::uint32_t{kBase64[c]} << (18U - 6U * place);
    }
  }
  return values;
}();

/// Letters in groups of four, as nearly all stand; how many groups there are before anything else.
std::size_t take_groups(std::string_view text, char* out) {
  constexpr std::uint32_t kAllBits = 0xFFFFFF;
  const auto bits_of = [text](std::size_t at, std::size_t place) {
    return kBase64Group[place][static_cast<unsigned char>(text[at + place])];
  };
  std::size_t groups = 0;
  for (; (groups + 1) * 4 <= text.size(); ++groups) {
    const std::size_t at = groups * 4;
    const std::uint32_t bits = bits_of(at, 0) | bits_of(at, 1) | bits_of(at, 2) | bits_of(at, 3);
    if (bits > kAllBits) break;
    *out++ = static_cast<char>(bits >> 16U & 0xFFU);
    *out++ = static_cast<char>(bits >> 8U & 0xFFU);
    *out++ = static_cast<char>(bits & 0xFFU);
  }
  return groups;
}

struct Run : Decoded {
  bool passed_over = false;  ///< something that is neither a letter nor a blank
};

/// One run of base64, up to its padding; `at` is left behind that. What is no letter is passed over
/// (RFC 2045 section 6.8). mimetic's decoder reads its table one past the end at byte 128.
Run base64_run(std::string_view text, std::size_t& at) {
  constexpr unsigned kBits = 6;  // of a letter
  Run decoded;
  std::string& out = decoded.bytes;
  out.resize((text.size() - at) / 4 * 3 + 3);
  std::size_t size = 0;
  std::uint32_t bits = 0;
  unsigned waiting = 0;
  for (; at < text.size() && text[at] != '='; ++at) {
    if (waiting == 0) {
      const std::size_t groups = take_groups(text.substr(at), out.data() + size);
      at += groups * 4;
      size += groups * 3;
    }
    if (at == text.size() || text[at] == '=') break;
    const std::uint8_t value = base64_value(text[at]);
    if (value == kNoLetter) {
      decoded.passed_over = decoded.passed_over || !is_blank(text[at]);
      continue;
    }
    bits = bits << kBits | value;
    waiting += kBits;
    if (waiting < 8) continue;
    waiting -= 8;
    out[size++] = static_cast<char>(bits >> waiting & 0xFFU);
  }
  out.resize(size);
  if (waiting == kBits) decoded.trouble = "its base64 is cut off or damaged";  // a letter alone
  while (at < text.size() && (text[at] == '=' || is_blank(text[at]))) ++at;
  return decoded;
}

/// What mailing lists and virus scanners append in clear behind the padding is not base64.
bool goes_on(std::string_view text, std::size_t at) {
  return at < text.size() &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return is_base64(c) || is_blank(c) || c == '='; });
}

/// Mostly, that is.
bool is_base64(std::string_view text) {
  const auto other = std::count_if(
      text.begin(), text.end(), [](char c) { return !is_base64(c) && !is_blank(c) && c != '='; });
  return static_cast<std::size_t>(other) * 20 <= text.size();
}

Decoded base64_part(std::string_view text) {
  Decoded decoded;
  bool other = false;
  std::size_t at = 0;
  do {
    Run run = base64_run(text, at);
    other = other || run.passed_over;
    if (!run.trouble.empty()) decoded.trouble = std::move(run.trouble);
    decoded.bytes += run.bytes;
  } while (goes_on(text, at));
  if ((other || at < text.size()) && !is_base64(text)) {
    return {std::string(text), "it is declared as base64 but is not"};
  }
  return decoded;
}

/// Whether bytes at `at` are "=" + blanks + end of line; how many to skip, or 0.
std::size_t soft_break(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  if (end == text.size()) return end - at;
  if (text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n') return end + 2 - at;
  return text[end] == '\n' || text[end] == '\r' ? end + 1 - at : 0;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

unsigned uu_value(char c) { return (static_cast<unsigned char>(c) - 32u) & 63u; }

/// One line of uuencode; empty: it is none.
std::optional<std::string> uu_line(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const std::size_t length = uu_value(line[0]);
  const std::size_t needed = (length + 2) / 3 * 4;
  // Trailing blanks (that stand for zeros) get lost on the way.
  if (line[0] < ' ' || line[0] > '`' || line.size() > needed + 3 || line.size() + 4 < needed) {
    return std::nullopt;
  }
  std::string padded(line.substr(1));
  padded.resize(std::max(padded.size(), needed), ' ');
  std::string bytes;
  for (std::size_t i = 0; i + 3 < padded.size() && bytes.size() < length; i += 4) {
    const unsigned bits = uu_value(padded[i]) << 18 | uu_value(padded[i + 1]) << 12 |
                          uu_value(padded[i + 2]) << 6 | uu_value(padded[i + 3]);
    bytes += static_cast<char>(bits >> 16 & 255u);
    bytes += static_cast<char>(bits >> 8 & 255u);
    bytes += static_cast<char>(bits & 255u);
  }
  bytes.resize(std::min(bytes.size(), length));
  return bytes;
}

/// "begin 644 name": the name; empty: no such line.
std::optional<std::string> uu_begin(std::string_view line) {
  if (!line.starts_with("begin ") || line.size() < 11) return std::nullopt;
  std::size_t at = 6;
  while (at < line.size() && line[at] >= '0' && line[at] <= '7') ++at;
  if (at < 9 || at > 10 || at >= line.size() || line[at] != ' ') return std::nullopt;
  return std::string(line.substr(at + 1));
}

/// Reads lines up to "end". Empty: what follows "begin" is not uuencode to its end.
std::optional<std::string> uu_body(std::string_view& rest) {
  std::string bytes;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line == "end") return bytes;
    if (line.empty()) continue;
    const auto decoded = uu_line(line);
    if (!decoded) return std::nullopt;
    bytes += *decoded;
  }
  return std::nullopt;
}

}  // namespace

std::string decode_base64(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) bytes += base64_run(text, at).bytes;
  return bytes;
}

/// mimetic's decoder takes blanks before a line's end for a soft break and joins the lines.
std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t said = 0;  // up to where no blank is the way's: coded ones are the sender's
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::size_t skip = c == '=' ? soft_break(text, i) : 0;
    const bool coded = c == '=' && skip == 0 && i + 2 < text.size() &&
                       hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (skip > 0) {
      i += skip - 1;
      continue;
    }
    if (coded) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      said = out.size();
      i += 2;
      continue;
    }
    if (c == '\n' || c == '\r') {
      // RFC 2045 section 6.7 (3)
      while (out.size() > said && (out.ends_with(' ') || out.ends_with('\t'))) out.pop_back();
    }
    out += c;
  }
  return out;
}

Decoded decode_transfer(std::string_view bytes, std::string_view encoding, std::size_t limit) {
  Decoded decoded;
  if (bytes.size() > limit * 3) bytes = bytes.substr(0, limit * 3);
  if (encoding == "base64") {
    decoded = base64_part(bytes);
  } else if (encoding == "quoted-printable") {
    decoded.bytes = decode_quoted_printable(bytes);
  } else if (encoding == "x-uuencode" || encoding == "uuencode" || encoding == "x-uue") {
    std::string text(bytes);
    std::vector<UuFile> files = take_uuencoded(text);
    decoded.bytes = files.empty() ? text : std::move(files.front().bytes);
    if (files.empty()) decoded.trouble = "its uuencode is damaged";
  } else {
    decoded.bytes = std::string(bytes);
  }
  if (decoded.bytes.size() > limit) {
    decoded.bytes.resize(limit);
    decoded.trouble = "it is too large and was cut";
  }
  return decoded;
}

std::vector<UuFile> take_uuencoded(std::string& text) {
  std::vector<UuFile> files;
  if (text.find("begin ") == std::string::npos) return files;
  std::string kept;
  std::string_view rest = text;
  bool hopeless = false;  // no "end" behind a begin: none behind the later ones either
  while (!rest.empty()) {
    const std::string_view before = rest;
    const auto name = uu_begin(take_line(rest));
    std::string_view after = rest;
    if (auto bytes = name && !hopeless ? uu_body(after) : std::nullopt; bytes && !bytes->empty()) {
      files.push_back({*name, *std::move(bytes)});
      rest = after;
      continue;
    }
    hopeless = hopeless || (name && after.empty());
    kept += before.substr(0, before.size() - rest.size());
  }
  if (!files.empty()) text = std::move(kept);
  return files;
}

std::string unfold_flowed(std::string_view text, std::string_view delsp) {
  std::string out;
  std::size_t joined_depth = std::string::npos;  // quote depth of a line that wants to go on
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    std::string_view content = line.substr(depth);
    if (content.starts_with(' ')) content.remove_prefix(1);  // space-stuffed
    const bool signature = content == "-- ";
    if (joined_depth != std::string::npos && (joined_depth != depth || signature)) {
      out += '\n';
      joined_depth = std::string::npos;
    }
    if (joined_depth == std::string::npos) {
      out += std::string(depth, '>');
      if (depth > 0) out += ' ';
    }
    const bool flowed = content.ends_with(' ') && !signature;
    if (flowed && delsp == "yes") content.remove_suffix(1);
    out += content;
    joined_depth = flowed ? depth : std::string::npos;
    if (!flowed) out += '\n';
  }
  return out;
}

}  // namespace tallyd
