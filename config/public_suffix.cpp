// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/public_suffix.h"

#include <libpsl.h>

#include "config/mail_address.h"

namespace tallyd {

bool is_public_suffix(std::string_view domain) {
  // Without a dot it is one whatever the list says: a top-level domain.
  const std::string name = lower_case(domain);
  return name.find('.') == std::string::npos || psl_is_public_suffix(psl_builtin(), name.c_str());
}

std::string organisational_domain(std::string_view domain) {
  const std::string name = lower_case(domain);
  const char* const registered = psl_registrable_domain(psl_builtin(), name.c_str());
  return registered == nullptr ? std::string() : registered;
}

}  // namespace tallyd
