install(TARGETS chancery_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS chancery ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/chancery.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# With what explains them: both are there to be read and extended.
install(DIRECTORY data models DESTINATION ${CMAKE_INSTALL_DATADIR}/chancery)
install(FILES LICENSE README.md doc/mentions.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
configure_file(cmake/chancery.pc.in chancery.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/chancery.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The manual page is written by the command itself, from its table of verbs.
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/chancery.1
    COMMAND chancery_command manual > ${CMAKE_BINARY_DIR}/chancery.1
    DEPENDS chancery_command VERBATIM)
  add_custom_target(manual ALL DEPENDS ${CMAKE_BINARY_DIR}/chancery.1)
  install(FILES ${CMAKE_BINARY_DIR}/chancery.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
