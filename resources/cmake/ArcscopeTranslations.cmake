# The texts of the window in other languages: of resources/translations/arcscope_LANGUAGE.ts the build makes
# :/translations/arcscope_LANGUAGE.qm. `cmake --build BUILD --target update_translations` brings the files up to date with
# the sources: new texts are marked as unfinished, those that are gone are dropped.
set(ARCSCOPE_LANGUAGES de)

# Qt6LinguistTools comes with all headers of Qt Tools; the two programs are enough.
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(qt_programs "${qmake}" DIRECTORY)
find_program(ARCSCOPE_LUPDATE NAMES lupdate lupdate6 lupdate-qt6 HINTS "${qt_programs}" /usr/lib/qt6/bin REQUIRED)
find_program(ARCSCOPE_LRELEASE NAMES lrelease lrelease6 lrelease-qt6 HINTS "${qt_programs}" /usr/lib/qt6/bin REQUIRED)

# -I: with the headers lupdate knows the namespaces of the classes that call tr().
set(ARCSCOPE_LUPDATE_COMMAND "${ARCSCOPE_LUPDATE}" -silent -no-obsolete -locations none -source-language en
  -I "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/ui" "${PROJECT_SOURCE_DIR}/app"
  CACHE INTERNAL "Takes -ts FILE besides; a test asks it, too")

# arcscope_translations(target)   compiles the languages into it, and declares update_translations
function(arcscope_translations target)
  set(made "${PROJECT_BINARY_DIR}/translations")
  file(MAKE_DIRECTORY "${made}")
  set(names "")
  set(compiled "")
  set(updates "")
  foreach(language IN LISTS ARCSCOPE_LANGUAGES)
    set(texts "${PROJECT_SOURCE_DIR}/resources/translations/arcscope_${language}.ts")
    add_custom_command(OUTPUT "${made}/arcscope_${language}.qm" DEPENDS "${texts}"
      COMMAND "${ARCSCOPE_LRELEASE}" -silent "${texts}" -qm "${made}/arcscope_${language}.qm" VERBATIM)
    string(APPEND names "<file>arcscope_${language}.qm</file>")
    list(APPEND compiled "${made}/arcscope_${language}.qm")
    list(APPEND updates COMMAND ${ARCSCOPE_LUPDATE_COMMAND} -target-language ${language} -ts "${texts}")
  endforeach()
  file(CONFIGURE OUTPUT "${made}/translations.qrc" @ONLY
    CONTENT "<RCC><qresource prefix=\"/translations\">${names}</qresource></RCC>\n")
  add_custom_command(OUTPUT "${made}/translations.cpp" DEPENDS ${compiled} "${made}/translations.qrc"
    COMMAND Qt6::rcc --name translations -o "${made}/translations.cpp" "${made}/translations.qrc" VERBATIM)
  target_sources(${target} PRIVATE "${made}/translations.cpp")
  set_source_files_properties("${made}/translations.cpp" PROPERTIES
    SKIP_AUTOMOC ON SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
  add_custom_target(update_translations ${updates})
endfunction()
