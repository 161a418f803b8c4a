# What `cmake --install` puts on a machine, and the Debian package that `cpack` makes of it.
include(GNUInstallDirs)
set(ARCSCOPE_RELEASE_DATE "2026-11-28" CACHE STRING "Of this version, in the manual page and the software centre")
set(desktop "${PROJECT_SOURCE_DIR}/resources/desktop")
set(made "${PROJECT_BINARY_DIR}/install")

configure_file("${desktop}/arcscope.1.in" "${made}/arcscope.1.in" @ONLY)
configure_file("${desktop}/changelog.in" "${made}/changelog" @ONLY)
configure_file("${desktop}/arcscope.metainfo.xml.in" "${made}/arcscope.metainfo.xml" @ONLY)
# The manual page has the flags that the program itself names.
add_custom_command(OUTPUT "${made}/arcscope.1"
  COMMAND sh "${desktop}/man_page.sh" $<TARGET_FILE:arcscope> "${made}/arcscope.1.in" > "${made}/arcscope.1"
  DEPENDS arcscope "${desktop}/man_page.sh" "${made}/arcscope.1.in" VERBATIM)
# Compressed without name and time of day: the same bytes from the same source.
foreach(name arcscope.1 changelog)
  add_custom_command(OUTPUT "${made}/${name}.gz" DEPENDS "${made}/${name}"
    COMMAND gzip -9nc "${made}/${name}" > "${made}/${name}.gz" VERBATIM)
  list(APPEND packed_files "${made}/${name}.gz")
endforeach()
add_custom_target(arcscope_packed ALL DEPENDS ${packed_files})

install(TARGETS arcscope RUNTIME)
install(FILES "${desktop}/arcscope.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${desktop}/arcscope.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES "${desktop}/arcscope-mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME arcscope.xml)
install(FILES "${made}/arcscope.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${made}/arcscope.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${made}/changelog.gz" "${desktop}/copyright" "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
              "${PROJECT_SOURCE_DIR}/resources/sessions.md" "${PROJECT_SOURCE_DIR}/resources/tours.md"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/arcscope")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME arcscope)
set(CPACK_PACKAGE_CONTACT "The Arcscope developers <maintainers@arcscope.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "explorer of deep random networks")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "/usr")
set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # the libraries that the program is linked with, as dependencies
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6")  # icons are SVG: a plugin, which no link shows
# Plugins for Wayland, where the window needs XWayland without them; and Qt's own texts, in dialogs for files.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "dataset-fashion-mnist, ffmpeg")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "A curve is sent through a deep random network; its image in every layer is seen
at once while depth, width, weight and bias scale and activation are moved.
Lengths, transitions of neurons and linear regions are measured exactly, theory
stands beside them, networks are trained and watched as they learn, and every
view is written as a figure for print.")
include(CPack)
