// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/containers/unpack.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "parsers/containers/opened.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"
#include "parsers/mime/sniff.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

/// A name for people: no folders, no control characters.
std::string label_of(std::string_view name) {
  const std::string text = to_utf8(name);
  std::string out;
  for (const char c : std::string_view(text).substr(text.find_last_of("/\\") + 1)) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  }
  return out;
}

/// What a page says of its charset in its first kilobyte (HTML 5, "prescan").
std::string charset_of_html(std::string_view html) {
  const std::string head = fold(html.substr(0, 1024));
  const std::size_t at = head.find("charset=");
  if (at == std::string::npos) return {};
  const std::size_t begin = head.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return {};
  return head.substr(begin, head.find_first_of("\"' />;", begin) - begin);
}

struct Sentence {
  std::string_view code;
  std::string_view text;
};

Sentence sentence_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::encrypted:
      return {"container_encrypted", "is encrypted and could not be read."};
    case Obstacle::damaged:
      return {"container_damaged", "is damaged and could not be unpacked."};
    case Obstacle::too_large:
      return {"container_too_large", "is too large when unpacked and was not read."};
    case Obstacle::unsupported:
      return {"container_unsupported", "is of a kind that is not opened here."};
  }
  return {};
}

class Unpacker {
 public:
  Unpacker(std::vector<Doubt>& doubts, const UnpackLimits& limits)
      : doubts_(doubts), limits_(limits), allowance_(limits) {}

  /// Part, or what is in it, goes to the leaves.
  void take(Part part, std::size_t depth) {
    if (leaves_.size() >= limits_.leaves) {
      doubt({"too_many_parts", {}, "The message holds too many files: some were not read."});
      return;
    }
    std::optional<std::vector<Part>> inner;
    if (is_container(part.format)) {
      if (depth < limits_.depth) {
        inner = open(part);
      } else {
        doubt({"container_too_deep",
               {},
               "\"" + label_of(part.file_name) + "\" lies in too many files within files."});
      }
    }
    if (!inner) {
      leaves_.push_back(std::move(part));
      return;
    }
    for (Part& one : *inner) take(std::move(one), depth + 1);
  }

  std::vector<Part> leaves() { return std::move(leaves_); }

 private:
  static bool is_container(std::string_view format) {
    constexpr std::array kContainers{"zip"sv, "tnef"sv, "eml"sv,   "p7m"sv, "gzip"sv, "7z"sv,
                                     "rar"sv, "tar"sv,  "bzip2"sv, "xz"sv,  "msg"sv,  "pgp"sv};
    return std::find(kContainers.begin(), kContainers.end(), format) != kContainers.end();
  }

  /// The parts inside; none: it stays a leaf.
  std::optional<std::vector<Part>> open(const Part& part) {
    if (part.format == "eml") return open_message(part, part.content, "eml");
    if (part.format == "p7m") return open_signed(part);
    if (part.format == "zip") return entries_of(part, open_zip(part.content, allowance_));
    if (part.format == "tnef") return entries_of(part, open_tnef(part.content, allowance_));
    if (part.format == "gzip") {
      return entries_of(part, open_gzip(part.content, part.file_name, allowance_));
    }
    if (part.format != "pgp") {
      note({Obstacle::unsupported, {}}, part);
    } else if (part.content.find("-----BEGIN PGP MESSAGE") != std::string::npos) {
      note({Obstacle::encrypted, {}}, part);  // a signature alone hides nothing
    }
    return std::nullopt;
  }

  /// RFC 8551 section 3.5.2: the signed entity takes the place of the part.
  std::optional<std::vector<Part>> open_signed(const Part& part) {
    const Opened opened = open_cms(part.content, allowance_);
    if (is_damaged_signature(part, opened)) return std::nullopt;
    for (const Trouble& trouble : opened.troubles) note(trouble, part);
    if (opened.entries.empty()) return std::nullopt;
    const std::string& content = opened.entries.front().content;
    if (is_file(content)) {
      return entries_of(part, {{{signed_name(part.file_name), content, EntryUse::file}}, {}});
    }
    return open_message(part, content, "p7m");
  }
  /// What it signs stands beside it (RFC 8551 section 3.5.3): it hides nothing.
  static bool is_damaged_signature(const Part& part, const Opened& opened) {
    const bool damaged =
        std::any_of(opened.troubles.begin(), opened.troubles.end(),
                    [](const Trouble& trouble) { return trouble.obstacle == Obstacle::damaged; });
    return damaged && part.path != "1" && part.type.ends_with("pkcs7-signature") &&
           part.file_name.ends_with(".p7s");
  }
  /// "reply.docx.p7m" holds the file itself, as programs for signed documents make it.
  static bool is_file(std::string_view content) {
    constexpr std::array kFiles{"docx"sv, "odt"sv, "pdf"sv, "rtf"sv,  "ole"sv,
                                "doc"sv,  "png"sv, "jpg"sv, "tiff"sv, "zip"sv};
    return std::find(kFiles.begin(), kFiles.end(), sniff(content, {})) != kFiles.end();
  }
  static std::string signed_name(std::string name) {
    constexpr std::string_view kSuffix = ".p7m";
    if (name.ends_with(kSuffix)) name.resize(name.size() - kSuffix.size());
    return name;
  }

