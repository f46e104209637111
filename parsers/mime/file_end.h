// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// A file whose last bytes are the end of it, and none are missing: an archive's directory stands
/// there (an office document is one), PDF, HTML, PNG and JPEG say so, and RTF closes its groups.
/// `format` as sniff() names it; of others nobody can say.
bool shows_its_end(std::string_view format, std::string_view bytes);

/// Base64 whose last group is padded (RFC 4648 section 4): its encoder wrote no more.
bool is_padded_base64(std::string_view encoded);

}  // namespace tallyd
