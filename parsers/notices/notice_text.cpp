// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/notice_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "config/mail_address.h"
#include "parsers/mime/charset.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostText = 64u << 10;
constexpr std::size_t kMostHeader = 64u << 10;

/// Enough of HTML to read a machine's notice: tags become blanks or line ends.
std::string text_of_html(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size() && out.size() < kMostText;) {
    if (html[at] != '<') {
      out += html[at] == '\n' ? ' ' : html[at];
      ++at;
      continue;
    }
    const std::string tag = lower_case(html.substr(at, 8));
    const bool hidden = tag.starts_with("<style") || tag.starts_with("<script");
    const bool breaks = tag.starts_with("<br") || tag.starts_with("<p") || tag.starts_with("</p") ||
                        tag.starts_with("<div") || tag.starts_with("<tr") ||
                        tag.starts_with("<li") || tag.starts_with("<h") || tag.starts_with("</pre");
    std::size_t end = hidden ? html.find("</", at) : html.find('>', at);
    if (hidden && end != ""sv.npos) end = html.find('>', end);
    out += breaks ? '\n' : ' ';
    at = end == ""sv.npos ? html.size() : end + 1;
  }
  constexpr std::array<std::pair<std::string_view, char>, 6> kEntities{{{"&lt;", '<'},
                                                                        {"&gt;", '>'},
                                                                        {"&quot;", '"'},
                                                                        {"&nbsp;", ' '},
                                                                        {"&#39;", '\''},
                                                                        {"&amp;", '&'}}};
  for (const auto& [entity, character] : kEntities) {
    std::string plain;
    for (std::size_t at = 0; at < out.size();) {
      const bool here = out.compare(at, entity.size(), entity) == 0;
      plain += here ? character : out[at];
      at += here ? entity.size() : 1;
    }
    out = std::move(plain);
  }
  return out;
}

/// A line without the blanks and the '>' that quote it.
std::string_view unquoted(std::string_view line) {
  const std::size_t begin = line.find_first_not_of("> \t");
  return begin == ""sv.npos ? ""sv : line.substr(begin);
}

bool is_header_line(std::string_view line) {
  constexpr std::array kFields{
      "received:"sv,     "return-path:"sv,     "message-id:"sv,     "from:"sv,
      "to:"sv,           "subject:"sv,         "date:"sv,           "mime-version:"sv,
      "content-type:"sv, "delivered-to:"sv,    "dkim-signature:"sv, "x-mailer:"sv,
      "reply-to:"sv,     "x-originating-ip:"sv};
  const std::string begin = lower_case(line.substr(0, 20));
  return std::any_of(kFields.begin(), kFields.end(),
                     [&](auto field) { return begin.starts_with(field); });
}

/// Where a mail's header begins within text: three known fields within 30 lines, one of them that
/// only machines write. npos: nowhere.
std::size_t find_header(std::string_view text) {
  constexpr std::size_t kWindow = 30;
  std::vector<std::size_t> begins;
  std::vector<bool> known;
  std::vector<bool> sure;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = unquoted(text.substr(at, end - at));
    const std::string begin = lower_case(line.substr(0, 12));
    begins.push_back(at);
    known.push_back(is_header_line(line));
    sure.push_back(begin.starts_with("received:") || begin.starts_with("return-path:") ||
                   begin.starts_with("message-id:") || begin.starts_with("mime-version"));
    at = end + 1;
  }
  for (std::size_t i = 0; i < begins.size(); ++i) {
    if (!known[i]) continue;
    const std::size_t end = std::min(i + kWindow, begins.size());
    const auto from = static_cast<std::ptrdiff_t>(i);
    const auto to = static_cast<std::ptrdiff_t>(end);
    const auto count = std::count(known.begin() + from, known.begin() + to, true);
    if (count >= 3 && std::count(sure.begin() + from, sure.begin() + to, true) > 0)
      return begins[i];
  }
  return ""sv.npos;
}

/// The header that begins there, its lines without quoting or indentation.
std::string header_at(std::string_view text, std::size_t at) {
  const std::string_view first = text.substr(at, text.find('\n', at) - at);
  const std::size_t margin = first.size() - unquoted(first).size();
  std::string out;
  while (at < text.size() && out.size() < kMostHeader) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t blanks = std::min(line.find_first_not_of("> \t"), line.size());
    if (blanks == line.size()) break;
    out.append(line.substr(std::min(margin, blanks))).append("\n");
    at = end + 1;
  }
  return out;
}

bool is_returned(const Part& part) {
  return part.role == Role::returned || part.type == "message/rfc822" ||
         part.type == "message/global" || part.format == "headers" || part.format == "eml";
}

/// The first texts: plain ones before HTML, none after a returned mail.
std::string first_texts(const Message& message) {
  std::string plain;
  std::string html;
  for (const Part& part : message.parts) {
    if (part.forwarded > 0) continue;
    if (is_returned(part)) break;
    if (part.role == Role::report) continue;
    if (part.format == "text" && plain.size() < kMostText) {
      plain += part.content.substr(0, kMostText) + "\n";
    } else if (part.format == "html" && html.size() < kMostText) {
      html += text_of_html(std::string_view(part.content).substr(0, 4 * kMostText)) + "\n";
    }
  }
  const bool blank = plain.find_first_not_of(" \t\r\n") == std::string::npos;
  return with_plain_newlines(blank ? html : plain);
}

/// Lines that quote others say nothing of the writer's own; a lone address after '>' is MDaemon's
/// list of recipients.
std::string without_quotes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view rest = unquoted(line);
    const bool quoted = line.starts_with('>') && !line.starts_with(">>>");
    const bool address = rest.find('@') != ""sv.npos && rest.find_first_of(" \t") == ""sv.npos;
    if (!quoted || address) out.append(line).append("\n");
    at = end + 1;
  }
  return out;
}

}  // namespace

NoticeText notice_text(const Message& message) {
  NoticeText out;
  const std::string text = first_texts(message);
  const std::size_t header = find_header(text);
  if (header != std::string::npos) out.returned = header_at(text, header);
  for (const Part& part : message.parts) {
    if (part.forwarded > 0 || !is_returned(part)) continue;
    const std::string content =
        with_plain_newlines(std::string_view(part.content).substr(0, kMostHeader));
    out.returned = header_at(content, std::min(content.find_first_not_of('\n'), content.size()));
    break;
  }
  // An indented header stands within the notice (PMDF, Exchange): what follows is still its own.
  const bool inset = header < text.size() && (text[header] == ' ' || text[header] == '\t');
  out.notice = without_quotes(std::string_view(text).substr(0, inset ? text.size() : header));
  out.folded = fold_blanks(out.notice);
  return out;
}

std::string fold_blanks(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

}  // namespace tallyd
