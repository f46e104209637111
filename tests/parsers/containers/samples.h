// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tallyd::test {

/// A ZIP file with one file, "secret.txt", behind a password (AES-256).
std::string encrypted_zip();

/// A ZIP file whose `count` entries all lead to the same packed content.
std::string overlapping_zip(const std::string& content, int count);

/// CMS in DER: signed with the content within, signed without it, encrypted.
std::string signed_cms(const std::string& content);
std::string detached_cms(const std::string& content);
std::string enveloped_cms(const std::string& content);

/// In lines of 64, as in mail.
std::string base64_of(const std::string& bytes);

/// A winmail.dat ([MS-OXTNEF]) with a text and files (name, content).
std::string tnef_file(const std::vector<std::pair<std::string, std::string>>& files,
                      const std::string& text);

/// One whose text is RTF that is not packed ([MS-OXRTFCP] 2.1.3.1).
std::string tnef_with_rtf(const std::string& rtf);

}  // namespace tallyd::test
