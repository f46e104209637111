// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/token.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <sys/random.h>

#include "parsers/review_token.h"

namespace tallyd {

Result<std::string> make_review_token() {
  std::array<std::uint8_t, kTokenGroups * kTokenGroup> random{};
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
    return temporary(std::string("no randomness for a token: ") + std::strerror(errno));
  }
  std::string token(kTokenBegin);
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i % kTokenGroup == 0) token += '-';
    token += kTokenAlphabet[random[i] % kTokenAlphabet.size()];
  }
  return token;
}

}  // namespace tallyd
