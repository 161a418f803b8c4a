# One place for compiler flags and for how a library, a test and a benchmark are declared.

add_library(arcscope_flags INTERFACE)  # linked PRIVATE: flags never leak to dependents
target_compile_features(arcscope_flags INTERFACE cxx_std_20)
target_compile_options(arcscope_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wdouble-promotion $<$<BOOL:${ARCSCOPE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms on "text" + std::string, GCC bug 105651; they come back in other names with precompiled headers.
  target_compile_options(arcscope_flags INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Files compiled as one are included by another: g++ takes their unnamed namespaces for those of headers, and names
  # in functions for those of the file before.
  target_compile_options(arcscope_flags INTERFACE -Wno-subobject-linkage -Wno-shadow)
endif()
if(ARCSCOPE_ASSERTIONS)
  target_compile_options(arcscope_flags INTERFACE -UNDEBUG)
endif()
if(ARCSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${ARCSCOPE_SANITIZE} -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${ARCSCOPE_SANITIZE})
  if(ARCSCOPE_SANITIZE MATCHES "undefined")
    # A check at every pointer makes g++ 12 compile some files for minutes; the address sanitizer sees bad ones too.
    add_compile_options(-fno-sanitize=null,alignment,object-size,vptr,pointer-overflow)
  endif()
endif()

# arcscope_library(core SOURCES ... PUBLIC ... PRIVATE ...)   include root = project root
function(arcscope_library name)
  cmake_parse_arguments(A "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(arcscope_${name} STATIC ${A_SOURCES})
  add_library(arcscope::${name} ALIAS arcscope_${name})
  set_target_properties(arcscope_${name} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_features(arcscope_${name} PUBLIC cxx_std_20)
  target_include_directories(arcscope_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(arcscope_${name} PUBLIC ${A_PUBLIC} PRIVATE arcscope_flags ${A_PRIVATE})
endfunction()

# arcscope_precompile(target HEADERS...)   for presets that build from nothing; compiler caches prefer to go without
function(arcscope_precompile target)
  if(ARCSCOPE_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# arcscope_precompile_test(tst_curve LIBS...)   the same for tests: the first one of a folder precompiles what most include,
# the others take it from there
function(arcscope_precompile_test name)
  if(NOT ARCSCOPE_PCH OR NOT "${ARGN}" MATCHES "arcscope::(core|ui)")
    return()
  endif()
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp" PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON)  # empty: reading what was precompiled takes longer
  get_property(owner DIRECTORY PROPERTY _arcscope_precompiled)
  if(owner)
    target_precompile_headers(${name} REUSE_FROM ${owner})
    return()
  endif()
  set_property(DIRECTORY PROPERTY _arcscope_precompiled ${name})
  set(headers <QtTest> <QRegularExpression> <cmath> "${PROJECT_SOURCE_DIR}/core/explorer/explorer.h")
  if("${ARGN}" MATCHES "arcscope::ui")
    list(APPEND headers "${PROJECT_SOURCE_DIR}/ui/plots/view.h")
  endif()
  target_precompile_headers(${name} PRIVATE ${headers})
endfunction()

# What XDG_RUNTIME_DIR names in the tests; Qt warns where others may read it.
set(ARCSCOPE_RUNTIME_DIR "${CMAKE_BINARY_DIR}/runtime")
file(MAKE_DIRECTORY "${ARCSCOPE_RUNTIME_DIR}")
file(CHMOD "${ARCSCOPE_RUNTIME_DIR}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

# arcscope_kernels(DISPATCH kernel.cpp BASELINE b.cpp AVX2 a2.cpp AVX512 a5.cpp)   hot loops of core, compiled once for each
# instruction set; DISPATCH chooses at run time
function(arcscope_kernels)
  cmake_parse_arguments(A "" "DISPATCH;BASELINE;AVX2;AVX512" "" ${ARGN})
  set(options -O3 -ffp-contract=fast -fno-math-errno)
  if(ARCSCOPE_SANITIZE)
    # Full optimisation and checks of every lane's arithmetic take minutes a file; addresses and threads stay checked.
    set(options -O1 -ffp-contract=fast -fno-math-errno -fno-sanitize=undefined)
  endif()
  target_sources(arcscope_core PRIVATE ${A_DISPATCH} ${A_BASELINE})
  # Of other options than what is precompiled.
  set_source_files_properties(${A_BASELINE} ${A_AVX2} ${A_AVX512} TARGET_DIRECTORY arcscope_core PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON)
  set_source_files_properties(${A_BASELINE} TARGET_DIRECTORY arcscope_core PROPERTIES COMPILE_OPTIONS "${options}")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    target_sources(arcscope_core PRIVATE ${A_AVX2} ${A_AVX512})
    set_source_files_properties(${A_DISPATCH} TARGET_DIRECTORY arcscope_core PROPERTIES
      COMPILE_DEFINITIONS ARCSCOPE_X86_KERNELS)
    set_source_files_properties(${A_AVX2} TARGET_DIRECTORY arcscope_core PROPERTIES COMPILE_OPTIONS
      "${options};-mavx2;-mfma")
    set_source_files_properties(${A_AVX512} TARGET_DIRECTORY arcscope_core PROPERTIES COMPILE_OPTIONS
      "${options};-mavx512f;-mavx512bw;-mavx512dq;-mavx512vl;-mavx2;-mfma;-mprefer-vector-width=512")
  endif()
endfunction()

# arcscope_test(tst_curve LIBS arcscope::core [FILE other.cpp] [TIMEOUT s] [LABELS full] [THREADS])   one QtTest executable
# from tst_curve.cpp. THREADS: several threads meet in it, it is one of those for the thread sanitizer
function(arcscope_test name)
  cmake_parse_arguments(A "THREADS" "FILE;TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT A_FILE)
    set(A_FILE ${name}.cpp)
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  if(ARCSCOPE_SANITIZE)
    math(EXPR A_TIMEOUT "4 * ${A_TIMEOUT}")  # checks of every access take their time
  endif()
  add_executable(${name} ${A_FILE} ${A_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON CXX_EXTENSIONS OFF)
  target_link_libraries(${name} PRIVATE ${A_LIBS} Qt6::Test arcscope_flags)
  target_compile_definitions(${name} PRIVATE
    ARCSCOPE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" ARCSCOPE_PROGRAM="$<TARGET_FILE:arcscope>")
  arcscope_precompile_test(${name} ${A_LIBS})
  if(A_THREADS)
    if(NOT TARGET threaded_tests)
      add_custom_target(threaded_tests)
    endif()
    add_dependencies(threaded_tests ${name})
    list(APPEND A_LABELS threads)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;XDG_RUNTIME_DIR=${ARCSCOPE_RUNTIME_DIR};TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp:die_after_fork=0")
endfunction()

# arcscope_soak(tst_curve_trace 40 [function])   the same test, or one function of it, again with 40 times as many random
# cases, in the full run only
function(arcscope_soak test factor)
  set(name soak_${test})
  if(ARGN)
    string(REGEX REPLACE "_.*$" "" short "${ARGN}")
    set(name soak_${test}_${short})
  endif()
  set(limit 1200)
  if(factor GREATER 1000)
    set(limit 5400)
  endif()
  add_test(NAME ${name} COMMAND ${test} ${ARGN})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${limit} COST ${limit} LABELS full  # the longest begin first
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;XDG_RUNTIME_DIR=${ARCSCOPE_RUNTIME_DIR};ARCSCOPE_SOAK=${factor};QTEST_FUNCTION_TIMEOUT=${limit}000")
endfunction()

function(_arcscope_walk_links target)
  get_property(seen GLOBAL PROPERTY _arcscope_seen)
  if(target IN_LIST seen)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY _arcscope_seen ${target})
  if(TARGET ${target})
    foreach(prop LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(libs ${target} ${prop})
      if(libs)
        foreach(lib IN LISTS libs)
          string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" lib "${lib}")
          _arcscope_walk_links(${lib})
        endforeach()
      endif()
    endforeach()
  endif()
endfunction()

# Configure-time layering check, transitive: `target` may not link Qt.
function(arcscope_assert_no_qt target)
  set_property(GLOBAL PROPERTY _arcscope_seen "")
  _arcscope_walk_links(${target})
  get_property(links GLOBAL PROPERTY _arcscope_seen)
  foreach(lib IN LISTS links)
    if(lib MATCHES "^Qt[0-9]?::|Qt6")
      message(FATAL_ERROR "${target} must stay free of Qt but links ${lib}")
    endif()
  endforeach()
endfunction()
