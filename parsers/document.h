// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace tallyd {

/// The neutral form of every document that a ministry sends back. Adapters in parsers/documents/
/// fill it; parsers/forms/ reads it and knows nothing of formats.

/// What a sender may have done to a run of text.
struct Marks {
  bool bold = false;
  bool italic = false;
  bool underlined = false;
  bool struck = false;
  bool highlighted = false;  ///< background colour
  bool coloured = false;     ///< text neither black nor automatic
  bool inserted = false;     ///< by a tracked change not yet accepted
  bool deleted = false;      ///< by a tracked change not yet accepted: the text is still given
  bool unseen = false;       ///< white on white, tiny or off the page: the text is still given
  bool operator==(const Marks&) const = default;
};

/// Where something is on a page, in points (1/72 inch) from the top left corner. page is counted
/// from 1; 0: the format has no pages.
struct Place {
  int page = 0;
  double x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Place&) const = default;
};

/// The smallest that holds both; of different pages the first, unless it is none.
Place joined(const Place& a, const Place& b);

/// A box or circle that can be marked and whose state the format itself knows. Boxes typed as text
/// (☐ ☒ [ ] [X] ⃝ ●) stay text: the form reader weighs them.
struct Checkbox {
  enum class State {
    empty,
    checked,
    unclear,  ///< drawn, and the ink decides nothing: a doubt
    lost,     ///< the file does not say, or a scan may have lost it; shown as an empty box
  };
  enum class Origin {
    legacy_field,     ///< Word FORMCHECKBOX
    content_control,  ///< w14:checkbox
    form_control,     ///< ODF, HTML input
    acroform,         ///< PDF button
    drawn,            ///< a shape on a page: scan, vector drawing
  };
  State state = State::empty;
  Origin origin = Origin::legacy_field;
  bool round = false;  ///< radio button or circle
  Place place = {};    ///< of a drawn one: its outline
  bool operator==(const Checkbox&) const = default;
};

/// Either text or a box, never both.
struct Run {
  std::string text;  ///< UTF-8, logical order; "\n" for a line break, "\t" for a tab
  Marks marks;
  std::vector<Checkbox> box;  ///< none or one
  bool operator==(const Run&) const = default;
};

/// Of a picture: whether ink stands among the words that is none of them, drawn by hand. perhaps:
/// over words that are hard to read for some reason.
enum class WrittenOn { no, perhaps, yes };

struct Paragraph {
  std::vector<Run> runs;
  Place place;
  WrittenOn written_on = WrittenOn::no;
};

struct Table;
using Block = std::variant<Paragraph, Table>;

struct Cell {
  std::vector<Block> blocks;
  int columns = 1;         ///< columns that it spans
  bool continued = false;  ///< the lower part of a cell that began in a row above
};
struct Row {
  std::vector<Cell> cells;
  bool deleted = false;   ///< by a tracked change
  bool inserted = false;  ///< by a tracked change
};
struct Table {
  std::vector<Row> rows;
};

/// A picture of a page, kept for the person who reviews.
struct PageImage {
  int page = 0;
  std::string png;
  double points = 0;  ///< of one of its pixels; 0: places do not fit it
};

/// A picture within a document: a logo, a signature, or the photograph of a whole form that
/// somebody put into Word. As stored: PNG, JPEG, TIFF, …
struct Picture {
  std::string bytes;
  double width = 0, height = 0;  ///< as shown, in points; 0: not known
};

struct Document {
  std::string format;  ///< "docx", "odt", "html", "text", "pdf", "scan", "doc", "rtf"
  std::vector<Block> blocks;
  std::vector<std::string> doubts;  ///< what of the document could not be read, for a person
  std::vector<PageImage> pages;     ///< scans that were not read; others where Limits asks
  bool recognised = false;          ///< by looking at pictures: something may have been missed
  bool misread = false;             ///< its words, too: letters may be wrong
  /// Of its words below the boxes: other readings of lines that were not read with certainty.
  std::vector<std::string> read_again;
  std::vector<Picture> pictures;  ///< docx and odt, in document order
  std::string margins;            ///< lines of page headers, footers and watermarks
};

}  // namespace tallyd
