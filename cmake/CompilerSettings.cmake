# What every target of ours is compiled with: link normscope_settings PRIVATE.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

add_library(normscope_settings INTERFACE)
target_compile_options(normscope_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    # No fused multiply-add behind our back: the same pixels and initial weights on every machine.
    -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Sees overlapping copies in std::string's own operator+ (GCC bug 105651, mended in 13).
    target_compile_options(normscope_settings INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    # See std::vector<bool>::reserve(), as torch::autograd::Function::apply() calls it, write past its end.
    target_compile_options(normscope_settings INTERFACE -Wno-array-bounds -Wno-stringop-overflow)
endif()
if(NORMSCOPE_WARNINGS_AS_ERRORS)
    target_compile_options(normscope_settings INTERFACE -Werror)
endif()
# LibTorch has a function called slots, so Qt's keyword macros are off everywhere.
target_compile_definitions(normscope_settings INTERFACE QT_NO_KEYWORDS)
target_include_directories(normscope_settings INTERFACE "${PROJECT_SOURCE_DIR}/include")

if(NORMSCOPE_SANITIZE)
    add_compile_options(-fsanitize=${NORMSCOPE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${NORMSCOPE_SANITIZE})
    # dlopen() is then called by the sanitizer's library, for which the system looks at the program's RPATH, not at its
    # RUNPATH: https://github.com/google/sanitizers/issues/1219.
    add_link_options(-Wl,--disable-new-dtags)
endif()
