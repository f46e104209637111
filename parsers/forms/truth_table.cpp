// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/truth_table.h"

namespace tallyd {
namespace {

bool any_is(const Signs& s, Sign sign) {
  return s.assigns == sign || s.refuses == sign || s.no_comments == sign ||
         s.comments_attached == sign;
}

/// The inner circles of an assigning row.
RowMeaning assigned(const Signs& s) {
  const bool none = s.no_comments == Sign::marked;
  const bool attached = s.comments_attached == Sign::marked;
  if (none && attached) return {Authority::assigned, Comments::conflict, "both_circles_marked"};
  if (none) return {Authority::assigned, Comments::none, {}};
  if (attached) return {Authority::assigned, Comments::attached, {}};
  const bool none_out = s.no_comments == Sign::removed;
  const bool attached_out = s.comments_attached == Sign::removed;
  if (attached_out && !none_out) return {Authority::assigned, Comments::none, {}};
  if (none_out && !attached_out) return {Authority::assigned, Comments::attached, {}};
  return {Authority::assigned, Comments::unspecified, {}};
}

RowMeaning not_assigned(const Signs& s) {
  if (s.no_comments == Sign::marked || s.comments_attached == Sign::marked) {
    return {Authority::not_assigned, Comments::conflict, "circle_without_authority"};
  }
  return {Authority::not_assigned, Comments::unspecified, {}};
}

/// No outer box is marked: what was removed decides, then the inner circles.
RowMeaning without_box(const Signs& s) {
  const bool assigns_out = s.assigns == Sign::removed;
  const bool refuses_out = s.refuses == Sign::removed;
  if (assigns_out && refuses_out) {
    return {Authority::conflict, Comments::conflict, "both_boxes_removed"};
  }
  if (refuses_out) return assigned(s);
  if (assigns_out) return not_assigned(s);
  if (s.no_comments == Sign::marked || s.comments_attached == Sign::marked) return assigned(s);
  if (any_is(s, Sign::removed)) return {Authority::none, Comments::none, "only_circle_removed"};
  return {Authority::none, Comments::none, {}};
}

}  // namespace

RowMeaning meaning_of(const Signs& s) {
  if (any_is(s, Sign::unclear)) return {Authority::conflict, Comments::conflict, "unclear_mark"};
  const bool assigns = s.assigns == Sign::marked;
  const bool refuses = s.refuses == Sign::marked;
  if (assigns && refuses) return {Authority::conflict, Comments::conflict, "both_boxes_checked"};
  if (assigns) return assigned(s);
  if (refuses) return not_assigned(s);
  return without_box(s);
}

}  // namespace tallyd
