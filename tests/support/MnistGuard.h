#pragma once

#include <QTest>
#include <cstdlib>
#include <string>

#include <normscope/data/DatasetCatalog.h>

namespace normscope::test
{

/// Whether a person said where datasets are: then a missing one is a failure, not a reason to skip.
inline bool datasetsAreExpected()
{
    const char* given = std::getenv("NORMSCOPE_DATA");
    return given != nullptr && *given != '\0';
}

/// Why MNIST cannot be used; empty where it can.
inline std::string whyNoMnist()
{
    const auto folder = locateDataset("mnist");
    return folder ? std::string() : folder.error().message.english();
}

}  // namespace normscope::test

/// First line of a test function that needs the real MNIST: fails where NORMSCOPE_DATA is set but holds none, skips
/// where it is not set and none is found in the user's data folder either.
#define NORMSCOPE_REQUIRE_MNIST()                                                                                      \
    do {                                                                                                               \
        const std::string whyNot = normscope::test::whyNoMnist();                                                      \
        if (!whyNot.empty() && normscope::test::datasetsAreExpected()) {                                               \
            QFAIL(whyNot.c_str());                                                                                     \
        }                                                                                                              \
        if (!whyNot.empty()) {                                                                                         \
            QSKIP(whyNot.c_str());                                                                                     \
        }                                                                                                              \
    } while (false)
