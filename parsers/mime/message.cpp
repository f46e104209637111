// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/message.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parsers/mime/address.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/file_end.h"
#include "parsers/mime/header.h"
#include "parsers/mime/sniff.h"
#include "parsers/mime/transfer.h"
#include "parsers/notices/authentication.h"

namespace tallyd {
namespace {

const std::string* find(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [name](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &found->value;
}

std::string value_of(const std::vector<Field>& fields, std::string_view name) {
  const std::string* value = find(fields, name);
  return value == nullptr ? std::string() : *value;
}

/// Header and body of an entity. A body that begins at once has no header.
struct Entity {
  std::string_view header, body;
};

/// The length of a line end at `at`; 0: none.
std::size_t line_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "\r\n") return 2;
  return at < text.size() && (text[at] == '\n' || text[at] == '\r') ? 1 : 0;
}

Entity split_entity(std::string_view raw) {
  std::size_t at = 0;
  while (at < raw.size()) {
    if (const std::size_t size = line_end(raw, at)) {
      return {raw.substr(0, at), raw.substr(at + size)};
    }
    const std::size_t end = raw.find_first_of("\r\n", at);
    if (end == raw.npos) break;
    at = end + line_end(raw, end);
  }
  return {raw, {}};
}

/// Bodies between the lines of a boundary (RFC 2046 section 5.1.1): a line that begins with it and
/// has nothing else but blanks; a longer boundary that begins alike is another one.
struct Pieces {
  std::vector<std::string_view> bodies;
  bool closed = false;
};

enum class Delimiter { none, next, closing };

Delimiter delimiter_in(std::string_view line, std::string_view boundary) {
  if (line.substr(0, 2) != "--" || line.substr(2, boundary.size()) != boundary) {
    return Delimiter::none;
  }
  std::string_view rest = line.substr(2 + boundary.size());
  const bool closing = rest.substr(0, 2) == "--";
  if (closing) rest.remove_prefix(2);
  if (rest.find_first_not_of(" \t\r") != rest.npos) return Delimiter::none;
  return closing ? Delimiter::closing : Delimiter::next;
}

Pieces split_at(std::string_view body, std::string_view boundary, std::size_t most) {
  Pieces pieces;
  std::optional<std::size_t> begin;
  for (std::size_t at = 0; at < body.size() && pieces.bodies.size() < most;) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const Delimiter delimiter = delimiter_in(body.substr(at, end - at), boundary);
    if (delimiter != Delimiter::none) {
      if (begin) {
        std::size_t stop = at;  // the line end before it is its own
        if (stop > *begin && body[stop - 1] == '\n') --stop;
        if (stop > *begin && body[stop - 1] == '\r') --stop;
        pieces.bodies.push_back(body.substr(*begin, stop - *begin));
      }
      begin = end + 1;
      if (delimiter == Delimiter::closing) {
        pieces.closed = true;
        return pieces;
      }
    }
    at = end + 1;
  }
  if (begin && *begin < body.size() && pieces.bodies.size() < most) {
    pieces.bodies.push_back(body.substr(*begin));
  }
  return pieces;
}

