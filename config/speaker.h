// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/administration.h"

namespace tallyd {

/// For whom an address may speak, by the register alone. Display names, Reply-To and Sender have no
/// say: anybody can write them.
struct Speaker {
  /// Codes of the administrations that the address may speak for, ordered. An exact address beats a
  /// domain, a longer domain beats the shorter one that contains it. Empty: an unknown sender.
  std::vector<std::string> administrations;
  bool registered = false;  ///< the address itself is in the register, not only its domain
};

/// A public provider's domain, or a public suffix ("go.ke"), in the register speaks for nobody,
/// only the full address does. `address` is an addr-spec; its case does not matter.
Speaker find_speaker(std::string_view address, const Register& administrations);

/// True if `host` is `domain` or a sub-domain of it: on label boundaries, so that
/// "evil-ict.ke.example" is not below "ict.ke.example". Case does not matter.
bool is_within(std::string_view host, std::string_view domain);

/// The part behind the last '@', in lower case. Empty: no '@'.
std::string domain_of(std::string_view address);

}  // namespace tallyd
