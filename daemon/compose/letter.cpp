// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/letter.h"

#include "daemon/compose/html.h"
#include "storage/digest.h"

namespace tallyd {
namespace {

constexpr const char* kCell =
    " style=\"border:1px solid #75828f;padding:.4em .6em;"
    "text-align:start;vertical-align:top;font-weight:normal;overflow-wrap:anywhere\"";

bool is_right_to_left(std::string_view language) { return language == "ar"; }

std::string broken_at_lines(std::string_view text) {
  std::string html;
  for (const char c : escape_html(text))
    html += c == '\n' ? std::string("<br>") : std::string(1, c);
  return html;
}

/// Names of the other writing direction must not drag their neighbours along.
Values isolated(const Values& values) {
  Values html;
  for (const auto& [name, value] : values) {
    html[name] = "<bdi>" + broken_at_lines(value) + "</bdi>";
  }
  return html;
}

std::string paragraphs(const std::string& body, const Values& values) {
  std::string html;
  for (std::size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find("\n\n", at), body.size());
    std::string paragraph = body.substr(at, end - at);
    while (!paragraph.empty() && paragraph.back() == '\n') paragraph.pop_back();
    if (!paragraph.empty()) {
      html +=
          "<div style=\"margin:0 0 1em\">" + fill(broken_at_lines(paragraph), values) + "</div>\n";
    }
    at = end + 2;
  }
  return html;
}

}  // namespace

std::optional<OutboxMail> to_outbox(const Letter& letter, const Letterhead& letterhead) {
  Mail mail;
  OutboxMail queued;
  for (const std::string& address : letter.to) {
    if (!is_sendable(address)) continue;
    mail.to.push_back(address);
    queued.recipients.push_back({address});
  }
  if (mail.to.empty()) return std::nullopt;
  mail.from = letterhead.from;
  mail.from_name = letterhead.from_name;
  mail.subject = letter.subject;
  mail.body = letter.body;
  mail.html = letter.html;
  mail.files = letter.files;
  mail.date = letter.now;
  mail.language = letter.language;
  mail.message_id = letter.message_id;
  mail.in_reply_to = letter.in_reply_to;
  mail.references = letter.references;
  queued.message_id = mail.message_id;
  queued.purpose = letter.purpose;
  queued.envelope_from = letterhead.bounces_to;
  queued.bytes = compose(mail);
  queued.circular = letter.circular;
  queued.administration = letter.administration;
  queued.queued = queued.not_before = letter.now;
  return queued;
}

std::string message_id_of(std::string_view seed, const Letterhead& letterhead) {
  const std::string& key = letterhead.message_id_key;
  const std::string keyed = key.empty() ? std::string(seed) : key + " " + std::string(seed);
  return "tallyd." + to_hex(sha256(keyed)).substr(0, 32) + "@" + letterhead.message_id_domain;
}

std::string html_letter(const Template& text, const Values& values, const Values& blocks,
                        const std::string& language) {
  Values html = isolated(values);
  for (const auto& [name, block] : blocks) html[name] = block;
  return "<!doctype html>\n<html lang=\"" + escape_html(language) + "\" dir=\"" +
         (is_right_to_left(language) ? "rtl" : "ltr") +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" "
         "content=\"light dark\"><title>" +
         escape_html(fill(text.subject, values)) +
         "</title></head>\n<body "
         "style=\"font-family:sans-serif;line-height:1.45;max-width:44em\">\n" +
         paragraphs(text.body, html) + "</body></html>\n";
}

std::string html_rows(const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::string>& head) {
  if (rows.empty()) return "";
  std::string html = "<table style=\"border-collapse:collapse\">\n";
  if (!head.empty()) html += "<tr>";
  for (const std::string& name : head) {
    html += "<th scope=\"col\"";
    html += kCell;
    html += ">" + escape_html(name) + "</th>";
  }
  if (!head.empty()) html += "</tr>\n";
  for (const auto& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      html += i == 0 ? "<th scope=\"row\" dir=\"auto\"" : "<td dir=\"auto\"";
      html += kCell;
      html += ">";
      html += broken_at_lines(row[i]);
      html += i == 0 ? "</th>" : "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</table>";
}

}  // namespace tallyd
