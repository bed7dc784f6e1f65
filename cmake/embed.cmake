# embed(<target> <symbol> <file>) puts a file into the binary; embedded.hpp declares how to read it:
#   EMBEDDED(symbol) declares `std::string_view symbol()`.
function(embed target symbol file)
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT [[
    .section .rodata
    .global embedded_@symbol@_begin
    .global embedded_@symbol@_end
    .balign 16
embedded_@symbol@_begin:
    .incbin "@file@"
embedded_@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
  target_sources(${target} PRIVATE ${assembly})
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${file})
endfunction()

# embed_files(<target> <symbol> <directory> <file>...) puts files, named relative to a directory, into the binary as one
# table; embedded_files.hpp declares how to read it.
function(embed_files target symbol directory)
  set(number 0)
  set(declarations "")
  set(rows "")
  foreach(file IN LISTS ARGN)
    embed(${target} ${symbol}_${number} ${directory}/${file})
    string(APPEND declarations "EMBEDDED(${symbol}_${number});\n")
    string(APPEND rows "      {\"${file}\", ${symbol}_${number}()},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  file(CONFIGURE OUTPUT ${table} @ONLY CONTENT [[
#include "cmake/embedded.hpp"
#include "cmake/embedded_files.hpp"
@declarations@
EMBEDDED_FILES(@symbol@) {
  static const EmbeddedFile files[] = {
@rows@  };
  return files;
}
]])
  target_sources(${target} PRIVATE ${table})
endfunction()
