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
