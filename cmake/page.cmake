# The page is built by page/build.sh where Node.js is there, and its files become
# part of the library. Without Node.js the command and the API are whole; the page's
# address then tells how to get it.
set(CHANCERY_PAGE AUTO CACHE STRING "Build the page in: AUTO (where it can be), ON (or fail), OFF")
set(PAGE_SOURCE ${CMAKE_BINARY_DIR}/page_files.c)
set(PAGE_FOLDER ${CMAKE_BINARY_DIR}/page)
set(PAGE_STAMP)
find_program(NODE node)
find_program(NPM npm)
if(NOT CHANCERY_PAGE STREQUAL "OFF" AND NODE AND NPM AND EXISTS ${CMAKE_SOURCE_DIR}/page/build.sh)
  file(GLOB_RECURSE page_inputs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/page/*)
  list(FILTER page_inputs EXCLUDE REGEX "/(node_modules|dist)/")
  set(PAGE_STAMP ${CMAKE_BINARY_DIR}/page.stamp)
  add_custom_command(OUTPUT ${PAGE_STAMP}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PAGE_FOLDER} -DMUST=${CHANCERY_PAGE}
      -P ${CMAKE_SOURCE_DIR}/cmake/build-page.cmake
    COMMAND ${CMAKE_COMMAND} -E touch ${PAGE_STAMP}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} DEPENDS ${page_inputs}
    COMMENT "Building the page" VERBATIM)
else()
  file(REMOVE_RECURSE ${PAGE_FOLDER})
endif()
add_custom_command(OUTPUT ${PAGE_SOURCE}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${PAGE_FOLDER} -DOUT=${PAGE_SOURCE}
    -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${CMAKE_SOURCE_DIR}/cmake/embed.cmake ${PAGE_STAMP} VERBATIM)
