// SPDX-License-Identifier: GPL-3.0-or-later
// What we write from what others wrote: a template of the operator's ('t', its name, a line feed,
// its text), and a mail whose every text comes from a stranger (anything else).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "daemon/compose/letter.h"
#include "daemon/compose/mail.h"
#include "daemon/compose/templates.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/message.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace tallyd;

void load_template(const std::string& text) {
  static const test::TemporaryDirectory directory;
  directory.write("en/recorded.txt", text);
  for (const Problem& problem : load_templates(directory.path()).problems) {
    if (to_line(problem).find('\n') != std::string::npos) std::abort();
  }
  const Values values{{"draft", "{draft}"}, {"administration", text}};
  fill(text, values);
  html_letter({text, text}, values, {}, "en");
}

/// Whatever the texts are, the mail has the fields that it always has, and the lines that SMTP
/// allows.
void compose_with(const std::string& text, const std::string& clean) {
  Mail mail;
  mail.from_name = mail.subject = text;
  mail.from = "tally@itu.example";
  mail.to = {"clerk@ke.example"};
  mail.body = clean;
  mail.message_id = "1@itu.example";
  mail.in_reply_to = text;
  mail.references = {text, text};
  mail.files = {{text, "text/plain", text}};
  mail.language = "en";
  const std::string raw = compose(mail);
  const Message message = parse_message(raw);
  constexpr std::size_t kAlways = 10;  // and two of an answer
  if (message.fields.size() > kAlways + 2) std::abort();
  if (message.facts.from != mail.from) std::abort();
  std::size_t longest = 0;
  for (std::size_t start = 0; start < raw.size();) {
    const std::size_t end = std::min(raw.find("\r\n", start), raw.size());
    longest = std::max(longest, end - start);
    start = end + 2;
  }
  if (longest > 998 || raw.find('\0') != std::string::npos) std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (size > 0 && data[0] == 't') {
    load_template(text.substr(1));
  } else {
    compose_with(text, to_utf8(text));
  }
  is_sendable(text);
  html_rows({{text, text}});
  return 0;
}
