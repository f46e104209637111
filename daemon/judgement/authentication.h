// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/mail_facts.h"

namespace tallyd {

/// What must have been proved of a sender before a decision is recorded with nobody looking.
enum class RequiredProof {
  dmarc,  ///< dmarc=pass
  any,    ///< dmarc=pass, or dkim=pass or spf=pass for the domain of From: (aligned)
  none,   ///< the receiving server's word is not asked for
};

enum class Proof {
  proved,        ///< or none is required
  unproved,      ///< the trusted server said nothing that proves the sender
  contradicted,  ///< the trusted server says that the message is not from there
};

struct Authentication {
  Proof proof = Proof::unproved;
  std::string said;  ///< what the trusted server stated, for the ledger: "dmarc=fail spf=none"
};

/// RFC 8601: only the topmost field of `authserv_id` counts. It was added last, by our own
/// receiving server, which removes forged ones of its own name (section 5); whatever stands lower
/// or bears another name was written by anybody.
Authentication authenticate(const MailFacts& mail, std::string_view authserv_id,
                            RequiredProof required);

}  // namespace tallyd
