// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/charset.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <uchardet/uchardet.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace tallyd {
namespace {

struct Alias {
  std::string_view declared, real;
};

/// What mail programs declare and what they mean: mostly the supersets of the WHATWG encoding
/// standard, plus names that ICU does not know.
constexpr std::array kAliases = {
    Alias{"us-ascii", "windows-1252"},
    Alias{"ascii", "windows-1252"},
    Alias{"ansi_x3.4-1968", "windows-1252"},
    Alias{"iso-8859-1", "windows-1252"},
    Alias{"latin1", "windows-1252"},
    Alias{"iso8859-1", "windows-1252"},
    Alias{"iso_8859-1", "windows-1252"},
    Alias{"iso-8859-9", "windows-1254"},
    Alias{"iso-8859-11", "windows-874"},
    Alias{"tis-620", "windows-874"},
    Alias{"iso-8859-8-i", "iso-8859-8"},
    Alias{"iso-8859-6-i", "iso-8859-6"},
    Alias{"gb2312", "gb18030"},
    Alias{"gbk", "gb18030"},
    Alias{"x-gbk", "gb18030"},
    Alias{"gb_2312-80", "gb18030"},
    Alias{"cp936", "gb18030"},
    Alias{"ks_c_5601-1987", "windows-949"},
    Alias{"euc-kr", "windows-949"},
    Alias{"big5", "big5-hkscs"},
    Alias{"shift_jis", "windows-31j"},
    Alias{"shift-jis", "windows-31j"},
    Alias{"x-sjis", "windows-31j"},
    Alias{"unicode-1-1-utf-7", "utf-7"},
    Alias{"utf8", "utf-8"},
    Alias{"cp-1251", "windows-1251"},
    Alias{"cp1251", "windows-1251"},
    Alias{"x-mac-roman", "macintosh"},
};

std::string real_name(std::string_view declared) {
  std::string name;
  for (const char c : declared) {
    if (c > ' ' && c < 0x7f && c != '"' && c != '\'') {
      name += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  for (const Alias& alias : kAliases) {
    if (name == alias.declared) return std::string(alias.real);
  }
  return name;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

enum class Invalid { refuse, replace };

/// Empty: ICU does not know the charset, or refused the bytes.
std::optional<std::string> convert(std::string_view bytes, const std::string& charset,
                                   Invalid invalid) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(charset.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error) || charset.empty()) return std::nullopt;
  if (invalid == Invalid::refuse) {
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
  }
  if (U_FAILURE(error)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string detect(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  constexpr std::size_t kEnough = 256u << 10;
  if (uchardet_handle_data(detector.get(), bytes.data(), std::min(bytes.size(), kEnough)) != 0) {
    return {};
  }
  uchardet_data_end(detector.get());
  return real_name(uchardet_get_charset(detector.get()));
}

struct Mark {
  std::string_view bytes;
  const char* charset;
};

constexpr std::array kByteOrderMarks = {
    Mark{"\xef\xbb\xbf", "utf-8"},
    Mark{std::string_view("\xff\xfe\0\0", 4), "utf-32le"},
    Mark{std::string_view("\0\0\xfe\xff", 4), "utf-32be"},
    Mark{"\xff\xfe", "utf-16le"},
    Mark{"\xfe\xff", "utf-16be"},
};

/// UTF-16 shows itself by its zeros, where the text has any ASCII. Empty: it does not.
std::string utf16_by_zeros(std::string_view bytes) {
  const std::size_t looked_at = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < looked_at; ++i) {
    if (bytes[i] == '\0') ++zeros[i % 2];
  }
  if (looked_at < 4 || zeros[0] + zeros[1] < looked_at / 5) return {};
  if (zeros[0] > 4 * zeros[1]) return "utf-16be";
  if (zeros[1] > 4 * zeros[0]) return "utf-16le";
  return {};
}

bool has_8bit(std::string_view bytes) {
  for (const char c : bytes) {
    if ((static_cast<unsigned char>(c) & 0x80) != 0) return true;
  }
  return false;
}

std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

/// Text cut or damaged in places is still UTF-8 when most of its 8-bit sequences are.
bool is_mostly_utf8(const std::string& replaced) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < replaced.size(); ++i) {
    if (replaced.compare(i, 3, "\xef\xbf\xbd") == 0) {
      ++bad;
      i += 2;
    } else if ((static_cast<unsigned char>(replaced[i]) & 0xc0) == 0xc0) {
      ++good;
    }
  }
  return good > bad;
}

std::string undeclared(std::string_view bytes) {
  if (!has_8bit(bytes) && bytes.find('\x1b') == std::string_view::npos) return std::string(bytes);
  const auto utf8 = convert(bytes, "utf-8", Invalid::replace);
  if (utf8 && is_mostly_utf8(*utf8)) return *utf8;
  const std::string charset = detect(bytes);
  if (auto text = convert(bytes, charset, Invalid::refuse)) return *std::move(text);
  if (auto text = convert(bytes, "windows-1252", Invalid::replace)) return *std::move(text);
  return utf8.value_or("");
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  return convert(bytes, "utf-8", Invalid::refuse).has_value();
}

std::string to_utf8(std::string_view bytes, std::string_view declared_charset) {
  for (const Mark& mark : kByteOrderMarks) {
    if (bytes.starts_with(mark.bytes)) {
      return without_nul(
          convert(bytes.substr(mark.bytes.size()), mark.charset, Invalid::replace).value_or(""));
    }
  }
  std::string charset = real_name(declared_charset);
  if (const std::string zeros = utf16_by_zeros(bytes);
      !zeros.empty() && !charset.starts_with("utf-32")) {
    return without_nul(convert(bytes, zeros, Invalid::replace).value_or(""));
  }
  if (!has_8bit(bytes) && (charset == "utf-8" || charset == "windows-1252")) charset.clear();
  // UTF-8 that is valid is not Latin-1 by chance: programs that declare wrongly are many.
  if (charset == "windows-1252" && is_utf8(bytes)) return without_nul(std::string(bytes));
  if (charset == "utf-8" || charset.empty() || charset == "windows-1252") {
    if (charset == "windows-1252" && real_name(declared_charset) == charset &&
        declared_charset.find("ascii") == std::string_view::npos) {
      return without_nul(convert(bytes, charset, Invalid::replace).value_or(""));
    }
    return without_nul(undeclared(bytes));
  }
  if (auto text = convert(bytes, charset, Invalid::refuse)) return without_nul(*std::move(text));
  const auto replaced = convert(bytes, charset, Invalid::replace);
  if (!replaced || (has_8bit(bytes) && is_utf8(bytes)) || !is_mostly_utf8(*replaced)) {
    return without_nul(undeclared(bytes));
  }
  return without_nul(*replaced);
}

std::string fold(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return std::string(utf8);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())),
                            sink, nullptr, error);
  return U_FAILURE(error) ? std::string(utf8) : out;
}

std::string with_plain_newlines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
      continue;
    }
    while (i + 1 < text.size() && text[i + 1] == '\r') ++i;  // "\r\r\n" of broken gateways
    if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    out += '\n';
  }
  return out;
}

}  // namespace tallyd
