// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/mail_facts.h"
#include "parsers/reading.h"

/// parsers/mime/: from the bytes of a message to its header facts and its leaves, decoded.
///
/// Lives here: header fields, encoded words, addresses, dates, the multipart structure, transfer
/// encodings, charsets, and what a file's first bytes show it to be. Never here: what the words
/// mean. mimetic's types appear in no header; what it gets wrong (boundaries within lines, prefixes
/// of boundaries, soft breaks, NUL bytes, time quadratic in a line) is done around it.
/// Invariant: any bytes give a Message; nothing throws.
namespace tallyd {

/// What a part is for.
enum class Role {
  body,        ///< text that a mail program shows as the message
  attachment,  ///< a file
  picture,     ///< an image shown within the body (Content-ID, inline)
  report,      ///< of a multipart/report: message/delivery-status and its like
  returned,    ///< of a multipart/report: the mail it is about, or its header
};

enum class Disposition { unstated, shown, attached };

/// Where in a multipart/alternative a part stands.
enum class Alternative {
  none,    ///< in no multipart/alternative
  best,    ///< the richest text: the last one that we can read (RFC 2046 section 5.1.4)
  lesser,  ///< says the same in another form, or claims to
};

/// One field of a header as it stood, unfolded; not decoded, NUL bytes removed.
struct Field {
  std::string name;   ///< lower case
  std::string value;  ///< no blanks at its ends
};

/// A leaf of a message: no multipart is one; message/rfc822, archives and winmail.dat are, until
/// unpack() (parsers/containers/unpack.h) opens them.
struct Part {
  std::string type;       ///< declared media type, lower case; "text/plain" where none is declared
  std::string format;     ///< what it is: sniff() of content, name and type ("text", "docx", …)
  std::string file_name;  ///< decoded, without folders; empty: none given
  std::string charset;    ///< declared, lower case; may lie
  std::string content;    ///< decoded; UTF-8 with "\n" where format is "text" or "html"
  Disposition disposition = Disposition::unstated;
  Role role = Role::body;
  Alternative alternative = Alternative::none;
  std::string path;       ///< "2.1": second part's first; unpacked ones go on with "/": "2/1"
  std::string parent;     ///< media type of the multipart it stands in; empty: none
  std::string container;  ///< innermost opened container: "eml", "zip", "tnef", "p7m"; empty: none
  int forwarded = 0;      ///< message/rfc822 parts around it: 0 = said by the sender himself
};

struct MessageLimits {
  std::size_t depth = 30;                  ///< nested multiparts
  std::size_t parts = 500;                 ///< leaves, of one message
  std::size_t header_bytes = 256u << 10;   ///< of one header
  std::size_t field_bytes = 64u << 10;     ///< of one field
  std::size_t fields = 1000;               ///< of one header
  std::size_t part_bytes = 64u << 20;      ///< of one decoded leaf
  std::size_t decoded_bytes = 128u << 20;  ///< of all leaves of a message
  std::size_t text_bytes = 8u << 20;       ///< of one leaf that is text
};

struct Message {
  MailFacts facts;  ///< failed, returned_message_id and unanswerable: see recognise()
  std::vector<Field> fields;
  std::vector<Part> parts;  ///< in order
  std::vector<Doubt> doubts;
  std::string type;         ///< declared media type of the message itself: "multipart/report"
  std::string report_type;  ///< of a multipart/report, lower case: "delivery-status"
};

/// Takes any bytes. Beyond a limit the rest is left out, with a doubt.
Message parse_message(std::string_view raw, const MessageLimits& limits = {});

/// The value of the first such field (name in lower case), or null.
const std::string* find_field(const Message& message, std::string_view name);

}  // namespace tallyd
