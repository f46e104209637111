// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/review_token.h"

#include <algorithm>

namespace tallyd {
namespace {

constexpr std::size_t kLength = kTokenBegin.size() + kTokenGroups * (kTokenGroup + 1);
constexpr std::size_t kMostTokens = 8;
constexpr std::size_t kMostText = 16u << 10;

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_token(std::string_view text) {
  for (std::size_t i = 0; i < kLength; ++i) {
    const bool hyphen =
        i >= kTokenBegin.size() && (i - kTokenBegin.size()) % (kTokenGroup + 1) == 0;
    const bool right = i < kTokenBegin.size() ? text[i] == kTokenBegin[i]
                       : hyphen               ? text[i] == '-'
                                : kTokenAlphabet.find(text[i]) != std::string_view::npos;
    if (!right) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> find_review_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  std::string capitals(text);
  std::transform(capitals.begin(), capitals.end(), capitals.begin(), capital);
  for (std::size_t at = capitals.find(kTokenBegin);
       at != std::string::npos && tokens.size() < kMostTokens;
       at = capitals.find(kTokenBegin, at + 1)) {
    const std::string candidate = capitals.substr(at, kLength);
    if (candidate.size() < kLength || !is_token(candidate)) continue;
    if (std::find(tokens.begin(), tokens.end(), candidate) == tokens.end()) {
      tokens.push_back(candidate);
    }
  }
  return tokens;
}

void take_review_tokens(std::string_view said, std::string_view quoted, Reading& reading) {
  ReviewTokens& found = reading.review_tokens;
  found.tokens = find_review_tokens(reading.mail.subject);
  if (found.tokens.empty()) {
    found.tokens = find_review_tokens(std::string(said) + "\n" + std::string(quoted));
  }
  if (found.tokens.empty()) return;
  found.said = said.substr(0, kMostText);
  found.quoted = quoted.substr(0, kMostText);
}

}  // namespace tallyd
