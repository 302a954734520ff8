#pragma once

#include <QString>
#include <QTest>

#include <normscope/base/Result.h>

/// Checks on Result<T> and std::string for QtTest. Macros, because a failed QtTest check returns from its function.

/// Holds if the result has a value; shows its error otherwise.
#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto& outcomeOfCheck = (result);                                                                         \
        QVERIFY2(outcomeOfCheck.has_value(), outcomeOfCheck ? "" : outcomeOfCheck.error().message.english().c_str());  \
    } while (false)

/// Holds if the result is an error of that code with exactly that sentence.
#define COMPARE_ERROR(result, expectedCode, expected)                                                                  \
    do {                                                                                                               \
        const auto& outcomeOfCheck = (result);                                                                         \
        QVERIFY(!outcomeOfCheck.has_value());                                                                          \
        QCOMPARE(QString::fromStdString(outcomeOfCheck.error().message), QString(expected));                           \
        QVERIFY(outcomeOfCheck.error().code == (expectedCode));                                                        \
    } while (false)

/// Holds if the result is an error of that code whose sentence holds a part.
#define VERIFY_ERROR(result, expectedCode, part)                                                                       \
    do {                                                                                                               \
        const auto& outcomeOfCheck = (result);                                                                         \
        QVERIFY(!outcomeOfCheck.has_value());                                                                          \
        const QString sentenceOfCheck = QString::fromStdString(outcomeOfCheck.error().message);                        \
        QVERIFY2(sentenceOfCheck.contains(QString(part)), qPrintable(sentenceOfCheck));                                \
        QVERIFY(outcomeOfCheck.error().code == (expectedCode));                                                        \
    } while (false)

/// QCOMPARE for std::string, showing both texts.
#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString(expected))

/// Skips a row that needs more threads than OMP_THREAD_LIMIT allows, as the thread sanitizer's preset does: LibTorch's
/// convolutions wait for threads that never come.
#define SKIP_BEYOND_THREAD_LIMIT(threads)                                                                              \
    do {                                                                                                               \
        bool isLimited = false;                                                                                        \
        const int limit = qEnvironmentVariableIntValue("OMP_THREAD_LIMIT", &isLimited);                                \
        if (isLimited && (threads) > limit) {                                                                          \
            QSKIP("OMP_THREAD_LIMIT allows fewer threads");                                                            \
        }                                                                                                              \
    } while (false)

/// The address sanitizer has taken terabytes of addresses: what RLIMIT_AS leaves cannot be tested with it.
#ifdef __SANITIZE_ADDRESS__
#define SKIP_UNDER_ADDRESS_SANITIZER() QSKIP("needs an address space of its own")
#else
#define SKIP_UNDER_ADDRESS_SANITIZER() ((void)0)
#endif
