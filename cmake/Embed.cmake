# SPDX-License-Identifier: GPL-3.0-or-later
# tallyd_embed(NAME OUTPUT ROOT files...): writes a source file that defines
#   extern const std::vector<EmbeddedFile> NAME;   (config/embedded.h)
# with each file's path below ROOT and its text. Raw strings are cut below the 64 KiB that compilers
# must take; templates are far shorter.
function(tallyd_embed name output root)
  set(source "// Made by cmake/Embed.cmake. Do not edit.\n#include \"config/embedded.h\"\n\nnamespace tallyd {\nconst std::vector<EmbeddedFile>& ${name}() {\n  static const std::vector<EmbeddedFile> kFiles = {\n")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${root}/${file})
    file(READ ${root}/${file} text)
    string(APPEND source "      {\"${file}\", R\"tallyd(${text})tallyd\"},\n")
  endforeach()
  string(APPEND source "  };\n  return kFiles;\n}\n}  // namespace tallyd\n")
  file(CONFIGURE OUTPUT ${output} CONTENT "${source}" @ONLY)
endfunction()
