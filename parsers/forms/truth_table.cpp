// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/truth_table.h"

#include <algorithm>
#include <cstdlib>

namespace tallyd {
namespace {

constexpr Expected kLeft = Expected::left;
constexpr Expected kMarked = Expected::marked;
constexpr Expected kRemoved = Expected::removed;
constexpr Expected kAny = Expected::any;

constexpr RowMeaning assigned(Comments comments) { return {Authority::assigned, comments, {}}; }
constexpr RowMeaning kNotAssigned{Authority::not_assigned, Comments::unspecified, {}};
constexpr RowMeaning kBothCircles{Authority::assigned, Comments::conflict, "both_circles_marked"};
constexpr RowMeaning kCircleWithout{Authority::not_assigned, Comments::conflict,
                                    "circle_without_authority"};
constexpr RowMeaning conflict(std::string_view doubt) {
  return {Authority::conflict, Comments::conflict, doubt};
}

/// box ( circle circle ) / box.
constexpr std::array<TruthLine, kTruthLines> kTable{{
    {kMarked, kAny, kAny, kMarked, conflict("both_boxes_checked")},
    // The upper box is marked.
    {kMarked, kMarked, kMarked, kAny, kBothCircles},
    {kMarked, kMarked, kAny, kAny, assigned(Comments::none)},
    {kMarked, kAny, kMarked, kAny, assigned(Comments::attached)},
    {kMarked, kLeft, kRemoved, kAny, assigned(Comments::none)},
    {kMarked, kRemoved, kLeft, kAny, assigned(Comments::attached)},
    {kMarked, kAny, kAny, kAny, assigned(Comments::unspecified)},
    // The lower box is marked.
    {kAny, kMarked, kAny, kMarked, kCircleWithout},
    {kAny, kAny, kMarked, kMarked, kCircleWithout},
    {kAny, kAny, kAny, kMarked, kNotAssigned},
    // No box is marked: what is taken out decides.
    {kRemoved, kAny, kAny, kRemoved, conflict("both_boxes_removed")},
    {kLeft, kMarked, kMarked, kRemoved, kBothCircles},
    {kLeft, kMarked, kAny, kRemoved, assigned(Comments::none)},
    {kLeft, kAny, kMarked, kRemoved, assigned(Comments::attached)},
    {kLeft, kLeft, kRemoved, kRemoved, assigned(Comments::none)},
    {kLeft, kRemoved, kLeft, kRemoved, assigned(Comments::attached)},
    {kLeft, kAny, kAny, kRemoved, assigned(Comments::unspecified)},
    {kRemoved, kMarked, kAny, kLeft, kCircleWithout},
    {kRemoved, kAny, kMarked, kLeft, kCircleWithout},
    {kRemoved, kAny, kAny, kLeft, kNotAssigned},
    // Both boxes are as they were: a circle belongs to the upper one.
    {kLeft, kMarked, kMarked, kLeft, kBothCircles},
    {kLeft, kMarked, kAny, kLeft, assigned(Comments::none)},
    {kLeft, kAny, kMarked, kLeft, assigned(Comments::attached)},
    {kLeft, kLeft, kLeft, kLeft, {Authority::none, Comments::none, {}}},
    {kLeft, kAny, kAny, kLeft, {Authority::none, Comments::none, "only_circle_removed"}},
    // What is left has an unclear sign.
    {kAny, kAny, kAny, kAny, conflict("unclear_mark")},
}};

bool fits(Expected expected, Sign sign) {
  switch (expected) {
    case Expected::left:
      return sign == Sign::left;
    case Expected::marked:
      return sign == Sign::marked;
    case Expected::removed:
      return sign == Sign::removed;
    case Expected::any:
      return sign != Sign::unclear;
  }
  std::abort();
}

bool fits(const TruthLine& line, const Signs& s) {
  return fits(line.assigns, s.assigns) && fits(line.no_comments, s.no_comments) &&
         fits(line.comments_attached, s.comments_attached) && fits(line.refuses, s.refuses);
}

/// How the option looks in each state.
struct Look {
  std::string_view left, marked, removed;
};
constexpr Look kAssigns{"☐", "☒", "~~assigns~~"};
constexpr Look kRefuses{"☐", "☒", "~~does not~~"};
constexpr Look kNone{"○", "●", "~~none~~"};
constexpr Look kAttached{"○", "●", "~~attached~~"};

std::string_view drawn(Expected expected, const Look& look) {
  switch (expected) {
    case Expected::left:
      return look.left;
    case Expected::marked:
      return look.marked;
    case Expected::removed:
      return look.removed;
    case Expected::any:
      return "·";
  }
  std::abort();
}

std::string_view drawn(Sign sign, const Look& look) {
  switch (sign) {
    case Sign::left:
      return look.left;
    case Sign::marked:
      return look.marked;
    case Sign::removed:
      return look.removed;
    case Sign::unclear:
      return "?";
  }
  std::abort();
}

template <typename Row>
std::string drawn_row(const Row& s) {
  std::string text;
  text += drawn(s.assigns, kAssigns);
  text += " ( ";
  text += drawn(s.no_comments, kNone);
  text += ' ';
  text += drawn(s.comments_attached, kAttached);
  text += " ) / ";
  text += drawn(s.refuses, kRefuses);
  return text;
}

}  // namespace

const std::array<TruthLine, kTruthLines>& truth_table() { return kTable; }

std::size_t truth_line_of(const Signs& signs) {
  const auto* const line = std::find_if(kTable.begin(), kTable.end() - 1,
                                        [&](const TruthLine& one) { return fits(one, signs); });
  return static_cast<std::size_t>(line - kTable.begin());
}

RowMeaning meaning_of(const Signs& signs) { return kTable.at(truth_line_of(signs)).meaning; }

std::string drawn(const Signs& signs) { return drawn_row(signs); }

std::string drawn(const TruthLine& line) {
  return line.meaning.doubt == "unclear_mark" ? "any sign unclear" : drawn_row(line);
}

std::string_view to_word(Sign sign) {
  switch (sign) {
    case Sign::left:
      return "left";
    case Sign::marked:
      return "marked";
    case Sign::removed:
      return "removed";
    case Sign::unclear:
      return "unclear";
  }
  std::abort();
}

}  // namespace tallyd