  std::vector<Part> open_message(const Part& outer, std::string_view bytes, std::string_view kind) {
    Message message = parse_message(bytes, limits_.message);
    for (Doubt& one : message.doubts) doubt(std::move(one));
    for (Part& part : message.parts) {
      part.path = outer.path + "/" + part.path;
      part.container = kind;
      part.forwarded += outer.forwarded + (kind == "eml" ? 1 : 0);
      if (outer.role == Role::returned) part.role = Role::returned;
      if (outer.alternative == Alternative::lesser) part.alternative = Alternative::lesser;
      allowance_.take(part.content.size());
    }
    return std::move(message.parts);
  }

  std::optional<std::vector<Part>> entries_of(const Part& outer, Opened opened) {
    for (const Trouble& trouble : opened.troubles) note(trouble, outer);
    if (opened.entries.empty() && !opened.troubles.empty()) return std::nullopt;
    std::vector<Part> out;
    for (Entry& entry : opened.entries) {
      out.push_back(part_of(outer, std::move(entry), out.size() + 1));
    }
    return out;
  }

  Part part_of(const Part& outer, Entry entry, std::size_t number) const {
    Part part;
    part.type = "application/octet-stream";
    part.format = entry.use == EntryUse::body && entry.name.empty()
                      ? "text"sv
                      : sniff(entry.content, entry.name);
    part.file_name = entry.use == EntryUse::body ? "" : label_of(entry.name);
    part.content = std::move(entry.content);
    if (part.format == "text" || part.format == "html") {
      const std::string charset = part.format == "html" ? charset_of_html(part.content) : "";
      part.content = with_plain_newlines(to_utf8(part.content, charset));
    }
    const bool body = entry.use == EntryUse::body;
    part.disposition = body ? Disposition::shown : Disposition::attached;
    part.role = outer.role == Role::returned ? Role::returned
                : body                       ? Role::body
                                             : Role::attachment;
    part.alternative = outer.alternative;
    part.path = outer.path + "/" + std::to_string(number);
    part.parent = outer.parent;
    part.container = outer.format;
    part.forwarded = outer.forwarded + (entry.use == EntryUse::forwarded_message ? 1 : 0);
    return part;
  }

  void note(const Trouble& trouble, const Part& part) {
    const Sentence sentence = sentence_of(trouble.obstacle);
    const std::string outer = label_of(part.file_name);
    const std::string inner = label_of(trouble.name);
    std::string subject = outer.empty() ? "A part (" + part.format + ")" : "\"" + outer + "\"";
    if (!inner.empty()) subject = "\"" + inner + "\" in " + (outer.empty() ? "a file" : subject);
    doubt({std::string(sentence.code), {}, subject + " " + std::string(sentence.text)});
  }

  void doubt(Doubt one) {
    constexpr std::size_t kMostDoubts = 20;
    if (doubts_.size() < kMostDoubts &&
        std::find(doubts_.begin(), doubts_.end(), one) == doubts_.end()) {
      doubts_.push_back(std::move(one));
    }
  }

  std::vector<Doubt>& doubts_;
  const UnpackLimits& limits_;
  Allowance allowance_;
  std::vector<Part> leaves_;
};

bool says_something(const Part& part) {
  return part.role == Role::body && part.forwarded == 0 && part.container.empty() &&
         part.content.find_first_not_of(" \t\r\n") != std::string::npos &&
         (part.format == "text" || part.format == "html");
}

}  // namespace

std::vector<Part> unpack(const std::vector<Part>& parts, std::vector<Doubt>& doubts,
                         const UnpackLimits& limits) {
  Unpacker unpacker(doubts, limits);
  for (const Part& part : parts) unpacker.take(part, 0);
  std::vector<Part> leaves = unpacker.leaves();
  // The text in winmail.dat is the message's own once more, where that has one.
  if (std::any_of(leaves.begin(), leaves.end(), says_something)) {
    for (Part& part : leaves) {
      const bool again = part.container == "tnef" && part.role == Role::body && part.forwarded == 0;
      if (again) part.alternative = Alternative::lesser;
    }
  }
  return leaves;
}

}  // namespace tallyd