/// Without folders and control characters: of a name that is printed and compared, never opened.
std::string base_name(std::string name) {
  name.erase(0, name.find_last_of("/\\") + 1);
  std::erase_if(name, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
  return name;
}

/// What an entity inherits from those around it.
struct Around {
  std::string path;
  std::string parent;
  std::string_view default_type = "text/plain";
  std::size_t depth = 0;
  bool report = false;
};

class Taking {
 public:
  Taking(Message& message, const MessageLimits& limits) : message_(message), limits_(limits) {}

  void entity(const std::vector<Field>& fields, std::string_view body, const Around& around) {
    const std::string* declared = find(fields, "content-type");
    Parameters type = parse_parameters(declared == nullptr ? std::string_view() : *declared);
    if (type.value.find('/') == std::string::npos) type.value = around.default_type;
    if (around.depth == 0) {
      message_.type = type.value;
      message_.report_type = fold_report(type.parameters["report-type"]);
    }
    const std::string boundary = type.parameters["boundary"];
    const bool multipart = type.value.rfind("multipart/", 0) == 0 && !boundary.empty();
    if (!multipart) return leaf(fields, body, type, around);
    if (around.depth >= limits_.depth) {
      return tell("message_too_deep", "The message nests too deeply; what is inside was not read.");
    }
    this->multipart(fields, body, type, around);
  }

 private:
  static std::string fold_report(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
  }

  void tell(const std::string& code, const std::string& text) {
    const bool told = std::any_of(message_.doubts.begin(), message_.doubts.end(),
                                  [&](const Doubt& doubt) { return doubt.code == code; });
    if (!told) message_.doubts.push_back({code, {}, text});
  }

  /// Its boundaries were lost on the way (gateways, lists): what there is, is read as text.
  void without_boundary(const std::vector<Field>& fields, std::string_view body,
                        const Around& around) {
    tell("message_cut", "The boundaries between the parts of the message are missing.");
    Parameters text;
    text.value = "text/plain";
    leaf(fields, body, text, around);
  }

  void multipart(const std::vector<Field>& fields, std::string_view body,
                 const Parameters& declared, const Around& around) {
    const std::string& type = declared.value;
    const std::string& boundary = declared.parameters.at("boundary");
    const Pieces pieces = split_at(body, boundary, limits_.parts + 1);
    if (pieces.bodies.empty()) return without_boundary(fields, body, around);
    std::vector<std::pair<std::size_t, std::size_t>> children;
    int number = 0;
    for (const std::string_view piece : pieces.bodies) {
      if (message_.parts.size() >= limits_.parts) {
        tell("too_many_parts", "The message has too many parts; the rest was not read.");
        break;
      }
      Around inner;
      inner.path = (around.path.empty() ? "" : around.path + ".") + std::to_string(++number);
      inner.parent = type;
      inner.default_type = type == "multipart/digest" ? "message/rfc822" : "text/plain";
      inner.depth = around.depth + 1;
      inner.report = around.report || (type == "multipart/report" && number > 1);
      const std::size_t first = message_.parts.size();
      const Entity entity = split_entity(piece);
      this->entity(parse_fields(entity.header, limits_), entity.body, inner);
      children.emplace_back(first, message_.parts.size());
    }
    if (!pieces.closed && !last_is_whole()) {
      tell("message_cut", "The message may be cut short: its last boundary is missing.");
    }
    if (type == "multipart/alternative") tell_best(children);
  }

  /// The last alternative that holds a text is the one to read.
  void tell_best(const std::vector<std::pair<std::size_t, std::size_t>>& children) {
    const auto is_text = [](const Part& part) {
      return part.role == Role::body && (part.format == "text" || part.format == "html");
    };
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < children.size(); ++i) {
      for (std::size_t at = children[i].first; at < children[i].second; ++at) {
        if (is_text(message_.parts[at])) best = i;
      }
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
      for (std::size_t at = children[i].first; at < children[i].second; ++at) {
        Part& part = message_.parts[at];
        if (is_text(part)) {
          part.alternative = i == best ? Alternative::best : Alternative::lesser;
        }
      }
    }
  }

  bool last_is_whole() const {
    if (message_.parts.empty()) return false;
    const Part& last = message_.parts.back();
    return last_is_padded_ || shows_its_end(last.format, last.content);
  }

  static Disposition disposition_of(const Parameters& disposition) {
    if (disposition.value == "attachment") return Disposition::attached;
    return disposition.value == "inline" ? Disposition::shown : Disposition::unstated;
  }

  static Role role_of(const Part& part, const std::vector<Field>& fields, const Around& around) {
    if (around.report) {
      const bool returned = part.type == "message/rfc822" || part.type == "text/rfc822-headers" ||
                            part.type == "message/global" || part.type == "message/global-headers";
      return returned ? Role::returned : Role::report;
    }
    if (part.disposition == Disposition::attached) return Role::attachment;
    const bool text = part.format == "text" || part.format == "html";
    if (text && (part.file_name.empty() || part.disposition == Disposition::shown)) {
      return Role::body;
    }
    const bool picture = part.type.rfind("image/", 0) == 0 && find(fields, "content-id") != nullptr;
    return picture ? Role::picture : Role::attachment;
  }

  std::string decode(const std::vector<Field>& fields, std::string_view body, const Part& part) {
    const Parameters encoding = parse_parameters(value_of(fields, "content-transfer-encoding"));
    const std::size_t left = limits_.decoded_bytes - std::min(decoded_, limits_.decoded_bytes);
    const std::size_t limit = std::min(limits_.part_bytes, left);
    Decoded decoded = decode_transfer(body, encoding.value, limit);
    decoded_ += decoded.bytes.size();
    last_is_padded_ = encoding.value == "base64" && is_padded_base64(body);
    if (!decoded.trouble.empty()) {
      const std::string name = part.file_name.empty() ? "part " + part.path : part.file_name;
      message_.doubts.push_back({"damaged_part", {}, name + ": " + decoded.trouble + "."});
    }
    return std::move(decoded.bytes);
  }

  void leaf(const std::vector<Field>& fields, std::string_view body, Parameters& type,
            const Around& around) {
    Parameters disposition = parse_parameters(value_of(fields, "content-disposition"));
    Part part;
    part.type = type.value;
    part.path = around.path.empty() ? "1" : around.path;
    part.parent = around.parent;
    part.charset = type.parameters["charset"];
    std::string name = disposition.parameters["filename"];
    if (name.empty()) name = type.parameters["name"];
    part.file_name = base_name(name);
    part.disposition = disposition_of(disposition);
    part.content = decode(fields, body, part);
    part.format = sniff(part.content, part.file_name, part.type);
    part.role = role_of(part, fields, around);
    std::vector<UuFile> files;
    if (part.format == "text" || part.format == "html") files = take_text(part, type);
    message_.parts.push_back(std::move(part));
    const std::string path = message_.parts.back().path;
    for (UuFile& file : files) attach(std::move(file), path);
  }

  std::vector<UuFile> take_text(Part& part, Parameters& type) const {
    if (part.content.size() > limits_.text_bytes) part.content.resize(limits_.text_bytes);
    part.content = with_plain_newlines(to_utf8(part.content, part.charset));
    if (part.format == "html") return {};
    std::vector<UuFile> files = take_uuencoded(part.content);
    if (type.parameters["format"] == "flowed") {
      part.content = unfold_flowed(part.content, type.parameters["delsp"]);
    }
    return files;
  }

  void attach(UuFile file, const std::string& path) {
    if (message_.parts.size() >= limits_.parts) {
      return tell("too_many_parts", "The message has too many parts; the rest was not read.");
    }
    Part part;
    part.type = "application/octet-stream";
    part.file_name = base_name(file.name);
    part.format = sniff(file.bytes, part.file_name, part.type);
    part.content = std::move(file.bytes);
    if (part.format == "text" || part.format == "html") {
      part.content = with_plain_newlines(to_utf8(part.content));
    }
    part.disposition = Disposition::attached;
    part.role = Role::attachment;
    part.path = path;
    message_.parts.push_back(std::move(part));
  }

  Message& message_;
  const MessageLimits& limits_;
  std::size_t decoded_ = 0;
  bool last_is_padded_ = false;
};

