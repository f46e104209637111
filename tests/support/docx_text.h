// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/temporary_directory.h"

namespace tallyd::test {

/// word/document.xml of a .docx as Python's zipfile finds it.
inline std::string document_xml(const std::string& docx) {
  const TemporaryDirectory directory;
  directory.write("form.docx", docx);
  const std::string command =
      "/usr/bin/python3 -c 'import sys,zipfile; "
      "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(\"word/document.xml\"))' " +
      (directory / "form.docx");
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  return output;
}

}  // namespace tallyd::test
