// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// The parts of a .docx that are the same in all of ours (ECMA-376 part 2, Open Packaging
/// Conventions). Arguments are escaped already.
std::string docx_content_types();
std::string docx_package_relations();
std::string docx_document_relations(const std::string& relations);
std::string docx_image_relation(const std::string& number);
std::string docx_properties(const std::string& title, const std::string& language);
std::string docx_styles(const std::string& language);
std::string docx_document(const std::string& body);

}  // namespace tallyd
