// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/authentication.h"

#include <algorithm>

#include "config/mail_address.h"
#include "config/public_suffix.h"
#include "config/speaker.h"

namespace tallyd {
namespace {

/// RFC 7489 section 3.1, relaxed: both belong to one organisation. A result without a domain proves
/// nothing about From:, but for DMARC, which is about it.
bool is_aligned(const AuthenticationResult& result, std::string_view from_domain) {
  if (result.domain.empty()) return result.method == "dmarc";
  const std::string domain = result.domain.find('@') == std::string::npos
                                 ? lower_case(result.domain)
                                 : domain_of(result.domain);
  const std::string organisation = organisational_domain(from_domain);
  return !organisation.empty() && organisational_domain(domain) == organisation;
}

const AuthenticationResults* topmost(const MailFacts& mail, std::string_view authserv_id) {
  const std::string wanted = lower_case(authserv_id);
  for (const AuthenticationResults& field : mail.authentication) {
    if (lower_case(field.authserv_id) == wanted) return &field;
  }
  return nullptr;
}

std::string in_words(const AuthenticationResults& field) {
  std::string words;
  for (const AuthenticationResult& result : field.results) {
    words += (words.empty() ? "" : " ") + result.method + "=" + result.result;
    if (!result.domain.empty()) words += " (" + result.domain + ")";
  }
  return words;
}

Proof weigh(const AuthenticationResults& field, std::string_view from_domain,
            RequiredProof required) {
  const auto said = [&](std::string_view method, std::string_view value) {
    return std::any_of(field.results.begin(), field.results.end(), [&](const auto& result) {
      return lower_case(result.method) == method && lower_case(result.result) == value &&
             (value != "pass" || is_aligned(result, from_domain));
    });
  };
  if (said("dmarc", "fail")) return Proof::contradicted;
  if (said("dmarc", "pass")) return Proof::proved;
  if (required == RequiredProof::any && (said("dkim", "pass") || said("spf", "pass"))) {
    return Proof::proved;
  }
  const bool failed = said("spf", "fail") || said("dkim", "fail");
  return failed ? Proof::contradicted : Proof::unproved;
}

}  // namespace

Authentication authenticate(const MailFacts& mail, std::string_view authserv_id,
                            RequiredProof required) {
  const AuthenticationResults* field = authserv_id.empty() ? nullptr : topmost(mail, authserv_id);
  Authentication authentication;
  if (field != nullptr) {
    authentication.said = in_words(*field);
    authentication.proof = weigh(*field, domain_of(mail.from), required);
  }
  if (required == RequiredProof::none) authentication.proof = Proof::proved;
  return authentication;
}

}  // namespace tallyd
