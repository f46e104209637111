// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/limits.h"
#include "parsers/parsers.h"

/// parsers/documents/: one adapter per format, each from the bytes of one file to a Document.
///
/// A format is added by one file here (and its declaration below) and one row in kFormats
/// (format.cpp). An adapter never throws, keeps to the Limits and gives what it could read; what it
/// could not read is a sentence in Document::doubts, for a person. It gives what is on the page, in
/// reading order, and decides nothing: no words of the form are known here.
namespace tallyd {

/// A file as it came: an attachment, a part of a message, an entry of an archive.
struct File {
  std::string_view bytes;
  std::string_view name = {};  ///< as the sender calls it; may be empty, may lie
  std::string_view type = {};  ///< declared media type, lower case, no parameters; may lie
};

struct Format {
  std::string_view name;              ///< Document::format
  bool (*recognises)(const File& f);  ///< content first, then the name, last the declared type
  Document (*read)(std::string_view bytes, const Limits& limits, const Tools& tools);
};

/// The first format of the table that recognises the file, or null: no document (an archive, a
/// sound, …). Cheap: looks at magic numbers and at most at an archive's directory.
const Format* find_format(const File& file);

/// By its name, or null.
const Format* find_format_named(std::string_view name);

/// Reads a file by the format that recognises it. None does: an empty Document whose format is
/// empty.
Document read_document(const File& file, const Limits& limits, const Tools& tools);

/// An adapter's two functions, as they stand in the table.
bool is_docx(const File& file);
Document read_docx(std::string_view bytes, const Limits& limits, const Tools& tools);

bool is_odt(const File& file);
Document read_odt(std::string_view bytes, const Limits& limits, const Tools& tools);
bool is_flat_odt(const File& file);
Document read_flat_odt(std::string_view bytes, const Limits& limits, const Tools& tools);

/// OLE files: old Word, and newer Word behind a password; by Tools::convert.
bool is_doc(const File& file);
Document read_doc(std::string_view bytes, const Limits& limits, const Tools& tools);
bool is_rtf(const File& file);
Document read_rtf(std::string_view bytes, const Limits& limits, const Tools& tools);
/// What else only an office suite reads (WordPerfect, Works, Word 2003 XML, AbiWord, …).
bool is_foreign(const File& file);
Document read_foreign(std::string_view bytes, const Limits& limits, const Tools& tools);

/// A file of HTML or plain text, whole: see quoted.h for the body of a message.
bool is_html(const File& file);
Document read_html(std::string_view bytes, const Limits& limits, const Tools& tools);
bool is_text(const File& file);
Document read_text(std::string_view bytes, const Limits& limits, const Tools& tools);

/// Text, fields of forms, and scanned pages.
/// load_for_pdf: what poppler would otherwise look for on disk, once, before a confinement.
void load_for_pdf();
bool is_pdf(const File& file);
Document read_pdf(std::string_view bytes, const Limits& limits, const Tools& tools);

/// PNG, JPEG, TIFF (many pages), BMP, GIF, WebP, PNM: scans, photographs, faxes. Dimensions are
/// read from the header and held against the limits before anything is decoded.
bool is_image(const File& file);
Document read_image(std::string_view bytes, const Limits& limits, const Tools& tools);
/// Several image files that are the pages of one document, in order: a form that was photographed
/// page by page.
Document read_images(const std::vector<std::string_view>& files, const Limits& limits,
                     const Tools& tools);

}  // namespace tallyd
