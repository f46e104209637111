// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/documents/budget.h"
#include "parsers/documents/docx_styles.h"
#include "parsers/documents/package.h"
#include "parsers/documents/xml.h"
#include "parsers/parsers.h"

namespace tallyd {

/// The parts of a docx around its main one: relations, styles, lists. What is rarely needed is
/// unpacked when it is first asked for.
class DocxParts {
 public:
  /// All are borrowed. `main_part`: the name of the part whose relations these are.
  DocxParts(Package& package, Budget& budget, const Tools& tools, std::string main_part);

  Package& package() { return package_; }
  Budget& budget() { return budget_; }
  const Tools& tools() const { return tools_; }
  const DocxStyles& styles() const { return styles_; }
  void load_styles();

  /// The part that a relation's id leads to; empty: none, or it leads out of the file.
  std::string target(std::string_view id);
  /// The same by the end of the relation's type: "/styles", "/footnotes".
  std::string target_of_type(std::string_view type_end);
  std::vector<std::string> targets_of_type(std::string_view type_end);

  /// The sign before a paragraph of that list where it is a box, a tick or a cross; else empty:
  /// numbers and ordinary bullets mark nothing.
  std::string list_sign(const ListLevel& level);

 private:
  void load_relations();
  void load_lists();

  Package& package_;
  Budget& budget_;
  const Tools& tools_;
  std::string main_part_;
  struct Relation {
    std::string type, target;
  };
  std::optional<std::map<std::string, Relation, std::less<>>> relations_;
  std::optional<std::map<std::pair<std::string, std::string>, std::string>> list_signs_;
  DocxStyles styles_;
};

/// The relations of a part: "word/document.xml" → "word/_rels/document.xml.rels".
std::string relations_part(std::string_view part);

/// `target` as written in the relations of `part`, as a name in the package.
std::string resolve_target(std::string_view part, std::string_view target);

}  // namespace tallyd
