// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/written_on.h"

#include <algorithm>

namespace tallyd {
namespace {

/// The paragraphs at whose height it is, or half a line away. What runs over the third line of an
/// option and those below is a signature, as a rule, and those lines do not decide.
void tell(const std::vector<Area>& unread, double points, std::vector<Paragraph>& paragraphs) {
  constexpr double kAway = 4;  // points
  constexpr double kDecides = 30;
  for (const Area& ink : unread) {
    const double middle = ink.middle_y() * points;
    for (Paragraph& paragraph : paragraphs) {
      const Place& place = paragraph.place;
      const double end = place.y + std::min(place.height + kAway, kDecides);
      const bool here = middle > place.y - kAway && middle < end;
      paragraph.written_on = paragraph.written_on || here;
    }
  }
}

}  // namespace

void tell_written_on(const ReadPart& part, double points, std::vector<Paragraph>& paragraphs) {
  tell(unread_ink(part.ink, part.area, part.words, part.boxes, part.places), points, paragraphs);
  // Tails and dots of Arabic reach over the lines of a tight table.
  if (part.edges == ReadPart::Edges::ruled && part.places == WordPlaces::exact) {
    tell(ink_over_lines(part.ink, part.area, part.boxes), points, paragraphs);
  }
}

PixPtr without_strokes(Pix* words, Pix* strokes) {
  constexpr int kWider = 7;  // they fade out
  PixPtr bare(pixCopy(nullptr, words));
  const PixPtr wider(pixDilateBrick(nullptr, strokes, kWider, kWider));
  if (bare && wider) pixSetMasked(bare.get(), wider.get(), 255);
  return bare;
}

}  // namespace tallyd
