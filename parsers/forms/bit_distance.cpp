// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/bit_distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tallyd {
namespace {

using Bits = std::uint64_t;
constexpr std::size_t kLetters = 64;  // of one block

/// Up to 64 letters of a phrase, and the column of distances at them, as differences from one
/// letter to the next.
class Block {
 public:
  explicit Block(std::u32string_view letters) : last_(Bits{1} << (letters.size() - 1)) {
    for (std::size_t i = 0; i < letters.size(); ++i) slot(letters[i]) |= Bits{1} << i;
  }

  /// One letter of the text on. `in`: by how much the distance above the block changed with it (-1,
  /// 0, 1); returns the same of its last letter.
  int advance(char32_t letter, int in) {
    Bits equal = positions(letter);
    const Bits vertical = equal | less_;
    if (in < 0) equal |= 1;
    const Bits horizontal = (((equal & more_) + more_) ^ more_) | equal;
    Bits plus = less_ | ~(horizontal | more_);
    Bits minus = more_ & horizontal;
    const int out = (plus & last_) != 0 ? 1 : (minus & last_) != 0 ? -1 : 0;
    plus = plus << 1U | (in > 0 ? 1U : 0U);
    minus = minus << 1U | (in < 0 ? 1U : 0U);
    more_ = minus | ~(vertical | plus);
    less_ = plus & vertical;
    return out;
  }

 private:
  static constexpr std::size_t kSlots = 128;  // twice the letters: there is always a free one

  std::size_t find(char32_t letter) const {
    std::size_t at = (letter * 0x9E3779B1U) >> 25U;
    while (bits_[at] != 0 && letters_[at] != letter) at = (at + 1) % kSlots;
    return at;
  }
  Bits& slot(char32_t letter) {
    const std::size_t at = find(letter);
    letters_[at] = letter;
    return bits_[at];
  }
  Bits positions(char32_t letter) const { return bits_[find(letter)]; }

  Bits more_ = ~Bits{0};
  Bits less_ = 0;
  Bits last_;
  std::array<Bits, kSlots> bits_{};
  std::array<char32_t, kSlots> letters_;  // NOLINT: of no meaning where there are no bits
};

/// The least distance over all columns.
std::optional<Nearest> least(std::u32string_view text, std::u32string_view phrase, std::size_t most,
                             Start start) {
  std::vector<Block> blocks;
  blocks.reserve((phrase.size() + kLetters - 1) / kLetters);
  for (std::size_t at = 0; at < phrase.size(); at += kLetters) {
    blocks.emplace_back(phrase.substr(at, kLetters));
  }
  std::size_t cost = phrase.size();
  std::optional<Nearest> best;
  if (cost <= most) best = Nearest{0, cost};
  for (std::size_t end = 1; end <= text.size(); ++end) {
    int change = start == Start::at_beginning ? 1 : 0;
    for (Block& block : blocks) change = block.advance(text[end - 1], change);
    cost += static_cast<std::size_t>(change);  // modulo 2^64: never below zero
    if (cost <= most && (!best || cost < best->cost)) best = Nearest{end, cost};
  }
  return best;
}

}  // namespace

std::optional<Nearest> nearest(std::u32string_view text, std::u32string_view phrase,
                               std::size_t most, Start start) {
  if (phrase.empty()) return Nearest{};
  // Whatever is longer than the phrase by more than `most` differs by more.
  const auto within = [&](std::size_t letters) {
    return start == Start::at_beginning ? text.substr(0, letters + most) : text;
  };
  if (phrase.size() > kLetters &&
      !least(within(kLetters), phrase.substr(0, kLetters), most, start)) {
    return std::nullopt;  // already its beginning costs too much
  }
  return least(within(phrase.size()), phrase, most, start);
}

}  // namespace tallyd
