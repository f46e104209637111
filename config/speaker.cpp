// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/speaker.h"

#include <algorithm>

#include "config/mail_address.h"
#include "config/public_suffix.h"

namespace tallyd {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view address) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& entry) { return lower_case(entry) == address; });
}

/// Length of the longest domain of `entry` that `host` is within; 0: none.
std::size_t longest_domain(std::string_view host, const Administration& entry) {
  std::size_t longest = 0;
  for (const std::string& domain : entry.domains) {
    if (!is_within(host, domain)) continue;
    const bool anybodys = is_public_provider(domain) || is_public_suffix(domain) ||
                          is_public_provider(organisational_domain(domain));
    if (!anybodys) longest = std::max(longest, domain.size());
  }
  return longest;
}

}  // namespace

std::string domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : lower_case(address.substr(at + 1));
}

bool is_within(std::string_view host, std::string_view domain) {
  // A domain of one label ("example") would let a whole top-level domain speak.
  if (domain.find('.') == std::string_view::npos || host.size() < domain.size()) return false;
  if (lower_case(host.substr(host.size() - domain.size())) != lower_case(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

Speaker find_speaker(std::string_view address, const Register& administrations) {
  Speaker speaker;
  const std::string lower = lower_case(address);
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
