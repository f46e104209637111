// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/shown.h"

#include <nlohmann/json.hpp>

namespace tallyd {
namespace {

using nlohmann::json;

enum Bit {
  bold = 1,
  italic = 2,
  underlined = 4,
  struck = 8,
  highlighted = 16,
  coloured = 32,
  inserted = 64,
  deleted = 128
};

int bits_of(const Marks& marks) {
  return (marks.bold ? bold : 0) | (marks.italic ? italic : 0) |
         (marks.underlined ? underlined : 0) | (marks.struck ? struck : 0) |
         (marks.highlighted ? highlighted : 0) | (marks.coloured ? coloured : 0) |
         (marks.inserted ? inserted : 0) | (marks.deleted ? deleted : 0);
}

Marks marks_of(int bits) {
  const auto has = [bits](Bit bit) { return (bits & bit) != 0; };
  return {has(bold),        has(italic),   has(underlined), has(struck),
          has(highlighted), has(coloured), has(inserted),   has(deleted)};
}

/// A run: [text, marks] or [state of the box, round, marks].
json of_run(const Run& run) {
  if (run.box.empty()) return {run.text, bits_of(run.marks)};
  const Checkbox& box = run.box.front();
  return {static_cast<int>(box.state), box.round, bits_of(run.marks)};
}

Run run_of(const json& in) {
  Run run;
  if (in.at(0).is_string()) {
    run.text = in.at(0).get<std::string>();
    run.marks = marks_of(in.at(1).get<int>());
    return run;
  }
  const int state = in.at(0).get<int>();
  if (state < 0 || state > static_cast<int>(Checkbox::State::unclear))
    throw json::out_of_range::create(401, "no state", &in);
  Checkbox box;
  box.state = static_cast<Checkbox::State>(state);
  box.round = in.at(1).get<bool>();
  run.box.push_back(box);
  run.marks = marks_of(in.at(2).get<int>());
  return run;
}

json of_blocks(const std::vector<Block>& blocks);

json of_row(const Row& row) {
  json cells = json::array();
  for (const Cell& cell : row.cells) {
    cells.push_back({{"c", cell.columns}, {"o", cell.continued}, {"b", of_blocks(cell.blocks)}});
  }
  return {{"d", row.deleted}, {"i", row.inserted}, {"c", std::move(cells)}};
}

/// A paragraph is an array of runs, a table an object.
json of_blocks(const std::vector<Block>& blocks) {
  json all = json::array();
  for (const Block& block : blocks) {
    json one = json::array();
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      for (const Run& run : paragraph->runs) one.push_back(of_run(run));
      all.push_back(std::move(one));
      continue;
    }
    for (const Row& row : std::get<Table>(block).rows) one.push_back(of_row(row));
    all.push_back({{"rows", std::move(one)}});
  }
  return all;
}

constexpr int kDepth = 250;  ///< of tables in tables: the stack is ours

std::vector<Block> blocks_of(const json& all, int depth) {
  if (depth > kDepth) throw json::out_of_range::create(401, "too deep", &all);
  std::vector<Block> blocks;
  for (const json& one : all) {
    if (one.is_array()) {
      Paragraph paragraph;
      for (const json& run : one) paragraph.runs.push_back(run_of(run));
      blocks.emplace_back(std::move(paragraph));
      continue;
    }
    Table table;
    for (const json& in : one.at("rows")) {
      Row row;
      row.deleted = in.at("d").get<bool>();
      row.inserted = in.at("i").get<bool>();
      for (const json& cell : in.at("c")) {
        row.cells.push_back({blocks_of(cell.at("b"), depth + 1), cell.at("c").get<int>(),
                             cell.at("o").get<bool>()});
      }
      table.rows.push_back(std::move(row));
    }
    blocks.emplace_back(std::move(table));
  }
  return blocks;
}

}  // namespace

std::string to_bytes(const std::vector<ShownFile>& files) {
  json all = json::array();
  std::string pictures;
  for (const ShownFile& file : files) {
    json pages = json::array();
    for (const PageImage& page : file.document.pages) {
      pages.push_back({page.page, page.png.size()});
      pictures += page.png;
    }
    all.push_back({{"name", file.name},
                   {"format", file.format},
                   {"blocks", of_blocks(file.document.blocks)},
                   {"pages", std::move(pages)}});
  }
  return all.dump(-1, ' ', false, json::error_handler_t::replace) + "\n" + pictures;
}

Result<std::vector<ShownFile>> shown_from_bytes(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return permanent("no message to show");
  std::string_view pictures = bytes.substr(end + 1);
  try {
    std::vector<ShownFile> files;
    for (const json& in : json::parse(bytes.substr(0, end))) {
      ShownFile file{in.at("name").get<std::string>(), in.at("format").get<std::string>(), {}};
      file.document.format = file.format;
      file.document.blocks = blocks_of(in.at("blocks"), 0);
      for (const json& page : in.at("pages")) {
        const auto size = page.at(1).get<std::size_t>();
        if (size > pictures.size()) return permanent("a message to show lacks pictures");
        file.document.pages.push_back(
            {page.at(0).get<int>(), std::string(pictures.substr(0, size))});
        pictures.remove_prefix(size);
      }
      files.push_back(std::move(file));
    }
    return files;
  } catch (const json::exception& e) {
    return permanent(std::string("no message to show: ") + e.what());
  }
}

}  // namespace tallyd
