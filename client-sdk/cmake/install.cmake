# What an app developer gets: `cmake --install BUILD --prefix P --component client`. See client-sdk/README.md.
#
# The C++ SDK is three static libraries: C++ has no binary interface that lasts over compilers and options, so an app
# builds it in. What lasts is the C library, a shared one. The static ones end in it, so all are position-independent;
# and hidden, so that nothing of them shows in what they are built into.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/jiaxin-client)

foreach(part client codec proto)
  set_target_properties(jiaxin_${part} PROPERTIES
    EXPORT_NAME ${part}
    POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
endforeach()
set_target_properties(jiaxin_client_c PROPERTIES EXPORT_NAME client-c)

set(places
  ARCHIVE COMPONENT client
  LIBRARY COMPONENT client
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS jiaxin_client jiaxin_codec jiaxin_proto EXPORT jiaxin-client-cpp ${places})
install(TARGETS jiaxin_client_c EXPORT jiaxin-client-c ${places})
foreach(language cpp c)
  install(EXPORT jiaxin-client-${language} NAMESPACE jiaxin:: DESTINATION ${package_dir} COMPONENT client)
endforeach()

install(DIRECTORY cpp/include/ c/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT client)
install(DIRECTORY ${PROJECT_BINARY_DIR}/protocol/generated/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT client
  FILES_MATCHING PATTERN "*.pb.h")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/protocol/jiaxin c/jiaxin DESTINATION ${CMAKE_INSTALL_DATADIR}/jiaxin/proto
  COMPONENT client FILES_MATCHING PATTERN "*.proto")

configure_package_config_file(cmake/jiaxin-clientConfig.cmake.in jiaxin-clientConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(jiaxin-clientConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/jiaxin-clientConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/jiaxin-clientConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT client)

file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/jiaxin-client-c.pc.in jiaxin-client-c.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/jiaxin-client-c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT client)
