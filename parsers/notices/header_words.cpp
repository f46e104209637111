// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/header_words.h"

#include <algorithm>
#include <array>

#include "config/mail_address.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::array kAnswerPrefixes{
    "re"sv,   "fw"sv,   "fwd"sv,  "aw"sv,   "wg"sv,   "antw"sv,  "sv"sv,          "vs"sv,
    "vb"sv,   "rv"sv,   "res"sv,  "enc"sv,  "tr"sv,   "rif"sv,   "i"sv,           "r"sv,
    "ref"sv,  "odp"sv,  "pd"sv,   "ynt"sv,  "ilt"sv,  "fs"sv,    "vl"sv,          "doorst"sv,
    "bls"sv,  "trs"sv,  "На"sv,   "ha"sv,   "отв"sv,  "ответ"sv, "отг"sv,         "re[2]"sv,
    "回复"sv, "答复"sv, "转发"sv, "回覆"sv, "轉寄"sv, "رد"sv,    "إعادة توجيه"sv, "השב"sv};

/// As squeezed_local_part() gives them. What begins so is one.
constexpr std::array kSystemLocalParts{"mailerdaemon"sv,
                                       "maildaemon"sv,
                                       "mdaemon"sv,
                                       "postmaster"sv,
                                       "systemadministrator"sv,
                                       "maildeliverysystem"sv,
                                       "maildeliverysubsystem"sv,
                                       "mailsubsystem"sv,
                                       "deliverysubsystem"sv,
                                       "smtpdaemon"sv,
                                       "microsoftexchange"sv,
                                       "maildelivery"sv,
                                       "mailsystem"sv,
                                       "internetmaildelivery"sv,
                                       "mailrouter"sv,
                                       "nondelivery"sv,
                                       "undeliverable"sv};
constexpr std::array kSystemLocalPartsWhole{"daemon"sv, "mailer"sv, "uucp"sv, "mmdf"sv,
                                            "pmdf"sv,   "ndr"sv,    "mta"sv};

constexpr std::array kSystemNames{"mail delivery s"sv,
                                  "mail deliver system"sv,
                                  "mailer-daemon"sv,
                                  "mailer daemon"sv,
                                  "system administrator"sv,
                                  "internet mail delivery"sv,
                                  "delivery subsystem"sv,
                                  "mail administrator"sv,
                                  "microsoft exchange"sv,
                                  "mail router"sv,
                                  "postmaster"sv,
                                  "mail system"sv,
                                  "e-mail interconnect"sv,
                                  "systemadministrator"sv,
                                  "administrateur système"sv,
                                  "administrador del sistema"sv,
                                  "системный администратор"sv,
                                  "系统管理员"sv,
                                  "systembeheerder"sv,
                                  "amministratore di sistema"sv,
                                  "administrador do sistema"sv,
                                  "sistema de correo"sv,
                                  "sistema de correio"sv,
                                  "système de messagerie"sv,
                                  "sistema di posta"sv,
                                  "почтовая система"sv,
                                  "почтовый сервер"sv,
                                  "邮件系统"sv,
                                  "郵件系統"sv,
                                  "メールシステム"sv,
                                  "メール配信システム"sv,
                                  "메일시스템"sv,
                                  "메일 시스템"sv};

constexpr std::array kNoReply{
    "noreply"sv,         "donotreply"sv,     "dontreply"sv,    "nepasrepondre"sv, "noresponder"sv,
    "nicht antworten"sv, "nichtantworten"sv, "keineantwort"sv, "noresponse"sv,    "naoresponda"sv,
    "naoresponder"sv,    "nonrispondere"sv,  "ingensvar"sv,    "svarainte"sv,     "devnull"sv,
    "niereply"sv,        "nieodpowiadaj"sv,  "neotvechat"sv,   "unattended"sv};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : lower_case(text)) {
    if (is_letter(c)) out += c;
  }
  return out;
}

std::string without_comments(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\"");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n\"") - begin + 1);
}

bool is_system_local_part(std::string_view address) {
  const std::string local = squeezed_local_part(address);
  const auto begins = [&](auto word) { return local.starts_with(word); };
  return std::any_of(kSystemLocalParts.begin(), kSystemLocalParts.end(), begins) ||
         std::find(kSystemLocalPartsWhole.begin(), kSystemLocalPartsWhole.end(), local) !=
             kSystemLocalPartsWhole.end();
}

}  // namespace

std::string field_word(const Message& message, std::string_view name) {
  const std::string* value = find_field(message, name);
  if (value == nullptr) return {};
  return std::string(trimmed(without_comments(lower_case(*value))));
}

bool field_lists(const Message& message, std::string_view name, std::string_view word) {
  for (const Field& field : message.fields) {
    if (field.name != name) continue;
    const std::string value = lower_case(without_comments(field.value));
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t end = std::min(value.find_first_of(",;", at), value.size());
      if (trimmed(std::string_view(value).substr(at, end - at)) == word) return true;
      at = end + 1;
    }
  }
  return false;
}

bool is_answer_subject(std::string_view subject) {
  subject = trimmed(subject);
  for (const std::string_view prefix : kAnswerPrefixes) {
    if (!subject.starts_with(prefix)) continue;
    std::string_view rest = subject.substr(prefix.size());
    if (rest.starts_with('[') || rest.starts_with('^')) {  // "Re[2]:", "Re^2:"
      rest.remove_prefix(std::min(rest.find_first_not_of("[^0123456789]"), rest.size()));
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.starts_with(':') || rest.starts_with("：")) return true;
  }
  return false;
}

std::string squeezed_local_part(std::string_view address) {
  return squeezed(address.substr(0, address.rfind('@')));
}

bool is_no_reply(std::string_view address) {
  const std::string local = squeezed_local_part(address);
  return std::any_of(kNoReply.begin(), kNoReply.end(),
                     [&](auto word) { return local.find(word) != std::string::npos; });
}

bool is_from_mail_system(const Message& message) {
  if (is_system_local_part(message.facts.from)) return true;
  const std::string* from = find_field(message, "from");
  if (from == nullptr) return false;
  if (from->find_first_not_of("<> \t") == std::string::npos) return true;  // "From: <>"
  const std::string shown = fold(decode_words(*from));
  if (message.facts.from.empty() && is_system_local_part(shown)) return true;
  return std::any_of(kSystemNames.begin(), kSystemNames.end(),
                     [&](auto name) { return shown.find(name) != std::string::npos; });
}

bool has_null_path(const Message& message) {
  const std::string& path = message.facts.return_path;
  return path == "<>" || squeezed_local_part(path).starts_with("mailerdaemon");
}

bool is_list_mail(const Message& message) {
  constexpr std::array kListFields{"list-id"sv,           "list-post"sv,    "list-help"sv,
                                   "list-owner"sv,        "list-archive"sv, "list-subscribe"sv,
                                   "list-unsubscribe"sv,  "mailing-list"sv, "x-mailing-list"sv,
                                   "x-mailman-version"sv, "x-beenthere"sv,  "x-ml-name"sv,
                                   "x-loop-list"sv};
  return std::any_of(kListFields.begin(), kListFields.end(),
                     [&](auto name) { return find_field(message, name) != nullptr; });
}

}  // namespace tallyd
