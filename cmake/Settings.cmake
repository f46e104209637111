# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of ours is compiled with; third-party code never sees it.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

add_library(tallyd_settings INTERFACE)
target_compile_features(tallyd_settings INTERFACE cxx_std_20)
configure_file(${PROJECT_SOURCE_DIR}/config/version.h.in ${PROJECT_BINARY_DIR}/include/config/version.h @ONLY)
target_include_directories(tallyd_settings INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/include)
target_compile_options(tallyd_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
  -fstack-protector-strong $<$<BOOL:${TALLYD_DEV}>:-Werror>)
# A list with a comma may not pass through a generator expression: hence if().
if(TALLYD_SANITIZE)
  add_compile_options(-fsanitize=${TALLYD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TALLYD_SANITIZE})
  if(TALLYD_SANITIZE MATCHES "undefined")
    # It asks the kernel, by a pipe, whether memory can be read: a confined reader may not.
    add_compile_options(-fno-sanitize=vptr)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-Wno-maybe-uninitialized)  # g++ 12 is wrong about std::regex there
  endif()
endif()
if(TALLYD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# tallyd_library(NAME sources...): the one static library of a folder.
function(tallyd_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC tallyd_settings)
endfunction()