std::string first_id(const std::vector<Field>& fields, std::string_view name) {
  const std::vector<std::string> ids = parse_message_ids(value_of(fields, name));
  return ids.empty() ? std::string() : ids.front();
}

MailFacts facts_of(const std::vector<Field>& fields) {
  MailFacts facts;
  facts.message_id = first_id(fields, "message-id");
  facts.in_reply_to = first_id(fields, "in-reply-to");
  facts.references = parse_message_ids(value_of(fields, "references"));
  // RFC 5322 section 3.6 has one From:. Of two, nobody knows which one a server has checked.
  const auto is_from = [](const Field& field) { return field.name == "from"; };
  const bool one_from = std::count_if(fields.begin(), fields.end(), is_from) == 1;
  if (const auto author = parse_author(value_of(fields, "from")); author && one_from) {
    facts.from = author->mailbox;
    facts.from_name = author->name;
  }
  const std::vector<Address> sender = parse_addresses(value_of(fields, "sender"));
  if (!sender.empty()) facts.sender = sender.front().mailbox;
  facts.return_path = parse_path(value_of(fields, "return-path"));
  facts.subject = decode_words(value_of(fields, "subject"));
  facts.date = parse_date(value_of(fields, "date"));
  for (const Field& field : fields) {
    if (field.name != "authentication-results") continue;
    if (auto results = parse_authentication_results(field.value)) {
      facts.authentication.push_back(std::move(*results));
    }
  }
  return facts;
}

/// Line ends of the old Macintosh, and of programs that mend files: CR alone.
bool has_bare_line_ends(std::string_view raw) {
  return raw.find('\n') == raw.npos && raw.find('\r') != raw.npos;
}

Message parse_lines(std::string_view raw, const MessageLimits& limits) {
  if (raw.substr(0, 5) == "From " || raw.substr(0, 6) == ">From ") {  // of an mbox
    const std::size_t end = raw.find('\n');
    raw.remove_prefix(end == raw.npos ? raw.size() : end + 1);
  }
  Message message;
  const Entity entity = split_entity(raw);
  message.fields = parse_fields(entity.header, limits);
  message.facts = facts_of(message.fields);
  Taking(message, limits).entity(message.fields, entity.body, {});
  return message;
}

}  // namespace

Message parse_message(std::string_view raw, const MessageLimits& limits) {
  // Of the whole message: else the first line of the header would end it.
  const std::size_t first = raw.find('\r');
  if (first != raw.npos && raw.substr(first).starts_with("\r\r\n")) {
    return parse_lines(with_plain_newlines(raw), limits);
  }
  if (!has_bare_line_ends(raw)) return parse_lines(raw, limits);
  std::string lines(raw);
  std::replace(lines.begin(), lines.end(), '\r', '\n');
  return parse_lines(lines, limits);
}

const std::string* find_field(const Message& message, std::string_view name) {
  return find(message.fields, name);
}

}  // namespace tallyd
