// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/document.h"
#include "parsers/documents/unread_ink.h"

namespace tallyd {

/// A part of a page whose words were recognised.
struct ReadPart {
  enum class Edges { white, ruled };
  Pix* ink = nullptr;  ///< the page without boxes, their marks and the table's lines
  Area area;
  const std::vector<OcrWord>& words;   ///< must outlive it
  const std::vector<DrawnBox>& boxes;  ///< likewise
  WordPlaces places = WordPlaces::exact;
  Edges edges = Edges::white;  ///< ruled: it is a table's cell
};

/// Tells the paragraphs among whose words somebody wrote or drew by hand, or in whose empty box a
/// pen left a dot. points: of a pixel.
void tell_written_on(const ReadPart& part, double points, std::vector<Paragraph>& paragraphs);

/// The same of boxes in a cell of their own, beside which strokes were drawn (take_strokes()).
void tell_strokes(const std::vector<Area>& strokes, double points,
                  std::vector<Paragraph>& paragraphs);

/// A page's words without the strokes of its marks (1 bit), which a tick's tail draws through them.
PixPtr without_strokes(Pix* words, Pix* strokes);

}  // namespace tallyd
