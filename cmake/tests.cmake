# Every tests/STEP/*.c is one cmocka program; it may include internal headers.
enable_testing()
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
if(CMOCKA_FOUND)
  foreach(step IN LISTS STEPS )
    file(GLOB test_sources CONFIGURE_DEPENDS tests/${step}/*.c)
    foreach(source IN LISTS test_sources)
      get_filename_component(name ${source} NAME_WE)
      set(target test_${step}_${name})
      add_executable(${target} ${source})
      target_include_directories(${target} PRIVATE src tests)
      target_link_libraries(${target} PRIVATE chancery PkgConfig::CMOCKA)
      target_compile_definitions(${target} PRIVATE SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      add_test(NAME ${step}.${name} COMMAND ${target})
      set_tests_properties(${step}.${name} PROPERTIES
        WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 300)
    endforeach()
  endforeach()
endif()

# Every tests/cli/*.sh is a test of the command: it gets the build folder.
file(GLOB cli_tests CONFIGURE_DEPENDS tests/cli/*.sh tests/*.sh)
foreach(script IN LISTS cli_tests)
  get_filename_component(name ${script} NAME_WE)
  add_test(NAME cli.${name} COMMAND bash ${script} ${CMAKE_BINARY_DIR})
  set_tests_properties(cli.${name} PROPERTIES
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 600)
endforeach()

# The page in a real browser; skipped where Node or Chromium is missing, but on CI a
# failure. Under the sanitizers the server has tests of its own.
if(NOT CHANCERY_SANITIZE)
  add_test(NAME page.browser COMMAND bash tests/page/run.sh ${CMAKE_BINARY_DIR})
  set_tests_properties(page.browser PROPERTIES
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 1800 SKIP_RETURN_CODE 77 RUN_SERIAL ON)
endif()

# Every tests/fuzz/fuzz_*.c is a libFuzzer target with seeds in
# tests/fuzz/seeds/NAME. Without CHANCERY_FUZZ each is built with a small driver
# and run once over its seeds, so that a target cannot rot.
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/fuzz_*.c)
foreach(source IN LISTS fuzz_sources)
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE "fuzz_" "" short ${name})
  if(CHANCERY_FUZZ)
    add_executable(${name} ${source})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(${name} ${source} tests/fuzz/driver.c)
    add_test(NAME fuzz.${short} COMMAND ${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/seeds/${short})
    set_tests_properties(fuzz.${short} PROPERTIES
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 300)
  endif()
  target_include_directories(${name} PRIVATE src)
  target_link_libraries(${name} PRIVATE chancery)
endforeach()
