# Compiles through ccache where it is installed. The sloppiness is what ccache needs to cache users of a precompiled
# header: https://ccache.dev/manual/latest.html#_precompiled_headers
find_program(NORMSCOPE_CCACHE ccache)
if(NORMSCOPE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${NORMSCOPE_CCACHE})
endif()
