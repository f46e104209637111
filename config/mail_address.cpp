// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/mail_address.h"

#include <algorithm>
#include <array>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr std::array<std::string_view, 120> kPublicProviders{
    "126.com",        "139.com",        "163.com",        "189.cn",         "abv.bg",
    "aol.com",        "bk.ru",          "bluewin.ch",     "bol.com.br",     "centrum.cz",
    "citromail.hu",   "daum.net",       "email.cz",       "fastmail.com",   "foxmail.com",
    "free.fr",        "freemail.hu",    "freenet.de",     "gmail.com",      "gmx.at",
    "gmx.ch",         "gmx.com",        "gmx.de",         "gmx.fr",         "gmx.net",
    "googlemail.com", "hanmail.net",    "hotmail.co.uk",  "hotmail.com",    "hotmail.de",
    "hotmail.es",     "hotmail.fr",     "hotmail.it",     "hushmail.com",   "i.ua",
    "icloud.com",     "inbox.lv",       "inbox.ru",       "interia.pl",     "internet.ru",
    "laposte.net",    "libero.it",      "list.ru",        "live.co.uk",     "live.com",
    "live.fr",        "live.nl",        "mac.com",        "mail.bg",        "mail.com",
    "mail.de",        "mail.ee",        "mail.ru",        "mail.ua",        "mailfence.com",
    "me.com",         "msn.com",        "nate.com",       "naver.com",      "net.hr",
    "o2.pl",          "onet.pl",        "orange.fr",      "outlook.com",    "outlook.de",
    "outlook.es",     "outlook.fr",     "outlook.it",     "pm.me",          "pobox.com",
    "posteo.de",      "proton.me",      "protonmail.ch",  "protonmail.com", "qq.com",
    "rambler.ru",     "rediffmail.com", "rocketmail.com", "seznam.cz",      "sfr.fr",
    "sina.cn",        "sina.com",       "sohu.com",       "t-online.de",    "terra.com.br",
    "tutanota.com",   "ukr.net",        "uol.com.br",     "virgilio.it",    "vk.com",
    "wanadoo.fr",     "web.de",         "wp.pl",          "ya.ru",          "yahoo.ca",
    "yahoo.co.id",    "yahoo.co.in",    "yahoo.co.jp",    "yahoo.co.uk",    "yahoo.com",
    "yahoo.com.ar",   "yahoo.com.au",   "yahoo.com.br",   "yahoo.com.mx",   "yahoo.com.ph",
    "yahoo.com.sg",   "yahoo.com.vn",   "yahoo.de",       "yahoo.es",       "yahoo.fr",
    "yahoo.in",       "yahoo.it",       "yandex.by",      "yandex.com",     "yandex.kz",
    "yandex.ru",      "yandex.ua",      "yeah.net",       "ymail.com",      "zoho.com"};

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_local_part(std::string_view local) {
  constexpr std::string_view kAtomText = "!#$%&'*+-/=?^_`{|}~.";
  return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
         local.find("..") == std::string_view::npos &&
         std::all_of(local.begin(), local.end(), [kAtomText](char c) {
           return is_alphanumeric(c) || (c & 0x80) != 0 || kAtomText.find(c) != kAtomText.npos;
         });
}

std::string quoted(std::string_view text) { return "\"" + printable(text) + "\""; }

}  // namespace

std::string mistake_in_domain(std::string_view domain) {
  if (domain.find('@') != std::string_view::npos) {
    const std::string rest(domain.substr(domain.find('@') + 1));
    return quoted(domain) + " is an address; write the domain alone: " + quoted(rest);
  }
  if (!is_ascii(domain)) {
    return quoted(domain) + " is not in ASCII; write its form for the DNS, which begins with xn--";
  }
  if (domain.substr(0, 2) == "*." || domain.substr(0, 1) == ".") {
    return quoted(domain) + ": sub-domains are included; write " +
           quoted(domain.substr(domain.find('.') + 1));
  }
  if (domain.find('.') == std::string_view::npos) {
    return quoted(domain) + " is no full domain; write it as \"ict.ke.example\"";
  }
  for (std::string_view rest = domain; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    if (!is_label(rest.substr(0, dot)) || dot + 1 == rest.size() || domain.size() > 253) {
      return quoted(domain) +
             " is no domain: parts of letters, digits and hyphens with one dot between them";
    }
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
  }
  return "";
}

std::string mistake_in_address(std::string_view address) {
  if (address.find_first_of("<>") != std::string_view::npos) {
    return quoted(address) + ": write the address alone, without name and angle brackets";
  }
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) {
    return quoted(address) + " has no '@'; write it as \"itu-focal@ict.ke.example\"";
  }
  if (address.find_first_of(",; ") != std::string_view::npos) {
    return quoted(address) + " holds more than one address; give each its own quotes";
  }
  if (!is_local_part(address.substr(0, at))) {
    return quoted(address) + " is no e-mail address: its part before the '@' is wrong";
  }
  const std::string domain = mistake_in_domain(address.substr(at + 1));
  return domain.empty() ? "" : quoted(address) + " is no e-mail address: " + domain;
}

bool is_public_provider(std::string_view domain) {
  return std::find(kPublicProviders.begin(), kPublicProviders.end(), domain) !=
         kPublicProviders.end();
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace tallyd
