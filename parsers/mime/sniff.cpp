// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "config/mail_address.h"
#include "parsers/mime/compound_kind.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 4096;

struct Sign {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
};

constexpr std::array kSigns{
    Sign{0, "%PDF-"sv, "pdf"},
    Sign{0, "{\\rtf"sv, "rtf"},
    Sign{0, "\x89PNG\r\n"sv, "png"},
    Sign{0, "\xFF\xD8\xFF"sv, "jpg"},
    Sign{0, "GIF87a"sv, "gif"},
    Sign{0, "GIF89a"sv, "gif"},
    Sign{0, "II*\0"sv, "tiff"},
    Sign{0, "MM\0*"sv, "tiff"},
    Sign{0, "II+\0"sv, "tiff"},
    Sign{0, "MM\0+"sv, "tiff"},
    Sign{8, "WEBP"sv, "webp"},
    Sign{4, "ftyphei"sv, "heic"},
    Sign{4, "ftyphev"sv, "heic"},
    Sign{4, "ftypmif1"sv, "heic"},
    Sign{4, "ftypmsf1"sv, "heic"},
    Sign{4, "ftypavi"sv, "heic"},
    Sign{0, "\x78\x9F\x3E\x22"sv, "tnef"},
    Sign{0, "\x1F\x8B\x08"sv, "gzip"},
    Sign{4, "1AY&SY"sv, "bzip2"},
    Sign{0,
         "\xFD"
         "7zXZ\0"sv,
         "xz"},
    Sign{0, "7z\xBC\xAF\x27\x1C"sv, "7z"},
    Sign{0, "Rar!\x1A\x07"sv, "rar"},
    Sign{257, "ustar"sv, "tar"},
};

/// How a text begins, in lower case, blanks and a byte order mark left out.
constexpr std::array kBeginnings{
    Sign{0, "{\\rtf"sv, "rtf"},
    Sign{0, "<!doctype html"sv, "html"},
    Sign{0, "<html"sv, "html"},
    Sign{0, "begin:vcalendar"sv, "calendar"},
    Sign{0, "begin:vcard"sv, "vcard"},
    Sign{0, "-----begin pkcs7"sv, "p7m"},
    Sign{0, "-----begin pkcs #7"sv, "p7m"},
    Sign{0, "-----begin cms"sv, "p7m"},
    Sign{0, "-----begin pgp message"sv, "pgp"},
    Sign{0, "-----begin pgp signature"sv, "pgp"},
};

struct Word {
  std::string_view word;
  std::string_view kind;
};

constexpr std::array kEndings{
    Word{".docx", "docx"}, Word{".docm", "docx"},      Word{".dotx", "docx"},
    Word{".xlsx", "xlsx"}, Word{".xlsm", "xlsx"},      Word{".pptx", "pptx"},
    Word{".odt", "odt"},   Word{".ott", "odt"},        Word{".ods", "ods"},
    Word{".odp", "odp"},   Word{".zip", "zip"},        Word{".pdf", "pdf"},
    Word{".rtf", "rtf"},   Word{".doc", "doc"},        Word{".dot", "doc"},
    Word{".xls", "xls"},   Word{".ppt", "ppt"},        Word{".msg", "msg"},
    Word{".png", "png"},   Word{".jpg", "jpg"},        Word{".jpeg", "jpg"},
    Word{".jpe", "jpg"},   Word{".jfif", "jpg"},       Word{".gif", "gif"},
    Word{".bmp", "bmp"},   Word{".dib", "bmp"},        Word{".tif", "tiff"},
    Word{".tiff", "tiff"}, Word{".webp", "webp"},      Word{".heic", "heic"},
    Word{".heif", "heic"}, Word{".avif", "heic"},      Word{".eml", "eml"},
    Word{".mht", "eml"},   Word{".mhtml", "eml"},      Word{".p7m", "p7m"},
    Word{".p7s", "p7m"},   Word{".p7c", "p7m"},        Word{".pgp", "pgp"},
    Word{".gpg", "pgp"},   Word{".asc", "pgp"},        Word{".tgz", "gzip"},
    Word{".gz", "gzip"},   Word{".bz2", "bzip2"},      Word{".xz", "xz"},
    Word{".7z", "7z"},     Word{".rar", "rar"},        Word{".tar", "tar"},
    Word{".html", "html"}, Word{".htm", "html"},       Word{".xhtml", "html"},
    Word{".txt", "text"},  Word{".csv", "text"},       Word{".md", "text"},
    Word{".log", "text"},  Word{".xml", "xml"},        Word{".ics", "calendar"},
    Word{".vcf", "vcard"}, Word{"winmail.dat", "tnef"}};

