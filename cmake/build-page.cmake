# Runs page/build.sh into FOLDER. Without a way to fetch its packages there is no page,
# which is no failure unless MUST is ON.
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND bash page/build.sh ${FOLDER} RESULT_VARIABLE status)
if(status EQUAL 0)
  return()
endif()
file(REMOVE_RECURSE ${FOLDER})
if(MUST STREQUAL "ON")
  message(FATAL_ERROR "the page could not be built")
endif()
message(WARNING "The page could not be built; the command goes without it. "
                "Delete page.stamp in the build folder to try again.")
