// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "daemon/compose/base64.h"
#include "daemon/compose/html.h"
#include "daemon/review/case_file.h"

namespace tallyd {
namespace {

constexpr const char* kHead =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
    "style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
    "body{font:15px/1.4 sans-serif;margin:0;color:#111;background:#fff}\n"
    "main{display:flex;flex-wrap:wrap;gap:1.5em;padding:1em}\n"
    "h1{font-size:1.3em;margin:1em 1em 0}h2{font-size:1.1em}\n"
    "section{flex:1 1 30em;min-width:0}\n"
    "table{border-collapse:collapse;max-width:100%}\n"
    "td,th{border:1px solid #75828f;padding:.3em .5em;text-align:start;vertical-align:top;"
    "overflow-wrap:anywhere}\n"
    ".file{border:1px solid #75828f;padding:.5em 1em;margin-bottom:1em;overflow-x:auto}\n"
    ".file img{max-width:100%;border:1px solid #ccc}\n"
    "p{margin:.3em 0;white-space:pre-wrap}.gone{opacity:.5;text-decoration:line-through}\n"
    "</style>\n";

std::string paragraph(const std::string& text) {
  return "<p dir=\"auto\">" + escape_html(text) + "</p>\n";
}

std::string glyph(const Checkbox& box) {
  switch (box.state) {
    case Checkbox::State::empty:
      return box.round ? "○" : "☐";
    case Checkbox::State::checked:
      return box.round ? "◉" : "☒";
    case Checkbox::State::unclear:
    case Checkbox::State::lost:
      return box.round ? "○(?)" : "☐(?)";
  }
  std::abort();
}

std::string run_html(const Run& run) {
  std::string html = run.box.empty() ? escape_html(run.text) : glyph(run.box.front());
  const auto wrap = [&](bool marked, const std::string& element) {
    if (marked) html = "<" + element + ">" + html + "</" + element + ">";
  };
  wrap(run.marks.bold, "b");
  wrap(run.marks.italic, "i");
  wrap(run.marks.underlined, "u");
  wrap(run.marks.struck, "s");
  wrap(run.marks.highlighted || run.marks.coloured, "mark");
  wrap(run.marks.inserted, "ins");
  wrap(run.marks.deleted, "del");
  return html;
}

std::string blocks_html(const std::vector<Block>& blocks);

std::string table_html(const Table& table) {
  std::string html = "<table dir=\"auto\">\n";
  for (const Row& row : table.rows) {
    html += row.deleted ? "<tr class=\"gone\">" : "<tr>";
    for (const Cell& cell : row.cells) {
      html += "<td";
      if (cell.columns > 1 && cell.columns < 1000) {
        html += " colspan=\"" + std::to_string(cell.columns) + "\"";
      }
      html += ">";
      html += blocks_html(cell.blocks);
      html += "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

std::string blocks_html(const std::vector<Block>& blocks) {
  std::string html;
  for (const Block& block : blocks) {
    if (const auto* table = std::get_if<Table>(&block)) {
      html += table_html(*table);
      continue;
    }
    std::string text;
    for (const Run& run : std::get<Paragraph>(block).runs) text += run_html(run);
    if (!text.empty()) html += "<p dir=\"auto\">" + text + "</p>\n";
  }
  return html;
}

std::string file_html(const ShownFile& file) {
  std::string html = "<div class=\"file\"><h3 dir=\"auto\">" +
                     escape_html(file.name.empty() ? "Text of the message" : file.name) +
                     (file.format.empty() ? "" : " (" + escape_html(file.format) + ")") + "</h3>\n";
  if (file.format.empty()) return html + "<p>It cannot be shown.</p></div>\n";
  for (const PageImage& page : file.document.pages) {
    html += "<img alt=\"page " + std::to_string(page.page) + "\" src=\"data:image/png;base64," +
            base64(page.png) + "\">\n";
  }
  if (file.document.pages.empty()) html += blocks_html(file.document.blocks);
  return html + "</div>\n";
}

std::string row_html(const std::string& name, const std::string& value) {
  return "<tr><th scope=\"row\">" + escape_html(name) + "</th><td dir=\"auto\">" +
         escape_html(value) + "</td></tr>\n";
}

std::string drafts_html(const CaseFile& the_case) {
  if (the_case.drafts.empty()) return "<p>No decision on any draft was read.</p>\n";
  std::string html =
      "<table><tr><th>Draft</th><th>Read</th><th>Seen</th><th>Counts now</th></tr>\n";
  for (const CaseFile::DraftLine& line : the_case.drafts) {
    html += "<tr><th scope=\"row\">" + escape_html(line.draft) + "</th>";
    for (const std::string& text : {line.read, line.evidence, line.stands}) {
      html += "<td dir=\"auto\">";
      html += escape_html(text);
      html += "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

}  // namespace

std::string to_html(const CaseFile& the_case, const std::vector<ShownFile>& files) {
  const std::string title = "Review item " + std::to_string(the_case.item.id);
  std::string html = kHead;
  html += "<title>" + title + "</title></head>\n<body><h1>" + title +
          "</h1><main>\n<section><h2>The message</h2>\n";
  for (const ShownFile& file : files) html += file_html(file);
  if (files.empty()) html += "<p>It cannot be shown.</p>\n";
  html += "</section>\n<section><h2>Why a person must look</h2>\n";
  for (const std::string& reason : the_case.reasons) html += paragraph("• " + reason);
  html += "<h2>What was read</h2>\n" + drafts_html(the_case);
  if (!the_case.attachments.empty()) html += "<h2>Files beside the form</h2>\n";
  for (const std::string& file : the_case.attachments) html += paragraph(file);
  html += "<h2>About the message</h2>\n<table>\n";
  for (const auto& [name, value] : the_case.facts) html += row_html(name, value);
  return html + "</table></section></main></body></html>\n";
}

}  // namespace tallyd
