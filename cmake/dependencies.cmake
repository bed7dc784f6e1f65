# Every library the project stands on, each a Debian 12 package. A room names the ones it may use in its own CMakeLists.txt.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(EXPAT REQUIRED)
find_package(pugixml REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
# Without pkg-config data of its own.
find_path(HTTP_PARSER_INCLUDE_DIR http_parser.h REQUIRED)
find_library(HTTP_PARSER_LIBRARY http_parser REQUIRED)
add_library(http_parser::http_parser UNKNOWN IMPORTED)
set_target_properties(http_parser::http_parser PROPERTIES
  IMPORTED_LOCATION ${HTTP_PARSER_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${HTTP_PARSER_INCLUDE_DIR})
# Its pkg-config flags carry the -D's that change class layouts: never include <httplib.h> without them.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
if(SANDBOX_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