constexpr std::array kTypes{
    Word{"application/vnd.openxmlformats-officedocument.wordprocessingml", "docx"},
    Word{"application/vnd.ms-word", "docx"},
    Word{"application/vnd.openxmlformats-officedocument.spreadsheetml", "xlsx"},
    Word{"application/vnd.openxmlformats-officedocument.presentationml", "pptx"},
    Word{"application/vnd.oasis.opendocument.text", "odt"},
    Word{"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    Word{"application/vnd.oasis.opendocument.presentation", "odp"},
    Word{"application/zip", "zip"},
    Word{"application/x-zip", "zip"},
    Word{"application/pdf", "pdf"},
    Word{"application/rtf", "rtf"},
    Word{"text/rtf", "rtf"},
    Word{"application/msword", "doc"},
    Word{"application/vnd.ms-excel", "xls"},
    Word{"application/vnd.ms-powerpoint", "ppt"},
    Word{"application/vnd.ms-outlook", "msg"},
    Word{"application/ms-tnef", "tnef"},
    Word{"application/vnd.ms-tnef", "tnef"},
    Word{"application/pkcs7-", "p7m"},
    Word{"application/x-pkcs7-", "p7m"},
    Word{"application/pgp-", "pgp"},
    Word{"application/gzip", "gzip"},
    Word{"application/x-gzip", "gzip"},
    Word{"application/x-bzip2", "bzip2"},
    Word{"application/x-xz", "xz"},
    Word{"application/x-7z-compressed", "7z"},
    Word{"application/vnd.rar", "rar"},
    Word{"application/x-rar", "rar"},
    Word{"application/x-tar", "tar"},
    Word{"application/xml", "xml"},
    Word{"application/xhtml+xml", "html"},
    Word{"image/png", "png"},
    Word{"image/jpeg", "jpg"},
    Word{"image/jpg", "jpg"},
    Word{"image/pjpeg", "jpg"},
    Word{"image/gif", "gif"},
    Word{"image/bmp", "bmp"},
    Word{"image/tiff", "tiff"},
    Word{"image/webp", "webp"},
    Word{"image/hei", "heic"},
    Word{"image/avif", "heic"},
    Word{"message/rfc822-headers", "headers"},
    Word{"message/rfc822", "eml"},
    Word{"message/global-headers", "headers"},
    Word{"message/global-delivery-status", "report"},
    Word{"message/global-disposition-notification", "report"},
    Word{"message/global", "eml"},
    Word{"message/news", "eml"},
    Word{"message/delivery-status", "report"},
    Word{"message/disposition-notification", "report"},
    Word{"message/feedback-report", "report"},
    Word{"message/tracking-status", "report"},
    Word{"text/rfc822-headers", "headers"},
    Word{"text/html", "html"},
    Word{"text/xml", "xml"},
    Word{"text/calendar", "calendar"},
    Word{"text/vcard", "vcard"},
    Word{"text/x-vcard", "vcard"},
    Word{"text/directory", "vcard"},
    Word{"text/", "text"}};

/// Kinds that a text may be said to be by its name or its type; all others have a sign of their
/// own.
bool is_textual(std::string_view kind) {
  constexpr std::array kTextual{"html"sv,     "xml"sv,   "eml"sv, "headers"sv, "report"sv,
                                "calendar"sv, "vcard"sv, "p7m"sv, "pgp"sv,     "text"sv};
  return std::find(kTextual.begin(), kTextual.end(), kind) != kTextual.end();
}

std::string_view kind_of_name(std::string_view file_name) {
  const std::string name = lower_case(file_name.substr(0, file_name.find_last_not_of(" .") + 1));
  for (const Word& ending : kEndings) {
    if (name.ends_with(ending.word)) return ending.kind;
  }
  return {};
}

std::string_view kind_of_type(std::string_view declared) {
  const std::string type = lower_case(declared);
  for (const Word& word : kTypes) {
    if (type.starts_with(word.word)) return word.kind;
  }
  return {};
}

/// DER or BER of a ContentInfo (RFC 5652 section 3): its OID, 1.2.840.113549.1.7, at the beginning.
bool is_cms(std::string_view bytes) {
  constexpr std::string_view kOid = "\x2A\x86\x48\x86\xF7\x0D\x01\x07";
  return bytes.starts_with('\x30') && bytes.substr(0, 24).find(kOid) != std::string_view::npos;
}

bool is_bitmap(std::string_view bytes) {
  constexpr std::string_view kHeaderSizes{"\x0C\x28\x34\x38\x40\x6C\x7C", 7};
  return bytes.size() > 26 && bytes.starts_with("BM") && bytes.substr(15, 3) == "\0\0\0"sv &&
         kHeaderSizes.find(bytes[14]) != std::string_view::npos;
}

/// Programs look for the sign of PDF within the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
bool is_late_pdf(std::string_view bytes) {
  const std::size_t at = bytes.substr(0, 1024).find("\n%PDF-");
  if (at == std::string_view::npos) return false;
  return bytes.find("startxref", at) != std::string_view::npos;
}

std::string_view kind_of_signs(std::string_view bytes) {
  for (const Sign& sign : kSigns) {
    if (bytes.size() > sign.at && bytes.substr(sign.at).starts_with(sign.bytes)) {
      if (sign.kind == "webp" && !bytes.starts_with("RIFF")) continue;
      if (sign.kind == "bzip2" && !bytes.starts_with("BZh")) continue;
      return sign.kind;
    }
  }
  if (is_bitmap(bytes)) return "bmp";
  if (is_cms(bytes)) return "p7m";
  return is_late_pdf(bytes) ? "pdf"sv : ""sv;
}

/// Control characters that no text has. ESC, SO and SI belong to ISO 2022; NUL to UTF-16, which a
/// byte order mark shows.
bool is_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  const std::string_view head = bytes.substr(0, kHead);
  return std::any_of(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 &&
           "\t\n\v\f\r\x0E\x0F\x1A\x1B"sv.find(c) == ""sv.npos;
  });
}

