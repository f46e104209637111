// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/divergence.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tallyd {
namespace {

// Letters that are missing or too many cost less on end than one by one (Gotoh, J. Mol. Biol. 162,
// 1982): else a word would be taken apart among the letters that it happens to share.
constexpr int kOther = 4;  ///< a letter in place of another
constexpr int kFirst = 5;  ///< of letters put in or left out
constexpr int kNext = 3;
constexpr int kNever = 1 << 20;
constexpr std::size_t kLongest = 400;  ///< letters that are compared

enum Way : std::uint8_t { both, put_in, left_out };
constexpr std::array kWays{Way::both, Way::put_in, Way::left_out};

/// The costs of the ways in which two beginnings may end, and from which way each came.
struct Step {
  std::array<int, 3> cost{kNever, kNever, kNever};
  std::array<Way, 3> from{Way::both, Way::both, Way::both};

  Way best() const {
    return kWays[static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) -
                                          cost.begin())];
  }
  void take(Way way, const Step& before, int first, int next) {
    for (const Way old : kWays) {
      const int sum = before.cost[old] + (old == way ? next : first);
      if (sum < cost[way]) {
        cost[way] = sum;
        from[way] = old;
      }
    }
  }
};

class Sheet {
 public:
  Sheet(std::u32string_view text, std::u32string_view blank)
      : width_(blank.size() + 1), steps_((text.size() + 1) * width_) {
    at(0, 0).cost[Way::both] = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      for (std::size_t j = 0; j <= blank.size(); ++j) {
        Step& step = at(i, j);
        if (i > 0) step.take(Way::put_in, at(i - 1, j), kFirst, kNext);
        if (j > 0) step.take(Way::left_out, at(i, j - 1), kFirst, kNext);
        if (i == 0 || j == 0) continue;
        const int cost = text[i - 1] == blank[j - 1] ? 0 : kOther;
        step.take(Way::both, at(i - 1, j - 1), cost, cost);
      }
    }
  }

  Step& at(std::size_t i, std::size_t j) { return steps_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<Step> steps_;
};

}  // namespace

Divergence divergence(std::u32string_view text, std::u32string_view blank) {
  text = text.substr(0, kLongest);
  blank = blank.substr(0, kLongest);
  Sheet sheet(text, blank);
  Divergence most;
  std::size_t i = text.size();
  std::size_t j = blank.size();
  std::size_t run = 0;
  Way way = sheet.at(i, j).best();
  most.cost = sheet.at(i, j).cost[way];
  while (i > 0 || j > 0) {
    const Way from = sheet.at(i, j).from[way];
    if (way != Way::left_out) --i;
    if (way != Way::put_in) --j;
    run = way == Way::both ? 0 : run + 1;
    if (way == Way::put_in && run > most.put_in.size()) most.put_in = text.substr(i, run);
    if (way == Way::left_out && run > most.left_out.size()) most.left_out = blank.substr(j, run);
    if (from != way) run = 0;
    way = from;
  }
  return most;
}

}  // namespace tallyd
