// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/pix.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

struct BoxKind;

constexpr int kRowOfBoxes = 4;  ///< of one draft: as many options as it has

/// A box or circle on a page, to be marked by hand or printed with its mark.
struct DrawnBox {
  Area area;       ///< of its outline, not of the mark
  Area sign = {};  ///< the mark, where it is typed before the box; width 0: it is not
  bool round = false;
  bool bracketed = false;    ///< [ ] or ( )
  bool typed = false;        ///< it is printed with its mark; its state is known
  std::size_t kind = 0;      ///< in the list of kinds
  bool first = false;        ///< nothing stands on its line before it, from the left
  bool last = false;         ///< nothing behind it
  double score = 1;          ///< how well its outline is covered
  double core = 1;           ///< of its kind, the part that is ink here
  double mark = 0;           ///< ink in it and attached to it, as a share of its square
  double beside = 0;         ///< of that, towards its words: a stroke, or a letter that touches
  double faint = 0;          ///< share of ink within it, the paler ink too
  double around = 0;         ///< share of ink close by, where its words are not
  bool ringed = false;       ///< a loop is drawn around it
  bool hairline = false;     ///< of such a kind
  bool crossed = false;      ///< its two diagonals are drawn, by hairlines or palely
  bool pale_stroke = false;  ///< a stroke within it, in the paler ink too
  bool pale = false;         ///< what is within is paler than print
  bool slim = false;         ///< nothing attached to it goes far beyond its outline
  bool close = false;        ///< nor further than half its width
  bool dotted = false;       ///< a dot is within it, larger than dust
  double corners = 0;        ///< share of ink, the paler too, in three corners within its outline
  bool dashed = false;       ///< all that is within is one stroke that lies
  bool spanned = false;      ///< a stroke as dark as its outline runs within it, both ways
  Checkbox::State state = Checkbox::State::unclear;
  Checkbox::Origin origin = Checkbox::Origin::drawn;
  std::string text = {};   ///< the character that it is; empty: it is drawn
  bool untouched = false;  ///< a field on a page on which nobody drew: its own state counts
  std::size_t look = 0;    ///< of a field: those with the same number are drawn alike when off
  bool blank = false;      ///< a field that is off and looks like others of its look that are
  bool on_print = false;   ///< a field that lies on a printed empty box: both are this one
  bool in_doubt = false;   ///< one of those that is off, and what is in it may be the print
};

/// Of one shape and size.
bool alike(const DrawnBox& a, const DrawnBox& b);

/// The empty boxes of a page, and what looks like one among words.
struct EmptyBoxes {
  std::vector<DrawnBox> boxes;
  std::vector<DrawnBox> within;
};

/// The empty boxes of a page: pairs of brackets, and outlines of a letter's size with nothing
/// within, first or last on their line or like several that are, of a shape that does not also
/// occur within words. ink: without the table's lines. whole: with those lines, one of which may be
/// a box's side.
EmptyBoxes find_empty_boxes(Pix* ink, Pix* whole);

/// Adds those that have a cross or a tick typed before them, of what is among words on a page and
/// like an empty box of any page: "X ☐".
void add_typed_before(Pix* bits, const Ink& ink, const std::vector<std::vector<DrawnBox>>& empty,
                      const std::vector<DrawnBox>& within, std::vector<DrawnBox>& boxes);

/// Options have their boxes before their words, or all behind: round letters at the other end of
/// the lines are taken out, unless they are like the boxes.
void keep_one_side(std::vector<std::vector<DrawnBox>>& boxes);

/// All boxes of these kinds, marked ones too: those found empty, and wherever in a kind's columns
/// its outline is covered by ink. Sorted by y, then x. faint: the paler ink, too, without the
/// lines.
std::vector<DrawnBox> find_boxes(Pix* ink, Pix* whole, Pix* faint,
                                 const std::vector<BoxKind>& kinds, std::vector<DrawnBox> empty);

}  // namespace tallyd
