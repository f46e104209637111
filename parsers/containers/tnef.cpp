// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <numeric>
#include <set>

// ytnef.h needs it, and has no extern "C" of its own.
#include <cstdio>
extern "C" {
#include <ytnef.h>
}

#include "parsers/containers/opened.h"

namespace tallyd {
namespace {

std::size_t number(std::string_view bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

bool is_of_attachment(std::size_t name) {
  return name == ATT_ID(attAttachTitle) || name == ATT_ID(attAttachData) ||
         name == ATT_ID(attAttachMetaFile) || name == ATT_ID(attAttachment) ||
         name == ATT_ID(attAttachTransportFilename) || name == ATT_ID(attAttachCreateDate) ||
         name == ATT_ID(attAttachModifyDate) || name == ATT_ID(attAttachRenddata);
}

enum class Shape { whole, damaged, hostile };

/// Looks through the chain of attributes ([MS-OXTNEF] 2.1.3.1), which libytnef does not before it
/// reads: it tells no cut-off file, loses memory where an attachment has an attribute twice or
/// before attAttachRenddata, which begins it, and gives up at a wrong checksum. Those are put
/// right; the file counts as damaged.
Shape mend(std::string& bytes) {
  constexpr std::size_t kHeader = 6;
  constexpr std::size_t kAttribute = 9;  // level, name and size
  constexpr std::size_t kChecksum = 2;
  std::set<std::size_t> of_message;
  std::set<std::size_t> of_attachment;  // the one that attAttachRenddata began last
  bool attached = false;
  Shape shape = Shape::whole;
  std::size_t at = kHeader;
  while (at + kAttribute <= bytes.size()) {
    const std::size_t whole_name = number(bytes, at + 1);
    const std::size_t name = ATT_ID(whole_name);
    if (whole_name == attAttachRenddata) {
      of_attachment.clear();
      attached = true;
    }
    if (is_of_attachment(name) && !attached) return Shape::hostile;
    if (!(is_of_attachment(name) ? of_attachment : of_message).insert(name).second) {
      return Shape::hostile;
    }
    const std::size_t size = number(bytes, at + 5);
    if (at + kAttribute + size + kChecksum > bytes.size()) break;
    at += kAttribute + size + kChecksum;
    const auto data = bytes.begin() + static_cast<std::ptrdiff_t>(at - kChecksum - size);
    const unsigned sum = std::accumulate(
        data, data + static_cast<std::ptrdiff_t>(size), 0u,
        [](unsigned so_far, char c) { return so_far + static_cast<unsigned char>(c); });
    const char checksum[] = {static_cast<char>(sum & 0xFF), static_cast<char>(sum >> 8 & 0xFF)};
    if (bytes.compare(at - kChecksum, kChecksum, checksum, kChecksum) != 0) shape = Shape::damaged;
    bytes.replace(at - kChecksum, kChecksum, checksum, kChecksum);
  }
  const bool more = bytes.find_first_not_of(std::string_view("\r\n\0", 3), at) != std::string::npos;
  bytes.resize(std::min(at, bytes.size()));  // libytnef would go on with what is cut off
  return at == kHeader || more ? Shape::damaged : shape;
}

/// TNEFFree() for what TNEFParseMemory() filled, also half.
class Tnef {
 public:
  explicit Tnef(std::string& bytes) {  // not const: so is libytnef
    TNEFInitialize(&tnef_);
    parsed_ = TNEFParseMemory(reinterpret_cast<unsigned char*>(bytes.data()),
                              static_cast<long>(bytes.size()), &tnef_) >= 0;
  }
  ~Tnef() { TNEFFree(&tnef_); }
  Tnef(const Tnef&) = delete;
  Tnef& operator=(const Tnef&) = delete;

  bool parsed() const { return parsed_; }
  TNEFStruct& get() { return tnef_; }

 private:
  TNEFStruct tnef_{};
  bool parsed_ = false;
};

std::string_view bytes_of(const variableLength& value) {
  if (value.data == nullptr || value.size <= 0) return {};
  return {reinterpret_cast<const char*>(value.data), static_cast<std::size_t>(value.size)};
}

/// The property with that id, of the first of these types ([MS-OXCDATA] 2.11.1) that it has.
template <std::size_t Size>
std::string_view property(MAPIProps& properties, unsigned id,
                          const std::array<unsigned, Size>& types) {
  for (const unsigned type : types) {
    const variableLength* value = MAPIFindProperty(&properties, PROP_TAG(type, id));
    if (value != MAPI_UNDEFINED) return bytes_of(*value);
  }
  return {};
}

constexpr std::array kText{unsigned{PT_UNICODE}, unsigned{PT_STRING8}};
constexpr std::array kBinary{unsigned{PT_BINARY}, unsigned{PT_OBJECT}};
constexpr std::array kTextOrBinary{unsigned{PT_UNICODE}, unsigned{PT_STRING8}, unsigned{PT_BINARY}};

std::string text_of(std::string_view value) {
  return std::string(value.substr(0, value.find('\0')));
}

std::string name_of(::Attachment& attachment) {
  std::string name = text_of(property(attachment.MAPI, PR_ATTACH_LONG_FILENAME, kText));
  if (name.empty()) name = text_of(property(attachment.MAPI, PR_DISPLAY_NAME, kText));
  return name.empty() ? text_of(bytes_of(attachment.Title)) : name;
}

/// An attached message or OLE object: an interface identifier of 16 bytes stands before it.
Entry attached_object(::Attachment& attachment) {
  constexpr std::size_t kIdentifier = 16;
  constexpr std::string_view kSignature = "\x78\x9F\x3E\x22";
  const std::string_view object = property(attachment.MAPI, PR_ATTACH_DATA_OBJ, kBinary);
  const std::string_view content = object.substr(std::min(kIdentifier, object.size()));
  const bool message = content.starts_with(kSignature);
  return {name_of(attachment), std::string(content.empty() ? object : content),
          message ? EntryUse::forwarded_message : EntryUse::file};
}

void add_attachments(TNEFStruct& tnef, Allowance& allowance, Opened& out) {
  for (::Attachment* one = tnef.starting_attach.next; one != nullptr; one = one->next) {
    Entry entry{name_of(*one), std::string(bytes_of(one->FileData)), EntryUse::file};
    if (entry.content.empty()) entry = attached_object(*one);
    if (entry.content.empty()) continue;
    if (entry.content.size() > allowance.for_entry(entry.content.size())) {
      out.troubles.push_back({Obstacle::too_large, entry.name});
      continue;
    }
    allowance.take(entry.content.size());
    out.entries.push_back(std::move(entry));
  }
}

/// The RTF of a message, packed or as it is ([MS-OXRTFCP] 2.1.3.1); libytnef copies the latter with
/// a part of its head.
std::string unpacked_rtf(std::string_view packed) {
  constexpr std::size_t kHead = 16;
  constexpr std::size_t kSizeAt = 4;
  constexpr std::size_t kKindAt = 8;
  if (packed.size() < kHead || packed.size() > INT_MAX) return {};
  if (packed.substr(kKindAt).starts_with("MELA")) {
    return std::string(packed.substr(kHead, number(packed, kSizeAt)));
  }
  std::string copy(packed);
  variableLength value{reinterpret_cast<unsigned char*>(copy.data()),
                       static_cast<int>(copy.size())};
  int size = 0;
  unsigned char* rtf = DecompressRTF(&value, &size);
  std::string text;
  if (rtf != nullptr && size > 0) {
    text.assign(reinterpret_cast<char*>(rtf), static_cast<std::size_t>(size));
  }
  std::free(rtf);
  return text;
}

/// The text of the message: HTML where there is, else RTF, else plain.
void add_body(TNEFStruct& tnef, Allowance& allowance, Opened& out) {
  Entry body{
      {}, text_of(property(tnef.MapiProperties, PR_BODY_HTML, kTextOrBinary)), EntryUse::body};
  if (!body.content.empty()) body.name = "body.html";
  const std::string_view packed = property(tnef.MapiProperties, PR_RTF_COMPRESSED, kBinary);
  if (body.content.empty()) {
    body.content = unpacked_rtf(packed);
    if (!body.content.empty()) body.name = "body.rtf";
  }
  if (body.content.empty()) body.content = text_of(property(tnef.MapiProperties, PR_BODY, kText));
  if (body.content.empty()) body.content = text_of(bytes_of(tnef.body));
  if (body.content.empty() || body.content.size() > allowance.for_entry(body.content.size()))
    return;
  allowance.take(body.content.size());
  out.entries.push_back(std::move(body));
}

}  // namespace

Opened open_tnef(std::string_view bytes, Allowance& allowance) {
  std::string copy(bytes);
  const Shape shape = mend(copy);
  if (shape == Shape::hostile) return {{}, {{Obstacle::damaged, {}}}};
  Opened out;
  Tnef tnef(copy);
  add_body(tnef.get(), allowance, out);
  add_attachments(tnef.get(), allowance, out);
  if (!tnef.parsed() || shape == Shape::damaged) out.troubles.push_back({Obstacle::damaged, {}});
  return out;
}

}  // namespace tallyd
