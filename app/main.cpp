#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>

#include <normscope/base/Exceptions.h>
#include <normscope/runtime/Allocator.h>

#include "CommandLine.h"
#include "Console.h"

namespace
{

/// Whether OpenMP takes it: numbers greater than 0, separated by commas. Nothing of a library is used here.
[[gnu::no_sanitize("address"), gnu::no_sanitize("undefined"), gnu::no_sanitize("thread")]] bool
isThreadList(const char* text)
{
    bool isPositive = false;
    bool hasEnded = false;  // a blank came after the digits
    bool hasDigits = false;
    for (const char* at = text;; ++at) {
        const char letter = *at;
        if (letter >= '0' && letter <= '9' && !hasEnded) {
            hasDigits = true;
            isPositive = isPositive || letter != '0';
        } else if (letter == ' ' || letter == '\t') {
            hasEnded = hasDigits;
        } else if (letter == ',' || letter == '\0') {
            if (!isPositive) {
                return false;
            }
            if (letter == '\0') {
                return true;
            }
            isPositive = hasEnded = hasDigits = false;
        } else if (letter != '+' || hasDigits) {
            return false;
        }
    }
}

/// Takes an OMP_NUM_THREADS out of the environment that is no number of threads ("0", "abc"), which counts for nothing:
/// OpenMP's library would say so on stderr whenever it is loaded, which is before main().
[[gnu::no_sanitize("address"), gnu::no_sanitize("undefined"), gnu::no_sanitize("thread")]] void
dropBadThreadCount(int /*argc*/, char** /*argv*/, char** environment)
{
    constexpr std::string_view kName = "OMP_NUM_THREADS=";
    char** kept = environment;
    for (char** at = environment; *at != nullptr; ++at) {
        std::size_t same = 0;
        while (same < kName.size() && (*at)[same] == kName.data()[same]) {
            ++same;
        }
        if (same < kName.size() || isThreadList(*at + same)) {
            *kept++ = *at;
        }
    }
    *kept = nullptr;
}

/// Runs before the libraries' own preparations.
[[gnu::section(".preinit_array"), gnu::used]] void (*const g_beforeLibraries)(int, char**, char**) = dropBadThreadCount;

/// A relative NORMSCOPE_DATA would change its meaning with the working directory.
void makeDataFolderAbsolute()
{
    constexpr const char* kName = "NORMSCOPE_DATA";
    const char* value = std::getenv(kName);
    if (value == nullptr || *value == '\0') {
        return;
    }
    std::error_code error;
    const auto absolute = std::filesystem::absolute(value, error);
    if (!error) {
        setenv(kName, absolute.c_str(), 1);
    }
}

/// The last net, for what nobody can catch: without memory, an exception may leave a thread of a library's or a
/// function that must not throw. A sentence and an exit code instead of an abort.
[[noreturn]] void giveUpAtOnce() noexcept
{
    try {
        if (const auto thrown = std::current_exception()) {
            std::rethrow_exception(thrown);
        }
        normscope::printError("it had to stop in a place where that cannot be explained");
    } catch (const std::exception& error) {
        normscope::printError(normscope::sentenceOf(error));
    } catch (...) {
        normscope::printError("it had to stop: an unknown exception");
    }
    std::_Exit(normscope::kFailed);
}

}  // namespace

int main(int argc, char** argv)
{
    std::set_terminate(giveUpAtOnce);
    normscope::reserveStandardStreams();
    normscope::keepFreedMemory();
    // A reader of our output that goes away must not end a training.
    std::signal(SIGPIPE, SIG_IGN);
    // Nor must a file that gets larger than a limit allows: that is an error like that of a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        makeDataFolderAbsolute();
        return normscope::exitCodeInTheEnd(normscope::runCommandLine(argc, argv));
    } catch (const std::exception& error) {
        normscope::printError(normscope::sentenceOf(error));
        return normscope::kFailed;
    }
}