/// The first characters of a text in lower case, without byte order mark, blanks and, for UTF-16,
/// NUL bytes.
std::string beginning(std::string_view bytes) {
  std::string head = lower_case(bytes.substr(0, kHead));
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    head.erase(0, 2);
    head.erase(std::remove(head.begin(), head.end(), '\0'), head.end());
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
  head.erase(0, head.find_first_not_of(" \t\r\n"));
  return head;
}

std::string_view kind_of_beginning(std::string_view bytes) {
  std::string head = beginning(bytes);
  while (head.starts_with("<!--")) {
    const std::size_t end = head.find("-->");
    if (end == std::string::npos) break;
    head.erase(0, head.find_first_not_of(" \t\r\n", end + 3));
  }
  for (const Sign& sign : kBeginnings) {
    if (head.starts_with(sign.bytes)) return sign.kind;
  }
  if (!head.starts_with("<?xml")) return {};
  return head.find("<html") != std::string::npos ? "html" : "xml";
}

/// Three fields of mail before the first empty line, one of them where all mail has it. Only asked
/// where nothing says that the file is a text: a text may well quote a header.
bool begins_like_mail(std::string_view bytes) {
  constexpr std::array kFields{"received:"sv,     "from:"sv,        "return-path:"sv,  "to:"sv,
                               "subject:"sv,      "message-id:"sv,  "mime-version:"sv, "date:"sv,
                               "content-type:"sv, "delivered-to:"sv};
  const std::string head = beginning(bytes);
  int known = 0;
  for (std::size_t at = 0; at < head.size();) {
    const std::string_view line = std::string_view(head).substr(at, head.find('\n', at) - at);
    if (line.empty() || line == "\r") break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (!folded && line.find(':') == std::string_view::npos && !line.starts_with("from ")) break;
    known += static_cast<int>(std::any_of(kFields.begin(), kFields.end(),
                                          [&](auto field) { return line.starts_with(field); }));
    at += line.size() + 1;
  }
  return known >= 3;
}

/// What is text by its bytes: what it begins with, then its name and type.
std::string_view text_kind(std::string_view bytes, std::string_view name, std::string_view type,
                           std::string_view declared) {
  const std::string_view shown = kind_of_beginning(bytes);
  // A report or a mail that is declared one may begin with anything.
  if (!shown.empty() && type != "eml" && type != "headers" && type != "report") return shown;
  if (type == "report" || type == "headers") return type;
  if (!name.empty() && is_textual(name)) return name;
  if (!type.empty() && is_textual(type)) return type;
  if (!declared.starts_with("text/") && begins_like_mail(bytes)) return "eml";
  return "text";
}

}  // namespace

std::string_view sniff(std::string_view bytes, std::string_view file_name,
                       std::string_view declared) {
  const std::string_view name = kind_of_name(file_name);
  const std::string_view type = kind_of_type(declared);
  if (const auto kind = zip_kind(bytes); !kind.empty()) {
    if (kind != "package") return kind;
    // Word files may have their parts anywhere; the readers of documents try it.
    return name.empty() ? (type.empty() ? "docx" : type) : name;
  }
  if (const auto kind = ole_kind(bytes); !kind.empty()) return kind;
  if (const auto kind = kind_of_signs(bytes); !kind.empty()) return kind;
  if (!bytes.empty() && !is_binary(bytes)) return text_kind(bytes, name, type, declared);
  // UTF-16 without its mark, stray control characters, a mail with 8-bit parts.
  if (is_textual(type) && type != "pgp" && type != "p7m") return type;
  if (!name.empty()) return name;
  return type.empty() ? "unknown" : type;
}

}  // namespace tallyd
