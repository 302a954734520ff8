# Compiles through ccache where it is installed. The sloppiness is what ccache needs to cache users of a precompiled
# header: https://ccache.dev/manual/latest.html#_precompiled_headers. Paths below the sources count as relative, so that
# a second clone finds what the first has compiled; sanitizers' builds, whose debug information would keep them apart,
# likewise. What is not found is compiled at once: to look for what reads the same after preprocessing costs a fifth more.
find_program(NORMSCOPE_CCACHE ccache)
if(NORMSCOPE_CCACHE)
    get_filename_component(base "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_DEPEND=1 CCACHE_BASEDIR=${base})
    if(NORMSCOPE_SANITIZE)
        list(APPEND CMAKE_CXX_COMPILER_LAUNCHER CCACHE_NOHASHDIR=1)
    endif()
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${NORMSCOPE_CCACHE})
endif()
