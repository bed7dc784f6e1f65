# room(NAME SOURCES ... USES ... PRECOMPILE ...) makes the static library of one room; room_test adds its tests.
add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_include_directories(project_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/mockserver)
target_compile_options(project_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  $<$<BOOL:${SANDBOX_WERROR}>:-Werror>
  # Optimising, g++ 12 sees overlaps inside std::string that are none (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>)
# A release leaves out what nothing calls.
target_compile_options(project_options INTERFACE $<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
target_link_options(project_options INTERFACE $<$<CONFIG:Release>:-Wl,--gc-sections>)
if(SANDBOX_SANITIZE)
  target_compile_options(project_options INTERFACE -fsanitize=${SANDBOX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # Sanitised, g++ 12 takes the inside of std::regex for uninitialised, and that of a std::string for out of bounds.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>)
  target_link_options(project_options INTERFACE -fsanitize=${SANDBOX_SANITIZE})
endif()
if(SANDBOX_FUZZ)
  target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SANDBOX_COVERAGE)
  target_compile_options(project_options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(project_options INTERFACE --coverage)
endif()

option(SANDBOX_PRECOMPILE "Precompile the headers that most files of a room include" ON)

# PRECOMPILE: headers that most files of the room, and of its tests, include.
# OPTIMISE, of a release: SPEED where every call comes by, SIZE where few do and much code would only fill memory.
function(room name)
  cmake_parse_arguments(ROOM "" "OPTIMISE" "SOURCES;USES;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(${name} PUBLIC project_options ${ROOM_USES})
  if(ROOM_OPTIMISE STREQUAL "SPEED")
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O3>)
  elseif(ROOM_OPTIMISE STREQUAL "SIZE")
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-Os>)
  endif()
  set_property(TARGET ${name} PROPERTY ROOM_PRECOMPILE ${ROOM_PRECOMPILE})
  if(SANDBOX_PRECOMPILE AND ROOM_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${ROOM_PRECOMPILE})
  endif()
endfunction()

# room_test(<room> <file>...): one test program per room, its cases registered with ctest one by one.
function(room_test name)
  if(NOT SANDBOX_TESTS)
    return()
  endif()
  add_executable(${name}_test ${ARGN})
  target_link_libraries(${name}_test PRIVATE ${name} GTest::gmock GTest::gtest_main)
  if(SANDBOX_PRECOMPILE)
    get_target_property(headers ${name} ROOM_PRECOMPILE)
    if(NOT headers)
      set(headers "")
    endif()
    target_precompile_headers(${name}_test PRIVATE ${headers} <gmock/gmock.h> <gtest/gtest.h>)
  endif()
  # Only for the files that name it, so that a compiler cache serves every other one in any checkout.
  foreach(file IN LISTS ARGN)
    file(STRINGS ${file} named REGEX SOURCE_DIR LIMIT_COUNT 1)
    if(named)
      set_property(SOURCE ${file} APPEND PROPERTY COMPILE_DEFINITIONS SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    endif()
  endforeach()
  gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60)
endfunction()
