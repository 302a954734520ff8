# cmake --install gives the program and normscope::nn as a CMake package.
include(CMakePackageConfigHelpers)

install(TARGETS normscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# What a desktop needs to list the program in its menu.
install(FILES resources/normscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/normscope.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(TARGETS normscope_engine LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/normscope)
install(TARGETS normscope_nn normscope_kernels EXPORT NormscopeTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
# The headers that other programs include; what they include in turn is LibTorch's.
install(FILES
    core/nn/BatchNorm.h
    core/nn/BatchNormOptions.h
    core/nn/Reshape.h
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/normscope/nn)

set(NORMSCOPE_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Normscope)
install(EXPORT NormscopeTargets NAMESPACE normscope:: DESTINATION ${NORMSCOPE_PACKAGE_DIR})
configure_package_config_file(cmake/NormscopeConfig.cmake.in NormscopeConfig.cmake
    INSTALL_DESTINATION ${NORMSCOPE_PACKAGE_DIR})
write_basic_package_version_file(NormscopeConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/NormscopeConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/NormscopeConfigVersion.cmake
    DESTINATION ${NORMSCOPE_PACKAGE_DIR})
