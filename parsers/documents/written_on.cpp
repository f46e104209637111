// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/written_on.h"

#include <algorithm>

namespace tallyd {
namespace {

constexpr double kDecides = 30;  // points

/// The paragraphs at whose height it is, or half a line away. What runs over the third line of an
/// option and those below is a signature, as a rule, and those lines do not decide. least: their
/// height, where the words stand in another cell.
void tell(const std::vector<Area>& unread, double points, std::vector<Paragraph>& paragraphs,
          double least = 0) {
  constexpr double kAway = 4;
  for (const Area& ink : unread) {
    const double middle = ink.middle_y() * points;
    for (Paragraph& paragraph : paragraphs) {
      const Place& place = paragraph.place;
      const double height = std::max(place.height + kAway, least);
      const double end = place.y + std::min(height, kDecides);
      const bool here = middle > place.y - kAway && middle < end;
      if (here) paragraph.written_on = WrittenOn::yes;
    }
  }
}

/// The paragraphs in any of whose lines it is.
void tell_perhaps(const std::vector<Area>& places, double points,
                  std::vector<Paragraph>& paragraphs) {
  for (const Area& at : places) {
    const double middle = at.middle_y() * points;
    for (Paragraph& paragraph : paragraphs) {
      const Place& place = paragraph.place;
      const bool here = middle > place.y && middle < place.y + place.height;
      if (here) paragraph.written_on = std::max(paragraph.written_on, WrittenOn::perhaps);
    }
  }
}

}  // namespace

void tell_written_on(const ReadPart& part, double points, std::vector<Paragraph>& paragraphs) {
  tell(unread_ink(part.ink, part.area, part.words, part.boxes, part.places), points, paragraphs);
  tell_perhaps(perhaps_over_words(part.ink, part.area, part.words, part.boxes, part.places), points,
               paragraphs);
  for (const DrawnBox& box : part.boxes) {
    if (box.dotted && box.state == Checkbox::State::empty) tell({box.area}, points, paragraphs);
  }
  // Tails and dots of Arabic reach over the lines of a tight table.
  if (part.edges == ReadPart::Edges::ruled && part.places == WordPlaces::exact) {
    tell(ink_over_lines(part.ink, part.area, part.boxes), points, paragraphs);
  }
}

void tell_strokes(const std::vector<Area>& strokes, double points,
                  std::vector<Paragraph>& paragraphs) {
  tell(strokes, points, paragraphs, kDecides);
}

PixPtr without_strokes(Pix* words, Pix* strokes) {
  constexpr int kWider = 7;  // they fade out
  PixPtr bare(pixCopy(nullptr, words));
  const PixPtr wider(pixDilateBrick(nullptr, strokes, kWider, kWider));
  if (bare && wider) pixSetMasked(bare.get(), wider.get(), 255);
  return bare;
}

}  // namespace tallyd
