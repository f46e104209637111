// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/sender.h"

#include <algorithm>
#include <array>

namespace tallyd {
namespace {

/// Large providers at which ministries were seen to have mailboxes, or could have.
constexpr std::array<std::string_view, 38> kPublicProviders = {
    "126.com",        "139.com",     "163.com",    "aol.com",        "bk.ru",     "fastmail.com",
    "foxmail.com",    "free.fr",     "gmail.com",  "gmx.com",        "gmx.de",    "gmx.net",
    "googlemail.com", "hotmail.com", "hotmail.fr", "icloud.com",     "inbox.ru",  "laposte.net",
    "list.ru",        "live.com",    "mail.com",   "mail.ru",        "me.com",    "msn.com",
    "orange.fr",      "outlook.com", "proton.me",  "protonmail.com", "qq.com",    "rediffmail.com",
    "sina.com",       "ukr.net",     "wanadoo.fr", "web.de",         "yahoo.com", "yandex.com",
    "yandex.ru",      "zoho.com"};

bool contains(const std::vector<std::string>& list, std::string_view address) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& entry) { return lower_ascii(entry) == address; });
}

/// Length of the longest domain of `entry` that `host` is within; 0: none.
std::size_t longest_domain(std::string_view host, const Administration& entry) {
  std::size_t longest = 0;
  for (const std::string& domain : entry.domains) {
    if (!is_public_provider(domain) && is_within(host, domain)) {
      longest = std::max(longest, domain.size());
    }
  }
  return longest;
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : lower_ascii(address.substr(at + 1));
}

bool is_within(std::string_view host, std::string_view domain) {
  // A domain of one label ("example") would let a whole top-level domain speak.
  if (domain.find('.') == std::string_view::npos || host.size() < domain.size()) return false;
  if (lower_ascii(host.substr(host.size() - domain.size())) != lower_ascii(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool is_public_provider(std::string_view domain) {
  const std::string lower = lower_ascii(domain);
  const auto yahoo = lower.rfind("yahoo.", 0) == 0;  // yahoo.fr, yahoo.co.uk, …
  return yahoo || std::find(kPublicProviders.begin(), kPublicProviders.end(), lower) !=
                      kPublicProviders.end();
}

Speaker find_speaker(std::string_view address, const Register& administrations) {
  Speaker speaker;
  const std::string lower = lower_ascii(address);
  const std::string host = domain_of(lower);
  if (host.empty()) return speaker;
  for (const Administration& entry : administrations) {
    if (contains(entry.addresses, lower)) speaker.administrations.push_back(entry.code);
  }
  speaker.registered = !speaker.administrations.empty();
  if (speaker.registered) return speaker;
  std::size_t longest = 1;
  for (const Administration& entry : administrations) {
    const std::size_t length = longest_domain(host, entry);
    if (length > longest) speaker.administrations.clear();
    if (length >= longest) speaker.administrations.push_back(entry.code);
    longest = std::max(longest, length);
  }
  return speaker;
}

}  // namespace tallyd
